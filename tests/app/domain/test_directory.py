"""Search forgives, suggestions keep to their rules: few, reasoned, the same every time."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.directory import by_need, needs_meant, one_edit_apart, search, suggest
from app.domain.support import (
    ELIGIBILITY,
    NEEDS,
    ROUTES,
    SERVICE_TYPES,
    STALE_AFTER_DAYS,
    Service,
    is_stale,
    ordered,
    parse_service,
)
from app.domain.wording import Catalogue, speak

FOLDER = Path(__file__).parents[3] / "assets" / "services"
SHIPPED = [parse_service(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.toml")]
TODAY = date(2026, 11, 22)
LINE = next(service for service in SHIPPED if service.id == "samaritans")
FEW = settings(max_examples=60, deadline=None)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Samaritans", "samaritans"),
        ("samaritens", "samaritans"),
        ("smaaritans", "samaritans"),
        ("SAMAR", "samaritans"),
        ("sámaritans", "samaritans"),
        ("116123", "samaritans"),
        ("ring 116 123", "samaritans"),
        ("shuot", "shout-85258"),
        ("drinking", "nhs-practitioner-health"),
        ("sexual safety tasc", "tasc-sexual-safety"),
        ("ambulance staff phonline", "tasc-crisis-phoneline"),
        ("emergancy", "emergency-999"),
    ],
)
def test_a_search_finds_what_was_meant(words: str, first: str) -> None:
    assert search(SHIPPED, words)[0].id == first


@pytest.mark.parametrize("words", ["xylophone", "samaritans xylophone", "tsac", "117", "85259"])
def test_a_search_finds_nothing_where_nothing_fits(words: str) -> None:
    assert search(SHIPPED, words) == []


@pytest.mark.parametrize(
    ("words", "need"),
    [
        ("money", "money"),
        ("debt", "money"),
        ("cannot sleep", "mental-health"),
        ("insomnia", "mental-health"),
        ("my mate died", "bereavement"),
        ("drinking too much", "addiction"),
        ("menopause", "menopause"),
        ("complaint", "bullying"),
        ("racism", "bullying"),
        ("domestic abuse", "abuse-at-home"),
        ("violence at home", "abuse-at-home"),
        ("he hits me", "abuse-at-home"),
        ("scared to go home", "abuse-at-home"),
    ],
)
def test_what_people_write_leads_to_a_need(words: str, need: str) -> None:
    assert need in needs_meant(words)[:3]


@pytest.mark.parametrize("words", ["", "xylophone", "I need help", "a b c", "116 123"])
def test_where_nothing_is_meant_no_need_is_given(words: str) -> None:
    assert needs_meant(words) == []


def test_words_of_another_language_lead_there_once_it_is_spoken() -> None:
    assert needs_meant("nie mogę spać") == []
    try:
        words = json.loads((FOLDER.parent / "locales" / "pl.json").read_text(encoding="utf-8"))
        speak(Catalogue("pl", words["words"]))
        assert "mental-health" in needs_meant("nie mogę spać")
        assert "money" in needs_meant("pieniadze")
        assert search(SHIPPED, "zaloba")
    finally:
        speak(Catalogue())
    assert needs_meant("nie mogę spać") == []


@pytest.mark.parametrize("words", ["", "  ", "I need help", "…", "someone to"])
def test_no_word_that_matters_asks_for_everything(words: str) -> None:
    assert search(SHIPPED, words) == ordered(SHIPPED)


def test_what_was_found_without_a_slip_comes_first() -> None:
    slipped = replace(LINE, id="a", name="Monet house", urgency=0, needs=())
    exact = replace(LINE, id="b", name="Money house", urgency=9, needs=())
    assert [service.id for service in search([slipped, exact], "money")] == ["b", "a"]


@FEW
@given(st.text(max_size=60))
def test_whatever_is_typed_only_services_come_back_each_once(words: str) -> None:
    found = search(SHIPPED, words)
    assert len({service.id for service in found}) == len(found)
    assert {service.id for service in found} <= {service.id for service in SHIPPED}


@FEW
@given(st.text("abcd", min_size=5, max_size=8), st.data())
def test_one_slip_is_one_slip_from_either_side(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    left, right = word[:place], word[place + 1 :]
    for slipped in (left + right, left + "z" + right, left + "z" + word[place:]):
        assert one_edit_apart(word, slipped)
        assert one_edit_apart(slipped, word)
    assert not one_edit_apart(word, word)
    assert not one_edit_apart(word, word + "zz")
    swapped = left[:-1] + word[place] + left[-1:] + right
    assert one_edit_apart(word, swapped) or word == swapped
    assert not one_edit_apart(word, "zz" + word[2:])


def test_danger_puts_emergency_help_and_crisis_lines_first() -> None:
    website = replace(LINE, id="web", type="information", urgency=0, eligibility="ambulance")
    for need in ("danger-now", "suicidal-thoughts"):
        wide = [replace(website, needs=(need,)), *SHIPPED]
        found = suggest(wide, [need], TODAY, limit=9)
        assert found[0].service.id == "emergency-999"
        assert found[0].reason == "Because they come at once when a life is in danger."
        assert found[-1].service.id == "web"


def test_the_reasons_are_plain_and_true() -> None:
    found = {one.service.id: one.reason for one in suggest(SHIPPED, NEEDS, TODAY, limit=99)}
    assert (
        found["tasc-crisis-phoneline"] == "Because it is open now, and it is for ambulance staff."
    )
    assert found["samaritans"] == "Because it is open now, and you can get in touch yourself."
    assert found["shout-85258"].endswith("you can text instead of talking.")
    assert "check first" in found["nhs-practitioner-health"]
    referred = replace(LINE, always_open=False, route="manager", eligibility="household")
    assert suggest([referred], ["talk-now"], TODAY)[0].reason == (
        "Because it is for you and the people you live with, and your manager can refer you."
    )


def test_more_of_what_is_wanted_then_open_then_for_us_then_by_oneself() -> None:
    plain = replace(
        LINE, always_open=False, route="manager", eligibility="everyone", needs=("money",)
    )
    steps = [
        replace(plain, id="e", eligibility="some", needs=("money", "family")),
        replace(plain, id="d"),
        replace(plain, id="c", route="either"),
        replace(plain, id="b", eligibility="ambulance"),
        replace(plain, id="a2", always_open=True),
        replace(plain, id="a1", needs=("money", "family")),
    ]
    found = suggest(steps, ["money", "family"], TODAY, limit=9)
    assert [one.service.id for one in found] == ["a1", "a2", "b", "c", "d", "e"]


def test_a_type_of_service_may_be_asked_for_too() -> None:
    found = suggest(SHIPPED, ["sexual-safety", "information"], TODAY)
    assert {one.service.id for one in found} == {"tasc-sexual-safety", "blue-light-together"}


def test_by_need_gives_the_most_urgent_first() -> None:
    assert [one.id for one in by_need(SHIPPED, "suicidal-thoughts")][:2] == [
        "emergency-999",
        "nhs-111-mental-health",
    ]
    assert by_need(SHIPPED, "menopause") == []


_ENTRIES = st.builds(
    replace,
    st.just(LINE),
    id=st.uuids().map(str),
    type=st.sampled_from(list(SERVICE_TYPES)),
    eligibility=st.sampled_from(list(ELIGIBILITY)),
    route=st.sampled_from(list(ROUTES)),
    always_open=st.booleans(),
    checked_on=st.integers(0, 400).map(lambda days: TODAY - timedelta(days=days)),
    urgency=st.integers(0, 3),
    needs=st.lists(st.sampled_from(list(NEEDS)[:4]), max_size=3, unique=True).map(tuple),
)
_LISTS = st.lists(_ENTRIES, max_size=12)


@FEW
@given(_LISTS, st.sets(st.sampled_from(list(NEEDS)[:4]), max_size=3), st.integers(0, 5))
def test_never_more_than_the_limit_never_one_twice_and_never_by_luck(
    entries: list[Service], wanted: set[str], limit: int
) -> None:
    found = suggest(entries, wanted, TODAY, limit=limit)
    assert len(found) <= limit
    assert found == suggest(list(reversed(entries)), sorted(wanted), TODAY, limit=limit)
    assert all(one.reason.startswith("Because ") for one in found)
    whole = suggest(entries, wanted, TODAY, limit=99)
    assert len({one.service.id for one in whole}) == len(whole)
    pages = [suggest(entries, wanted, TODAY, limit=3, after=n) for n in range(0, 15, 3)]
    assert tuple(one for page in pages for one in page) == whole


@FEW
@given(_LISTS, st.sampled_from(list(NEEDS)[:4]))
def test_a_stale_one_never_comes_before_an_equal_fresh_one(
    entries: list[Service], need: str
) -> None:
    old = TODAY - timedelta(days=STALE_AFTER_DAYS + 1)
    twins = [replace(entry, id=f"a-{entry.id}", checked_on=old) for entry in entries]
    fresh = [replace(entry, checked_on=TODAY) for entry in entries]
    places = {
        one.service.id: place
        for place, one in enumerate(suggest([*twins, *fresh], [need], TODAY, limit=99))
    }
    for entry, twin in zip(fresh, twins, strict=True):
        assert is_stale(twin, TODAY)
        assert places.get(entry.id, 0) <= places.get(twin.id, 0)
