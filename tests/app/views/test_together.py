"""The turned screen: only what is theirs to see, theirs to change, theirs to decline."""

from pathlib import Path
from typing import Any

import msgpack
import pytest
from flet.controls.base_control import BaseControl
from flet.messaging.protocol import configure_encode_object_for_msgpack

from app.views.components.worried_way import WORRIED
from tests.app.scripted_server import ScriptedServer, enrolled, stored
from tests.app.views.phone import (
    Phone,
    agree_together,
    answer_questions,
    choose_guide,
    enrol,
    on_a_phone,
    to_the_summary,
    turn_the_screen,
    with_profile,
)
from tests.harness import Screen

LABEL = "Zebedee"
NOTE = "canary of a note"
RAW = "Priya Natarajan says late finishes and no breaks make nights hard. Ring 07700 900123."
ENCODE = configure_encode_object_for_msgpack(BaseControl)
SUMMARIES = "POST /api/v1/summaries"


def a_server() -> ScriptedServer:
    return ScriptedServer({"POST /api/v1/enrolments": enrolled})


async def to_the_turned_screen(phone: Phone, summary: str = RAW) -> Screen:
    """A whole conversation with words everywhere, up to the colleague's turn."""
    screen = await with_profile(phone)
    await enrol(phone)
    await choose_guide(screen)
    await screen.tap("I have said what stays private and what cannot")
    await screen.type("Label", LABEL)
    await screen.tap("Start talking")
    await screen.tap("Workload and demand")
    await screen.type("Notes: Workload", NOTE)
    await screen.tap("On to the plan")
    await screen.type("What keeps me well", "Allotment on Sundays")
    await screen.tap("Add what my manager will do")
    await screen.type("What will be done", "Ask for fixed breaks")
    await screen.tap("On to the summary")
    await screen.type("Summary", summary)
    await screen.tap("Allied Health Professionals")
    await screen.tap("North")
    await screen.tap("Look it over")
    await answer_questions(screen)
    await turn_the_screen(screen)
    assert "For you to read" in screen.words()
    return screen


def everything_on(screen: Screen) -> str:
    """Every word that the topmost view sends to the page, shown or not."""
    top = screen.controls()[0]
    assert type(top).__name__ == "View"
    return msgpack.packb(top, default=ENCODE).decode(errors="replace")


def workspace_of(phone: Phone) -> Any:
    workspace = phone.services.session.workspace
    assert workspace is not None
    return workspace


def sent_items(server: ScriptedServer) -> list[Any]:
    return [item for name, _, got, _ in server.sent if name == SUMMARIES for item in got["items"]]


def test_the_colleague_sees_the_plan_and_the_words_and_nothing_of_the_holders(
    tmp_path: Path,
) -> None:
    async def story(phone: Phone) -> None:
        screen = await to_the_turned_screen(phone)
        conversation = phone.services.session.conversation
        assert conversation is not None
        conversation.drafts["reason-Priya"] = "canary of a reason"
        await screen.tap("4 of 5")
        for theirs in (
            "Allotment on Sundays",
            "What my manager will do",
            "Ask for fixed breaks",
            "late finishes and no breaks",
            "4 of 5, chosen",
            "How helpful this was: 4",
        ):
            assert theirs in screen.words()
        shown = everything_on(screen)
        assert "Allotment" in shown
        for others in (LABEL, "canary", "Priya", "Natarajan", "07700", "900123", "waiting"):
            assert others not in shown

    on_a_phone(tmp_path, story, a_server())


