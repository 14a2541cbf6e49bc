"""An auditor reads who did what: by kind and day, whether the log is whole, and as a file."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from app.device.port import Device
from app.domain.days import day_words, read_past_day
from app.domain.errors import ServerNotUnderstood
from app.domain.organisation import STAFF_GROUPS
from app.domain.periods import parse_span
from app.sync.audit_calls import AuditCalls

#: What there is to choose from, "" for everything; the server's words for the kinds.
KINDS: Mapping[str, str] = {
    "": "Everything",
    "looks": "Who looked at what",
    "sign-ins": "Who signed in",
    "accounts": "Accounts",
    "enrolment": "Enrolment codes",
    "other": "Changes, and all else",
}
#: How many days back, 0 for all; the first one by itself.
SPANS: Mapping[str, str] = {"7": "The last 7 days", "1": "Today", "31": "The last 31 days", "0": ""}
#: A period or a day by itself, not within a name; a staff group by its code.
_TIME = re.compile(r"(?<![^ ])[0-9]{4}-(?:Q[1-4](?:-B[1-3])?|[0-9]{2}-[0-9]{2})(?=[,.:;]?(?: |$))")
_GROUP = re.compile(r"(?<=staff group )[0-9]{2}(?=[,.:;]?(?: |$))")


@dataclass(frozen=True)
class AuditFilter:
    """Which acts: of one kind, on one ``day`` or in the last ``span`` days (0 for all)."""

    kind: str = ""
    span: int = 7
    day: date | None = None

    def asked(self, today: date) -> dict[str, str]:
        """Give what the server is asked."""
        query = {"kind": self.kind} if self.kind else {}
        if self.day is not None:
            return query | {"since": self.day.isoformat(), "until": self.day.isoformat()}
        if self.span:
            since = today - timedelta(days=self.span - 1)
            return query | {"since": since.isoformat()}
        return query

    def words(self) -> str:
        """Say what is shown."""
        when = day_words(self.day) if self.day else span_words(self.span)
        return f"{KINDS.get(self.kind, '')}. {when}"


@dataclass(frozen=True)
class Act:
    """One act: its number in the log, when, who, and what."""

    number: int
    at: datetime
    who: str
    what: str

    @property
    def words(self) -> str:
        """What was done, with periods, days and staff groups as people call them.

        The log itself, and the file of it, keep the words that its links are made from.
        """
        named = _GROUP.sub(lambda found: STAFF_GROUPS.get(found[0], found[0]), self.what)
        return _TIME.sub(lambda found: _time_words(found[0]), named)


@dataclass(frozen=True)
class Acts:
    """What was read so far, newest first; ``before`` asks for more, None where there is none."""

    acts: tuple[Act, ...]
    before: int | None

    def by_day(self) -> list[tuple[date, list[Act]]]:
        """Give the acts by day, in their order."""
        days: list[tuple[date, list[Act]]] = []
        for act in self.acts:
            if not days or days[-1][0] != act.at.date():
                days.append((act.at.date(), []))
            days[-1][1].append(act)
        return days


@dataclass(frozen=True)
class Chain:
    """What following the log's links has shown: whether it is whole, and that in words."""

    whole: bool
    words: str
    end: str


class AuditDesk:
    """Asks the server. Every method raises a SyncError when that fails."""

    def __init__(self, calls: AuditCalls, device: Device, today: Callable[[], date]) -> None:
        self._calls = calls
        self._device = device
        self._today = today

    async def acts(self, wanted: AuditFilter, so_far: Acts | None = None) -> Acts:
        """Give the first acts, or ``so_far`` and the next ones."""
        before = so_far.before if so_far is not None else None
        found = await self._calls.acts(wanted.asked(self._today()), before)
        try:
            acts = tuple(
                Act(
                    int(one["number"]),
                    datetime.fromisoformat(one["at"]),
                    str(one["who"]),
                    str(one["what"]),
                )
                for one in found["acts"]
            )
            more = None if found["before"] is None else int(found["before"])
        except (KeyError, TypeError, ValueError) as error:
            raise ServerNotUnderstood from error
        return Acts((so_far.acts if so_far else ()) + acts, more)

    async def chain(self) -> Chain:
        """Have the server follow every link."""
        found = await self._calls.chain()
        try:
            acts, broken = int(found["acts"]), int(found["broken_at"])
            cut, end = found["cut"] is True, str(found["end"])
        except (KeyError, TypeError, ValueError) as error:
            raise ServerNotUnderstood from error
        if broken:
            words = (
                f"Act {broken:,} is not as it was written, so nothing from there on is certain. "
                "Tell whoever runs Layby's server, and your information governance team."
            )
        elif cut:
            words = (
                "The log has lost what once stood at its end. Tell whoever runs Layby's server, "
                "and your information governance team."
            )
        else:
            words = f"All {acts:,} acts stand as they were written: every link holds."
        return Chain(not broken and not cut, words, end)

    async def save(self, wanted: AuditFilter) -> bool:
        """Hand the acts to the person as a CSV file; False when the device could not."""
        content = await self._calls.file(wanted.asked(self._today()))
        name = f"layby-log-{self._today():%Y-%m-%d}.csv"
        return await self._device.save_file(name, content)


def span_words(span: int) -> str:
    """Say how many days back."""
    return SPANS.get(str(span)) or "All days"


def on_day(wanted: AuditFilter, typed: str, today: date) -> AuditFilter:
    """Give the filter for a typed day, of its whole span without one; raises InputError."""
    day = read_past_day(typed, today=today, field="day") if typed.strip() else None
    return replace(wanted, day=day)


def _time_words(text: str) -> str:
    try:
        return day_words(date.fromisoformat(text))
    except ValueError:
        pass
    try:
        return parse_span(text).in_words()
    except ValueError:  # a thirteenth month: it is no day, and stands as it is
        return text
