"""Leads edit their trust's codebook: one draft, tried out, then published as a coding release.

A draft is the whole codebook and must be sound on its own. That it follows what was there before
is asked when it is published: no id of anything that was ever live may go, or come back as
something else. Every publishing gets a version of its own, also after a roll-back.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from app.domain.codebook import Codebook, check_succession, codebook_from, parse_codebook
from app.domain.codebook_writer import numbered, write_codebook
from app.domain.errors import ContentError
from app.domain.theme import Theme
from app.domain.trust_content import MAX_TEXT_BYTES
from sync_server.analysis.engine import Engine
from sync_server.db.audit import Audit
from sync_server.db.coding_releases import CodingReleases
from sync_server.db.content import CODEBOOK_DRAFT, DRAFT, RETIRED, ContentItems
from sync_server.db.engine import Database
from sync_server.db.repositories import Organisations, Record
from sync_server.errors import Refusal
from sync_server.services.coding_desk import CodingDesk
from sync_server.services.editing import NO_DRAFT
from sync_server.services.learning_labels import LearningLabels
from sync_server.services.organisations import organisations
from sync_server.services.previewing import Preview, Previewing
from sync_server.services.trust_coding import TrustCoding

#: Of all ids that ever were: columns count them in masks of 64 bits.
MOST_THEMES = 60
#: How the codebook's errors name their place.
_PLACE = re.compile(r"codebook: theme ([a-z0-9-]{1,64}): (?:([a-z_]+)(?:\[\d+\])?: )?")


@dataclass(frozen=True)
class Standing:
    """The codebook in use, the draft and who saved it when, and what the next change names."""

    live: Codebook
    code_version: int
    own: bool
    if_version: int
    draft: Codebook | None
    edited_by: str
    edited_on: str
    offered: tuple[Theme, ...]


@dataclass(frozen=True)
class CodebookEditing:
    """Keeps drafts and publishes them."""

    database: Database
    coding: TrustCoding
    desk: CodingDesk
    labels: LearningLabels
    previewing: Previewing

    def standing(self, trust: str) -> Standing:
        """Give the codebook as it stands."""
        with self.database.read() as connection:
            live = self.coding.of(trust, connection)
            release = CodingReleases(connection, trust).one(live.number)
            last = _last(connection, trust)
        codebook, shipped = live.codebook, self.coding.shipped
        known = {theme.id for theme in codebook.themes}
        offered = tuple(theme for theme in shipped.live() if theme.id not in known)
        draft = last if last is not None and last.state == DRAFT else None
        return Standing(
            codebook,
            live.number,
            own=bool(release and release.own),
            if_version=int(last.version) if last else 0,
            draft=parse_codebook(str(draft.text)) if draft else None,
            edited_by=str(draft.edited_by) if draft else "",
            edited_on=str(draft.edited_on) if draft else "",
            offered=offered,
        )

    def save(
        self, trust: str, who: str, themes: Sequence[Mapping[str, Any]], if_version: int
    ) -> int:
        """Keep a draft; gives what the next change names.

        Raises Refusal content-invalid (field "theme/field"), changed-meanwhile.
        """
        live = self.coding.codebook(trust)
        draft = _sound(themes, live)
        text = write_codebook(draft)
        if len(text.encode()) > MAX_TEXT_BYTES:
            raise Refusal("content-invalid", "The codebook is too long.", field="codebook")
        with self.database.write() as connection:
            Organisations(connection).lock(trust)
            last = _last(connection, trust)
            if last is not None and last.state == DRAFT and str(last.text) == text:
                return int(last.version)  # the same again, after an answer that got lost
            _only_if(last, if_version)
            return self._add(connection, trust, who, DRAFT, text)

    def drop(self, trust: str, who: str, if_version: int) -> int:
        """Drop the draft; gives what the next change names. Raises Refusal changed-meanwhile."""
        with self.database.write() as connection:
            Organisations(connection).lock(trust)
            last = _last(connection, trust)
            if last is None or last.state != DRAFT:
                return int(last.version) if last else 0
            _only_if(last, if_version)
            return self._add(connection, trust, who, RETIRED, "")

    def preview(self, trust: str, if_version: int) -> Preview:
        """Say what publishing the draft would change.

        Raises Refusal content-invalid, changed-meanwhile.
        """
        with self.database.read() as connection:
            codebook, _ = self._next(connection, trust, if_version)
        engine = Engine(codebook, self.labels.of(trust, codebook), self.labels.meaning)
        return self.previewing.of(organisations(self.database)[trust], engine)

    def publish(self, trust: str, who: str, if_version: int) -> tuple[int, int]:
        """Begin to bring the draft in; gives (release, what the next change names).

        Raises Refusal content-invalid, changed-meanwhile, recoding-runs.
        """
        with self.database.write() as connection:
            Organisations(connection).lock(trust)
            again = self._published_already(connection, trust, if_version)
            if again is not None:
                return again, if_version + 1
            _, text = self._next(connection, trust, if_version)
            release = self.desk.bring_codebook(connection, trust, who, text)
            version = self._add(connection, trust, who, RETIRED, "")
        self.desk.work.wake(trust)
        return int(release.number), version

    def _published_already(self, connection: Connection, trust: str, if_version: int) -> int | None:
        """Give the release under way where this very request began it."""
        last, under_way = _last(connection, trust), CodingReleases(connection, trust).under_way()
        if last is None or last.state != RETIRED or int(last.version) != if_version + 1:
            return None
        codebook = under_way is not None and under_way.why == "codebook"
        return int(under_way.number) if under_way is not None and codebook else None

    def _next(self, connection: Connection, trust: str, if_version: int) -> tuple[Codebook, str]:
        """Give the draft as it would be published, as codebook and as text."""
        last = _last(connection, trust)
        _only_if(last, if_version)
        if last is None or last.state != DRAFT:
            raise Refusal("content-invalid", NO_DRAFT, field="codebook")
        releases = CodingReleases(connection, trust).all()
        earlier = [self.coding.codebook_of(one) for one in releases if one.published_on]
        live = self.coding.of(trust, connection).codebook
        version = max([live.version, *(one.version for one in earlier)]) + 1
        codebook = numbered(parse_codebook(str(last.text)), live, version)
        with refused():
            check_succession(live, codebook)
            _check_ids(codebook, earlier)
        return codebook, write_codebook(codebook)

    def _add(self, connection: Connection, trust: str, who: str, state: str, text: str) -> int:
        items = ContentItems(connection, trust)
        last = _last(connection, trust)
        version = (int(last.version) if last else 0) + 1
        at = self.desk.now().isoformat(timespec="minutes")[:16]
        row = {"state": state, "text": text, "edited_by": who, "edited_on": at[:10]}
        items.add(CODEBOOK_DRAFT, version, row)
        if state == DRAFT:
            Audit(connection, trust).add(who, f"draft codebook version {version}", at)
        else:
            items.prune_drafts(CODEBOOK_DRAFT)
        return version


def _last(connection: Connection, trust: str) -> Record | None:
    history = ContentItems(connection, trust).history(CODEBOOK_DRAFT)
    return history[-1] if history else None


def _only_if(last: Record | None, if_version: int) -> None:
    if if_version != (int(last.version) if last else 0):
        raise Refusal("changed-meanwhile")


def _sound(themes: Sequence[Mapping[str, Any]], live: Codebook) -> Codebook:
    """Read a draft; dates are the server's, so those of the live codebook stand in for them."""
    known = {theme.id: theme.since for theme in live.themes}
    dated = [{**theme, "since": known.get(str(theme.get("id")), live.version)} for theme in themes]
    with refused():
        codebook = codebook_from({"version": live.version, "theme": dated})
        if not codebook.live():
            raise ContentError("codebook: at least one theme has to be live.")
        return codebook


