"""The packed book: what goes in comes out, and it says what it must about well-known words."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.anonymise.word_book import NOTHING, Entry, WordBook, pack_book

BOOK = Path(__file__).resolve().parents[3] / "assets" / "names" / "words.bin"
WORD = st.text("abcdeé' -", min_size=1, max_size=70).filter(lambda word: word[0] != " ")
ENTRY = st.builds(
    Entry,
    st.integers(0, 15),
    st.integers(0, 15),
    st.integers(0, 255),
    st.integers(0, 255),
    st.integers(0, 65_535),
)


@pytest.fixture(scope="module")
def book() -> WordBook:
    return WordBook.unpack(BOOK.read_bytes())


@given(st.dictionaries(WORD, ENTRY, min_size=1, max_size=30))
@settings(max_examples=60, deadline=None)
def test_what_is_packed_is_unpacked(entries: dict[str, Entry]) -> None:
    book = WordBook.unpack(pack_book(entries))
    assert {word: book.entry(word) for word in entries} == entries
    assert book.openings == {word.split(" ", 1)[0] for word in entries if " " in word}
    assert pack_book(dict(reversed(entries.items()))) == pack_book(entries)


def test_a_word_on_no_list_has_nothing(book: WordBook) -> None:
    assert book.entry("qqqzzq") == NOTHING
    assert "qqqzzq" not in book


@pytest.mark.parametrize("name", "sarah oluwaseun priya agnieszka kev will grace".split())
def test_first_names_are_known(book: WordBook, name: str) -> None:
    assert book.entry(name).forename > 0


def test_a_word_can_be_several_things(book: WordBook) -> None:
    london, mark = book.entry("london"), book.entry("mark")
    assert london.place > 0
    assert london.forename > 0
    assert mark.forename > 0
    assert mark.common > book.entry("handover").common > 0


def test_places_of_several_words_can_be_looked_for(book: WordBook) -> None:
    assert "st" in book.openings
    assert book.entry("st ives").place > 0
