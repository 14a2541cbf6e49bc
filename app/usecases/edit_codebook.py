"""A lead edits the themes of their trust: a draft, tried out on real texts, then published.

What is typed is held here, apart from any screen, and kept in the open profile like everything
else that is edited. The server has the draft once it is saved; devices have it when it is published
and every summary has been coded with it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.codebook_edit import (
    Form,
    Problems,
    placed,
    problems_of,
    taken_in,
    theme_of,
)
from app.domain.errors import InputError, ServerNotUnderstood, ServerRefused
from app.sync.coding_calls import CodingCalls
from app.usecases.keep_edits import KeptEdits
from app.usecases.learn_coding import Preview, read_preview, understood

CODEBOOK = "codebook"
_ANOTHER_LOOK = "Some themes need another look. They are marked in the list."


@dataclass
class CodebookDraft:
    """The themes as they are being edited; ``before`` is what the server has of them.

    ``live`` are those in use, ``offered`` those that ship and the trust has not. ``preview`` says
    what the draft that was saved last would change; ``tried`` is that draft.
    """

    themes: list[Form]
    before: list[Form]
    live: list[Form]
    if_version: int
    version: int
    draft_by: str = ""
    offered: list[Form] = field(default_factory=list)
    groups: tuple[str, ...] = ()
    frameworks: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    most: int = 60
    note: str = ""
    problems: Problems = field(default_factory=dict)
    preview: Preview | None = None
    tried: str = ""
    undo: tuple[str, list[Form]] | None = None

    def told(self) -> str:
        """Give a text that changes with the themes."""
        return json.dumps(self.themes, sort_keys=True)

    def changed(self) -> bool:
        """Tell whether anything differs from what the server has."""
        return self.themes != self.before

    def differs(self) -> bool:
        """Tell whether there is something to publish."""
        return self.themes != self.live

    def theme(self, identity: str) -> Form | None:
        """Give one theme by id."""
        return theme_of(self.themes, identity)

    def in_use(self) -> set[str]:
        """Give the ids of all that were ever live: those stay."""
        return {one["id"] for one in self.live if one["status"] != "draft"}

    def known(self) -> set[str]:
        """Give every id there is."""
        return {one["id"] for one in (*self.themes, *self.live, *self.offered)}

    def names(self, identities: object) -> str:
        """Give the names of themes by their ids."""
        found = [
            self.theme(str(one)) for one in (identities if isinstance(identities, list) else [])
        ]
        return " and ".join(str(one["label"]) for one in found if one)

    def put(self, themes: list[Form], words: str = "") -> None:
        """Put other themes in place; with ``words`` that can be undone."""
        self.undo = (words, [dict(one) for one in self.themes]) if words else None
        self.themes = themes

    def take_back(self) -> None:
        """Undo the last step."""
        if self.undo is not None:
            self.themes, self.undo = self.undo[1], None

    def judge(self) -> bool:
        """Say in ``problems`` what does not fit; tells whether all does."""
        self.problems = problems_of(self.themes, self.live, max(1, self.version))
        return not self.problems

    def problem(self, identity: str, name: str) -> str:
        """Say what is wrong in one field of a theme."""
        return self.problems.get((identity, name), "")

    def wrong(self, identity: str) -> bool:
        """Tell whether a theme needs another look."""
        return any(place[0] == identity for place in self.problems)


class CodebookDesk:
    """Opens, saves, tries out, publishes. Methods that ask raise a SyncError when it fails."""

    title = "The codebook"

    def __init__(self, calls: CodingCalls, kept: KeptEdits) -> None:
        self._calls = calls
        self._kept = kept
        self.held: CodebookDraft | None = None
        #: Words that came up anew and wait for a theme to be named after them.
        self.came_up: tuple[str, ...] = ()
        kept.also(CODEBOOK, self)

    def unsaved(self) -> tuple[str, dict[str, Any] | None] | None:
        """Give what is open for keeping; None where nothing is."""
        held = self.held
        if held is None:
            return None
        values = {"themes": held.themes, "before": held.before, "if_version": held.if_version}
        return held.told(), values if held.changed() else None

    def forget(self) -> None:
        """Forget what is open, but not what a profile keeps of it."""
        self.held = None

    async def open(self) -> CodebookDraft:
        """Give what is being edited, or else what the server has."""
        if self.held is None:
            found = await self._read()
            kept = self._kept.restore_also(CODEBOOK)
            if kept is not None:
                _put_back(found, kept)
            self.held = found
        return self.held

    async def save(self) -> None:
        """Keep the draft on the server. Raises InputError when something does not fit yet.

        When somebody else saved meanwhile, what they did is taken in first and nothing is sent:
        then InputError asks to look it over.
        """
        held = await self.open()
        if not held.judge():
            raise InputError(_ANOTHER_LOOK)
        sent = [dict(one) for one in held.themes]
        try:
            found = await self._calls.save_codebook(sent, held.if_version)
        except ServerRefused as error:
            if error.problem == "content-invalid":
                held.problems = dict([placed(error.message)])
                raise InputError(_ANOTHER_LOOK) from error
            if error.problem == "changed-meanwhile":
                await self._take_in(held)
            raise
        held.if_version, held.before = _version(found), sent

    async def look(self) -> Preview:
        """Save the draft where it changed, and say what publishing it would change."""
        held = await self.open()
        if held.changed():
            await self.save()
        elif not held.judge():
            raise InputError(_ANOTHER_LOOK)
        told = json.dumps(held.before, sort_keys=True)
        held.preview = understood(read_preview, await self._calls.preview_codebook(held.if_version))
        held.tried = told
        return held.preview

    async def publish(self) -> str:
        """Bring the draft in; gives a sentence on what happens now. Raises InputError."""
        held = await self.open()
        if not held.differs():
            raise InputError("Nothing differs from what is in use.")
        if held.changed():
            await self.save()
        found = await self._calls.publish_codebook(held.if_version)
        words = str(found.get("words", ""))
        self._kept.drop_also(CODEBOOK)
        self.held = None
        return words

    async def leave_out(self) -> None:
        """Drop what was typed, and the draft on the server."""
        held = self.held
        if held is not None and (held.draft_by or held.before != held.live):
            await self._calls.drop_codebook(held.if_version)
        self._kept.drop_also(CODEBOOK)
        self.held = None

    async def _read(self) -> CodebookDraft:
        return understood(_draft, await self._calls.codebook())

    async def _take_in(self, held: CodebookDraft) -> None:
        theirs = await self._read()
        themes, both = taken_in(held.themes, held.before, theirs.before)
        held.themes, held.before, held.if_version = themes, theirs.before, theirs.if_version
        held.live, held.version, held.draft_by = theirs.live, theirs.version, theirs.draft_by
        held.judge()
        also = f" Both of you changed: {', '.join(both)}. Yours stands." if both else ""
        raise InputError(
            "Somebody else changed the codebook while you had it open. What they did is here too "
            f"now, with yours.{also} Look it over, then save again."
        )


def _put_back(found: CodebookDraft, kept: Mapping[str, Any]) -> None:
    """Put what was typed and never saved back, on the version it was typed on."""
    themes, before, version = kept.get("themes"), kept.get("before"), kept.get("if_version")
    if not (isinstance(themes, list) and isinstance(before, list) and isinstance(version, int)):
        return
    if all(isinstance(one, dict) and "id" in one for one in (*themes, *before)):
        found.themes, found.before, found.if_version = themes, before, version


def _draft(found: Mapping[str, Any]) -> CodebookDraft:
    draft = found["draft"]
    live = [dict(one) for one in found["themes"]]
    before = [dict(one) for one in draft["themes"]] if draft else live
    return CodebookDraft(
        themes=[dict(one) for one in before],
        before=before,
        live=live,
        if_version=int(found["if_version"]),
        version=int(found["codebook_version"]),
        draft_by=str(draft["edited_by"]) if draft else "",
        offered=[dict(one) for one in found["offered"]],
        groups=tuple(map(str, found["group_names"])),
        frameworks={key: dict(names) for key, names in found["frameworks"].items()},
        most=int(found["most_themes"]),
        note=str(found["note"]),
    )


def _version(found: Mapping[str, Any]) -> int:
    version = found.get("if_version")
    if not isinstance(version, int):
        raise ServerNotUnderstood
    return version
