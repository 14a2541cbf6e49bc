"""Leads edit their trust's guides, overlays and services: drafts, publishing, taking back.

Each row carries the highest version known plus one, and a change names the version it was made
on, so that of two people who edit at once the second is told and neither loses a word. The same
request again, after an answer that got lost, changes nothing. Drafts go once the item is
published or taken back: they may hold what nobody should have written, and are done with.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from app.domain.errors import ContentError
from app.domain.guide_set import FIRST_LANGUAGE
from sync_server.db.audit import Audit
from sync_server.db.content import DRAFT, PUBLISHED, RETIRED, ContentItems, ItemKey
from sync_server.db.engine import Database
from sync_server.db.repositories import Organisations, Record
from sync_server.errors import Refusal
from sync_server.services.item_forms import numbered
from sync_server.services.shipped import Shipped
from sync_server.services.trust_content import assembled

NO_DRAFT = "There is no draft to publish."
STAYS = "This one comes with Layby and stays. Publish your trust's own version instead."


@dataclass(frozen=True)
class Editor:
    """Who edits, and for which trust."""

    username: str
    organisation: str


@contextmanager
def refusing_misfits(field: str) -> Iterator[None]:
    """Answer content that does not fit with the sentence that names the place."""
    try:
        yield
    except ContentError as error:
        sentence = error.message if error.message.endswith(".") else f"{error.message}."
        raise Refusal("content-invalid", sentence, field=field) from error


class Editing:
    """Changes a trust's items; every change leaves an audit row."""

    def __init__(
        self, database: Database, shipped: Shipped, now: Callable[[], datetime] = datetime.now
    ) -> None:
        self._database = database
        self._shipped = shipped
        self._now = now

    def save_draft(self, editor: Editor, key: ItemKey, text: str, if_version: int) -> int:
        """Keep a draft; gives its version. Raises Refusal content-invalid, changed-meanwhile."""
        with self._changing(editor) as change:
            rows, version = change.open(key)
            with refusing_misfits("text"):
                if change.is_repeat(rows, key, DRAFT, if_version):
                    given = numbered(key, text, change.number(key, int(rows[-1].version)))
                    if given == rows[-1].text:
                        return int(rows[-1].version)
                change.only_if(rows, key, if_version)
                given = numbered(key, text, change.number(key, version))
                change.check({key: given})
            return change.add(key, version, DRAFT, given)

    def publish(self, editor: Editor, key: ItemKey, if_version: int) -> int:
        """Let devices have the draft, or what was taken back; gives the version it is given.

        Raises Refusal content-invalid, changed-meanwhile, not-found.
        """
        with self._changing(editor) as change:
            rows, version = change.open(key)
            if change.is_repeat(rows, key, PUBLISHED, if_version):
                return int(rows[-1].version)
            if not rows and key not in self._shipped.texts:
                raise Refusal("not-found")
            change.only_if(rows, key, if_version)
            if not rows or rows[-1].state == PUBLISHED:
                raise Refusal("content-invalid", NO_DRAFT)
            text = rows[-1].text
            with refusing_misfits("text"):
                # A service that was only hidden has no text of the trust's own: ours is shown.
                given = numbered(key, text, change.number(key, version)) if text else ""
                change.check({key: given})
            return change.add(key, version, PUBLISHED, given)

    def publish_all(self, editor: Editor, texts: Mapping[ItemKey, str]) -> dict[ItemKey, int]:
        """Publish texts that belong together, all or none; gives their versions.

        Raises Refusal content-invalid, naming the item.
        """
        with self._changing(editor) as change, refusing_misfits("text"):
            versions = {key: change.open(key)[1] for key in texts}
            given = {
                key: numbered(key, text, change.number(key, version, versions))
                for (key, text), version in zip(texts.items(), versions.values(), strict=True)
            }
            change.check(given)
            for key, text in given.items():
                change.add(key, versions[key], PUBLISHED, text)
        return versions

    def retire(self, editor: Editor, key: ItemKey, if_version: int) -> int:
        """Take an item back: ours stands again where it replaced one; a service is hidden.

        Raises Refusal content-invalid, changed-meanwhile, not-found.
        """
        with self._changing(editor) as change:
            rows, version = change.open(key)
            if change.is_repeat(rows, key, RETIRED, if_version):
                return int(rows[-1].version)
            if not rows and key not in self._shipped.texts:
                raise Refusal("not-found")
            change.only_if(rows, key, if_version)
            if not rows and key not in self._shipped.hideable:
                raise Refusal("content-invalid", STAYS)
            with refusing_misfits("text"):
                change.check({key: None})
            return change.add(key, version, RETIRED, rows[-1].text if rows else "")

    @contextmanager
    def _changing(self, editor: Editor) -> "Iterator[_Change]":
        with self._database.write() as connection:
            Organisations(connection).lock(editor.organisation)
            at = self._now().isoformat(timespec="minutes")
            yield _Change(connection, editor, self._shipped, at)


