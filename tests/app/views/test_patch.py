"""What a patch makes of the old screen is the new one, whatever moved, came or went."""

from collections.abc import Iterable
from typing import Any

import flet as ft
import pytest
from flet.controls.base_control import BaseControl
from flet.controls.object_patch import DiffBuilder, ObjectPatch
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.views import quick_patch

#: Cards by their keys, each with rows by theirs; a row says something.
Cards = list[tuple[str, list[tuple[str, str]]]]
KEYS = st.sampled_from("abcd")
rows = st.lists(st.tuples(KEYS, st.sampled_from("123")), max_size=4, unique_by=lambda row: row[0])
cards = st.lists(st.tuples(KEYS, rows), max_size=4, unique_by=lambda card: card[0])


@pytest.fixture(autouse=True)
def _as_the_app_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DiffBuilder, "_index_key", quick_patch.alone)


def screen(shown: Cards) -> ft.Column:
    return ft.Column(
        [
            ft.Column([ft.Text(words, key=key) for key, words in inside], key=name)
            for name, inside in shown
        ]
    )


def plain(item: Any) -> Any:
    """Give what the client holds of a control."""
    if isinstance(item, ft.Column):
        return {"key": item.key, "controls": [plain(inner) for inner in item.controls]}
    if isinstance(item, list):
        return [plain(inner) for inner in item]
    return {"key": item.key, "value": item.value} if isinstance(item, ft.Text) else item


def patched(held: Any, operations: Iterable[dict[str, Any]]) -> Any:
    """Do to what the client holds what it is told, as the client does."""
    for one in operations:
        *way, last = one["path"]
        if one["op"] == "move":
            *source, at = one["from"]
            moved = _at(held, source).pop(at)
            _at(held, way).insert(last, moved)
        elif one["op"] == "remove":
            _at(held, way).pop(last)
        elif one["op"] == "add":
            _at(held, way).insert(last, plain(one["value"]))
        else:
            _at(held, way)[last] = plain(one["value"])
    return held


def _at(held: Any, way: Iterable[Any]) -> Any:
    for step in way:
        held = held[step]
    return held


def becomes(old: Cards, new: Cards) -> Any:
    before, after = screen(old), screen(new)
    list(DiffBuilder(None, None, control_cls=BaseControl)._configure_dataclass(before, None, True))
    held = plain(before)
    patch, _, _ = ObjectPatch.from_diff(before, after, control_cls=BaseControl, frozen=True)
    return patched(held, patch.patch)


@settings(max_examples=100, deadline=None)
@given(cards, cards)
# The card that comes first gets a row; the other one, compared in the same place, loses its own.
@example(
    [("b", [("d", "1"), ("a", "1")]), ("c", [("a", "1")])],
    [("c", [("d", "2"), ("a", "2")]), ("b", [("a", "3")])],
)
def test_a_patch_makes_the_new_screen_of_the_old_one(old: Cards, new: Cards) -> None:
    assert becomes(old, new) == plain(screen(new))


def test_the_app_makes_its_patches_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*quick_patch.FLETS, "_index_key"):
        monkeypatch.setattr(DiffBuilder, name, vars(DiffBuilder)[name])
    monkeypatch.setattr(DiffBuilder, "_index_key", None)
    quick_patch.quicken()
    assert vars(DiffBuilder)["_index_key"] is quick_patch.alone
