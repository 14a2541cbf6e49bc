"""The anonymiser with a trust's own lists, and with words that a person said are no names."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.anonymise.policy import Anonymiser, Lexicon
from app.anonymise.spans import Kind, Level
from app.anonymise.trust_terms import TrustTerms
from app.domain.roster import Roster
from app.domain.trust_lists import TrustLists

TRUST = TrustTerms.of(
    TrustLists(
        stations=("Skellingthorpe", "Stow-on-the-Wold"),
        call_signs=("QX ##",),
        incident_numbers=("ZZ-####",),
        roster=Roster.of(["brondesbury", "zsuzsika", "hope"], bytes(16)),
    )
)


def marked(anonymiser: Anonymiser, text: str) -> set[tuple[str, str]]:
    return {
        (text[span.start : span.end], span.kind.value)
        for span in anonymiser.find(text)
        if span.level is Level.RED
    }


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("stood down at skelingthorpe again", "skelingthorpe", "PLACE"),
        ("we were at stow on the wold", "stow on the wold", "PLACE"),
        ("on qx-12 all week", "qx-12", "CALL_SIGN"),
        ("it was zz 1234", "zz 1234", "INCIDENT"),
        ("zsuzsika never got a break", "zsuzsika", "NAME"),
        ("zs\u200buzsika never got a break", "zs\u200buzsika", "NAME"),
    ],
)
def test_what_the_trust_lists_is_masked(
    lexicon: Lexicon, text: str, surface: str, kind: str
) -> None:
    assert (surface, kind) in marked(Anonymiser(lexicon, trust=TRUST), text)
    assert (surface, kind) not in marked(Anonymiser(lexicon), text)


def test_a_word_that_is_no_name_is_left_alone_and_codes_are_not(lexicon: Lexicon) -> None:
    text = "zsuzsika was on QX 12 at skellingthorpe, ring 07700 900123"
    silent = frozenset({"zsuzsika", "skellingthorpe", "qx"})
    found = marked(Anonymiser(lexicon, trust=TRUST, not_names=silent), text)
    assert found == {("QX 12", "CALL_SIGN"), ("07700 900123", "PHONE")}


def test_one_word_that_is_no_name_does_not_hide_another_beside_it(lexicon: Lexicon) -> None:
    anonymiser = Anonymiser(lexicon, trust=TRUST, not_names=frozenset({"hope"}))
    text = "told Hope Brondesbury first"
    assert "Brondesbury" in " ".join(one for one, _ in marked(anonymiser, text))


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from("the at ring 07700 900123 jo@x.org le1 5ww datix 4471".split())))
def test_no_word_silences_what_is_no_name(lexicon: Lexicon, words: set[str]) -> None:
    text = "ring 07700 900123 or jo@x.org at LE1 5WW, datix 4471"
    wanted = {Kind.PHONE, Kind.EMAIL, Kind.POSTCODE, Kind.INCIDENT}
    spans = Anonymiser(lexicon, not_names=frozenset(words)).find(text)
    assert wanted <= {span.kind for span in spans}
