"""What a thumb can tap: every letter is in one word, every word in one sentence."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.anonymise.wording import WORDS_A_SENTENCE, sentences, word_at, words, wordy

TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(
        st.sampled_from(
            ["Tom", "o'neill’s", "7.30", "Dr.", "x@y.org", "a\u200bb", "हिन्दी", "🚑", "\n"]
        ),
        max_size=30,
    ).map(" ".join),
)


def said(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nights hard.Ask Tom/Priya", ["Nights", "hard", "Ask", "Tom", "Priya"]),
        ("O'Neill’s mate, Anne-Marie!", ["O'Neill’s", "mate", "Anne-Marie"]),
        ("on 12/03/2024 at 7.30, ok", ["on", "12/03/2024", "at", "7.30", "ok"]),
        ("mail (jo.b@trust.nhs.uk).", ["mail", "jo.b@trust.nhs.uk"]),
        ("see https://a.org/b?c", ["see", "https://a.org/b?c"]),
        ("प्रिया और T\u200bom", ["प्रिया", "और", "T\u200bom"]),
        ("☀️ drove – fast ...", ["☀️", "drove", "fast"]),
        ("", []),
        (" \n ... – ", []),
    ],
    ids=["no space", "joined", "figures", "mail", "web", "scripts", "picture", "empty", "stops"],
)
def test_the_words_of_a_text(text: str, found: list[str]) -> None:
    assert said(text) == found


def test_a_tap_finds_its_word_and_a_gap_none() -> None:
    text = "Ask Tom's mate"
    assert word_at(text, 4) == word_at(text, 8) == (4, 9)
    assert word_at(text, 3) is None
    assert word_at(text, 99) is None


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_every_letter_is_in_one_word_and_every_word_in_one_sentence(text: str) -> None:
    found = words(text)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    inside = {at for start, end in found for at in range(start, end)}
    assert all(at in inside for at, sign in enumerate(text) if sign.isalnum())
    cut = sentences(text, found)
    assert "".join(text[start:end] for start, end in cut) == text
    for start, end in cut:
        held = [w for w in found if start <= w[0] < end]
        assert len(held) <= WORDS_A_SENTENCE
        assert all(w[1] <= end for w in held)


def test_sentences_end_where_a_person_would_end_them() -> None:
    text = "Dr. Patel left. Did she? Yes!\nNew line"
    cut = [text[start:end] for start, end in sentences(text)]
    assert cut == ["Dr. Patel left. ", "Did she? ", "Yes!\n", "New line"]


def test_nothing_found_is_cut_by_a_sentence() -> None:
    text = "Ask Tom\nLee. He knows."
    cut = [text[start:end] for start, end in sentences(text, [(4, 11)])]
    assert cut == ["Ask Tom\nLee. ", "He knows."]


def test_long_stretches_are_cut_between_words() -> None:
    text = "word " * 100
    assert [end - start for start, end in sentences(text)] == [120, 120, 120, 120, 20]


def test_a_text_without_any_space_is_one_word() -> None:
    assert words("x" * 2000) == [(0, 2000)]
    assert sentences("x" * 2000) == [(0, 2000)]


def test_signs_without_width_belong_to_the_word_around_them() -> None:
    assert wordy("\u200b")
    assert wordy("\u0301")
    assert not wordy("-")
