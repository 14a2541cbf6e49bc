"""TOML that anyone may have written: refused in words, at once, and never a crash."""

import pytest

from app.domain.content import Table, read_toml
from app.domain.errors import ContentError

CHAIN = ".".join(["a"] * 60_000)


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 50_000,
        "a = " + "{a = " * 30_000,
        "a = " + "9" * 5_000,
        f"{CHAIN} = 1",
        f"[{CHAIN}]",
        ".".join([r'"\" "'] * 20_000) + " = 1",
        ".".join(["'b c'"] * 20_000) + " = 1",
        "a" * 200_000,
        "a = ",
    ],
    ids=[
        *("lists in lists", "tables in tables", "a huge number", "dotted keys", "a dotted header"),
        *("dotted quotes", "dotted apostrophes", "one long word", "no value"),
    ],
)
def test_what_would_break_the_parser_or_keep_it_for_minutes_is_refused(text: str) -> None:
    with pytest.raises(ContentError, match="guide: this is not TOML"):
        Table.read(text, "guide")


def test_prose_with_many_stops_is_no_chain_of_keys() -> None:
    words = "Stop. Look. Listen. See a.b.c, 9.30, www.example.org... " * 200
    assert read_toml(f'a = "{words}"') == {"a": words}
