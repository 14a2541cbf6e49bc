"""Rows keep who they are, whatever comes before them."""

import flet as ft
from hypothesis import given
from hypothesis import strategies as st

from app.views.components import buttons
from app.views.components.cards import identified

_WORDS = st.lists(st.sampled_from("abcde"), max_size=8)


def _rows(words: list[str]) -> list[ft.Control]:
    return [buttons.primary(word, lambda: None) for word in words]


@given(_WORDS, st.integers(0, 4))
def test_no_two_rows_have_one_key(words: list[str], texts: int) -> None:
    rows = [*_rows(words), *[ft.Text("x") for _ in range(texts)]]
    keys = [row.key for row in identified(rows)]
    assert None not in keys
    assert len(set(keys)) == len(keys)


@given(_WORDS, st.integers(0, 8), st.booleans())
def test_a_row_that_comes_or_goes_leaves_the_others_what_they_were(
    words: list[str], place: int, is_text: bool
) -> None:
    before = [row.key for row in identified(_rows(words))]
    new = ft.Text("x") if is_text else buttons.primary("new", lambda: None)
    rows = _rows(words)
    rows.insert(place, new)
    assert [row.key for row in identified(rows) if row is not new] == before


def test_keys_that_were_given_stay() -> None:
    named = ft.Text("x", key=ft.ScrollKey("here"))
    assert identified([named])[0].key == ft.ScrollKey("here")