@dataclass(frozen=True)
class _Change:
    """One change, inside its transaction."""

    connection: Connection
    editor: Editor
    shipped: Shipped
    at: str

    def open(self, key: ItemKey) -> tuple[Sequence[Record], int]:
        """Give the item's rows, and the version that a new one will have."""
        rows = ContentItems(self.connection, self.editor.organisation).history(key)
        return rows, max(known_version(rows, key, self.shipped), self._shipped_version(key)) + 1

    def _shipped_version(self, key: ItemKey) -> int:
        return self.shipped.versions.get(key, 0)

    def number(
        self, key: ItemKey, version: int, together: Mapping[ItemKey, int] | None = None
    ) -> int:
        """Give the number to write into a text: its version, or for a translation its original's.

        A translation is shown only beside the very version that it translates.
        """
        original = ItemKey("guide", key.id, FIRST_LANGUAGE)
        if key.kind != "guide" or key == original:
            return version
        if together and original in together:
            return together[original]
        rows = ContentItems(self.connection, self.editor.organisation).history(original)
        own = [int(row.version) for row in rows if row.state != DRAFT]
        live = own[-1] if own and _state(rows) == PUBLISHED else 0
        return max(live, self._shipped_version(original)) or version

    def is_repeat(self, rows: Sequence[Record], key: ItemKey, state: str, if_version: int) -> bool:
        """Tell whether the last row is what this very request made the first time."""
        if not rows or rows[-1].state != state:
            return False
        return int(rows[-1].version) == max(if_version, self._shipped_version(key)) + 1

    def only_if(self, rows: Sequence[Record], key: ItemKey, if_version: int) -> None:
        """Refuse a change that was made on another version than the last."""
        if if_version != known_version(rows, key, self.shipped):
            raise Refusal("changed-meanwhile")

    def check(self, changes: Mapping[ItemKey, str | None]) -> None:
        """Judge the trust's whole content as it would be; None takes an item back."""
        trust = self.editor.organisation
        document = Organisations(self.connection).all()[trust]
        content = assembled(self.connection, trust, document, self.shipped, changes)
        content.check(self.shipped.of_kind("guide"), self.shipped.of_kind("service"))

    def add(self, key: ItemKey, version: int, state: str, text: str) -> int:
        """Keep the row, note who did it, and tell devices of what they are to fetch."""
        trust, who = self.editor.organisation, self.editor.username
        items, acts = ContentItems(self.connection, trust), Audit(self.connection, trust)
        values = {"state": state, "text": text, "edited_by": who, "edited_on": self.at[:10]}
        if not items.add(key, version, values):
            raise Refusal("changed-meanwhile")
        acts.add(who, f"{state} {key} version {version}", self.at)
        if state != DRAFT:
            Organisations(self.connection).raise_version(trust)
            if pruned := items.prune_drafts(key):
                acts.add(who, f"pruned {key} drafts {pruned}", self.at)
        return version


def _state(rows: Sequence[Record]) -> str:
    """Tell how the item stands on devices, whatever drafts there are."""
    return next((str(row.state) for row in reversed(rows) if row.state != DRAFT), DRAFT)


def known_version(rows: Sequence[Record], key: ItemKey, shipped: Shipped) -> int:
    """Give the version that a reader has seen: the trust's last, else the shipped one, else 0."""
    return int(rows[-1].version) if rows else shipped.versions.get(key, 0)
