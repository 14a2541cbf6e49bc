"""The turned screen: the plan and the very words that would leave, and nothing of the holder’s."""

from pathlib import Path
from typing import Any

import msgpack
import pytest
from flet.controls.base_control import BaseControl
from flet.messaging.protocol import configure_encode_object_for_msgpack

from app.views.components.worried_way import WORRIED
from tests.app.scripted_server import ScriptedServer, stored
from tests.app.views.phone import Phone, answer_questions, on_a_phone
from tests.app.views.together import LABEL, a_server, to_the_turned_screen, workspace_of
from tests.harness import Screen

ENCODE = configure_encode_object_for_msgpack(BaseControl)
SUMMARIES = "POST /api/v1/summaries"


def everything_on(screen: Screen) -> str:
    """Every word that the topmost view sends to the page, shown or not."""
    top = screen.controls()[0]
    assert type(top).__name__ == "View"
    return msgpack.packb(top, default=ENCODE).decode(errors="replace")


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
        assert phone.device.asked("buzz") == []
        await screen.tap("I agree: this may be sent")
        await phone.until(lambda: "hand the device back" in screen.words())
        assert len(phone.device.asked("buzz")) == 1
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
        await screen.tap("My colleague has the screen")
        assert screen.find("Your words", ("TextField",)).value.endswith("Tomasz Kowal")
        assert "I agree" not in screen.words()
        await screen.type("Your words", "Nights are hard. Ask Tomasz Kowalski, tel 07700 900456.")
        await screen.tap("Use these words")
        assert "07700 900456 (hidden, [phone number] goes instead)" in screen.words()
        screen = await phone.kill_and_resume(LABEL)
        await screen.tap("My colleague has the screen")
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


def test_their_plan_is_changed_in_place_and_a_kill_loses_no_key(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await to_the_turned_screen(phone)
        await screen.tap("Change the plan")
        await screen.tap("Early signs")
        await screen.type("Early signs", "I go quiet")
        await screen.tap("Add what I will do")
        await screen.type("What will be done", "Ring my GP")
        screen = await phone.kill_and_resume(LABEL)
        await screen.tap("My colleague has the screen")
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
        await screen.tap("I have it back")
        await screen.tap("Add what I will do")
        await screen.type("What will be done", "half of a thou")
        await screen.go("/talk/together")
        await screen.tap("My colleague has the screen")
        assert "half of a thou" not in everything_on(screen)
        await screen.tap("Change the plan")
        assert "half of a thou" not in [
            control.value for control in screen.controls() if control._c == "TextField"
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
