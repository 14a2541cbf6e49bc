"""A check-in is words and nothing else, and reads back as it was written."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.check_in import CheckIn, Prompt
from app.domain.clinical_scores import find_clinical_score
from app.domain.errors import ContentError


@given(words=st.dictionaries(st.sampled_from([p.value for p in Prompt]), st.text(max_size=200)))
@settings(max_examples=60, deadline=None)
def test_it_reads_back_whatever_was_written(words: dict[str, str]) -> None:
    one = CheckIn(written_on=date(2026, 11, 22), words=words, number=3, closed=True)
    assert CheckIn.from_document(one.to_document()) == one
    assert one.is_blank() is not any(text.strip() for text in words.values())


@pytest.mark.parametrize(
    "change",
    [
        {"written_on": "someday"},
        {"words": "text"},
        {"number": "1"},
        {"number": True},
    ],
    ids=["day", "words", "number", "truth"],
)
def test_anything_else_is_refused(change: dict[str, object]) -> None:
    document = CheckIn(written_on=date(2026, 11, 22)).to_document() | change
    with pytest.raises(ContentError):
        CheckIn.from_document(document)


def test_its_questions_are_words_and_no_score() -> None:
    titles = [prompt.question for prompt in Prompt]
    assert len(set(titles)) == len(Prompt)
    assert find_clinical_score(" / ".join(titles)) is None
    assert not any(character.isdigit() for title in titles for character in title)