def test_nothing_tells_the_colleague_that_somebody_may_worry_about_them(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await to_the_turned_screen(phone)
        assert WORRIED not in everything_on(screen)
        assert "Get support now" in everything_on(screen)
        await screen.tap("I agree: this may be sent")
        await phone.until(lambda: "hand the device back" in screen.words())
        assert WORRIED not in everything_on(screen)

    on_a_phone(tmp_path, story, a_server())


def test_words_changed_there_are_looked_over_again_and_sent_as_shown(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await to_the_turned_screen(phone)
        await screen.tap("Change the words")
        field = screen.find("Your words", ("TextField",))
        assert "Priya" not in field.value
        await screen.type("Your words", "Nights are hard. Ask Tomasz Kowal")
        screen = await phone.kill_and_resume(LABEL)
        assert screen.find("Your words", ("TextField",)).value.endswith("Tomasz Kowal")
        assert "I agree" not in screen.words()
        await screen.type("Your words", "Nights are hard. Ask Tomasz Kowalski, tel 07700 900456.")
        await screen.tap("Use these words")
        assert "07700 900456 (hidden, [phone number] goes instead)" in screen.words()
        screen = await phone.kill_and_resume(LABEL)
        assert "07700 900456 (hidden" in screen.words()
        await answer_questions(screen)
        server.replies[SUMMARIES] = stored
        await screen.tap("I agree: this may be sent")
        await phone.until(lambda: len(sent_items(server)) == 1)
        text = sent_items(server)[0]["text"]
        assert text.startswith("Nights are hard.")
        for given_away in ("Tomasz", "Kowalski", "07700", "900456"):
            assert given_away not in text

    server = a_server()
    on_a_phone(tmp_path, story, server)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "The summary is empty"), ("late 🚑 עייף " * 850, "characters too long")],
    ids=["nothing", "too much"],
)
def test_words_that_cannot_be_sent_say_why_and_stay(tmp_path: Path, typed: str, said: str) -> None:
    async def story(phone: Phone) -> None:
        screen = await to_the_turned_screen(phone, "Late finishes.")
        await screen.tap("Change the words")
        await screen.type("Your words", typed)
        await screen.tap("Use these words")
        assert said in screen.words()
        assert screen.find("Your words", ("TextField",)).value == typed
        await screen.tap("Leave the words as they were")
        assert "Late finishes." in screen.words()

    on_a_phone(tmp_path, story, a_server())


