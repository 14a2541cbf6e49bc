"""What a trust lists is found as people type it; what is only like it stays."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.anonymise.lexicon import Lexicon
from app.anonymise.reading import Reading
from app.anonymise.slips import Slips
from app.anonymise.spans import Kind, Level
from app.anonymise.tokens import tokenise
from app.anonymise.trust_terms import TrustTerms
from app.domain.roster import Roster
from app.domain.trust_lists import TrustLists

PARTS = "ngozi okafor o'neill oneill grace will hope day young jo ng may long sunny".split()
LISTS = TrustLists(
    stations=("Skellingthorpe", "St Ives Ambulance Station", "Battle", "Stow-on-the-Wold"),
    hospitals=(
        "Castle Hill Hospital",
        "King's Mill Hospital",
        "City Hospital",
        "Good Hope Hospital",
    ),
    places=("The Shed",),
    call_signs=("RR ##",),
    incident_numbers=("DEM-####-##",),
    roster=Roster.of(PARTS, bytes(16)),
)
TERMS = TrustTerms.of(LISTS)
PIECES = """
    st ives . - & ' 's castle hill hospital rr 12 dem 1234 56 Ngozi may é \u200b stow on the wold
    Grace king’s mill skellingthorp
""".split(" ")


def found(lexicon: Lexicon, text: str, terms: TrustTerms = TERMS) -> list[tuple[str, str, str]]:
    spans = terms.spans(Reading(tokenise(text), lexicon, text))
    return [(text[span.start : span.end], span.kind.value, span.level.value) for span in spans]


@pytest.mark.parametrize(
    "typed",
    """
    Skellingthorpe|skellingthorpe|SKELLINGTHORPE|skellingthorp|skelingthorpe|skelilngthorpe
    St Ives Ambulance Station|st. ives ambulance station|st ives|st-ives|saint ives|St Ives
    stow on the wold|Stow-on-the-Wold|stow-on the\nwold|Castle Hill Hospital|castle hill hosp
    castle-hill hospital|kings mill hospital|King's Mill|king’s mill hospital|castle hil hospital
    city hospital|City Hospital|the shed|The Shed
    """.replace("\n    ", "|")
    .strip()
    .strip("|")
    .split("|"),
)
def test_places_are_found_however_they_are_typed(lexicon: Lexicon, typed: str) -> None:
    assert found(lexicon, f"we stood at {typed} for hours") == [(typed, "PLACE", "red")]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("back at good hope by six", "amber"),
        ("back at Good Hope by six", "red"),
        ("we stood at Battle for hours", "red"),
        ("we stood at battle for hours", "amber"),
    ],
)
def test_ordinary_words_are_weighed(lexicon: Lexicon, text: str, level: str) -> None:
    assert [one[2] for one in found(lexicon, text) if one[1] == "PLACE"] == [level]


@pytest.mark.parametrize(
    "text",
    [
        "it was a battle to get a break",
        "Battle on, they said",
        "the hospital and the station",
        "a king and a mill",
        "up the hill to the castle",
        "the city was busy",
        "in a shed",
    ],
)
def test_what_is_no_place_stays(lexicon: Lexicon, text: str) -> None:
    assert found(lexicon, text) == []


def test_codes_are_found_as_the_trust_writes_them(lexicon: Lexicon) -> None:
    text = "crewed rr12 all night, dem 1234-56 was the job"
    assert found(lexicon, text) == [
        ("rr12", "CALL_SIGN", "red"),
        ("dem 1234-56", "INCIDENT", "red"),
    ]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("spoke to okafor about it", [("okafor", "red")]),
        ("ngozis rota and o’neill's too", [("ngozis", "red"), ("o’neill", "red")]),
        ("ONEILL AND NGOZI SAID SO", [("ONEILL", "red"), ("NGOZI", "red")]),
        ("ngozi okafor, and okafor-o'neill", [("ngozi okafor", "red"), ("okafor-o'neill", "red")]),
        ("she told Grace first", [("Grace", "red")]),
        ("Mr Young and mrs day", [("Young", "red"), ("day", "red")]),
        ("she told grace first", [("grace", "amber")]),
        ("with hope on nights", [("hope", "amber")]),
        ("Will said no", [("Will", "amber")]),
        ("asked Jo again, jo said", [("Jo", "red"), ("jo", "amber")]),
    ],
)
def test_names_of_the_roster_are_found(
    lexicon: Lexicon, text: str, marked: list[tuple[str, str]]
) -> None:
    assert [(one, level) for one, _, level in found(lexicon, text)] == marked


@pytest.mark.parametrize(
    "text",
    [
        "a long day, and I hope it will change",
        "Day shifts in May are long, in may they may be sunny",
        "the NG tube and a young patient",
        "Long days. Young families. Sunny or not.",
        "THE DAY WAS LONG AND I HOPE IT WILL CHANGE",
    ],
)
def test_ordinary_words_that_are_names_too_stay(lexicon: Lexicon, text: str) -> None:
    assert found(lexicon, text) == []


def test_without_lists_nothing_is_found(lexicon: Lexicon) -> None:
    assert found(lexicon, "we stood at Oakham", TrustTerms.of(TrustLists())) == []


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=80)
    | st.lists(
        st.sampled_from(PIECES),
        max_size=20,
    ).map(" ".join)
)
def test_any_text_is_read_and_spans_lie_inside(text: str) -> None:
    lexicon = Lexicon(ordinary=frozenset(["may", "hill", "castle"]))
    for span in TERMS.spans(Reading(tokenise(text), lexicon, text)):
        assert 0 <= span.start < span.end <= len(text)
        assert span.kind in (Kind.PLACE, Kind.NAME, Kind.CALL_SIGN, Kind.INCIDENT)
        assert span.level in Level


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(LISTS.stations + LISTS.hospitals), st.data())
def test_case_hyphens_and_apostrophes_do_not_matter(
    lexicon: Lexicon, place: str, data: st.DataObject
) -> None:
    words = place.replace("-", " ").split(" ")
    if words == ["Battle"]:
        return  # one ordinary word is weighed, above
    typed = data.draw(st.sampled_from([" ", "-", "\n", " - "])).join(
        data.draw(st.sampled_from([word, word.lower(), word.upper(), word.replace("'", "")]))
        for word in words
    )
    text = f"at {typed}, again"
    assert (typed, "PLACE", "red") in found(lexicon, text)


@settings(max_examples=60, deadline=None)
@given(st.text("abcde", min_size=7, max_size=10), st.data())
def test_every_single_slip_is_near_and_two_are_not_more_than_two(
    word: str, data: st.DataObject
) -> None:
    slips = Slips.of([word])
    at = data.draw(st.integers(1, len(word) - 1))
    letter = data.draw(st.sampled_from("abcdexyz"))
    kept = word[:at]
    swapped = kept + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
    for typed in (
        word,
        kept + word[at + 1 :],
        kept + letter + word[at:],
        kept + letter + word[at + 1 :],
        swapped,
    ):
        assert slips.near(typed)
    assert not slips.near(word + "xyz")
    assert not slips.near("x" + word)
