"""Numbers in each language, as CLDR 46 writes them, and what is no number left alone."""

from collections.abc import Iterator
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.days import clock_words, date_words
from app.domain.numbers import NUMBERS, WESTERN
from app.domain.wording import Catalogue, amount, speak, tr, trn
from tests.app.domain.speaking import catalogue_of


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak(Catalogue())


@pytest.mark.parametrize(
    ("code", "thousands", "lakhs", "share"),
    [
        ("cy", "1,234", "1,234,567", "0.5"),
        ("pl", "1234", "1\u00a0234\u00a0567", "0,5"),  # CLDR: minimumGroupingDigits 2
        ("ro", "1.234", "1.234.567", "0,5"),
        ("ur", "1,234", "1,234,567", "0.5"),
        ("bn", "১,২৩৪", "১২,৩৪,৫৬৭", "০.৫"),
    ],
)
def test_each_language_writes_numbers_its_own_way(
    code: str, thousands: str, lakhs: str, share: str
) -> None:
    numbers = NUMBERS[code]
    assert numbers.write(1234) == thousands
    assert numbers.write(1_234_567) == lakhs
    assert numbers.write(0.5, 1) == share
    assert WESTERN.write(1_234_567.25, 1) == "1,234,567.2"
    assert numbers.write(-0.01, 1) == numbers.write(0, 1)


@given(st.integers(-(10**12), 10**12))
def test_every_number_can_be_read_back(value: int) -> None:
    for numbers in NUMBERS.values():
        assert int(numbers.write(value).replace(numbers.group, "")) == value


def test_bengali_says_its_own_digits_and_keeps_what_one_types_and_rings() -> None:
    speak(catalogue_of("bn"))
    assert date_words(date(2027, 1, 4)) == "৪ জানুয়ারি ২০২৭"
    assert clock_words(time(14, 30)) == "১৪:৩০"
    assert "৩" in trn("{count} found", "{count} found", 3)
    assert "116 123" in tr("Call {phone}", phone="116 123")
    assert "999" in tr("Call {phone}", phone="999")
    assert amount(12) == "১২"


def test_other_languages_keep_western_digits() -> None:
    for code in ("cy", "pl", "ro", "ur"):
        speak(catalogue_of(code))
        assert "2027" in date_words(date(2027, 1, 4))
        assert clock_words(time(14, 30)) == "14:30"
