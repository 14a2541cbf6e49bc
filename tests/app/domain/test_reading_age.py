"""The reading age counts words, sentences and syllables, and tells easy from hard."""

import pytest

from app.domain.reading_age import reading_age, sentences, syllables, words

EASY = ["You can stop at any time. We can talk again next week. What would help you now?"]
HARD = [
    "Organisational accountability necessitates comprehensive documentation of interventions, "
    "notwithstanding individual circumstances or operational considerations."
]


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1),
        ("time", 1),
        ("times", 1),
        ("table", 2),
        ("while", 1),
        ("helped", 1),
        ("wanted", 2),
        ("people", 2),
        ("services", 3),
        ("watches", 2),
        ("manager", 3),
        ("don’t", 1),
        ("conversation", 4),
    ],
)
def test_syllables(word: str, count: int):
    assert syllables(word) == count


def test_sentences_and_words_leave_figures_and_marks_out():
    assert sentences("Ring 999. “Are you safe?” Then wait!") == [
        "Ring 999",
        "“Are you safe",
        "Then wait",
    ]
    assert words("A TRiM talk: 72 hours – don’t rush.") == [
        "A",
        "TRiM",
        "talk",
        "hours",
        "don’t",
        "rush",
    ]


def test_plain_words_are_for_children_and_office_words_are_not():
    assert reading_age(EASY) < 9
    assert reading_age(HARD) > 18
    assert reading_age(EASY) < reading_age(EASY + HARD) < reading_age(HARD)


def test_a_known_text_gives_the_measure_worked_out_by_hand():
    # 11 words, 1 sentence, 25 syllables.
    text = "The manager is responsible for documenting every conversation in the system."
    assert [syllables(word) for word in words(text)] == [1, 3, 1, 4, 1, 4, 3, 4, 1, 1, 2]
    assert reading_age([text]) == pytest.approx(0.39 * 11 + 11.8 * 25 / 11 - 15.59 + 5)


def test_nothing_cannot_be_read():
    with pytest.raises(ValueError, match="nothing to read"):
        reading_age(["999", "…"])
