"""A trust says what the anonymiser is to look for: its places and codes, and its staff.

The lists that people write and the filter of staff names are kept apart, each with versions of
its own: one is edited by leads, the other comes from a file. Of names only the filter is ever
seen here (see ``app.domain.roster``), and of a filter that was replaced nothing is kept.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from app.domain.roster import Roster
from app.domain.trust_lists import TrustLists
from sync_server.db.audit import Audit
from sync_server.db.content import LISTS, PUBLISHED, ROSTER, ContentItems, ItemKey
from sync_server.db.engine import Database
from sync_server.db.repositories import Organisations, Record
from sync_server.errors import Refusal
from sync_server.services.editing import Editor, refusing_misfits
from sync_server.services.trust_content import lists_of


@dataclass(frozen=True)
class StandingLists:
    """What devices are given, and the versions that a change has to name (0: none yet)."""

    lists: TrustLists
    version: int
    roster_version: int
    roster_on: str

    def told(self) -> dict[str, Any]:
        """Give it as leads are told: of the roster how large it is, not the filter itself."""
        roster = self.lists.roster
        return {
            "lists": self.lists.words_document(),
            "version": self.version,
            "roster_version": self.roster_version,
            "roster": roster
            and {
                "names": roster.names,
                "one_in": roster.one_in,
                "bytes": len(roster.bits),
                "replaced_on": self.roster_on,
            },
        }


class OwnLists:
    """Reads and saves them; every change leaves an audit row and is fetched by devices."""

    def __init__(self, database: Database, now: Callable[[], datetime] = datetime.now) -> None:
        self._database = database
        self._now = now

    def standing(self, organisation: str) -> StandingLists:
        """Give what stands."""
        with self._database.read() as connection:
            return _standing(connection, organisation)

    def save(self, editor: Editor, words: Mapping[str, object], if_version: int) -> StandingLists:
        """Save the places and patterns, all of them.

        Raises Refusal content-invalid naming the entry, or changed-meanwhile.
        """
        with refusing_misfits("lists"):
            lists = TrustLists.from_document({**words, "roster": None})
            lists.check()
        text = json.dumps(lists.words_document(), ensure_ascii=False)
        return self._add(editor, LISTS, text, if_version)

    def save_roster(
        self, editor: Editor, document: object, if_version: int | None
    ) -> StandingLists:
        """Put another filter in place of the one there, or None; nothing of the old one stays.

        ``if_version`` None puts it there whatever stands. Raises Refusal content-invalid, or
        changed-meanwhile.
        """
        text = ""
        if document is not None:
            with refusing_misfits("roster"):
                text = json.dumps(Roster.from_document(document).to_document())
        return self._add(editor, ROSTER, text, if_version)

    def _add(
        self, editor: Editor, key: ItemKey, text: str, if_version: int | None
    ) -> StandingLists:
        with self._database.write() as connection:
            Organisations(connection).lock(editor.organisation)
            items = ContentItems(connection, editor.organisation)
            rows = items.history(key)
            known = int(rows[-1].version) if rows else 0
            if if_version not in (None, known):
                if not _is_repeat(rows, text, if_version):
                    raise Refusal("changed-meanwhile")
            elif text != (rows[-1].text if rows else ""):
                self._put(connection, editor, key, text, known + 1)
            return _standing(connection, editor.organisation)

    def _put(
        self, connection: Connection, editor: Editor, key: ItemKey, text: str, version: int
    ) -> None:
        at = self._now().isoformat(timespec="minutes")
        items = ContentItems(connection, editor.organisation)
        if key == ROSTER:
            items.empty(key)
        by = {"edited_by": editor.username, "edited_on": at[:10]}
        if not items.add(key, version, {"state": PUBLISHED, "text": text, **by}):
            raise Refusal("changed-meanwhile")
        what = "staff names" if key == ROSTER else "places and codes"
        Audit(connection, editor.organisation).add(
            editor.username, f"{what} {'' if text else 'removed '}version {version}", at
        )
        Organisations(connection).raise_version(editor.organisation)


def _standing(connection: Connection, organisation: str) -> StandingLists:
    items = ContentItems(connection, organisation)
    last: dict[ItemKey, Record | None] = {
        key: next(reversed(items.history(key)), None) for key in (LISTS, ROSTER)
    }
    texts = {key: str(row.text) for key, row in last.items() if row is not None}
    words, roster = last[LISTS], last[ROSTER]
    return StandingLists(
        lists_of(texts),
        int(words.version) if words is not None else 0,
        int(roster.version) if roster is not None else 0,
        str(roster.edited_on) if roster is not None else "",
    )


def _is_repeat(rows: Sequence[Record], text: str, if_version: int | None) -> bool:
    """Tell whether the last row is what this very request made the first time."""
    if not rows or rows[-1].text != text:
        return False
    return if_version == (int(rows[-2].version) if len(rows) > 1 else 0)
