"""Guide files are read strictly; a breach of a rule is refused and its place named."""

from datetime import timedelta

import pytest

from app.domain.errors import ContentError
from app.domain.guide_file import parse_guide, parse_overlay, read_guide
from tests.app.domain.guides import WHOLE, edited

PROMPT = WHOLE[WHOLE.index("[[area.prompt]]") : WHOLE.index("[[reminder]]")]


def test_a_sound_guide_is_read():
    guide = parse_guide(WHOLE)
    assert guide.areas[0].prompts[0].follow_ups == ("What helps?",)
    assert guide.areas[0].prompts[0].short
    assert guide.in_the_moment[0].lines == ("Ring 999.",)
    assert guide.review_offsets_days == (28, 91)
    assert guide.reminders[0].after == timedelta(days=3)
    assert guide.exits[0].services == ("speak-up",)
    assert guide.facts[0].sources == guide.limits_sources == ("toolkit",)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('id = "short-talk"', 'id = "Short talk"', "guide: id"),
        ("version = 1", "version = 0", "version"),
        ('language = "en"', 'language = "English"', "language"),
        ('kind = "conversation"', 'kind = "interview"', "kind"),
        ('used_by = "manager"', 'used_by = "everyone"', "used_by"),
        ("order = 10", "order = 0", "order"),
        ('in_brief = "A little time."', "", "in_brief"),
        ('limits = ["I must tell someone if a life is in danger."]', "", "limits"),
        ('limits_sources = ["toolkit"]', "", "limits_sources"),
        ("review_offsets_days = [28, 91]", "review_offsets_days = [91, 28]", "review_offsets_days"),
        ("review_offsets_days = [28, 91]", "review_offsets_days = []", "review_offsets_days"),
        ('hwb = ["personal-health"]', 'hwb = ["mental-health"]', "area[1]: prompt[1]: hwb"),
        ('hwb = ["personal-health"]', "hwb = []", "area[1]: prompt[1]: hwb"),
        ('hse = ["demands"]', 'hse = ["weather"]', "area[1]: prompt[1]: hse"),
        ("short = true", 'short = "yes"', "area[1]: prompt[1]: short"),
        ('follow_ups = ["What helps?"]', 'follow_ups = "What helps?"', "follow_ups"),
        ('lines = ["Ring 999."]', "lines = []", "in_the_moment[1]: lines"),
        ("checked_on = 2026-11-21", "", "source[1]: checked_on"),
        ('dated = "2020"', "", "source[1]: dated"),
        ('dated = "2020"', 'dated = "2020"\nurl = "x"', "url"),
        ('timing = "not-before"', 'timing = "soon"', "reminder[1]: timing"),
        ("after_hours = 72", "", "reminder[1]: after_hours"),
        ("after_hours = 72", "after_hours = 72\nafter_days = 3", "reminder[1]: after_hours"),
        ("after_hours = 72", "after_days = 0", "reminder[1]: after_days"),
        ('services = ["speak-up"]', 'services = ["a-friend"]', "exit[1]: services"),
        ('services = ["speak-up"]', "services = []", "exit[1]: services"),
    ],
)
def test_a_slip_in_the_form_is_refused_and_its_place_named(old: str, new: str, named: str):
    with pytest.raises(ContentError) as raised:
        read_guide(edited((old, new)))
    assert named in raised.value.message


@pytest.mark.parametrize(
    "entry", ["[[reminder]]", "[[fact]]", "[[in_the_moment]]", '[[exit]]\nid = "sexual-safety"']
)
def test_an_entry_that_states_something_without_a_source_is_refused(entry: str):
    before, after = WHOLE.split(entry, 1)
    assert 'sources = ["toolkit"]' in after
    with pytest.raises(ContentError, match="sources: needs at least 1"):
        read_guide(before + entry + after.replace('sources = ["toolkit"]', "", 1))


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('closing = ["Thank you."]', 'closing = ["Score your mood 0-10."]', "closing"),
        ('"What helps?"', '"Several days", "More than half the days"', "prompt sleeping"),
        ('limits_sources = ["toolkit"]', 'limits_sources = ["rumour"]', "limits: cites"),
        ('text = "How are you sleeping?"', f'text = "{"How? " * 29}"', "prompt sleeping"),
        ('about = "Shift work takes its toll."', f'about = "{"So. " * 31}"', "area sleep"),
        ('text = "Ask if they want TRiM."', f'text = "{"Ask. " * 41}"', "reminder trim-first"),
        ('lines = ["Ring 999."]', f'lines = ["{"Ring. " * 44}"]', "in_the_moment danger-now"),
        ('"What helps?"', '"Do you sleep 8 hours?"', "prompt sleeping: “Do you sleep"),
        ('plan_ideas = ["Take leave."]', 'plan_ideas = ["Work 50% of it."]', "gives a figure"),
        ('id = "sleep"', 'id = "begin"', "area begin: this id is used twice"),
    ],
)
def test_a_breach_of_a_rule_is_refused_and_its_place_named(old: str, new: str, named: str):
    with pytest.raises(ContentError) as raised:
        parse_guide(edited((old, new)))
    assert named in raised.value.message


@pytest.mark.parametrize(
    ("entry", "named"),
    [
        ("[[area]]", "area sleep"),
        ("[[reminder]]", "reminder trim-first"),
        ("[[fact]]", "fact one-in-seven"),
        ("[[in_the_moment]]", "in_the_moment danger-now"),
        ('[[exit]]\nid = "sexual-safety"', "exit sexual-safety"),
        ("[[source]]", "source toolkit"),
    ],
)
def test_every_id_is_used_once(entry: str, named: str):
    start = WHOLE.index(entry)
    end = WHOLE.find("\n\n[[", start + len(entry) + (200 if entry == "[[area]]" else 0))
    again = WHOLE[start : end if end != -1 else len(WHOLE)]
    with pytest.raises(ContentError, match=f"{named}: this id is used twice"):
        parse_guide(f"{WHOLE}\n{again}")


def test_a_prompts_id_is_used_once_across_areas():
    again = f'[[area]]\nid = "rest"\ntitle = "Rest"\nabout = "Time off."\n{PROMPT}'
    with pytest.raises(ContentError, match="prompt sleeping: this id is used twice"):
        parse_guide(f"{WHOLE}\n{again}")


def test_a_score_spread_over_the_prompts_of_an_area_cannot_hide():
    more = PROMPT.replace('"sleeping"', '"second"').replace("How are you sleeping?", "Rarely?")
    text = edited(("How are you sleeping?", "Never?")).replace(
        "[[reminder]]", more + "[[reminder]]"
    )
    with pytest.raises(ContentError, match="area sleep: this reads like a clinical score"):
        parse_guide(text)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('version = 1\nlanguage = "en"', "overlay: overlays: is missing"),
        ('overlays = "short-talk"\nversion = 1\nlanguage = "en"\ntitle = "X"', "unknown field"),
        (
            'overlays = "short-talk"\nversion = 1\nlanguage = "en"\n'
            f'[[area]]\nid = "new"\ntitle = "New"\n{PROMPT}',
            "both title and about",
        ),
    ],
)
def test_a_slip_in_an_overlay_is_refused(text: str, named: str):
    with pytest.raises(ContentError) as raised:
        parse_overlay(text)
    assert named in raised.value.message
