"""Words in the language spoken now; English where a catalogue has none."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from app.domain.days import read_day, read_past_moment
from app.domain.plural_forms import FORMS
from app.domain.wording import (
    Catalogue,
    as_written,
    language,
    left_to_right,
    listed,
    locale,
    sentence,
    speak,
    to_say,
    tr,
    trn,
)

POLISH = Catalogue(
    "pl",
    {"Plans": "Plany", "About {name}": "O: {name}"},
    {"{count} day": ("{count} dzień", "{count} dni (2-4)", "{count} dni")},
    FORMS["pl"][0],
)


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak(Catalogue())


def test_english_is_what_is_written() -> None:
    assert (language(), locale()) == ("en", "en-GB")
    assert tr("Plans") == to_say("Plans") == "Plans"
    assert [trn("{count} day", "{count} days", n) for n in (0, 1, 2)] == [
        "0 days",
        "1 day",
        "2 days",
    ]


def test_a_catalogue_is_looked_up_and_its_gaps_are_english() -> None:
    speak(POLISH)
    assert (language(), locale()) == ("pl", "pl")
    assert tr("Plans") == "Plany"
    assert tr("Home") == "Home"
    assert [trn("{count} day", "{count} days", n) for n in (1, 3, 5)] == [
        "1 dzień",
        "3 dni (2-4)",
        "5 dni",
    ]
    assert trn("{count} week", "{count} weeks", 1) == "1 week"


def test_what_somebody_typed_is_put_in_as_it_is() -> None:
    speak(POLISH)
    assert tr("About {name}", name="{name} of {x}") == "O: {name} of {x}"
    # Words of a person are never looked up, whatever they happen to be.
    assert tr("About {name}", name="Plans") == "O: Plans"


def test_days_can_be_typed_in_the_language_spoken() -> None:
    words = {"December": "grudnia", "today": "dzisiaj", "yesterday": "wczoraj"}
    speak(Catalogue("pl", words, {}, FORMS["pl"][0]))
    today = date(2026, 11, 22)
    assert read_day("5 Grudnia", today=today, field="on") == date(2026, 12, 5)
    assert read_day("5 December", today=today, field="on") == date(2026, 12, 5)
    now = datetime(2026, 11, 22, 14, 0)
    assert read_past_moment("wczoraj", "13:00", now, "on") == datetime(2026, 11, 21, 13, 0)


def test_numbers_and_codes_keep_their_order_among_words_that_run_from_right_to_left() -> None:
    assert tr("Call {number}", number="116 123") == "Call 116 123"
    assert left_to_right("7777-ABCD") == "7777-ABCD"
    words = {"Call {number}": "{number} پر کال کریں", "Ring 116 123.": "116 123 پر کال کریں۔"}
    speak(Catalogue("ur", words, right_to_left=True))
    # Groups joined by a no-break space are one number to UAX #9; a space would swap them.
    assert tr("Call {number}", number="0300 373 0898") == "0300\u00a0373\u00a00898 پر کال کریں"
    assert tr("Ring 116 123.") == "116\u00a0123 پر کال کریں۔"
    assert left_to_right("7777-ABCD") == "\u200e7777-ABCD"


def test_words_in_another_script_keep_their_order_among_urdu_line_by_line() -> None:
    speak(Catalogue("ur", right_to_left=True))
    assert as_written("[person] works late.\nہاں\n\n58") == (
        "\u200e[person] works late.\u200e\nہاں\n\n58"
    )
    speak(Catalogue())
    assert as_written("[person] works late.") == "[person] works late."


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "Free", "Free."),
        ("en", "Free!", "Free!"),
        ("ur", "\u0645\u0641\u062a", "\u0645\u0641\u062a\u06d4"),
        ("ur", "\u0645\u0641\u062a\u06d4", "\u0645\u0641\u062a\u06d4"),
        ("ur", "Free", "\u200eFree.\u200e"),
        ("bn", "\u09a6\u09bf\u09a8\u0964", "\u09a6\u09bf\u09a8\u0964"),
        ("bn", "\u09a6\u09bf\u09a8", "\u09a6\u09bf\u09a8\u0964"),
        ("bn", "Free", "Free."),
    ],
)
def test_a_sentence_ends_once_with_the_stop_of_its_own_language(
    language: str, text: str, said: str
) -> None:
    speak(Catalogue(language, right_to_left=language == "ur"))
    try:
        assert sentence(text) == said
        assert listed(("1", "2")) == ("1\u060c 2" if language == "ur" else "1, 2")
    finally:
        speak(Catalogue())
