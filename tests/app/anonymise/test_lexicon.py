"""The list files: packed and unpacked alike, small, and what they must know."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.anonymise.lexicon import FILES, PACKED, Lexicon, pack, unpack
from app.anonymise.policy import load_anonymiser

LISTS = Path(__file__).resolve().parents[3] / "assets" / "names"
BUDGET = 400_000


@given(st.dictionaries(st.text("abcdeé' -", min_size=1, max_size=45), st.booleans(), max_size=30))
@settings(max_examples=100, deadline=None)
def test_what_is_packed_is_unpacked(words: dict[str, bool]) -> None:
    everything, common = unpack(pack(words))
    assert everything == set(words)
    assert common == {word for word, is_common in words.items() if is_common}


def test_the_files_fit_their_budget_and_are_in_order() -> None:
    texts = {name: (LISTS / name).read_text(encoding="utf-8") for name in FILES}
    assert sum(len(text.encode()) for text in texts.values()) <= BUDGET
    for text in texts.values():
        everything, common = unpack(text)
        assert pack({word: word in common for word in everything}) == text


def test_it_is_read_through_the_reader_it_is_given() -> None:
    asked: list[str] = []

    def read(name: str) -> bytes:
        asked.append(name)
        return b"0ada+\n1nna\n" if name in FILES else (LISTS / name).read_bytes()

    lexicon = load_anonymiser(read)._lexicon
    assert set(asked) == {*FILES, *PACKED}
    assert lexicon.forenames == {"ada", "anna"}
    assert lexicon.common_forenames == {"ada"}


def test_missing_lists_make_an_empty_lexicon() -> None:
    assert Lexicon.of({}) == Lexicon()


@pytest.mark.parametrize("word", "will grace may hope mark rose bill sue faith dawn drew".split())
def test_names_that_are_words_are_known_as_both(lexicon: Lexicon, word: str) -> None:
    assert word in lexicon.common_forenames
    assert word in lexicon.ordinary


@pytest.mark.parametrize("word", "sarah mohammed oluwaseun siobhan kev priya dave".split())
def test_plain_names_are_never_taken_for_words(lexicon: Lexicon, word: str) -> None:
    assert word in lexicon.common_forenames
    assert word not in lexicon.ordinary


@pytest.mark.parametrize("word", "paramedic handover rota datix shift colleague worried".split())
def test_the_words_of_the_work_are_plain(lexicon: Lexicon, word: str) -> None:
    assert word in lexicon.ordinary


def test_every_list_has_its_source_and_licence_written_down() -> None:
    notice = (LISTS / "README.md").read_text(encoding="utf-8")
    for name in FILES:
        assert name in notice
    for licence in ("Open Government Licence v3.0", "CC0", "CC BY 4.0", "MIT", "Apache-2.0"):
        assert licence in notice