def test_declining_leaves_nothing_behind_but_the_plan(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await to_the_turned_screen(phone)
        await screen.tap("5 of 5")
        await screen.tap("Send nothing")
        await screen.tap("Back")
        await screen.tap("Send nothing")
        await screen.tap("Yes, send nothing")
        assert "You can hand the device back." in screen.words()
        await screen.tap("I have the device back")
        assert "waiting" not in screen.words()
        workspace = workspace_of(phone)
        assert workspace.outbox.items() == []
        (ended,) = workspace.conversations.finished()
        assert (ended.summary, ended.review, ended.reviewed_text) == ("", None, "")
        assert (ended.helpful, ended.drafts, ended.step.value) == (None, {}, "summary")
        kept = str(workspace.saver.tables.all("conversations")).lower()
        assert "declin" not in kept
        assert "priya" not in kept
        (record,) = workspace.plans.all()
        assert len(record.versions) == 1

    on_a_phone(tmp_path, story, a_server())


def test_ending_without_a_summary_looks_the_same_whoever_chose_it(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await to_the_turned_screen(phone)
        await screen.tap("Send nothing")
        await screen.tap("Yes, send nothing")
        (declined,) = workspace_of(phone).saver.tables.all("conversations")
        await screen.tap("I have the device back")
        await screen.tap("Go to home")
        await choose_guide(screen)
        await screen.tap("I have said what stays private and what cannot")
        await screen.tap("Start talking")
        await screen.tap("On to the plan")
        await screen.tap("On to the summary")
        await screen.type("Summary", RAW)
        await screen.tap("Finish without a summary")
        await screen.tap("Yes, finish without it")
        ended = workspace_of(phone).saver.tables.all("conversations")
        (chosen,) = [found for found in ended if found["id"] != declined["id"]]
        own = {
            *("id", "summary_id", "label", "notes", "plan_id", "touched", "open_area"),
            *("staff_group", "area", "withdrawal_code"),
        }
        for name in set(declined) - own:
            assert declined[name] == chosen[name], name

    on_a_phone(tmp_path, story, a_server())


def test_their_plan_is_changed_in_place_and_a_kill_loses_no_key(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await to_the_turned_screen(phone)
        await screen.tap("Change the plan")
        await screen.tap("Early signs")
        await screen.type("Early signs", "I go quiet")
        await screen.tap("Add what I will do")
        await screen.type("What will be done", "Ring my GP")
        screen = await phone.kill_and_resume(LABEL)
        assert screen.find("What will be done", ("TextField",)).value == "Ring my GP"
        await screen.type("By when", "31 Februari")
        await screen.tap("The plan is right now")
        assert "no such day" in screen.words() or "Write a day" in screen.words()
        await screen.type("By when", "")
        await screen.tap("The plan is right now")
        for kept in ("I go quiet", "Ring my GP", "Ask for fixed breaks", "Allotment"):
            assert kept in screen.words()
        await screen.tap("I agree: this may be sent")
        await phone.until(lambda: "hand the device back" in screen.words())
        (record,) = workspace_of(phone).plans.all()
        assert record.versions[-1].plan == record.plan
        assert {action.owner.value for action in record.plan.actions} == {"person", "holder"}

    on_a_phone(tmp_path, story, a_server())


def test_what_the_holder_half_typed_in_the_plan_is_not_in_the_colleagues_fields(
    tmp_path: Path,
) -> None:
    async def story(phone: Phone) -> None:
        screen = await to_the_turned_screen(phone)
        await screen.go("/talk/plan")
        await screen.tap("Add what I will do")
        await screen.type("What will be done", "half of a thou")
        await screen.go("/talk/together")
        assert "half of a thou" not in everything_on(screen)
        await screen.tap("Change the plan")
        assert "half of a thou" not in [
            control.value for control in screen.controls() if type(control).__name__ == "TextField"
        ]

    on_a_phone(tmp_path, story, a_server())


def test_a_wording_half_settled_in_the_plan_outlives_the_colleagues_turn(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await to_the_turned_screen(phone)
        (record,) = workspace_of(phone).plans.all()
        record.drafts["settle:keeps_well"] = "half settled"
        await screen.tap("Change the plan")
        assert "half settled" not in everything_on(screen)
        await screen.tap("The plan is right now")
        assert record.drafts["settle:keeps_well"] == "half settled"

    on_a_phone(tmp_path, story, a_server())


def test_a_summary_nobody_looked_over_is_not_lost_by_a_link_to_the_turned_screen(
    tmp_path: Path,
) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        await to_the_summary(phone)
        await screen.type("Summary", "Late finishes.")
        await screen.go("/talk/together")
        assert "This is right" not in screen.words()
        await screen.tap("Back to the summary")
        assert screen.find("Summary", ("TextField",)).value == "Late finishes."

    on_a_phone(tmp_path, story, a_server())


def test_the_plan_alone_is_shown_and_ends_with_nothing_sent(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        await to_the_summary(phone)
        await screen.type("Summary", "Late finishes.")
        await screen.tap("Show them the plan alone")
        assert "Look the summary over first" in screen.words()
        await screen.type("Summary", "")
        await screen.tap("Show them the plan alone")
        assert "No summary goes to your trust" in screen.words()
        assert "I agree" not in screen.words()
        await screen.tap("This is right")
        assert "Thank you" in screen.words()
        assert workspace_of(phone).outbox.items() == []
        assert len(workspace_of(phone).conversations.finished()) == 1

    on_a_phone(tmp_path, story, a_server())


def test_agreeing_before_the_redraw_never_sends_what_was_not_shown(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await to_the_turned_screen(phone, "Late finishes.")
        rate, agree = screen.tappable("2 of 5"), screen.tappable("I agree")
        await screen.session.dispatch_event(rate._i, "click", None)
        await screen.session.dispatch_event(agree._i, "click", None)
        await screen.settle()
        assert "has just changed" in screen.words()
        assert workspace_of(phone).outbox.items() == []
        assert "How helpful this was: 2" in screen.words()

    on_a_phone(tmp_path, story, a_server())


def test_open_questions_keep_the_screen_with_the_holder(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        await enrol(phone)
        await choose_guide(screen)
        await screen.tap("I have said what stays private and what cannot")
        await screen.tap("Start talking")
        await screen.tap("On to the plan")
        await screen.tap("On to the summary")
        await screen.type("Summary", "She is 58 and nights are hard.")
        await screen.tap("Allied Health Professionals")
        await screen.tap("North")
        await screen.tap("Look it over")
        assert "still to answer" in screen.words()
        await screen.tap("Turn the screen to your colleague")
        assert "Answer each question" in screen.words()
        assert "Check the summary" in screen.words()
        await answer_questions(screen)
        await agree_together(screen)
        assert "Everything is saved on this device." in screen.words()

    on_a_phone(tmp_path, story, a_server())
