"""The reading age of what crews see: the formula's own figures, and what it lets through."""

import pytest

from app.web import reading_age
from app.web.reading_age import problems, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("cat", 1), ("shift", 1), ("helped", 1), ("wanted", 2), ("somebody", 3), ("idea", 3),
        ("device’s", 2), ("table", 2), ("crew's", 1), ("breathe", 1), ("saying", 2), ("radio", 3),
        ("ambulance", 3), ("confidential", 4), ("occupational", 5), ("musculoskeletal", 6),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_said(word: str, count: int) -> None:
    assert syllables(word) == count


def test_reading_age_is_the_published_grade_and_five() -> None:
    # Six words, one sentence, six syllables: grade 0.39 × 6 + 11.8 × 1 - 15.59 = -1.45.
    assert reading_age.reading_age(["The cat sat on the mat."]) == pytest.approx(3.55)
    hard = ["Organisational interventions alleviate psychological distress."]
    assert reading_age.reading_age(hard) > 30
    assert reading_age.reading_age([]) == 0


def test_labels_and_names_do_not_make_a_page_look_easier() -> None:
    sentence = "Confidentiality obligations occasionally necessitate professional disclosure."
    assert reading_age.reading_age([sentence, "Go", "Home", "Call now"]) == pytest.approx(
        reading_age.reading_age([sentence])
    )


def test_everything_that_crews_see_is_plain() -> None:
    assert list(problems(reading_age.shipped())) == []


def test_each_kind_of_hard_words_is_named() -> None:
    long = " ".join(["We sat and had a cup of tea"] * 4) + "."
    said = list(
        problems(
            {
                "long.py": [long],
                "word.py": ["This is an extraordinary day."],
                "both.toml": ["Physiological responses predominantly deteriorate subsequently."],
                "fine.toml": [
                    "Sit down. Have a cup of tea.",
                    "{name} will be here soon, at {hour}.",
                ],
            }
        )
    )
    assert any(line.startswith("long.py: a sentence of 32 words") for line in said)
    assert any(line.startswith("word.py: “extraordinary” is a hard word") for line in said)
    assert any(line.startswith("both.toml: its reading age is") for line in said)
    assert not any(line.startswith("fine.toml") for line in said)
