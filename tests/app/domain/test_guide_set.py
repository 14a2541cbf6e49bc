"""A trust's guides beside ours: replaced, added to, borrowed from, translated."""

import pytest

from app.domain.errors import ContentError
from app.domain.guide import Guide
from app.domain.guide_file import parse_guide, parse_overlay, read_guide
from app.domain.guide_set import add_overlay, choose, complete, newest, translation_problems
from tests.app.domain.guides import WHOLE, edited

HEAD = 'overlays = "short-talk"\nversion = 1\nlanguage = "en"\n'
AREA = """
[[area]]
id = "{id}"
{words}
[[area.prompt]]
id = "{prompt}"
text = "{text}"
hwb = ["environment"]
"""
KNOWN = AREA.format(id="sleep", words="", prompt="trust-nights", text="How are nights?")
WORDS = 'title = "Control room"\nabout = "Off the phones."'
NEW = AREA.format(id="trust-room", words=WORDS, prompt="trust-desk", text="Who takes your desk?")

BORROWER = (
    edited(
        ('id = "short-talk"', 'id = "borrower"\ncommon = "short-talk"'),
        ("order = 10", "order = 20"),
        ('limits = ["I must tell someone if a life is in danger."]', ""),
        ('limits_sources = ["toolkit"]', ""),
    ).split("[[in_the_moment]]")[0]
    + WHOLE[WHOLE.index("[[source]]") :]
)


def whole(*texts: str, language: str = "en") -> dict[str, Guide]:
    chosen = choose(map(parse_guide, texts), language)
    return {guide.id: complete(guide, chosen) for guide in chosen.values()}


# -- replace ----------------------------------------------------------------------------------


def test_a_higher_version_replaces_ours_in_whichever_order_they_come():
    theirs = edited(("version = 1", "version = 2"), ("Ten minutes.", "An hour."))
    for texts in ((WHOLE, theirs), (theirs, WHOLE)):
        assert whole(*texts)["short-talk"].time_needed == "An hour."


def test_the_same_version_twice_is_refused():
    with pytest.raises(ContentError, match="version 1 is there twice"):
        newest(map(parse_guide, (WHOLE, edited(("Ten minutes.", "An hour.")))))


def test_a_replacement_cannot_hand_a_guide_to_somebody_else():
    theirs = edited(("version = 1", "version = 2"), ('used_by = "manager"', 'used_by = "crew"'))
    with pytest.raises(ContentError, match="keeps its kind and who uses it"):
        newest(map(parse_guide, (WHOLE, theirs)))


# -- add --------------------------------------------------------------------------------------


def test_an_overlay_adds_prompts_areas_and_entries():
    text = (
        f'{HEAD}plan_ideas = ["Ask for the welfare car."]\n{KNOWN}{NEW}'
        '[[reminder]]\nid = "trust-call"\ntext = "The desk calls."\ntiming = "about"\n'
        'after_days = 2\nsources = ["trust-policy"]\n'
        '[[source]]\nid = "trust-policy"\ntitle = "Policy"\norganisation = "The trust"\n'
        'dated = "2026"\nchecked_on = 2026-11-21\n'
    )
    grown = add_overlay(parse_guide(WHOLE), parse_overlay(text))
    assert [area.id for area in grown.areas] == ["sleep", "trust-room"]
    assert [prompt.id for prompt in grown.prompts()] == ["sleeping", "trust-nights", "trust-desk"]
    assert grown.areas[0].title == "Sleep"
    assert grown.plan_ideas == ("Take leave.", "Ask for the welfare car.")
    assert [one.id for one in grown.reminders] == ["trim-first", "trust-call"]
    assert complete(grown, {}) == grown


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (HEAD.replace("short-talk", "other-talk") + NEW, "does not belong"),
        (HEAD.replace('"en"', '"cy"') + NEW, "does not belong"),
        (HEAD + KNOWN.replace("trust-nights", "sleeping"), "prompt sleeping: this id is used"),
        (HEAD + NEW.replace("trust-room", "sleep"), "area sleep: is known"),
        (HEAD + KNOWN.replace('"sleep"', '"trust-new"'), "area trust-new: is new"),
        (HEAD + NEW.replace("Who takes your desk?", "Do the GAD-7."), "clinical score"),
        (
            HEAD + '[[fact]]\nid = "trust-x"\ntext = "So."\nsources = ["nowhere"]\n',
            "cites the source nowhere",
        ),
    ],
)
def test_an_overlay_that_does_not_fit_is_refused(text: str, named: str):
    with pytest.raises(ContentError) as raised:
        add_overlay(parse_guide(WHOLE), parse_overlay(text))
    assert named in raised.value.message


