"""The second look by itself: what counts, what never does, and any further reader."""

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.second_look import Place
from sync_server.errors import ServerError
from sync_server.services.second_look import HITS, Recogniser, SecondLook, second_look
from tests.sync_server.trust import ASSETS

LOOK = SecondLook(ASSETS)


class Reader:
    """A further reader that finds one word, and remembers what it was given."""

    def __init__(self, *places: Place, word: str = "") -> None:
        self.given: list[str] = []
        self._places = places
        self._word = word

    def places(self, text: str) -> Iterable[Place]:
        self.given.append(text)
        yield from self._places
        at = text.find(self._word) if self._word else -1
        if at >= 0:
            yield Place(at, at + len(self._word), "NAME")


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Priya Natarajan says nights are hard.", "Priya Natarajan", "NAME"),
        ("Nights are hard. Ring 07700 900123.", "07700 900123", "PHONE"),
        ("Write to p.natarajan@example.org.", "p.natarajan@example.org", "EMAIL"),
    ],
)
def test_names_and_structured_identifiers_count(text: str, words: str, kind: str) -> None:
    assert [(text[p.start : p.end], p.kind) for p in LOOK.look(text)] == [(words, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "Late finishes and missed meal breaks wear people down.",
        "Handovers take hours. [name] and [phone number] were hidden here.",
        "[colleague] said that [manager] listens.",
        "",
    ],
)
def test_ordinary_words_and_our_own_masks_do_not(text: str) -> None:
    assert LOOK.look(text) == ()


def test_places_are_code_points_of_the_text_as_it_was_sent() -> None:
    text = "🚑🚑 Dave Okonkwo was kind."
    (place,) = LOOK.look(text)
    assert text[place.start : place.end] == "Dave Okonkwo"


@settings(max_examples=40, deadline=None)
@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=120),
    st.lists(st.tuples(st.integers(-5, 130), st.integers(-5, 130)), max_size=6),
)
def test_whatever_the_text_and_whatever_readers_say_places_lie_in_it_sorted_and_apart(
    text: str, said: list[tuple[int, int]]
) -> None:
    reader = Reader(*(Place(start, end, "NAME") for start, end in said))
    places = SecondLook(ASSETS, [reader]).look(text)
    assert all(0 <= place.start < place.end <= len(text) for place in places)
    assert all(a.end <= b.start for a, b in pairwise(places))
    sound = {at for start, end in said if 0 <= start < end <= len(text) for at in range(start, end)}
    covered = {at for place in places for at in range(place.start, place.end)}
    assert sound <= covered


def test_a_further_reader_adds_to_what_was_found_and_never_sees_our_masks() -> None:
    reader: Recogniser = Reader(word="Blorptown")
    text = "Blorptown told [colleague] and Priya Natarajan."
    found = SecondLook(ASSETS, [reader]).look(text)
    assert [text[p.start : p.end] for p in found] == ["Blorptown", "Priya Natarajan"]
    assert isinstance(reader, Reader)
    assert reader.given == ["Blorptown told             and Priya Natarajan."]


def test_a_trusts_own_words_count_too() -> None:
    from app.anonymise.trust_terms import TrustTerms
    from app.domain.trust_lists import TrustLists

    terms = TrustTerms.of(TrustLists(call_signs=("kiosk/##@",)))
    text = "It was kiosk/42x that night."
    assert LOOK.look(text) == ()
    assert [place.kind for place in LOOK.look(text, terms)] == ["CALL_SIGN"]


def test_a_model_that_is_not_installed_is_said_so_and_never_fetched() -> None:
    with pytest.raises(ServerError, match="LAYBY_SECOND_LOOK_MODEL"):
        second_look(ASSETS, "no_such_model_of_any_language")
    assert isinstance(second_look(ASSETS), SecondLook)


def test_lists_that_cannot_be_read_are_said_so(tmp_path: Path) -> None:
    with pytest.raises(ServerError, match="cannot be read"):
        SecondLook(tmp_path).load()


def test_nothing_is_asked_about_here_that_was_for_the_two_people_to_weigh() -> None:
    assert {kind.value for kind in HITS}.isdisjoint({"DATE", "AGE", "TIME", "PLACE", "OTHER"})
