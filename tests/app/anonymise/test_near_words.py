"""What is made of words that no list has: their slips, their letters, their families."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.anonymise.families import NOBODY, Families, pack_families
from app.anonymise.letters import Letters
from app.anonymise.lexicon import load_books
from app.anonymise.near_words import near
from app.anonymise.word_book import Entry, WordBook, pack_book

LISTS = Path(__file__).resolve().parents[3] / "assets" / "names"
BOOKS = load_books(lambda name: (LISTS / name).read_bytes())
SMALL = WordBook.unpack(pack_book({"sarah": Entry(forename=9), "definitely": Entry(common=8)}))


@pytest.mark.parametrize("word", ["sarha", "sarrah", "saah", "saraj", "xsarah"])
def test_a_slip_in_a_name_is_near_a_name(word: str) -> None:
    assert near(word, SMALL) == ("f" if len(word) > 4 else "")


@pytest.mark.parametrize(
    ("word", "found"), [("definately", "w"), ("qqqqq", ""), ("a1b2c", ""), ("", "")]
)
def test_other_words_are_near_what_they_are_near(word: str, found: str) -> None:
    assert near(word, SMALL) == found


def test_two_usual_words_with_no_space_between_are_told() -> None:
    book = WordBook.unpack(pack_book({"was": Entry(common=13), "excellent": Entry(common=10)}))
    assert near("wasexcellent", book) == "g"
    assert near("wasexcellen", book) == ""


@given(st.text("aeioubcdkrst", min_size=3, max_size=14))
@settings(max_examples=40, deadline=None)
def test_letters_give_two_levels_for_any_word(word: str) -> None:
    person, place = BOOKS.letters.looks(word)
    assert 0 <= person <= 9
    assert 0 <= place <= 9


def test_names_on_no_list_look_more_like_names_than_english_does() -> None:
    names = [BOOKS.letters.looks(word)[0] for word in ("zarembaite", "oluwafikayo", "kowalczynski")]
    words = [BOOKS.letters.looks(word)[0] for word in ("rescheduled", "withholding", "screwdrive")]
    assert min(names) > max(words)


def test_letters_survive_packing() -> None:
    again = Letters.unpack(BOOKS.letters.pack())
    assert again.looks("oyelaran") == BOOKS.letters.looks("oyelaran")


def test_families_are_found_by_number() -> None:
    families = Families.unpack(pack_families([[900, 2], [140, 1], [40, 1], [250, 1]]))
    assert families.of(1) == ("900", "140", "40", "250")
    assert families.of(2) == ("2", "1", "1", "1")
    assert families.of(0) == families.of(3) == NOBODY


def test_words_used_alike_are_of_one_kind() -> None:
    kinds = {BOOKS.families.of(BOOKS.words.entry(w).family)[2] for w in ("monday", "tuesday")}
    assert len(kinds) == 1
    assert kinds != {"0"}
