"""The shipped guides keep their promises."""

import re
from datetime import datetime, timedelta

import pytest

from app.domain.codebook import HSE_STRESSORS, HWB_ELEMENTS
from app.domain.guide import Guide, all_texts
from tests.app.domain.guides import FOLDER, shipped

GUIDES = shipped()
MANAGERS = [guide for guide in GUIDES.values() if guide.used_by == "manager"]


def said(guide: Guide) -> str:
    return " ".join(text for _, texts in all_texts(guide) for text in texts).lower()


def test_what_ships_is_what_was_asked_for_the_routine_one_first():
    assert list(GUIDES) == [
        "routine-wellbeing-conversation",
        "new-starter",
        "return-to-work",
        "post-incident-check",
        "difficult-time",
        "flexible-working-and-belonging",
        "my-preparation",
    ]
    assert [guide.id for guide in GUIDES.values() if guide.used_by == "crew"] == ["my-preparation"]


@pytest.mark.parametrize("guide", GUIDES.values(), ids=GUIDES.keys())
def test_every_shipped_guide_says_all_limits(guide: Guide):
    limits = " ".join(guide.limits).lower()
    for word in ("life is in danger", "child", "adult", "crime", "other people", "say no|agree"):
        assert re.search(word, limits), word


@pytest.mark.parametrize("guide", GUIDES.values(), ids=GUIDES.keys())
def test_every_shipped_guide_has_enough_to_offer_and_a_short_mode(guide: Guide):
    assert len(guide.areas) >= 5
    assert all(1 <= len(area.prompts) <= 4 for area in guide.areas)
    assert 5 <= sum(prompt.short for prompt in guide.prompts()) <= 6
    assert all(not prompt.short or prompt.text for prompt in guide.prompts())
    assert guide.facts
    assert all(len(area.prompts) > 0 for area in guide.short_areas())
    assert {p.id for area in guide.short_areas() for p in area.prompts} == {
        prompt.id for prompt in guide.prompts() if prompt.short
    }


@pytest.mark.parametrize("guide", GUIDES.values(), ids=GUIDES.keys())
def test_every_shipped_guide_leads_out_and_never_promises_full_anonymity(guide: Guide):
    ways = {way.id: way for way in guide.exits}
    assert "speak-up" in ways["manager-is-the-problem"].services
    assert "sexual-safety" in ways["sexual-safety"].services
    assert "999" in said(guide)
    assert "anonym" not in said(guide)


@pytest.mark.parametrize("guide", MANAGERS, ids=[guide.id for guide in MANAGERS])
def test_every_managers_guide_helps_with_thoughts_of_suicide(guide: Guide):
    moments = " ".join(line for one in guide.in_the_moment for line in one.lines).lower()
    for words in ("do not leave them alone", "thinking about suicide", "never goes into layby"):
        assert words in moments


def test_the_guides_together_touch_every_element_and_every_stressor():
    prompts = [prompt for guide in GUIDES.values() for prompt in guide.prompts()]
    assert {tag for prompt in prompts for tag in prompt.hwb} == set(HWB_ELEMENTS)
    assert {tag for prompt in prompts for tag in prompt.hse} == set(HSE_STRESSORS)


def test_the_check_after_a_hard_job_never_asks_for_the_story_or_the_feelings():
    check = GUIDES["post-incident-check"]
    asked = [text for prompt in check.prompts() for text in (prompt.text, *prompt.follow_ups)]
    asked += [*check.opening, *check.closing]
    for text in asked:
        assert not re.search(
            r"how (?:did|do|does) (?:it|that|you) (?:make you )?feel|what happened\?"
            r"|what did you see|go through it|tell me about the job",
            text.lower(),
        ), text
    assert "do not ask what happened" in check.purpose.lower()
    assert "not TRiM" in check.in_brief


def test_the_check_after_a_hard_job_reminds_of_trim_at_the_right_times():
    reminders = {one.id: one for one in GUIDES["post-incident-check"].reminders}
    assert (reminders["trim-first"].timing, reminders["trim-first"].after) == (
        "not-before",
        timedelta(hours=72),
    )
    assert (reminders["trim-second"].timing, reminders["trim-second"].after) == (
        "about",
        timedelta(days=28),
    )
    event = datetime(2026, 11, 21, 23, 30)
    assert reminders["trim-first"].due(event) == datetime(2026, 11, 24, 23, 30)


def test_reminders_that_are_not_trims_never_name_it_before_72_hours():
    for one in GUIDES["post-incident-check"].reminders:
        assert one.after >= timedelta(hours=72) or "trim" not in one.text.lower()


def test_the_difficult_time_has_an_area_for_each_kind_of_trouble():
    areas = {area.id for area in GUIDES["difficult-time"].areas}
    assert areas >= {"investigation", "bereavement", "caring", "menopause", "money"}


def test_every_file_and_every_field_is_told_in_the_readme():
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for path in FOLDER.glob("*.toml"):
        assert f"`{path.name}`" in readme
        for field in re.findall(r"^(\w+) = ", path.read_text(encoding="utf-8"), re.MULTILINE):
            assert f"`{field}`" in readme, field
        for entry in re.findall(r"^\[\[(.+)\]\]", path.read_text(encoding="utf-8"), re.MULTILINE):
            assert f"`[[{entry}]]`" in readme, entry