# -- borrow -----------------------------------------------------------------------------------


def test_a_guide_borrows_limits_help_exits_and_their_sources():
    guide, lender = whole(BORROWER, WHOLE)["borrower"], parse_guide(WHOLE)
    assert guide.limits == lender.limits
    assert guide.in_the_moment == lender.in_the_moment
    assert guide.exits == lender.exits
    assert guide.sources == lender.sources


def test_what_a_guide_has_itself_comes_first_and_stays():
    own = '[[in_the_moment]]\nid = "danger-now"\ntitle = "Own"\nlines = ["999."]\n'
    own += 'sources = ["toolkit"]\n'
    text = BORROWER.replace("[[source]]", f"{own}\n[[source]]")
    guide = whole(text, WHOLE)["borrower"]
    assert [found.title for found in guide.in_the_moment] == ["Own"]
    assert len(guide.exits) == 2


def test_sources_come_along_with_what_is_borrowed():
    lent = BORROWER.replace('id = "toolkit"', 'id = "own-source"').replace(
        '["toolkit"]', '["own-source"]'
    )
    assert [one.id for one in whole(lent, WHOLE)["borrower"].sources] == ["own-source", "toolkit"]


def test_one_id_for_two_different_sources_is_refused():
    text = BORROWER.replace('dated = "2020"', 'dated = "1999"')
    with pytest.raises(ContentError, match="source toolkit: differs"):
        whole(text, WHOLE)


def test_nothing_can_be_borrowed_from_a_guide_that_is_missing_or_borrows():
    with pytest.raises(ContentError, match="no guide short-talk"):
        whole(BORROWER)
    chain = BORROWER.replace('"borrower"', '"third"').replace('"short-talk"', '"borrower"')
    with pytest.raises(ContentError, match="no guide borrower"):
        whole(WHOLE, BORROWER, chain)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('id = "danger-now"', 'id = "other"', "danger-now: this help is missing"),
        ('id = "sexual-safety"', 'id = "other"', "sexual-safety: this exit is missing"),
        ('id = "manager-is-the-problem"', 'id = "other"', "manager-is-the-problem: this exit"),
        ("short = true", "", "0 prompts are in the short mode"),
    ],
)
def test_a_guide_that_lacks_what_each_must_have_is_not_whole(old: str, new: str, named: str):
    with pytest.raises(ContentError, match=named):
        complete(parse_guide(edited((old, new))), {})


# -- translate --------------------------------------------------------------------------------

WELSH = edited(
    ('language = "en"', 'language = "cy"'),
    ('title = "Short talk"', 'title = "Sgwrs fer"'),
    ("How are you sleeping?", "Sut wyt ti’n cysgu?"),
)


def test_a_translation_is_shown_in_its_language_and_english_in_others():
    assert whole(WHOLE, WELSH, language="cy")["short-talk"].title == "Sgwrs fer"
    assert whole(WHOLE, WELSH, language="pl")["short-talk"].title == "Short talk"
    assert translation_problems(parse_guide(WHOLE), parse_guide(WELSH)) == []


def test_a_translation_that_lags_behind_is_not_shown_until_it_has_caught_up():
    newer = edited(("version = 1", "version = 2"), ("a life is in danger", "anyone is in danger"))
    assert whole(newer, WELSH, language="cy")["short-talk"].language == "en"
    assert translation_problems(parse_guide(newer), parse_guide(WELSH)) == []


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("order = 10", "order = 11", "kind"),
        ('id = "sleep"', 'id = "cwsg"', "area"),
        ('id = "sleeping"', 'id = "cysgu"', "prompt"),
        ('hse = ["demands"]', "hse = []", "prompt"),
        ('follow_ups = ["What helps?"]', "follow_ups = []", "prompt"),
        ("after_hours = 72", "after_hours = 48", "reminder"),
        ('id = "one-in-seven"', 'id = "un-o-saith"', "fact"),
        ('id = "danger-now"', 'id = "perygl"', "in_the_moment"),
        ('services = ["speak-up"]', 'services = ["safeguarding"]', "exit"),
        ("checked_on = 2026-11-21", "checked_on = 2026-11-20", "source"),
        ("review_offsets_days = [28, 91]", "review_offsets_days = [28]", "review_offsets_days"),
        ('in danger."]', 'in danger.", "A mwy."]', "limits"),
    ],
)
def test_a_translation_must_be_the_same_guide(old: str, new: str, named: str):
    assert WELSH.count(old) == 1
    found = translation_problems(parse_guide(WHOLE), read_guide(WELSH.replace(old, new)))
    assert any(line.startswith(f"{named}: differs") for line in found), found
