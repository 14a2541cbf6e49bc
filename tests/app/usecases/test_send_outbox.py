"""Sending: one item a request, each with a token of its own; nothing is lost whatever answers."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from app.domain.conversation import Outcome, Step
from app.domain.errors import InputError, ServerRefused
from app.sync.outbox import State
from app.sync.port import Answer
from app.usecases.open_workspace import Workspace
from tests.app.scripted_server import ScriptedServer, enrolled, ok, problem, stored
from tests.app.usecases import summaries
from tests.app.usecases.outgoing import ENROL, SUMMARIES, agreed
from tests.app.usecases.parts import Place
from tests.app.usecases.telling import ready, with_workspace


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (None, "No connection to your trust's server"),
        (Answer(500, {"content-type": "text/html"}, b"oops"), "Your trust's server has a fault"),
        (Answer(200, {"content-type": "text/html"}, b"<h1>Wi-Fi</h1>"), "Something other than"),
        (Answer(200, {"content-type": "application/json"}, b"{}"), "Something other than"),
        (ok({"receipts": []}), "Something other than"),
        (problem("busy", "Come back later.", 503, "60"), "Come back later."),
        (problem("app-too-old", "Old.", 400), "This app is too old for your trust's server."),
    ],
)
def test_whatever_answers_the_item_waits_with_the_reason(answer: Answer | None, said: str) -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await ready(workspace)
        await agreed(place, workspace)
        await workspace.outbox.send_due()
        (item,) = workspace.outbox.items()
        assert item.state is State.WAITING
        assert item.trouble.startswith(said)
        before = server.tokens[:]
        server.replies[SUMMARIES] = stored
        place.clock += 3600
        await workspace.outbox.send_due()
        (item,) = workspace.outbox.items()
        assert (item.state, item.trouble) == (State.SENT, "")
        assert {token.nonce for token in [*before, *server.tokens]} == {server.tokens[-1].nonce}
        assert server.faults == []

    server = ScriptedServer({ENROL: enrolled})
    if answer is not None:
        server.replies[SUMMARIES] = answer
    with_workspace(server, story)


def test_each_summary_goes_in_a_request_of_its_own_with_a_token_of_its_own() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await ready(workspace)
        for _ in range(3):
            await agreed(place, workspace)
        await workspace.outbox.send_due()
        assert [item.state for item in workspace.outbox.items()] == [State.SENT] * 3
        assert len(server.asked(SUMMARIES)) == 3
        assert len({token.nonce for token in server.tokens}) == 3
        assert server.faults == []

    server = ScriptedServer({ENROL: enrolled, SUMMARIES: stored})
    with_workspace(server, story)


def test_the_sender_sends_by_itself_in_the_background() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await workspace.enrolments.enrol("K7QF-2M9X-TR4B")
        await agreed(place, workspace)
        async with asyncio.timeout(20):
            while workspace.outbox.items()[0].state is not State.SENT:
                await asyncio.sleep(0.01)

    with_workspace(ScriptedServer({ENROL: enrolled, SUMMARIES: stored}), story)


def test_without_a_code_the_summary_waits() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        with pytest.raises(InputError, match="three groups"):
            await workspace.enrolments.enrol("  ")
        with pytest.raises(ServerRefused, match="already been used"):
            await workspace.enrolments.enrol("K7QF-2M9X-TR4B")
        assert workspace.enrolments.current() is None

    used = problem("enrolment-code-used", "This code has already been used.", 409)
    with_workspace(ScriptedServer({ENROL: used}), story)


def test_a_lost_answer_repeats_the_same_attempt() -> None:
    async def story(_: Place, workspace: Workspace) -> None:
        with pytest.raises(Exception, match="No connection"):
            await workspace.enrolments.enrol("K7QF-2M9X-TR4B")
        server.replies[ENROL] = enrolled
        await workspace.enrolments.enrol("K7QF-2M9X-TR4B")
        tries = [payload for name, _, payload, _ in server.sent if name == ENROL]
        first, second = (payload["attempt"] for payload in tries)
        assert first == second

    server = ScriptedServer()
    with_workspace(server, story)


def test_a_sent_summary_knows_the_day_it_was_confirmed() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await workspace.outbox.stop()
        await workspace.enrolments.enrol(summaries.CODE)
        conversation = await agreed(place, workspace)
        place.days_pass(3)
        server.replies[SUMMARIES] = stored
        await workspace.outbox.send_due()
        (item,) = workspace.outbox.items()
        assert (item.sent_on, item.queued_on) == (date(2026, 11, 24), date(2026, 11, 21))
        (kept,) = workspace.conversations.finished()
        assert (kept.id, kept.finished_on) == (conversation.id, date(2026, 11, 21))

    server = ScriptedServer({ENROL: enrolled})
    with_workspace(server, story)


def test_a_held_summary_taken_back_is_open_again_under_a_new_number() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await workspace.outbox.stop()
        await workspace.enrolments.enrol(summaries.CODE)
        first = await agreed(place, workspace)
        await workspace.outbox.send_due()
        (item,) = workspace.outbox.items()
        assert item.state is State.HELD
        (kept,) = workspace.conversations.finished()
        workspace.conversations.save(replace(kept, notice_on=place.day))
        taken = await workspace.outbox.steer.take_back_held(item)
        assert taken is not None
        assert (taken.outcome, taken.step) == (Outcome.OPEN, Step.SUMMARY)
        assert (taken.finished_on, taken.notice_on) == (None, None)
        assert taken.summary_id != first.summary_id
        assert [found.id for found in workspace.conversations.open_ones()] == [first.id]
        assert workspace.outbox.items() == []

    def refused(sent: object) -> Answer:
        (found,) = sent["items"]  # type: ignore[index]
        return ok({"receipts": [{"id": found["id"], "status": "rejected"}]})

    with_workspace(ScriptedServer({ENROL: enrolled, SUMMARIES: refused}), story)


def test_the_sender_stops_even_when_it_was_woken_that_moment() -> None:
    async def story(_: Place, workspace: Workspace) -> None:
        for _tick in range(50):
            await asyncio.sleep(0)
        workspace.outbox.poke()
        async with asyncio.timeout(10):
            await workspace.outbox.stop()

    with_workspace(ScriptedServer(), story)
