"""A trust's own services stand beside the national ones; help in danger cannot be taken away."""

import re
from pathlib import Path

import pytest

from app.domain.service_set import merge_services, overlay_problems
from app.domain.support import ELIGIBILITY, MODES, NEEDS, SERVICE_TYPES, parse_service
from tests.app.domain.test_support import WHOLE

FOLDER = Path(__file__).parents[3] / "assets" / "services"
NATIONAL = [parse_service(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.toml")]


def shipped(name: str) -> str:
    return (FOLDER / f"{name}.toml").read_text(encoding="utf-8")


DESK = (
    WHOLE.replace('id = "night-line"', 'id = "trim-desk"')
    .replace('type = "crisis-line"', 'type = "trauma-support"')
    .replace("emergency_screen = true", "emergency_screen = false")
)


def ids(texts: list[str], hidden: tuple[str, ...] = ()) -> set[str]:
    return {service.id for service in merge_services(NATIONAL, texts, hidden)}


SHIPPED = {service.id for service in NATIONAL}


def test_a_trust_adds_and_hides() -> None:
    assert ids([DESK], ("blue-light-together",)) == SHIPPED - {"blue-light-together"} | {
        "trim-desk"
    }
    assert overlay_problems(NATIONAL, [DESK], ("blue-light-together",)) == []
    assert ids([DESK], ("trim-desk",)) == SHIPPED


def test_the_same_id_replaces_and_the_order_is_by_urgency() -> None:
    own = DESK.replace("trim-desk", "blue-light-together").replace("Night line", "Our own page")
    merged = merge_services(NATIONAL, [own], ())
    assert {service.id for service in merged} == SHIPPED
    assert [s.name for s in merged if s.id == "blue-light-together"] == ["Our own page"]
    assert [s.urgency for s in merged] == sorted(s.urgency for s in merged)


def test_emergency_help_and_crisis_lines_cannot_be_hidden() -> None:
    always = ("emergency-999", "samaritans", "shout-85258", "tasc-crisis-phoneline")
    assert ids([], always) == SHIPPED
    problems = overlay_problems(NATIONAL, [], always)
    assert len(problems) == len(always)
    assert all("always show" in problem for problem in problems)


def test_a_crisis_line_that_a_trust_added_cannot_be_hidden_either() -> None:
    assert "night-line" in ids([WHOLE], ("night-line",))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (DESK.replace("trim-desk", "samaritans"), "type: samaritans must stay"),
        (WHOLE.replace("night-line", "emergency-999"), "type: emergency-999 must stay"),
        (
            WHOLE.replace("night-line", "emergency-999").replace("crisis-line", "emergency"),
            "phone: emergency-999 must stay 999",
        ),
        (
            "\n".join(
                line
                for line in WHOLE.replace("night-line", "samaritans")
                .replace("emergency_screen = true", "emergency_screen = false")
                .splitlines()
                if not line.startswith(("phone", "text_"))
            ),
            "phone: samaritans must stay 116 123",
        ),
        (
            shipped("samaritans").replace("116 123", "0900 000 000"),
            "phone: samaritans must stay 116 123",
        ),
        (
            shipped("shout-85258").replace('"SHOUT"', '"STOP"'),
            "text_keyword: shout-85258 must stay SHOUT",
        ),
        (
            shipped("emergency-999").replace("urgency = 0", "urgency = 999"),
            "urgency: emergency-999 must stay 0",
        ),
        (
            shipped("samaritans").replace('"suicidal-thoughts"', '"money"'),
            "needs: samaritans must keep",
        ),
        (WHOLE.replace('"crisis-line"', '"emergency"'), "type: a life in danger is for 999"),
        (re.sub("urgency = [0-9]+", "urgency = 0", WHOLE), "urgency: a life in danger is for 999"),
        ("id = ", "this is not TOML"),
        (DESK.replace("checked_on = 2026-05-21\n", ""), "checked_on: is missing"),
    ],
    ids=[
        *("type", "no-emergency", "other-number", "no-number", "trap", "other-keyword"),
        *("further-down", "fewer-needs", "own-emergency", "before-999", "not-toml", "no-date"),
    ],
)
def test_one_bad_entry_is_named_and_takes_no_other_with_it(text: str, named: str) -> None:
    good = DESK.replace("trim-desk", "other-desk")
    merged = {service.id: service for service in merge_services(NATIONAL, [text, good], ())}
    assert merged.keys() == SHIPPED | {"other-desk"}
    assert all(merged[service.id] == service for service in NATIONAL)
    problems = overlay_problems(NATIONAL, [text, good], ())
    assert len(problems) == 1
    assert problems[0].startswith("service 1: ")
    assert named in problems[0]


def test_an_id_that_is_there_twice_or_not_at_all_is_named() -> None:
    second = DESK.replace("Night line", "Second")
    merged = {one.id: one for one in merge_services(NATIONAL, [DESK, second], ("nobody",))}
    assert merged["trim-desk"].name == "Night line"
    assert overlay_problems(NATIONAL, [DESK, second], ("nobody",)) == [
        "service 2: service: id: trim-desk is there twice.",
        "hidden: nobody: there is no such service.",
    ]


def test_the_readme_names_every_field_and_every_word_of_the_vocabulary() -> None:
    said = (FOLDER / "README.md").read_text(encoding="utf-8")
    words = [*SERVICE_TYPES, *ELIGIBILITY, *MODES, *NEEDS, *NATIONAL[0].__dataclass_fields__]
    assert [word for word in words if f"`{word}`" not in said] == []
