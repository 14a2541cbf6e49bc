"""Guides: strict files, no clinical scores, and the shipped conversation keeps its promises."""

from pathlib import Path

import pytest

from app.domain.errors import ContentError
from app.domain.guide import Guide, all_texts, parse_guide

WHOLE = """
id = "short-talk"
version = 1
language = "en"
title = "Short talk"
purpose = "Time for one person."
time_needed = "Ten minutes."
private_check = ["Can anyone hear you?"]
opening = ["How have things been?"]
limits = ["I must tell someone if a life is in danger."]
closing = ["Thank you."]
plan_ideas = ["Take leave."]
review_offsets_days = [28, 91]

[[area]]
id = "sleep"
title = "Sleep"
about = "Shift work takes its toll."

[[area.prompt]]
id = "sleeping"
text = "How are you sleeping?"
hwb = ["personal-health"]
hse = ["demands"]
follow_ups = ["What helps?"]

[[in_the_moment]]
title = "Danger now"
lines = ["Ring 999."]

[[source]]
title = "Wellbeing conversations"
organisation = "NHS England"
dated = "2020"
checked_on = 2026-11-21
"""


def shipped() -> Guide:
    path = Path(__file__).parents[3] / "assets/guides/routine-wellbeing-conversation.toml"
    return parse_guide(path.read_text(encoding="utf-8"))


def test_a_sound_guide_is_read():
    guide = parse_guide(WHOLE)
    assert guide.areas[0].prompts[0].follow_ups == ("What helps?",)
    assert guide.in_the_moment == (("Danger now", ("Ring 999.",)),)
    assert guide.review_offsets_days == (28, 91)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('id = "short-talk"', 'id = "Short talk"', "guide: id"),
        ("version = 1", "version = 0", "version"),
        ('language = "en"', 'language = "English"', "language"),
        ('limits = ["I must tell someone if a life is in danger."]', "", "limits"),
        ("review_offsets_days = [28, 91]", "review_offsets_days = [91, 28]", "review_offsets_days"),
        ("review_offsets_days = [28, 91]", "review_offsets_days = []", "review_offsets_days"),
        ('hwb = ["personal-health"]', 'hwb = ["mental-health"]', "area[1]: prompt[1]: hwb"),
        ('hse = ["demands"]', 'hse = ["weather"]', "area[1]: prompt[1]: hse"),
        ('follow_ups = ["What helps?"]', 'follow_ups = "What helps?"', "follow_ups"),
        ('lines = ["Ring 999."]', "lines = []", "in_the_moment[1]: lines"),
        ("checked_on = 2026-11-21", "", "source[1]: checked_on"),
        ('dated = "2020"', 'dated = "2020"\nurl = "x"', "url"),
        ('closing = ["Thank you."]', 'closing = ["Score your mood 0-10."]', "closing"),
        ('"What helps?"', '"Several days", "Nearly every day"', "prompt sleeping"),
    ],
)
def test_a_slip_is_refused_and_its_place_named(old: str, new: str, named: str):
    assert WHOLE.count(old) == 1
    with pytest.raises(ContentError) as raised:
        parse_guide(WHOLE.replace(old, new))
    assert named in raised.value.message


def test_ids_of_areas_and_prompts_are_used_once():
    start, end = WHOLE.index("[[area]]"), WHOLE.index("[[in_the_moment]]")
    with pytest.raises(ContentError, match="area sleep: this id is used twice"):
        parse_guide(WHOLE + WHOLE[start:end])
    prompt = WHOLE[WHOLE.index("[[area.prompt]]") : end]
    with pytest.raises(ContentError, match="prompt sleeping: this id is used twice"):
        parse_guide(WHOLE.replace("[[in_the_moment]]", prompt + "\n[[in_the_moment]]"))


def test_the_shipped_guide_offers_a_few_prompts_in_each_area():
    guide = shipped()
    assert len(guide.areas) == 11
    for area in guide.areas:
        assert 2 <= len(area.prompts) <= 4
        assert all(prompt.hwb for prompt in area.prompts)


def test_the_shipped_guide_says_all_limits_and_how_to_ask_about_suicide():
    guide = shipped()
    limits = " ".join(guide.limits).lower()
    for word in ("life is in danger", "child", "adult", "crime", "other people"):
        assert word in limits
    moments = " ".join(line for _, lines in guide.in_the_moment for line in lines).lower()
    for words in (
        "do not leave them alone",
        "thinking about suicide",
        "999",
        "never goes into layby",
    ):
        assert words in moments


def test_the_shipped_guide_never_promises_full_anonymity_and_reads_easily():
    texts = [text for _, text in all_texts(shipped())]
    assert not any("anonym" in text.lower() for text in texts)
    sentences = [
        sentence
        for text in texts
        for part in text.split(" / ")
        for sentence in part.replace("?", ".").replace(":", ".").split(".")
    ]
    assert max(len(sentence.split()) for sentence in sentences) <= 30
