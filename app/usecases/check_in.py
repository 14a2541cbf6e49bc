"""Check in with oneself: write, look back, delete. It all stays in the open profile."""

from collections.abc import Callable
from datetime import date

from app.domain.check_in import CheckIn, Prompt
from app.domain.errors import ContentError
from app.usecases.bring_back import Deleted, Gone, Kind
from app.usecases.keep_saved import Saver

TABLE = "check-ins"

#: An unfinished check-in is carried on for so many days: a night shift ends on the next one.
CARRY_ON_DAYS = 1


class CheckIns:
    """The check-ins of the open profile."""

    def __init__(self, saver: Saver, today: Callable[[], date]) -> None:
        self._saver = saver
        self._today = today
        self._deleted = Deleted(saver, today)

    def current(self) -> CheckIn:
        """Give the check-in under way, or a new one; kept from its first word on."""
        found = self.history()
        if found and not found[0].closed and self.may_go_on(found[0]):
            return found[0]
        # One that may come back keeps its number to itself.
        taken = [*found, *(one for _, one in self.deleted())]
        number = max((one.number for one in taken), default=0) + 1
        return CheckIn(written_on=self._today(), number=number)

    def save(self, check_in: CheckIn) -> None:
        """Keep it as it stands and return at once; an empty one leaves no trace."""
        if check_in.is_blank():
            self._saver.remove(TABLE, check_in.id)
        else:
            self._saver.put(TABLE, check_in.id, check_in.to_document())

    def close(self, check_in: CheckIn) -> None:
        """Say that its writer has done with it."""
        check_in.closed = True
        self.save(check_in)

    def may_go_on(self, check_in: CheckIn) -> bool:
        """Tell whether it is recent enough to be carried on."""
        return 0 <= (self._today() - check_in.written_on).days <= CARRY_ON_DAYS

    def go_on(self, check_in: CheckIn) -> None:
        """Take it up again, as if it had not been closed; right for the newest one only."""
        check_in.closed = False
        self.save(check_in)

    def delete(self, check_in: CheckIn) -> None:
        """Take it away; see ``bring_back``."""
        self._deleted.keep(
            Kind.CHECK_IN, check_in.id, lambda: self._saver.remove(TABLE, check_in.id)
        )

    def deleted(self) -> list[tuple[Gone, CheckIn]]:
        """Give those that can be brought back."""
        found = []
        for gone in self._deleted.all(Kind.CHECK_IN):
            try:
                found.append((gone, CheckIn.from_document(gone.documents[0].content)))
            except ContentError:
                continue
        return found

    def bring_back(self, gone: Gone) -> None:
        """Put a deleted one back."""
        self._deleted.bring_back(gone)

    def history(self) -> list[CheckIn]:
        """Give every check-in, the newest first."""
        found = []
        for document in self._saver.tables.all(TABLE):
            try:
                found.append(CheckIn.from_document(document))
            except ContentError:
                continue
        return sorted(found, key=lambda one: (one.written_on, one.number), reverse=True)

    def unreadable(self) -> int:
        """Count check-ins that this version cannot read; they are kept as they are."""
        return len(self._saver.tables.all(TABLE)) - len(self.history())


def what_helped(history: list[CheckIn]) -> list[CheckIn]:
    """Give those that say what helped, in their order, each wording once."""
    seen: set[str] = set()
    found = []
    for check_in in history:
        words = " ".join(check_in.said(Prompt.HELPED).split()).casefold()
        if words and words not in seen:
            seen.add(words)
            found.append(check_in)
    return found
