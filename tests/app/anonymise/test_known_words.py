"""Rows by the first part of their name: the same rows as looked up one by one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.anonymise.known_words import ByFirst

PART = st.text("ab|", max_size=3)


@given(st.dictionaries(st.tuples(PART, PART), st.integers(), max_size=20), PART)
@settings(max_examples=60, deadline=None)
def test_rows_by_first_part_are_those_with_that_name(
    named: dict[tuple[str, str], int], first: str
) -> None:
    rows = {f"{left}|{right}": value for (left, right), value in named.items()}
    found = ByFirst(rows).of(first)
    assert found == {n[len(first) + 1 :]: v for n, v in rows.items() if n.startswith(first + "|")}
