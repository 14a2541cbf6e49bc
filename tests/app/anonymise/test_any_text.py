"""What must hold for every text there is."""

import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from app.anonymise.mentions import mentions
from app.anonymise.policy import Anonymiser, Lexicon
from app.anonymise.review import Review
from app.anonymise.spans import Kind, Level, Span, settle

LEXICON = Lexicon.of(
    {
        "forenames.txt": "0ngozi+\n0sarah+\n0will+\n",
        "surnames.txt": "0okafor\n",
        "places.txt": "0leeds\n0st ives\n",
        "ordinary.txt": "0the\n0will\n",
    }
)
ANONYMISER = Anonymiser(LEXICON)
PIECES = st.sampled_from(
    """
    sarah Sarah SARAH ngozi okafor will Will the told with dr Dr. J.S. mr's 's ’s - – . \n \t @ +44
    07700900123 943 476 5919 LE1 5WW le15ww AB12 CDE 12/11/26 31/02 12th of may 14:35 0700-1900
    aged 47 47yo st ives leeds station hospital road 12 Oak Road cad 4471 [name] [ ] jo@x.org
    www.x.org ٣٤٥ ½ ² İ ß ﬁ \u200b \x00 𝔖 é 999 hrs at on
    """.split(" ")
)
TEXTS = st.text(max_size=80) | st.lists(PIECES, max_size=25).map(" ".join)


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_it_never_raises_and_its_spans_lie_in_order_inside_the_text(text: str) -> None:
    spans = ANONYMISER.find(text)
    at = 0
    for span in spans:
        assert at <= span.start < span.end <= len(text)
        assert span.reason
        assert re.fullmatch(r"\[[^\[\]]+\]", span.replacement)
        at = span.end


@given(st.lists(PIECES, max_size=25).map(" ".join))
@settings(max_examples=60, deadline=None)
def test_no_unmistakable_word_that_is_masked_is_left_anywhere(text: str) -> None:
    review = Review.start(text, ANONYMISER.find(text))
    left = review.result().lower()
    for word in ("sarah", "ngozi", "jo@x.org", "07700900123", "le15ww"):
        if any(word in text[s.start : s.end].lower() for s in review.spans):
            assert not mentions(left, word)


@given(st.lists(PIECES, max_size=25).map(" ".join))
@settings(max_examples=60, deadline=None)
def test_a_result_holds_no_masked_surface_of_a_code(text: str) -> None:
    review = Review.start(text, ANONYMISER.find(text))
    codes = {Kind.EMAIL, Kind.PHONE, Kind.NHS_NUMBER, Kind.POSTCODE, Kind.VEHICLE}
    for span in review.spans:
        if span.kind in codes and span.level is Level.RED:
            assert text[span.start : span.end] not in review.result()


@given(
    st.lists(
        st.builds(
            lambda start, length, level: Span(
                start, start + length, Kind.NAME, level, "a name", "[name]"
            ),
            st.integers(0, 30),
            st.integers(1, 9),
            st.sampled_from(Level),
        ),
        max_size=12,
    )
)
def test_settling_keeps_order_and_leaves_nothing_red_uncovered(candidates: list[Span]) -> None:
    settled = settle(candidates)
    assert all(a.end <= b.start for a, b in pairwise(settled))
    red = {i for s in candidates if s.level is Level.RED for i in range(s.start, s.end)}
    covered = {i for s in settled if s.level is Level.RED for i in range(s.start, s.end)}
    assert red <= covered
