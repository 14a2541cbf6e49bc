"""Issuing reports: a closed quarter's report is kept as it was issued, with number and day.

The same quarter is issued again only with a reason, under the next number; the earlier issue
stays and the later one names it. An issue that was made for a smaller minimum group than today's
is not given out any more: its figures might not be shown now.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.organisation import Organisation
from sync_server.db.actions import IssueRow, Issues
from sync_server.db.audit import Audit
from sync_server.db.engine import Database
from sync_server.db.repositories import Organisations
from sync_server.errors import Refusal
from sync_server.reports.report import Issue, Report, read, written
from sync_server.services.board_report import BoardReports, Edition, day_words
from sync_server.services.frozen import Period
from sync_server.services.insights import Insights

LONGEST_REASON = 300
_WHY = "Say why this quarter's report is issued again."
_NAMED = "This seems to hold a name. Say it without."


@dataclass(frozen=True)
class Reportable:
    """A closed quarter with its issues, the last one first.

    ``lacks`` says what a board would miss; of a quarter that was issued nothing is said.
    """

    period: Period
    issues: tuple[IssueRow, ...]
    lacks: tuple[str, ...] = ()


class ReportDesk:
    """Keeps a trust's reports. ``names_somebody`` says whether a text holds a person's name."""

    def __init__(
        self,
        database: Database,
        insights: Insights,
        board: BoardReports,
        names_somebody: Callable[[Organisation, str], bool],
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        self._database = database
        self._insights = insights
        self._board = board
        self._names_somebody = names_somebody
        self._now = now

    def quarters(self, organisation: Organisation) -> list[Reportable]:
        """List the closed quarters, newest first, with what was issued about each."""
        with self._database.read() as connection:
            issued = Issues(connection, organisation.id).all()
        found = []
        for period in self._insights.periods(organisation):
            if period.kind == "quarter":
                issues = tuple(one for one in issued if one.period == period.id)
                lacks = () if issues else self._board.lacks(organisation, period)
                found.append(Reportable(period, issues, lacks))
        return found

    def issue(
        self, organisation: Organisation, who: str, period: str, number: int, reason: str
    ) -> IssueRow:
        """Issue a quarter's report as ``number``; the same number again gives what there is.

        Raises Refusal changed-meanwhile where that number is not the next, invalid-request
        (field period, or reason where a second issue has none), content-invalid.
        """
        asked = self._insights.period(organisation, period)
        found = self._known(organisation, period, number)
        if found is not None:
            return found
        reason = reason.strip()
        if number > 1 and not reason:
            raise Refusal("invalid-request", _WHY, field="reason")
        if reason and self._names_somebody(organisation, reason):
            raise Refusal("content-invalid", _NAMED, field="reason")
        now = self._now()
        today, minimum = now.date(), self._insights.minimum_group
        row = IssueRow(period, number, today.isoformat(), who, reason, minimum)
        edition = Edition(number, today, self._history(organisation, row))
        document = written(self._board.make(organisation, asked, edition))
        with self._database.write() as connection:
            Organisations(connection).lock(organisation.id)
            if not Issues(connection, organisation.id).add(row, document):
                # Somebody else was faster: theirs stands.
                raise Refusal("changed-meanwhile")
            done = f"issued the report of {period}, number {number}"
            at = now.isoformat(timespec="minutes")[:16]
            Audit(connection, organisation.id).add(who, done, at)
        return row

    def report(self, organisation: Organisation, period: str, number: int) -> Report:
        """Give a report as it was issued; for number 0 a draft as it would be now.

        Raises Refusal not-found, invalid-request (field period), report-withheld.
        """
        asked = self._insights.period(organisation, period)
        if not number:
            return self._board.make(organisation, asked, Edition(0, self._now().date()))
        with self._database.read() as connection:
            issues = Issues(connection, organisation.id)
            row = next((r for r in issues.all() if (r.period, r.number) == (period, number)), None)
            document = issues.document(period, number)
        if row is None or document is None:
            raise Refusal("not-found")
        if row.minimum < self._insights.minimum_group:
            raise Refusal("report-withheld")
        return read(document)

    def _known(self, organisation: Organisation, period: str, number: int) -> IssueRow | None:
        with self._database.read() as connection:
            issued = [r for r in Issues(connection, organisation.id).all() if r.period == period]
        if not 1 <= number <= len(issued) + 1:
            raise Refusal("changed-meanwhile")
        return next((row for row in issued if row.number == number), None)

    def _history(self, organisation: Organisation, row: IssueRow) -> tuple[Issue, ...]:
        """Name this issue and the earlier ones; nothing where it is the first."""
        if row.number == 1:
            return ()
        with self._database.read() as connection:
            issued = Issues(connection, organisation.id).all()
        return tuple(
            Issue(one.number, day_words(date.fromisoformat(one.issued_on)), one.reason)
            for one in (row, *(one for one in issued if one.period == row.period))
        )
