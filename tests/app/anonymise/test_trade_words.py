"""Words of the trade and of what keeps people going are nobody's name."""

import pytest

from app.anonymise.lexicon import Lexicon
from app.anonymise.policy import Anonymiser
from app.anonymise.reading import Reading
from app.anonymise.spans import Kind
from app.anonymise.tokens import tokenise
from app.anonymise.trade_words import trade_words
from app.anonymise.virtues import virtues


def read(text: str) -> Reading:
    return Reading(tokenise(text), Lexicon(), text)


@pytest.mark.parametrize(
    "text",
    [
        "PDR done, 90 min, rescheduled x4.",
        "Enquiry re PIP for carers: signposted.",
        "LTS 11/52, anxiety. Nil SI. R/V again or PRN.",
        "Optician first. No phone on RDs, EMD course next.",
        "Spreadsheet crashed. Uniform: wrong size. Menopause: fan on DCA.",
        "the wellbeing debrief was late, rota and payslip wrong, ring tmrw",
    ],
)
def test_the_trade_names_nobody(anonymiser: Anonymiser, text: str) -> None:
    found = [text[s.start : s.end] for s in anonymiser.find(text)]
    assert [words for words in found if "/" not in words] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("PIP form late", {"pip"}),
        ("pip is late", set()),
        ("asked PIP and had a PIP", set()),
        ("the BM was low and the crew saw it", {"bm"}),
        ("crewed with BM all week, no complaints there", set()),
        ("told BM about it, no complaints there", set()),
        ("THE PIP WAS LATE AND NOBODY CARED", set()),
        ("late Dx of it", {"dx"}),
    ],
)
def test_a_short_form_has_its_capitals_and_is_no_ones_initials(text: str, words: set[str]) -> None:
    assert trade_words(read(text)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hope springs, faith helps, joy comes", {"hope", "faith", "joy"}),
        ("hope springs and joy comes", set()),
        ("Hope rang, faith helps, joy comes", set()),
        ("told faith that hope and joy help", set()),
    ],
)
def test_three_virtues_are_no_people(text: str, words: set[str]) -> None:
    assert virtues(read(text)) == words


def test_a_person_called_so_is_still_found(anonymiser: Anonymiser) -> None:
    found = anonymiser.find("met with Hope Okafor about the rota")
    assert [s.kind for s in found] == [Kind.NAME]
