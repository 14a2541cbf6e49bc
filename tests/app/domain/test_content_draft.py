"""Whatever is typed into a form opens, is judged at its place, and comes out as it went in."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.content_check import Complaint, hints, judge, placed
from app.domain.content_draft import (
    Draft,
    Item,
    known_area,
    new_entry,
    opened,
    read_item,
    told,
    write_item,
)
from app.domain.days import read_past_day
from app.domain.errors import InputError
from app.domain.guide import Guide
from app.domain.guide_file import Overlay, parse_guide
from app.domain.support import Service, parse_service
from tests.app.domain.guides import WHOLE

TODAY = date(2026, 11, 23)
ASSETS = Path(__file__).parents[3] / "assets"
GUIDE = parse_guide(WHOLE)
SERVICE = parse_service((ASSETS / "services/samaritans.toml").read_text(encoding="utf-8"))
PROMPT = (("areas", 0), ("prompts", 0))
EVERY = sorted([*(ASSETS / "guides").glob("*.toml"), *(ASSETS / "services").glob("*.toml")])
TYPED = st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(
    [
        "",
        " ",
        "1",
        "0 to 10",
        "5 Dec",
        "https://x.uk",
        "0300 123 4567",
        "a\nb\na",
        "PHQ-9",
        "“x…” y",
    ]
)


@pytest.mark.parametrize("file", EVERY, ids=lambda file: file.stem)
def test_what_is_only_looked_at_comes_out_the_same(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    item = read_item("guide" if file.parent.name == "guides" else "service", text)
    assert opened(item).build(TODAY) == item


def judged(draft: Draft) -> list[Complaint]:
    return judge(draft, {}, TODAY)


def test_the_sound_ones_have_nothing_to_complain_of() -> None:
    assert judged(opened(GUIDE)) == judged(opened(SERVICE)) == []


@pytest.mark.parametrize(
    ("path", "field", "typed", "said"),
    [
        ((), "title", " ", "Write something here."),
        ((), "in_brief", "x" * 261, "This has 261 characters; 260 are the most."),
        ((), "opening", "Hello.\n\nHello.", "One line is there twice."),
        (PROMPT, "text", "It was 5 times?", "This gives a figure. Write it as a fact with its"),
        (PROMPT, "hwb", [], "Tick at least one."),
        (PROMPT, "follow_ups", "What is your PHQ-9 score?", "This reads like a clinical score"),
        (PROMPT, "short", False, "0 prompts are in the three-minute talk; 1 to 6 fit."),
        ((("facts", 0),), "sources", ["gone"], "It rests on a source that is no longer"),
        ((("reminders", 0),), "after", "soon", "Write a whole number from 0 to 8784."),
        ((("sources", 0),), "checked_on", "31 February", "There is no such day."),
        ((("sources", 0),), "checked_on", "1/1/2030", "That day is still to come."),
    ],
)  # fmt: skip
def test_a_guide_is_complained_of_where_it_does_not_fit(
    path: Any, field: str, typed: object, said: str
) -> None:
    draft = opened(GUIDE)
    draft.at(path)[field] = typed
    (complaint,) = judged(draft)
    assert complaint.words.startswith(said)
    assert complaint.path in (path, ())
    if complaint.path == path and complaint.field:
        assert complaint.field == field


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"phone": "ask at the desk"}, "phone", "Must be digits in groups"),
        ({"website": "www.example.org"}, "website", "Must be an address that starts"),
        ({"source": ""}, "source", "Write something here."),
        ({"checked_on": ""}, "checked_on", "Write the day on which you checked it"),
        ({"modes": ["web"]}, "modes", "Tick “phone” too, since there is one to use."),
        ({"provided": "It asks: on a scale of 1 to 10?"}, "provided", "This reads like a clinical"),
    ],
    ids=lambda given: str(given)[:20],
)
def test_a_service_is_complained_of_at_its_field(
    typed: dict[str, object], field: str, said: str
) -> None:
    draft = opened(SERVICE)
    draft.entry |= typed
    (complaint,) = judged(draft)
    assert (complaint.path, complaint.field) == ((), field)
    assert complaint.words.startswith(said)


def test_ids_last_and_new_ones_clash_with_nothing() -> None:
    empty = Overlay("short-talk", 1, "en", (), (), (), (), (), (), ())
    draft = opened(empty, GUIDE)
    draft.entry["areas"].append(known_area("sleep", GUIDE))
    for _ in range(2):
        prompt = new_entry(draft.form.part(("areas", "prompts")))
        draft.entry["areas"][0]["prompts"].append(
            prompt | {"text": "Sleeping", "hwb": ["data-insights"]}
        )
    made = draft.build(TODAY)
    assert isinstance(made, Overlay)
    assert [one.id for one in made.areas[0].prompts] == ["sleeping-2", "sleeping-3"]
    assert (made.areas[0].title, made.areas[0].about) == ("", "")
    draft.entry["areas"][0]["prompts"][0]["text"] = "Other words"
    again = draft.build(TODAY)
    assert isinstance(again, Overlay)
    assert again.areas[0].prompts[0].id == "sleeping-2"
    assert judged(draft) == []


def test_what_every_guide_must_have_cannot_go() -> None:
    draft = opened(GUIDE)
    for number, way in enumerate(GUIDE.exits):
        wanted = way.id in ("manager-is-the-problem", "sexual-safety")
        assert draft.may_go((("exits", number),)) is not wanted
    assert not draft.may_go((("in_the_moment", 0),))
    assert draft.may_go((("facts", 0),))


def test_long_sentences_are_hinted_at_and_stop_nobody() -> None:
    draft = opened(GUIDE)
    assert hints(draft, TODAY) == []
    draft.entry["purpose"] = " ".join(["word"] * 31) + "."
    assert "is a long sentence" in hints(draft, TODAY)[0]
    assert judged(draft) == []


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_nothing_that_is_typed_breaks_the_form(data: st.DataObject) -> None:
    both: list[Item] = [GUIDE, SERVICE]
    item = data.draw(st.sampled_from(both))
    draft = opened(item)
    path = data.draw(st.sampled_from([(), PROMPT, PROMPT[:1], (("sources", 0),)]))
    if isinstance(item, Service):
        path = ()
    for one in data.draw(st.lists(st.sampled_from(draft.fields(path)), max_size=3)):
        if isinstance(draft.at(path)[one.name], str) and not one.options:
            draft.at(path)[one.name] = data.draw(TYPED)
    before = list(told(draft.form, draft.entry))
    for complaint in judged(draft):
        assert complaint.words
        draft.at(complaint.path)
    hints(draft, TODAY)
    assert list(told(draft.form, draft.entry)) == before
    if not judged(draft):
        made = draft.build(TODAY)
        kind = "guide" if isinstance(made, Guide) else "service"
        assert opened(read_item(kind, write_item(made))).build(TODAY) == made


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=80) | st.from_regex(r"guide: (area|prompt)(\[\d\]| x): [a-z]+: .*"))
def test_any_message_of_the_rules_finds_a_place(message: str) -> None:
    draft = opened(GUIDE)
    complaint = placed(draft, message)
    assert complaint.field in ("", *(one.name for one in draft.fields(complaint.path)))


def test_days_that_are_over() -> None:
    for typed, day in (
        ("today", TODAY),
        ("Yesterday", date(2026, 11, 22)),
        ("21 November 2026", date(2026, 11, 21)),
        ("3/2/25", date(2025, 2, 3)),
        ("20 Nov", date(2026, 11, 20)),
    ):
        assert read_past_day(typed, today=TODAY, field="x") == day
    for typed in ("", "soon", "24 November 2026", "99/99"):
        with pytest.raises(InputError):
            read_past_day(typed, today=TODAY, field="x")


def test_an_order_of_ticks_is_kept() -> None:
    area = GUIDE.areas[0]
    prompt = replace(area.prompts[0], hwb=("relationships", "personal-health"))
    swapped = replace(GUIDE, areas=(replace(area, prompts=(prompt,)),))
    assert opened(swapped).build(TODAY) == swapped
