"""A trust's content travels whole, and whatever does not fit is named in words."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import ContentError
from app.domain.guide_file import parse_guide
from app.domain.organisation import Area, Organisation
from app.domain.roster import Roster
from app.domain.trust_content import (
    MAX_ITEMS,
    MAX_TEXT_BYTES,
    TrustContent,
    beside_shipped,
)
from app.domain.trust_lists import TrustLists
from app.domain.trust_policy import TrustPolicy
from tests.app.domain.guides import FOLDER, WHOLE, edited

SERVICES = FOLDER.parent / "services"
SHIPPED = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.toml"))]
NATIONAL = [path.read_text(encoding="utf-8") for path in sorted(SERVICES.glob("*.toml"))]
DEMO = FOLDER.parent / "demo/content"
SERVICE = (DEMO / "trim-desk.toml").read_text(encoding="utf-8")
OVERLAY = 'overlays = "short-talk"\nversion = 1\nlanguage = "en"\nplan_ideas = ["Rest."]\n'
TRUST = Organisation("trust", "Trust", (Area("north", "North"),))
LISTS = TrustLists(("Oakham",), call_signs=("RR ##",), roster=Roster.of(["okonjo"], bytes(16)))
ACTION = (DEMO / "answer-kit.toml").read_text(encoding="utf-8")
CODEBOOK = (FOLDER.parent / "codebook.toml").read_text(encoding="utf-8")
SOUND = TrustContent(
    3, TRUST, (WHOLE,), (OVERLAY,), (SERVICE,), ("tasc-sexual-safety",), LISTS, (ACTION,),
    CODEBOOK, TrustPolicy(15, 2),
)  # fmt: skip


def test_the_document_round_trips() -> None:
    assert TrustContent.from_document(SOUND.to_document()) == SOUND
    assert TrustContent.from_document({"version": 0, "organisation": TRUST.to_document()}) == (
        TrustContent(0, TRUST)
    )


@pytest.mark.parametrize(
    "damage",
    [
        {"version": None},
        {"version": True},
        {"version": -1},
        {"organisation": []},
        {"organisation": {"id": "x"}},
        {"guides": "x"},
        {"services": [1]},
        {"hidden_services": {"a": 1}},
        {"lists": []},
        {"lists": {"stations": "Oakham"}},
        {"actions": "x"},
        {"codebook": 7},
        {"policy": []},
        {"policy": {"minimum_group": 10, "text_years": 2}},
        {"policy": {"minimum_group": 11, "text_years": True}},
    ],
    ids=str,
)
def test_another_form_is_refused(damage: dict[str, object]) -> None:
    with pytest.raises(ContentError):
        TrustContent.from_document({**SOUND.to_document(), **damage})


def test_sound_content_passes_beside_all_that_ships() -> None:
    SOUND.check(SHIPPED, NATIONAL)


def test_the_demonstration_trust_s_content_is_sound() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(DEMO.glob("*.toml"))]
    overlays = tuple(text for text in texts if "overlays =" in text)
    actions = tuple(text for text in texts if "you_said =" in text)
    services = tuple(text for text in texts if text not in (*overlays, *actions))
    assert len(overlays) == 1
    assert len(services) >= 3
    assert all("made up" in text.lower() for text in texts)
    TrustContent(1, TRUST, (), overlays, services, actions=actions).check(SHIPPED, NATIONAL)


BORROWER = WHOLE.replace('id = "short-talk"', 'id = "borrower"\ncommon = "nowhere"')
OTHER_USER = edited(('used_by = "manager"', 'used_by = "crew"'), ("version = 1", "version = 2"))
TOO_SHORT = "".join(
    f'\n[[area.prompt]]\nid = "more-{n}"\ntext = "More?"\nshort = true\nhwb = ["environment"]\n'
    for n in range(6)
)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"guides": ("id = ",)}, "Guide without an id: this is not TOML"),
        ({"guides": (WHOLE + "odd = 1",)}, "Guide short-talk: source[1]: unknown field"),
        ({"guides": (WHOLE, WHOLE)}, "Guide short-talk (en): is there twice"),
        ({"guides": (BORROWER,), "overlays": ()}, "Guide borrower: common: there is no guide"),
        ({"overlays": (OVERLAY.replace("short-talk", "no-talk"),)}, "Overlay no-talk: there is no"),
        ({"overlays": (OVERLAY + '[[area]]\nid = "sleep"\n' + TOO_SHORT,)}, "Overlay short-talk"),
        ({"overlays": (OVERLAY.replace("Rest.", "Rate your mood 1 to 10."),)}, "clinical score"),
        ({"services": (SERVICE, SERVICE)}, "Service demo-trim-desk: is there twice"),
        ({"services": (SERVICE.replace("self", "x").replace("either", "x"),)}, "demo-trim-desk"),
        ({"services": (SERVICE.replace("Colleagues", "PHQ-9 by people"),)}, "clinical score"),
        ({"hidden_services": ("samaritans",)}, "samaritans"),
        ({"lists": TrustLists(call_signs=("@@@",))}, "Call sign “@@@”: this would hide"),
        ({"guides": ("x" * (MAX_TEXT_BYTES + 1),)}, "too long"),
        ({"guides": ("é" * (MAX_TEXT_BYTES // 2 + 1),)}, "too long"),
        ({"services": (SERVICE,) * (MAX_ITEMS + 1)}, "100 are the most"),
    ],
    ids=lambda value: value.replace(" ", "-")[:30] if isinstance(value, str) else "",
)
def test_what_does_not_fit_is_named(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(ContentError) as caught:
        replace(SOUND, **changes).check(SHIPPED, NATIONAL)
    assert words in caught.value.message


def test_a_guide_is_not_handed_to_somebody_else() -> None:
    with pytest.raises(ContentError, match="keeps its kind"):
        replace(SOUND, guides=(OTHER_USER,)).check([WHOLE], [])


def test_of_two_with_one_number_the_trust_s_own_is_taken() -> None:
    own = parse_guide(edited(("Ten minutes.", "An hour.")))
    assert beside_shipped([parse_guide(WHOLE)], [own]) == [own]
    replace(SOUND, guides=(edited(("Ten minutes.", "An hour.")),)).check([WHOLE], NATIONAL)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["guides", "overlays", "services"]), st.text(max_size=60))
def test_any_text_is_taken_or_refused_cleanly(kind: str, text: str) -> None:
    content = replace(SOUND, **{kind: (*getattr(SOUND, kind), text)})
    with pytest.raises(ContentError):
        content.check([], [])
