"""Prepare for a conversation: one preparation a profile, kept until it is cleared by hand."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date

from app.domain.errors import ContentError
from app.domain.preparation import Preparation
from app.usecases.bring_back import Deleted, Gone, Kind
from app.usecases.keep_saved import Saver

TABLE = "preparations"
_ID = "mine"


class PrepareDesk:
    """The preparation of the open profile."""

    def __init__(self, saver: Saver, today: Callable[[], date]) -> None:
        self._saver = saver
        self._deleted = Deleted(saver, today)

    def get(self) -> Preparation:
        """Give the preparation as it was left, or an empty one.

        Raises ContentError when it is in no form that this version knows: writing another would
        put it out of reach.
        """
        document = self._saver.tables.get(TABLE, _ID)
        return Preparation() if document is None else Preparation.from_document(document)

    def is_there(self) -> bool:
        """Tell whether anything is kept, readable or not."""
        return self._saver.tables.get(TABLE, _ID) is not None

    def save(self, preparation: Preparation) -> None:
        """Keep it as it stands and return at once; an empty one leaves no trace."""
        if preparation.is_blank():
            self._saver.remove(TABLE, _ID)
        else:
            self._saver.put(TABLE, _ID, preparation.to_document())

    def clear(self) -> None:
        """Take all of it away; see ``bring_back``."""
        self._deleted.keep(Kind.PREPARATION, "", lambda: self._saver.remove(TABLE, _ID))

    def cleared(self) -> list[Gone]:
        """Give what was cleared and can be brought back, the last first."""
        return self._deleted.all(Kind.PREPARATION)

    def bring_back(self, gone: Gone) -> Preparation:
        """Put back what was cleared, before what was written since; gives all of it."""
        for document in self._deleted.bring_back(gone):
            with suppress(ContentError):
                earlier = Preparation.from_document(document.content)
                self.save(self.get().joined(earlier))
        return self.get()

    def unreadable(self) -> int:
        """Count it when this version cannot read it; it is kept as it is."""
        try:
            self.get()
        except ContentError:
            return 1
        return 0
