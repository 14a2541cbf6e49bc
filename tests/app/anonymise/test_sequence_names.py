"""How sure the model must be: red, asked about beside a name, asked about where nobody is named.

The evidence is only how likely the model takes the word for a person's name, and is given here.
"""

import pytest

from app.anonymise.evidence import NAMES
from app.anonymise.lexicon import Lexicon
from app.anonymise.reading import Reading
from app.anonymise.sequence_names import CASED, CASED_ELSEWHERE, SMALL, likely
from app.anonymise.spans import Level
from app.anonymise.tokens import tokenise

ONLY_THE_MODEL = tuple(float(name == "either") for name in NAMES)


def levels(text: str, chances: dict[str, float], everyday: str = "") -> dict[str, Level]:
    """Read a text of words on no list; words not in ``chances`` are surely no name."""
    tokens = tokenise(text)
    rows = []
    for token in tokens:
        chance = chances.get(token.text, 1e-6)
        rows.append((1 - chance, chance, 0.0, 0.0, 0.0))
    plain = [at for at, token in enumerate(tokens) if token.text in everyday.split()]
    found = likely(Reading(tokens, Lexicon(), text), rows, ONLY_THE_MODEL, plain)
    return {text[span.start : span.end]: span.level for span in found}


def test_a_likely_name_is_masked_and_a_less_likely_one_asked_about() -> None:
    found = levels("so it was Zorvan or perhaps Quimbel", {"Zorvan": 0.5, "Quimbel": 0.06})
    assert found == {"Zorvan": Level.RED, "Quimbel": Level.AMBER}


def test_a_doubt_is_worth_a_question_only_beside_a_name() -> None:
    doubtful = CASED_ELSEWHERE.amber * (CASED_ELSEWHERE.among + 1) / 2
    assert levels("then Quimbel again", {"Quimbel": doubtful}) == {}
    beside = levels("then Quimbel again, and Zorvan", {"Quimbel": doubtful, "Zorvan": 0.9})
    assert beside == {"Quimbel": Level.AMBER, "Zorvan": Level.RED}


def test_a_text_that_speaks_of_the_work_asks_less() -> None:
    doubtful = (CASED.amber + CASED_ELSEWHERE.amber) / 2
    assert levels("then Quimbel again", {"Quimbel": doubtful}) == {"Quimbel": Level.AMBER}
    assert levels("then Quimbel swapped the shift", {"Quimbel": doubtful}) == {}


@pytest.mark.parametrize("chance", [SMALL.everyday * 0.9, SMALL.everyday * 1.1])
def test_an_everyday_word_is_asked_about_less_readily(chance: float) -> None:
    text = "then quimbel came to the station"
    asked = {"quimbel": Level.AMBER} if chance > SMALL.everyday else {}
    assert levels(text, {"quimbel": chance}, everyday="quimbel") == asked
    assert levels(text, {"quimbel": chance}) == {"quimbel": Level.AMBER}


def test_a_country_in_small_letters_is_asked_about_and_never_masked() -> None:
    assert levels("moved over from ireland", {"ireland": 0.99}) == {"ireland": Level.AMBER}
    assert levels("moved over from Ireland", {"Ireland": 0.99}) == {"Ireland": Level.RED}


def test_a_double_name_goes_together() -> None:
    found = levels("then Zorvan-Quimbel came", {"Zorvan": 0.9})
    assert found == {"Zorvan-Quimbel": Level.RED}
