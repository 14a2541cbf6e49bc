"""What identifies is found without the rules that only tell, and is the same as with them."""

import inspect
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.anonymise.detectors import DETECTORS, IDENTIFYING, NAMING, TELLING, tired
from app.anonymise.policy import IDENTIFIERS, Anonymiser
from app.anonymise.spans import Level, Span
from tests.corpora.marked_notes import notes

PIECES = (
    "Priya Natarajan",
    "dave",
    "Pani Kowalska",
    "on 3 May",
    "aged 47",
    "her hsuband works in contrl",
    "ring oh seven seven double nine",
    "07700 900123",
    "12 Stryd Fawr",
    "3 Sarah Okafor",
    "SW1A 1AA",
    "the first female manager",
    "[person]",
    "Mark my words.",
    "late again",
)


def with_every_rule(anonymiser: Anonymiser, text: str) -> list[Span]:
    return [s for s in anonymiser.find(text) if s.level is Level.RED and s.kind in IDENTIFIERS]


def test_in_every_note_of_the_corpus_the_same_identifies(anonymiser: Anonymiser) -> None:
    differ = [
        note.text
        for note in notes("test")[::3]
        if anonymiser.identified(note.text, IDENTIFIERS) != with_every_rule(anonymiser, note.text)
    ]
    assert differ == []


@settings(deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=6).map(" ".join))
def test_in_any_text_the_same_identifies(anonymiser: Anonymiser, text: str) -> None:
    assert anonymiser.identified(text, IDENTIFIERS) == with_every_rule(anonymiser, text)


LEFT_OUT = [
    *(rule for rule in DETECTORS if rule not in IDENTIFYING),
    *(rule for rule in TELLING if rule not in NAMING and rule is not tired),
]


@pytest.mark.parametrize("rule", LEFT_OUT, ids=lambda rule: rule.__name__)
def test_a_rule_that_is_not_asked_never_speaks_of_what_identifies(rule: object) -> None:
    """A new rule must be named among those that are asked, or its own words say no such kind."""
    said = inspect.getsource(rule)  # type: ignore[arg-type]
    module = inspect.getsource(sys.modules[rule.__module__])
    elsewhere = {"identifiers", "welsh_and_polish"}
    read = said if rule.__module__.rsplit(".", 1)[-1] in elsewhere else module
    assert [kind for kind in IDENTIFIERS if f"Kind.{kind.name}" in read] == []