def _check_ids(codebook: Codebook, earlier: Sequence[Codebook]) -> None:
    """Refuse ids that meant something else in a version that was rolled back, and too many."""
    ever = {theme.id for theme in codebook.themes}
    for other in earlier:
        for old in other.themes:
            ever.add(old.id)
            new = codebook.theme(old.id)
            if new and old.status != "draft" and _apart(old, new):
                raise ContentError(
                    f"codebook: theme {old.id}: id: once stood for “{old.label}”; an id is never "
                    "used again for anything else."
                )
    if len(ever) > MOST_THEMES:
        raise ContentError(
            f"codebook: there is room for {MOST_THEMES} themes, counting those of the past."
        )


def _apart(old: Theme, new: Theme) -> bool:
    """Say whether two themes of one id share neither name nor description nor a phrase."""
    same = old.label.casefold() == new.label.casefold() or old.description == new.description
    return not same and not set(old.include) & set(new.include)


@contextmanager
def refused() -> Iterator[None]:
    """Answer a codebook that does not fit with the sentence that names theme and field."""
    try:
        yield
    except ContentError as error:
        words = error.message if error.message.endswith(".") else f"{error.message}."
        found = _PLACE.match(words)
        field = f"{found.group(1)}/{found.group(2) or 'theme'}" if found else "codebook"
        raise Refusal("content-invalid", words, field=field) from error
