"""Every public function of this room on texts nobody would think of: none may crash.

Lone combining marks, signs without width, right-to-left and mixed scripts, digits of other
scripts, pictures, letters that change their length in small print.
"""

import json
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.anonymise import features, mentions, wording
from app.anonymise.__main__ import answers
from app.anonymise.broken_names import broken_names
from app.anonymise.cleaning import clean
from app.anonymise.detectors import DETECTORS, TELLING
from app.anonymise.everyday_words import everyday
from app.anonymise.initials import initials
from app.anonymise.language import language_of
from app.anonymise.lexicon import Lexicon
from app.anonymise.look_alikes import as_latin
from app.anonymise.masks import masks, outside
from app.anonymise.names import names
from app.anonymise.origins import origins
from app.anonymise.places import buildings, towns
from app.anonymise.policy import Anonymiser
from app.anonymise.propagation import other_mentions
from app.anonymise.reading import Reading
from app.anonymise.relations import relation
from app.anonymise.replacement import consistent
from app.anonymise.review import Review
from app.anonymise.roster import on_the_roster
from app.anonymise.same_name import same_name
from app.anonymise.slips import Slips
from app.anonymise.spans import Kind, Level, Span, settle
from app.anonymise.staff_names import decoded, name_parts, roster_of
from app.anonymise.tokens import fold, tokenise
from app.anonymise.trust_terms import TrustTerms
from app.anonymise.welsh_and_polish import unchanged
from app.domain.errors import ContentError
from app.domain.trust_lists import TrustLists

LEXICON = Lexicon.of(
    {
        "forenames.txt": "0ngozi+\n0sarah+\n0will+\n",
        "surnames.txt": "0okafor\n",
        "places.txt": "0leeds\n0st ives\n",
        "ordinary.txt": "0the\n0will\n",
    }
)
RULES = Anonymiser(LEXICON)
ODD = st.sampled_from(
    [
        *"\u0301\u0308\u20dd\u200b\u200c\u200d\u2060\ufeff\u00ad\u061c\u202e\u2066\u2069\ufe0f\u3164",
        *"İıßẞﬁŉǰΐᾳŁłđØ½²٣५๓𝟙𝔖Ⅻⅸ①٪",
        *"אבمحمদরไทย字名か한Ωжѕаеё",
        *"😀👩🏽‍🚒🇬🇧™℠…“”‘’–—\x00\x07\x7f\x85\u2028\u2029\r\t\n ",
        "sarah", "Sarah", "SÁRAH", "o'n\u0301eill", "Okafor", "will", "the only female", "aged ",
        "cad ", "47", "07700 900123", "12/", "jan ", "at 14:3", "St Ives", "12 oak road", "itis",
        "her husband is", "jo@x.org", "<b>", "&#x301;", "[person]", "'s", "-\n", "mr ", "\u0301s",
    ]
)  # fmt: skip
TEXTS = (
    st.lists(ODD, max_size=12).map("".join)
    | st.lists(ODD | st.text(max_size=6), max_size=10).map(" ".join)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
)
LISTS = TrustLists(
    stations=("St Ives Ambulance Station", "Łódź", "\u0301"), hospitals=("Ysbyty Gwynedd",)
)
ROSTER = roster_of("name\nSarah Okafor\nZoë O'Neill\n", b"salt" * 4)


def read(text: str) -> Reading:
    return Reading(tokenise(text), LEXICON, text)


def whole(text: str) -> Span:
    return Span(0, max(1, len(text)), Kind.NAME, Level.RED, "a name", "[name]")


def review(text: str) -> Review:
    anonymiser = Anonymiser(LEXICON, trust=TrustTerms.of(LISTS))
    started = Review.start(text, anonymiser.find(text))
    middle = len(text) // 2
    half = started.mark(0, middle) if text[:middle].strip() else started
    again = Review.from_document(json.loads(json.dumps(half.to_document())))
    assert again.result() == half.result()
    return half.rebase(text + "\u0301 x", anonymiser.find(text + "\u0301 x")).undo()


def or_its_own_error(work: Callable[[str], object]) -> Callable[[str], object]:
    """Let a function say in its own words that a text is no list of names."""

    def tried(text: str) -> object:
        try:
            return work(text)
        except ContentError as error:
            return str(error)

    return tried


FUNCTIONS: dict[str, Callable[[str], object]] = {
    "clean": clean,
    "fold": fold,
    "tokenise": tokenise,
    "masks": masks,
    "outside": lambda text: outside(0, len(text), masks(text)),
    "as latin": as_latin,
    "language": language_of,
    "everyday": lambda text: everyday(read(text).places),
    "detectors": lambda text: [list(detect(text)) for detect in DETECTORS],
    "telling": lambda text: [list(detect(read(text))) for detect in TELLING],
    "initials": lambda text: list(initials(text)),
    "broken names": lambda text: list(broken_names(read(text))),
    "names": lambda text: names(read(text)),
    "origins": lambda text: list(origins(read(text))),
    "places": lambda text: [*buildings(read(text)), *towns(read(text))],
    "propagation": lambda text: list(other_mentions(read(text), [whole(text)])),
    "relation": lambda text: relation(text, len(text) // 3, len(text) // 2),
    "replacement": lambda text: consistent(text, settle([whole(text)], text)) if text else None,
    "mentions": lambda text: [mentions.mentions(text, text[:4]), mentions.core(text)],
    "trim": lambda text: mentions.trim(text, -1, len(text) + 1),
    "carry": lambda text: mentions.carry(text, text[1:] + "\u0301", [whole(text)]),
    "same name": lambda text: same_name(text, 0, max(1, len(text) // 2), LEXICON),
    "words": lambda text: [wording.words(text), wording.word_at(text, 0)],
    "sentences": lambda text: wording.sentences(text, [(0, len(text))]),
    "shape": features.shape,
    "roster": lambda text: list(on_the_roster(ROSTER, read(text))),
    "roster of": or_its_own_error(lambda text: roster_of(text, b"salt" * 4)),
    "name parts": or_its_own_error(name_parts),
    "decoded": lambda text: decoded(text.encode()),
    "trust terms": lambda text: list(
        TrustTerms.of(TrustLists(stations=(text, "Leeds"))).spans(read(text))
    ),
    "slips": lambda text: Slips.of([text, "leeds"]).near(text),
    "unchanged": unchanged,
    "command line": lambda text: list(answers([json.dumps({"text": text}), text], RULES)),
    "review": review,
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_no_text_makes_it_fall(name: str) -> None:
    @given(TEXTS)
    @settings(max_examples=40, deadline=None)
    def holds(text: str) -> None:
        FUNCTIONS[name](text)

    holds()


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_spans_lead_back_into_the_text_as_typed(text: str) -> None:
    spans = RULES.find(text)
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
