"""A summary comes back to the phone, and a lead hides a text: said plainly, nothing lost."""

from pathlib import Path
from typing import Any

from app.sync.port import Answer
from app.usecases.sign_in import Lead
from tests.app.scripted_server import ScriptedServer, enrolled, ok, problem, stored
from tests.app.views.phone import (
    Phone,
    agree_together,
    answer_questions,
    enrol,
    on_a_phone,
    to_the_check,
    with_profile,
)
from tests.harness import Screen

SUMMARIES = "POST /api/v1/summaries"
ASK = "POST /api/v1/second-look"
TEXT = "Zebedee thinks late finishes are hard."
PLACES = [{"start": 0, "end": 7, "kind": "NAME"}]


def came_back(sent: Any) -> Answer:
    """A server that thinks of the first word that it is a name, until it was looked at."""
    (item,) = sent["items"]
    if item["looked_again"]:
        return stored(sent)
    receipt = {"id": item["id"], "status": "needs-another-look", "places": PLACES}
    return ok({"receipts": [receipt]})


def a_server() -> ScriptedServer:
    return ScriptedServer({"POST /api/v1/enrolments": enrolled, SUMMARIES: came_back})


def texts(server: ScriptedServer) -> list[tuple[str, bool]]:
    sent = [payload["items"][0] for name, _, payload, _ in server.sent if name == SUMMARIES]
    return [(item["text"], item["looked_again"]) for item in sent]


async def sent_one(phone: Phone) -> Screen:
    """Hold a conversation whose agreed words the server will not take, and go home."""
    await with_profile(phone)
    await enrol(phone)
    screen = await to_the_check(phone, TEXT)
    for words in screen.words().split("\n"):
        if words.startswith("Let “"):
            await screen.tap(words)
    await answer_questions(screen)
    await agree_together(screen)
    await screen.tap("Go to home")
    return screen


def test_home_says_that_it_came_back_and_hiding_sends_it(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await sent_one(phone)
        await phone.until(lambda: "A summary needs another look" in screen.words())
        assert "Nothing is lost." in screen.words()
        await screen.tap("A summary needs another look")
        await phone.until(lambda: "Hide them and send it" in screen.words())
        words = screen.words()
        assert "Your trust's server thinks this could name someone." in words
        assert "[name]" in words
        screen = await phone.kill_and_resume(carry_on="")
        await screen.tap("A summary needs another look")
        await screen.tap("Hide them and send it")
        await phone.until(lambda: "Receipt: your trust holds it once" in screen.words())
        assert texts(phone.server)[-1][0].startswith("[name]")
        assert texts(phone.server)[-1][1] is True
        await screen.go("/")
        assert "needs another look" not in screen.words()

    on_a_phone(tmp_path, story, a_server())


def test_it_goes_back_to_its_check_and_a_word_may_stay_with_a_reason(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await sent_one(phone)
        await phone.until(lambda: "A summary needs another look" in screen.words())
        await screen.tap("A summary needs another look")
        await screen.tap("Look at it again together")
        await phone.until(lambda: "Check the summary" in screen.words())
        assert "read it again and thinks it could name someone" in screen.words()
        assert "[name]" in screen.words()
        screen = await phone.kill_and_resume()
        assert "read it again and thinks it could name someone" in screen.words()
        await agree_together(screen)
        await screen.tap("Go to home")
        await phone.until(lambda: "1 sent" in screen.words())
        first, last = texts(phone.server)[0], texts(phone.server)[-1]
        assert (first[1], last[1]) == (False, True)
        assert last[0].startswith("[name]")

    on_a_phone(tmp_path, story, a_server())


def test_sending_nothing_is_asked_twice(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await sent_one(phone)
        await phone.until(lambda: "A summary needs another look" in screen.words())
        await screen.tap("A summary needs another look")
        await screen.tap("Send nothing")
        assert "Your trust kept none of them." in screen.words()
        await screen.tap("Yes, send nothing")
        await phone.until(lambda: "Nothing here yet." in screen.words())
        assert len(texts(phone.server)) == 1

    on_a_phone(tmp_path, story, a_server())


def test_an_author_is_told_of_a_flag_and_may_leave_it_hidden(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await sent_one(phone)
        await phone.until(lambda: "1 sent" in screen.words())
        workspace = phone.services.session.workspace
        assert workspace is not None
        (item,) = workspace.outbox.items()
        yesterday = {**item.to_document(), "asked_on": "2026-01-01"}
        workspace.saver.put("outbox", item.id, yesterday)
        await workspace.outbox.again.ask_one(workspace.outbox.items())
        await phone.until(lambda: "A summary needs another look" in screen.words())
        await screen.tap("A summary needs another look")
        assert "A reader at your trust thinks it could point to someone." in screen.words()
        assert "Put other words in its place" in screen.words()
        await screen.tap("Leave it hidden")
        await phone.until(lambda: "Hidden at your trust" in screen.words())
        await screen.go("/")
        assert "needs another look" not in screen.words()

    server = a_server()
    server.replies[SUMMARIES] = stored
    server.replies[ASK] = ok({"state": "flagged", "places": []})
    on_a_phone(tmp_path, story, server)


def test_a_lead_hides_a_text_and_can_undo_it_there(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await phone.start()
        phone.services.session.lead = Lead("A Lead", "Harbour", synthetic=False, minimum_group=11)
        await screen.go("/lead/2026-Q4/04")
        await phone.until(lambda: "Breaks are missed." in screen.words())
        assert screen.words().count("This could point to someone") == 2
        # An exact number beside the rounded one of the group would narrow it down.
        assert "2 texts" not in screen.words()
        assert "In no particular order." in screen.words()
        await screen.tap("This could point to someone")
        assert "If you hide it, nobody sees it from then on" in screen.words()
        assert "Its author is told, without a name or a reason." in screen.words()
        await screen.tap("Leave it")
        assert flags(phone.server) == []
        await screen.tap("This could point to someone")
        await screen.tap("Hide it")
        await phone.until(lambda: "It still counts, once." in screen.words())
        assert "Breaks are missed." not in screen.words()
        assert "Nights are long." in screen.words()
        await screen.tap("Undo")
        await phone.until(lambda: "Breaks are missed." in screen.words())
        assert flags(phone.server) == [True, False]
        phone.server.replies[FLAG] = problem("text-unknown", "There is no such text.", 404)
        await screen.tap("This could point to someone")
        await screen.tap("Hide it")
        await phone.until(lambda: "There is no such text." in screen.words())

    server = ScriptedServer()
    quotes = [
        {"handle": "aa" * 16, "text": "Breaks are missed."},
        {"handle": "bb" * 16, "text": "Nights are long."},
    ]
    server.replies["GET /api/v1/summaries"] = ok({"withheld": None, "summaries": quotes})
    server.replies[FLAG] = lambda sent: ok({"flagged": sent["flagged"]})
    on_a_phone(tmp_path, story, server)


FLAG = f"POST /api/v1/texts/{'aa' * 16}/flag"


def flags(server: ScriptedServer) -> list[bool]:
    return [payload["flagged"] for name, _, payload, _ in server.sent if name == FLAG]
