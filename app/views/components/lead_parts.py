"""The entries of a guide's parts as rows to open, with ways to add, move and take away."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import flet as ft

from app.domain.content_draft import Entry, Path, known_area, new_entry
from app.domain.content_form import Part
from app.usecases.open_item import OpenItem
from app.views.components import buttons
from app.views.components.cards import stack
from app.views.components.fold import Fold
from app.views.components.text import body, bullet, section

_PLUS = ft.Icons.ADD


@dataclass(frozen=True)
class Gone:
    """An entry that was just taken away, and where it stood."""

    path: Path
    name: str
    entry: Entry


@dataclass(frozen=True)
class Moves:
    """What a row may do: open an entry, tell that something changed, remember what went."""

    open: Callable[[Path], None]
    changed: Callable[[], None]
    remember: Callable[[Gone | None], None]


def part_rows(item: OpenItem, path: Path, gone: Gone | None, moves: Moves) -> list[ft.Control]:
    """Give every part of the entry at ``path``: a row an entry, and a button for one more."""
    rows: list[ft.Control] = []
    for part in item.draft.shape(path).parts:
        rows.append(section(part.title))
        if part.about:
            rows.append(body(part.about, quiet=True))
        entries = item.draft.at(path)[part.name]
        rows += [_row(item, (*path, (part.name, i)), moves) for i in range(len(entries))]
        if gone is not None and gone.path[:-1] == path and gone.path[-1][0] == part.name:
            rows.append(_undo(item, gone, moves))
        rows += _adders(item, path, part, moves)
    return rows


def entry_rows(item: OpenItem, path: Path, moves: Moves) -> list[ft.Control]:
    """Give what can be done with the entry at ``path`` itself, and the way back up."""
    name, number = path[-1]
    above = path[:-1]
    one = item.draft.shape(path)
    entries = item.draft.at(above)[name]
    kind = one.one if isinstance(one, Part) else ""

    def move(by: int) -> None:
        entries.insert(number + by, entries.pop(number))
        moves.changed()
        moves.open((*above, (name, number + by)))

    def remove() -> None:
        moves.remember(Gone(path, item.draft.name(path), entries.pop(number)))
        moves.changed()
        moves.open(above)

    rows: list[ft.Control] = [
        buttons.primary(_back_words(item, above), lambda _: moves.open(above)),
    ]
    if number > 0:
        rows.append(buttons.quiet("Move up", lambda _: move(-1), icon=ft.Icons.ARROW_UPWARD))
    if number + 1 < len(entries):
        rows.append(buttons.quiet("Move down", lambda _: move(1), icon=ft.Icons.ARROW_DOWNWARD))
    if item.draft.may_go(path):
        # The guide's own area stays: only what the trust added to it goes.
        ours = item.draft.at(path).get("known")
        words = "Take our prompts out of this area" if ours else f"Remove this {kind}"
        rows.append(buttons.quiet(words, lambda _: remove(), icon=ft.Icons.DELETE_OUTLINE))
    else:
        rows.append(body("Every guide has this one. Change its words, but it stays.", quiet=True))
    return rows


def own_prompts(item: OpenItem, path: Path) -> list[ft.Control]:
    """Show the prompts that the guide has itself, where the trust only adds to an area."""
    base, entry = item.draft.base, item.draft.at(path)
    if base is None or not entry.get("known"):
        return []
    prompts = [one.text for area in base.areas if area.id == entry["id"] for one in area.prompts]
    return [body("The guide's own prompts stay, and yours come after:"), *map(bullet, prompts)]


def _back_words(item: OpenItem, above: Path) -> str:
    return f"Done: back to {item.draft.name(above) if above else 'the whole'}"


def _row(item: OpenItem, path: Path, moves: Moves) -> ft.Control:
    wrong = sum(c.path[: len(path)] == path for c in item.complaints)
    inner = sum(len(item.draft.at(path)[part.name]) for part in item.draft.shape(path).parts)
    counted = f"{inner} prompt{'' if inner == 1 else 's'}" if item.draft.shape(path).parts else ""
    return buttons.tile(
        item.draft.name(path),
        "Needs another look" if wrong else counted,
        lambda _: moves.open(path),
        icon=ft.Icons.ERROR_OUTLINE if wrong else ft.Icons.EDIT_OUTLINED,
    )


def _undo(item: OpenItem, gone: Gone, moves: Moves) -> ft.Control:
    def put_back() -> None:
        (name, number), above = gone.path[-1], item.draft.at(gone.path[:-1])
        above[name].insert(number, gone.entry)
        moves.remember(None)
        moves.changed()

    return stack(
        [
            body(f"Removed: {gone.name}", quiet=True),
            buttons.secondary("Put it back", lambda _: put_back(), icon=ft.Icons.UNDO),
        ]
    )


def _adders(item: OpenItem, path: Path, part: Part, moves: Moves) -> list[ft.Control]:
    entries = item.draft.at(path)[part.name]

    def add(make: Callable[[], Entry]) -> Callable[[Any], None]:
        def run(_: Any) -> None:  # noqa: ANN401 - Flet's event
            entries.append(make())
            moves.remember(None)
            moves.changed()
            moves.open((*path, (part.name, len(entries) - 1)))

        return run

    base = item.draft.base
    if base is None or part.name != "areas":
        words = f"Add a {part.one}" if part.one[0] not in "aeiou" else f"Add an {part.one}"
        return [buttons.secondary(words, add(lambda: new_entry(part)), icon=ft.Icons.ADD)]
    taken = {entry["id"] for entry in entries}
    free = [area for area in base.areas if area.id not in taken]
    known = Fold(
        "Add prompts to an area of the guide",
        f"{len(free)} to choose from",
        lambda: [
            buttons.tile(
                area.title, area.about, add(partial(known_area, area.id, base)), icon=ft.Icons.ADD
            )
            for area in free
        ],
        key=f"known-{len(entries)}",
    )
    own = buttons.secondary(
        "Add an area of our own", add(lambda: new_entry(part)), icon=ft.Icons.ADD
    )
    return [known, own] if free else [own]
