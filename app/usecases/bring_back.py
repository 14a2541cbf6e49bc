"""Bring back what was deleted by mistake: it waits, sealed like all else, until Layby locks.

A deletion takes its documents out of their tables and into one of ``deleted``, all in the same
commit. From then on nothing counts, shows or sends them, and until they are brought back or gone
they survive whatever happens to the device.

They are gone for good at the first of: Layby locks; a backup is made, which must not hold them;
the profile is opened for the second time since, for a device that dies each time never locks.
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

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
    """One deletion that can be undone. ``name`` is what the person sees: a label, a day."""

    id: str
    kind: Kind
    name: str
    documents: tuple[Document, ...]


class Deleted:
    """What was deleted in the open profile and is not gone yet."""

    def __init__(self, saver: Saver) -> None:
        self._saver = saver

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
            "opened": 0,
            "documents": [[one.table, one.id, one.content] for one in documents],
        }
        self._saver.put(TABLE, str(entry["id"]), entry)

    def all(self, kind: Kind) -> list[Gone]:
        """Give what can be brought back of this kind, what was deleted last first."""
        entries = sorted(self._entries(), key=_turn, reverse=True)
        return [_read(entry) for entry in entries if entry.get("kind") == kind.value]

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

    def has(self, table: str) -> set[str]:
        """Give the ids of what can be brought back into ``table``."""
        return {
            one.id for entry in self._entries() for one in _documents(entry) if one.table == table
        }

    def open(self) -> None:
        """Say that the profile was opened; what outlasted an opening before goes."""
        for entry in self._entries():
            if entry.get("opened"):
                self._saver.remove(TABLE, str(entry["id"]))
            else:
                self._saver.put(TABLE, str(entry["id"]), {**entry, "opened": 1})

    def empty(self) -> None:
        """Let all of it go for good."""
        for entry in self._entries():
            self._saver.remove(TABLE, str(entry["id"]))

    def _entries(self) -> list[Mapping[str, Any]]:
        return self._saver.tables.peek(TABLE)


def _turn(entry: Mapping[str, Any]) -> int:
    return int(entry["turn"])


def _read(entry: Mapping[str, Any]) -> Gone:
    return Gone(str(entry["id"]), Kind(entry["kind"]), str(entry["name"]), tuple(_documents(entry)))


def _documents(entry: Mapping[str, Any]) -> list[Document]:
    return [Document(*one) for one in entry["documents"]]
