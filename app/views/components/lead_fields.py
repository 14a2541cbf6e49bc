"""The fields of one entry that a lead edits: words, choices and ticks, each with its complaint."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import flet as ft

from app.domain.content_draft import Draft, Entry, Path
from app.domain.content_form import Field, Kind
from app.usecases.open_item import OpenItem
from app.views.components import notice
from app.views.components.cards import stack
from app.views.components.fields import Choice, Line, Tick, Words
from app.views.components.text import body, section

_LIMITS = (
    "These words are said before every talk with this guide. A life in danger, or a serious "
    "crime, cannot stay private. Never promise more than that."
)
_LINES = {Kind.LINES: 4, Kind.WORDS: 2}


def field_rows(item: OpenItem, path: Path, turn: int) -> list[ft.Control]:
    """Give the fields of the entry at ``path``; what is typed goes straight into the draft.

    Another ``turn`` gives the fields other words.
    """
    rows: list[ft.Control] = []
    for one in item.draft.fields(path):
        if one.under:
            rows.append(section(one.under))
        if item.kind == "guide" and one.name == "limits":
            rows += _limits(item.draft)
        rows.append(_field(item, path, one, f"{path}-{one.name}-{turn}"))
    return rows


def _limits(draft: Draft) -> list[ft.Control]:
    borrows = bool(getattr(draft.made_from, "common", ""))
    lent = "Left empty, those of the routine guide are said." if borrows else ""
    return [notice.note(f"{_LIMITS} {lent}".strip())]


def _field(item: OpenItem, path: Path, one: Field, key: str) -> ft.Control:
    entry = item.draft.at(path)
    said = [c.words for c in item.complaints if (c.path, c.field) == (path, one.name)]
    error = said[0] if said else ""
    if one.kind in (Kind.LINE, Kind.DAY, Kind.WHOLE):
        return Line(  # type: ignore[no-any-return]
            one.label, entry[one.name], _keeps(entry, one.name), hint=one.hint, error=error, key=key
        )
    if one.kind in _LINES:
        return Words(  # type: ignore[no-any-return]
            one.label,
            entry[one.name],
            _keeps(entry, one.name),
            hint=one.hint,
            lines=_LINES[one.kind],
            error=error,
            key=key,
        )
    if one.kind is Kind.FLAG:
        return Tick(one.label, entry[one.name], _keeps(entry, one.name), key=key)  # type: ignore[no-any-return]
    name = body(one.label)
    if one.kind is Kind.CHOICE:
        options = [(value, words, "") for value, words in one.options.items()]
        choice = Choice(one.label, options, entry[one.name], _keeps(entry, one.name), key=key)
        return stack([name, choice, notice.trouble(error)], spacing=4)
    offered = item.draft.sources() if one.kind is Kind.CITES else one.options
    return stack([name, *_ticks(entry, one, offered, key), notice.trouble(error)], spacing=4)


def _keeps(entry: Entry, name: str) -> Callable[[Any], None]:
    def keep(value: Any) -> None:  # noqa: ANN401 - words, a choice or a tick
        entry[name] = value

    return keep


def _ticks(entry: Entry, one: Field, offered: Mapping[str, str], key: str) -> Sequence[ft.Control]:
    ticked: list[str] = entry[one.name]

    def tick(value: str) -> Callable[[bool], None]:
        def hear(on: bool) -> None:
            if on and value not in ticked:
                ticked.append(value)
            elif not on and value in ticked:
                ticked.remove(value)

        return hear

    if not offered:
        return [body("There is nothing to tick yet. Add a source first.", quiet=True)]
    return [
        Tick(_begun(words), value in ticked, tick(value), key=f"{key}-{value}")
        for value, words in offered.items()
    ]


def _begun(words: str) -> str:
    """Begin words with a capital that elsewhere stand inside a sentence."""
    return words[:1].upper() + words[1:]
