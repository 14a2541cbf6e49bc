"""What to show when: urgent lines, a need's suggestions, a conversation's, and the paper list."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.conversation import Conversation
from app.domain.guide_file import parse_guide
from app.domain.support import NEEDS, SERVICE_TYPES, in_full, parse_service
from app.domain.wording import LEFT_TO_RIGHT, Catalogue, speak
from app.usecases.find_support import (
    AREA_NEEDS,
    LIKELY_TYPES,
    TRUST_SLOTS,
    Support,
    likely_types,
    need_tiles,
    needs_of,
    note_offered,
    reach_words,
)
from tests.app.domain.speaking import catalogue_of

ASSETS = Path(__file__).parents[3] / "assets"
SHIPPED = [parse_service(p.read_text(encoding="utf-8")) for p in ASSETS.glob("services/*.toml")]
TODAY = date(2026, 11, 22)
DESK = Support(SHIPPED, TODAY)


def talk(area: str = "", offered: list[str] | None = None) -> Conversation:
    return Conversation("a-guide", 1, TODAY, open_area=area, support_offered=offered or [])


def test_urgent_is_emergency_help_and_crisis_lines_and_nothing_else() -> None:
    assert [one.phone or one.text_number for one in DESK.urgent()] == [
        *("999", "111", "0300 373 0898", "116 123", "85258"),
    ]


def test_danger_is_the_first_tile() -> None:
    assert next(iter(need_tiles())) == ("danger-now", NEEDS["danger-now"])
    assert len(need_tiles()) == len(NEEDS)


def test_no_words_find_nothing_yet() -> None:
    assert DESK.search("  ") == []
    assert [one.id for one in DESK.search("samar")] == ["samaritans"]


def test_a_need_is_shown_three_at_a_time() -> None:
    first, second = DESK.for_need("mental-health"), DESK.for_need("mental-health", after=3)
    assert len(first) == len(second) == 3
    assert DESK.count("mental-health") == 6
    assert not {one.service.id for one in first} & {one.service.id for one in second}


def test_a_type_is_missing_until_somebody_adds_one() -> None:
    assert DESK.missing("hard-job") == [SERVICE_TYPES["trauma-support"], "Peer support"]
    trim = replace(SHIPPED[0], id="trim-desk", type="trauma-support")
    assert Support([*SHIPPED, trim], TODAY).missing("hard-job") == ["Peer support"]
    assert DESK.missing("danger-now") == []


def test_every_table_speaks_of_needs_types_and_areas_that_there_are() -> None:
    guides = [parse_guide(p.read_text(encoding="utf-8")) for p in ASSETS.glob("guides/*.toml")]
    areas = {area.id for guide in guides for area in guide.areas}
    assert AREA_NEEDS.keys() <= areas
    assert {need for needs in AREA_NEEDS.values() for need in needs} <= NEEDS.keys()
    assert TRUST_SLOTS.keys() <= NEEDS.keys()
    assert {one for types in TRUST_SLOTS.values() for one in types} <= SERVICE_TYPES.keys()


@pytest.mark.parametrize(
    ("area", "kind", "needs"),
    [
        ("money", "conversation", ("money",)),
        ("", "check", ("hard-job",)),
        ("", "conversation", ("mental-health",)),
        ("a-trusts-own-area", "", ("mental-health",)),
    ],
)
def test_a_conversation_asks_for_what_its_open_area_is_about(
    area: str, kind: str, needs: tuple[str, ...]
) -> None:
    assert needs_of(talk(area), kind) == needs


def test_a_conversation_gets_three_at_most_and_always_somebody() -> None:
    for area in ("", "right-now", "money", "fairness"):
        found = DESK.for_conversation(talk(area), "conversation")
        assert 1 <= len(found) <= 3
        assert all(one.reason.startswith("Because ") for one in found)
    assert DESK.for_conversation(talk("right-now"), "")[0].service.id == "emergency-999"
    own = DESK.for_conversation(talk("money"), "", types=("sexual-safety",))
    assert [one.service.id for one in own] == ["tasc-sexual-safety"]


def test_six_likely_kinds_first_and_every_kind_once() -> None:
    for area in ("", *AREA_NEEDS):
        first, rest = likely_types(talk(area), "conversation")
        assert len(first) <= LIKELY_TYPES
        assert sorted([*first, *rest]) == sorted(SERVICE_TYPES)
    assert likely_types(talk(), "check")[0][0] == "trauma-support"
    first, rest = likely_types(talk(offered=["chaplaincy", "closed-long-ago"]), "")
    assert "chaplaincy" in first
    assert "closed-long-ago" not in [*first, *rest]


def test_a_tick_is_noted_once_and_taken_back() -> None:
    conversation = talk(offered=["money"])
    for _ in range(2):
        note_offered(conversation, "chaplaincy", True)
    assert conversation.support_offered == ["money", "chaplaincy"]
    note_offered(conversation, "money", False)
    note_offered(conversation, "money", False)
    assert conversation.support_offered == ["chaplaincy"]


def test_an_english_name_that_begins_with_a_figure_keeps_its_order_in_urdu() -> None:
    speak(Catalogue("ur", right_to_left=True))
    try:
        assert DESK.print_lines()[1].startswith(f"{LEFT_TO_RIGHT}999 or A&E: ")
    finally:
        speak(Catalogue())


def test_the_paper_says_how_for_whom_when_and_how_old() -> None:
    lines = DESK.print_lines()
    assert "Printed on 22 November 2026." in lines[0]
    assert len(lines) == 1 + 2 * len(SHIPPED)
    assert lines[1] == "999 or A&E: call 999."
    shout = next(one for one in SHIPPED if one.id == "shout-85258")
    assert reach_words(shout) == "text SHOUT to 85258; giveusashout.org"
    days = {in_full(one.checked_on) for one in SHIPPED}
    assert all(any(f"Checked on {day}." in line for day in days) for line in lines[2::2])
    later = Support(SHIPPED, date(2027, 6, 30)).print_lines()
    assert all("it may have changed" in line for line in later[2::2])


def test_in_urdu_its_own_marks_part_the_ways_and_no_stop_is_doubled_or_behind_an_address() -> None:
    speak(catalogue_of("ur"))
    try:
        lines = Support(SHIPPED, date(2026, 11, 22)).print_lines()[1:]
    finally:
        speak(Catalogue())
    reach, facts = lines[::2], lines[1::2]
    assert not [line for line in reach if ";" in line]
    assert all("\u061c: " in line for line in reach)
    assert not [line for line in facts if "\u06d4." in line or "..\u06d4" in line]
    assert not [line for line in facts if ".\u06d4" in line]
    shout = next(line for line in reach if "giveusashout.org" in line)
    assert shout.rstrip(LEFT_TO_RIGHT).endswith("giveusashout.org")


def test_what_no_button_can_do_stands_on_paper_too() -> None:
    desk = replace(SHIPPED[0], phone=None, text_number=None, website=None, email="a@b.org")
    assert reach_words(replace(desk, how_to_reach="Room 4.")) == "write to a@b.org; Room 4."
