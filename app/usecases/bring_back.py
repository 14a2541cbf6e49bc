"""Bring back what was deleted by mistake: it waits, sealed like all else, for some days.

A deletion takes its documents out of their tables and into one of ``deleted``, all in the same
commit. From then on nothing counts, shows or sends them, and until they are brought back or gone
they survive whatever happens to the device.

They are gone for good at the first of: their holder says so; the profile is opened, or locks,
after their last day (the rule is ``app.domain.deletion``). No backup holds them.
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from app.domain.deletion import counted_from, is_over, last_day
from app.usecases.keep_saved import Document, Saver

TABLE = "deleted"


class Kind(StrEnum):
    """What a person deleted, as the screen that offers it back knows it."""

    CONVERSATION = "conversation"
    PERSON = "person"
    PLAN = "plan"
    CHECK_IN = "check-in"
    PREPARATION = "preparation"


@dataclass(frozen=True)
class Gone:
    """One deletion that can be undone, until ``last_day``.

    ``name`` is what the person sees: a label, a day. ``fresh`` is one made since Layby was
    unlocked: its place is where the deleted thing stood.
    """

    id: str
    kind: Kind
    name: str
    documents: tuple[Document, ...]
    last_day: date
    fresh: bool


class Deleted:
    """What was deleted in the open profile and is not gone yet."""

    def __init__(self, saver: Saver, today: Callable[[], date]) -> None:
        self._saver = saver
        self._today = today

    def keep(self, kind: Kind, name: str, delete: Callable[[], object]) -> None:
        """Do ``delete``, and keep what it removes, if anything; both are one commit."""
        documents = self._saver.noting(delete)
        if not documents:
            return
        entry = {
            "id": str(uuid.uuid4()),
            "kind": kind.value,
            "name": name,
            "turn": max((_turn(one) for one in self._entries()), default=0) + 1,
            "deleted_on": self._today().isoformat(),
            "fresh": True,
            "documents": [[one.table, one.id, one.content] for one in documents],
        }
        self._saver.put(TABLE, str(entry["id"]), entry)

    def all(self, *kinds: Kind) -> list[Gone]:
        """Give what can be brought back of these kinds, what was deleted last first."""
        entries = sorted(self._entries(), key=_turn, reverse=True)
        return [self._read(entry) for entry in entries if entry.get("kind") in kinds]

    def bring_back(self, gone: Gone) -> list[Document]:
        """Put back what is not there again by now, and give the rest; twice is as once.

        The rest is for whoever knows how two versions of it go together.
        """
        if self._saver.tables.get(TABLE, gone.id) is None:
            return []
        rest = []
        for one in gone.documents:
            if self._saver.tables.get(one.table, one.id) is None:
                self._saver.put(one.table, one.id, one.content)
            else:
                rest.append(one)
        self._saver.remove(TABLE, gone.id)
        return rest

    def let_go(self, gone: Gone) -> None:
        """Let one go for good, at once; twice is as once."""
        self._saver.remove(TABLE, gone.id)

    def has(self, table: str) -> set[str]:
        """Give the ids of what can be brought back into ``table``."""
        return {
            one.id for entry in self._entries() for one in _documents(entry) if one.table == table
        }

    def open(self) -> None:
        """Say that the profile was opened: what is past its last day goes."""
        self.tidy()
        for entry in self._entries():
            since = counted_from(_deleted_on(entry), self._today()).isoformat()
            opened = {**entry, "deleted_on": since, "fresh": False}
            if opened != entry:
                self._saver.put(TABLE, str(entry["id"]), opened)

    def tidy(self) -> None:
        """Let what is past its last day go for good."""
        for entry in self._saver.tables.peek(TABLE):
            if is_over(_deleted_on(entry), self._today()):
                self._saver.remove(TABLE, str(entry["id"]))

    def _entries(self) -> list[Mapping[str, Any]]:
        today = self._today()
        entries = self._saver.tables.peek(TABLE)
        return [entry for entry in entries if not is_over(_deleted_on(entry), today)]

    def _read(self, entry: Mapping[str, Any]) -> Gone:
        return Gone(
            str(entry["id"]),
            Kind(entry["kind"]),
            str(entry["name"]),
            tuple(_documents(entry)),
            last_day(counted_from(_deleted_on(entry), self._today())),
            bool(entry.get("fresh")),
        )


def _turn(entry: Mapping[str, Any]) -> int:
    return int(entry["turn"])


def _deleted_on(entry: Mapping[str, Any]) -> date | None:
    noted = entry.get("deleted_on")
    return None if noted is None else date.fromisoformat(str(noted))


def _documents(entry: Mapping[str, Any]) -> list[Document]:
    return [Document(*one) for one in entry["documents"]]
