"""A lead issues a quarter's board report and takes it along as files."""

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from app.device.port import Device
from app.domain.days import day_words
from app.domain.errors import InputError, ServerNotUnderstood
from app.sync.report_calls import ReportCalls
from app.usecases.one_reader import OneReader

#: The kinds of file, and what each is for.
KINDS: Mapping[str, str] = {
    "pdf": "PDF, to print and send",
    "html": "web page, to read on any screen",
    "xlsx": "Excel workbook, with every table",
    "zip": "CSV tables and the minimum dataset",
}
LONGEST_REASON = 300
#: Seconds that a report is thought to take before one was made, and the least that is said.
FIRST_TAKES, LEAST_TAKES = 6.0, 1.0
T = TypeVar("T")
_WHY = "Say why it is issued again. The new report says so too."


@dataclass(frozen=True)
class Issued:
    """One issue of a report."""

    id: str
    number: int
    day: date
    by: str
    reason: str

    def words(self) -> str:
        """Say it in a line."""
        return f"Issue {self.number}, {day_words(self.day)}, by {self.by}"


@dataclass(frozen=True)
class Quarter:
    """A closed quarter with its issues, the last one first; ``next`` is the number to issue.

    ``lacks`` says what a board would miss in a first issue.
    """

    period: str
    words: str
    issues: tuple[Issued, ...]
    next: int
    lacks: tuple[str, ...] = ()

    @property
    def draft(self) -> str:
        """The id of the draft: the report as it would be now."""
        return f"{self.period}-0"


class BoardReportDesk(OneReader):
    """Asks the server; keeps only the reason that is being typed. Raises a SyncError."""

    def __init__(
        self, calls: ReportCalls, device: Device, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._calls = calls
        self._device = device
        #: Seconds of some beginning, and how many the last report took to make.
        self.clock = clock
        self.takes = FIRST_TAKES
        #: What was typed for each quarter and is not issued yet.
        self.reasons: dict[str, str] = {}

    def forget(self) -> None:
        """Put away the reasons that were typed."""
        self.reasons.clear()

    async def quarters(self) -> tuple[Quarter, ...]:
        """List the closed quarters, newest first."""
        found = await self._calls.quarters()
        try:
            return tuple(
                Quarter(
                    str(one["period"]),
                    str(one["words"]),
                    tuple(_issued(issue) for issue in one["issues"]),
                    int(one["next"]),
                    tuple(str(words) for words in one.get("lacks", ())),
                )
                for one in found["quarters"]
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ServerNotUnderstood from error

    async def issue(self, quarter: Quarter) -> None:
        """Issue the next report of a quarter; raises InputError where a reason is wanted."""
        reason = self.reasons.get(quarter.period, "").strip()
        if quarter.next > 1 and not reason:
            raise InputError(_WHY, field="reason")
        if len(reason) > LONGEST_REASON:
            said = f"Make it shorter: {LONGEST_REASON} letters are the most."
            raise InputError(said, field="reason")
        await self._timed(self._calls.issue(quarter.period, quarter.next, reason))
        self.reasons.pop(quarter.period, None)

    async def save(self, identity: str, kind: str) -> bool:
        """Hand a report to the person as a file; False when the device could not."""
        content = await self._timed(self._calls.file(identity, kind))
        name = f"layby-report-{identity.removesuffix('-0')}.{kind}"
        return await self._device.save_file(name, content)

    async def _timed(self, asked: Awaitable[T]) -> T:
        """Wait for the server, and remember how long that took."""
        begun = self.clock()
        answer = await asked
        self.takes = max(LEAST_TAKES, self.clock() - begun)
        return answer


def _issued(one: Mapping[str, object]) -> Issued:
    number = one["number"]
    if type(number) is not int:
        raise TypeError
    day = date.fromisoformat(str(one["issued_on"]))
    return Issued(str(one["id"]), number, day, str(one["issued_by"]), str(one["reason"]))
