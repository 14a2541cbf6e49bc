"""Keep what a lead types through a lock, a crash or a flat battery.

With a profile open it is kept there, encrypted like everything else, and looked at every second:
a form changes in many places, and none of them has to know of this. Without a profile there is
no place for it; then it stays in memory, and the list of content says so.
"""

import asyncio
from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any, Protocol

from app.domain.errors import ContentError
from app.domain.organisation import Organisation
from app.domain.trust_lists import LISTS, TrustLists
from app.usecases.edit_lists import ListsDesk, ListsDraft
from app.usecases.edit_trust import TrustDesk, TrustDraft
from app.usecases.keep_saved import Saver
from app.usecases.open_item import OpenItem, everything_in

TABLE = "editing"
TRUST, HIDDEN = "trust", "lists"
#: Seconds between two looks.
EVERY_SECONDS = 1.0

Items = MutableMapping[tuple[str, str, str], OpenItem]


class KeptAlso(Protocol):
    """Something else that is being edited and kept, such as the codebook."""

    title: str

    def unsaved(self) -> tuple[str, dict[str, Any] | None] | None:
        """Give a text that changes with what is typed, and that as a document, None when saved.

        None where nothing is open.
        """
        ...

    def forget(self) -> None:
        """Forget what is open."""
        ...


class KeptEdits:
    """What one lead has open and not saved, in the profile of ``keep_in``."""

    def __init__(self, items: Items, trust: TrustDesk, lists: ListsDesk) -> None:
        self._items = items
        self._trust = trust
        self._lists = lists
        self._also: dict[str, KeptAlso] = {}
        self._saver: Saver | None = None
        self._whose = ""
        self._last: dict[str, str] = {}
        self._unreadable: set[str] = set()
        self._looking: asyncio.Task[None] | None = None

    def keep_in(self, saver: Saver | None) -> None:
        """Keep everything in this profile from now on; None when it closes."""
        self._saver = saver
        self._last.clear()
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
        if saver is not None:
            self._looking = asyncio.get_running_loop().create_task(self._keep_looking())

    def also(self, doc_id: str, desk: KeptAlso) -> None:
        """Keep what ``desk`` has open too, under a name of its own."""
        self._also[doc_id] = desk

    def forget_also(self) -> None:
        """Have those forget what is open."""
        for desk in self._also.values():
            desk.forget()

    def also_unsaved(self) -> list[str]:
        """Name those that hold what is not saved."""
        open_now = ((desk.title, desk.unsaved()) for desk in self._also.values())
        return [title for title, held in open_now if held is not None and held[1] is not None]

    def restore_also(self, doc_id: str) -> Mapping[str, Any] | None:
        """Give the document that was kept for one of those."""
        return self._kept(doc_id)

    def drop_also(self, doc_id: str) -> None:
        """Let go of what was kept for one of those."""
        self._remove(doc_id)

    def belong_to(self, whose: str) -> None:
        """Say who edits: nobody else is shown what was kept for them."""
        self._whose = whose

    def keep(self) -> None:
        """Put what was typed since the last look, and remove what the server has by now."""
        if self._saver is None or not self._whose:
            return
        for doc_id, told, document in self._unsaved():
            if self._last.get(doc_id) == told:
                continue
            self._last[doc_id] = told
            if document is not None:
                self._saver.put(TABLE, doc_id, {"id": doc_id, "whose": self._whose, **document})
            elif self._kept(doc_id) is not None and doc_id not in self._unreadable:
                self._saver.remove(TABLE, doc_id)

    def drop(self, item: OpenItem) -> None:
        """Let go of what was kept of an item that is left out."""
        self._remove(_name(item))

    def restore(self, item: OpenItem) -> bool:
        """Put back what was typed into ``item`` and never saved; tells whether there was any.

        It stands on the version it was typed on, so that somebody else's save meanwhile is
        noticed as ever. What this version of the form cannot hold is left where it is.
        """
        kept = self._kept(_name(item))
        if kept is None or not isinstance(kept.get("entry"), dict):
            return False
        was, item.draft.entry = item.draft.entry, kept["entry"]
        try:
            everything_in(item.draft)
            item.version = int(kept["version"])
        except (KeyError, TypeError, ValueError, AttributeError):
            item.draft.entry = was
            self._unreadable.add(_name(item))
            return False
        return True

    def restore_trust(self) -> TrustDraft | None:
        """Give the areas and roles as they were typed and never saved."""
        kept = self._kept(TRUST)
        if kept is None:
            return None
        try:
            draft = TrustDraft.of(Organisation.from_document(kept["wanted"]))
            draft.before = Organisation.from_document(kept["before"])
            draft.made = len(draft.areas) + len(draft.families)
        except (ContentError, KeyError):
            return None
        return draft

    def drop_trust(self) -> None:
        """Let go of the areas and roles that were kept."""
        self._remove(TRUST)

    def restore_lists(self) -> ListsDraft | None:
        """Give the lists of what is hidden as they were typed and never saved."""
        kept = self._kept(HIDDEN)
        if kept is None:
            return None
        try:
            before = TrustLists.from_document(kept["before"])
            typed = {name: str(kept["typed"][name]) for name in LISTS}
            return ListsDraft(before, int(kept["version"]), typed=typed)
        except (ContentError, KeyError, TypeError, ValueError):
            return None

    def drop_lists(self) -> None:
        """Let go of the lists that were kept."""
        self._remove(HIDDEN)

    def _unsaved(self) -> Iterator[tuple[str, str, dict[str, Any] | None]]:
        for item in dict.fromkeys(map(id, self._items.values())):
            found = next(known for known in self._items.values() if id(known) == item)
            values = {"entry": found.draft.entry, "version": found.version}
            told = f"{found.version} {everything_in(found.draft)}"
            yield _name(found), told, values if found.changed() else None
        held = self._trust.held
        if held is not None:
            wanted, before = held.wanted().to_document(), held.before.to_document()
            values = {"wanted": wanted, "before": before}
            yield TRUST, repr(values), values if held.changed() else None
        hidden = self._lists.held
        if hidden is not None:
            values = {
                "typed": dict(hidden.typed),
                "version": hidden.version,
                "before": hidden.before.words_document(),
            }
            yield HIDDEN, repr(values), values if hidden.changed() else None

        for doc_id, desk in self._also.items():
            if (open_now := desk.unsaved()) is not None:
                yield doc_id, *open_now

    def _kept(self, doc_id: str) -> Mapping[str, Any] | None:
        document = self._saver.tables.get(TABLE, doc_id) if self._saver is not None else None
        return document if document is not None and document.get("whose") == self._whose else None

    def _remove(self, doc_id: str) -> None:
        self._last.pop(doc_id, None)
        if self._saver is not None and self._kept(doc_id) is not None:
            self._saver.remove(TABLE, doc_id)

    async def _keep_looking(self) -> None:
        while True:
            await asyncio.sleep(EVERY_SECONDS)
            self.keep()


def _name(item: OpenItem) -> str:
    return f"{item.kind}:{item.id or 'new'}:{item.language}"
