"""Sending: queued in one commit, one item a request, nothing lost whatever answers."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

import pytest

from app.device.native_device import NativeDevice
from app.domain.conversation import Conversation, Outcome
from app.domain.errors import InputError, ServerRefused
from app.main import build_services
from app.store.native import NativeStore
from app.sync.outbox import State
from app.sync.port import Answer
from app.usecases.open_workspace import Workspace
from app.vault.native import NativeKeyChest
from app.views.services import Services
from tests.app.scripted_server import ScriptedServer, enrolled, ok, problem, stored

PASSPHRASE = "lantern gravel otter tuesday"
SUMMARIES = "POST /api/v1/summaries"


def with_workspace(
    folder: Path,
    server: ScriptedServer,
    story: Callable[[Services, Workspace], Awaitable[None]],
) -> None:
    async def run() -> None:
        services = build_services(
            NativeStore(folder / "x.sqlite3"), NativeKeyChest(), server, NativeDevice()
        )
        profile = await services.profiles.create(PASSPHRASE)
        await services.session.enter(profile, services.opener, services.saved)
        workspace = services.session.workspace
        assert workspace is not None
        try:
            await story(services, workspace)
        finally:
            await workspace.close()

    asyncio.run(run())


async def agreed(services: Services, workspace: Workspace) -> Conversation:
    """A conversation with an agreed summary in the outbox."""
    guide = next(iter(services.content.guides.values()))
    conversation = workspace.conversations.start(guide)
    conversation.limits_said = True
    conversation.staff_group, conversation.area = "04", "north"
    conversation.summary = "Late finishes make it hard to rest."
    review = services.summaries.review(conversation)
    for question in review.open_questions():
        review = review.mask(question)
    services.summaries.keep(conversation, review)
    enrolment = workspace.enrolments.current()
    assert enrolment is not None
    wire = services.summaries.to_send(conversation, review, enrolment.organisation)
    await workspace.outbox.queue(conversation, wire, date(2026, 11, 21))
    return conversation


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (None, "No connection to your trust's server"),
        (Answer(500, {"content-type": "text/html"}, b"oops"), "Your trust's server has a fault"),
        (Answer(200, {"content-type": "text/html"}, b"<h1>Wi-Fi</h1>"), "Something other than"),
        (Answer(200, {"content-type": "application/json"}, b"{}"), "Something other than"),
        (ok({"receipts": []}), "Something other than"),
        (problem("submission-pass-unknown", "Enrol again.", 401), "Enrol again."),
    ],
)
def test_whatever_answers_the_item_waits_with_the_reason(
    tmp_path: Path, answer: Answer | None, said: str
) -> None:
    async def story(services: Services, workspace: Workspace) -> None:
        await workspace.enrolments.enrol("K7QF-2M9X-TR4B")
        await agreed(services, workspace)
        await asyncio.sleep(0.05)
        (item,) = workspace.outbox.items()
        assert item.state is State.WAITING
        assert item.trouble.startswith(said)
        server.replies[SUMMARIES] = stored
        workspace.outbox.poke(now=True)
        await asyncio.sleep(0.05)
        (item,) = workspace.outbox.items()
        assert (item.state, item.trouble) == (State.SENT, "")

    server = ScriptedServer({"POST /api/v1/enrolments": enrolled})
    if answer is not None:
        server.replies[SUMMARIES] = answer
    with_workspace(tmp_path, server, story)


def test_each_summary_goes_in_a_request_of_its_own(tmp_path: Path) -> None:
    async def story(services: Services, workspace: Workspace) -> None:
        await workspace.enrolments.enrol("K7QF-2M9X-TR4B")
        for _ in range(3):
            await agreed(services, workspace)
        server.replies[SUMMARIES] = stored
        workspace.outbox.poke(now=True)
        await asyncio.sleep(0.2)
        assert [item.state for item in workspace.outbox.items()] == [State.SENT] * 3
        taken = [payload["items"] for name, _, payload, _ in server.sent if name == SUMMARIES]
        assert all(len(items) == 1 for items in taken)

    server = ScriptedServer({"POST /api/v1/enrolments": enrolled})
    with_workspace(tmp_path, server, story)


def test_queueing_ends_the_conversation_and_drops_the_unmasked_words(tmp_path: Path) -> None:
    async def story(services: Services, workspace: Workspace) -> None:
        await workspace.enrolments.enrol("K7QF-2M9X-TR4B")
        await agreed(services, workspace)
        (kept,) = workspace.conversations.finished()
        assert kept.outcome is Outcome.QUEUED
        assert (kept.summary, kept.review, kept.reviewed_text) == ("", None, "")

    with_workspace(tmp_path, ScriptedServer({"POST /api/v1/enrolments": enrolled}), story)


def test_without_a_code_the_summary_waits(tmp_path: Path) -> None:
    async def story(services: Services, workspace: Workspace) -> None:
        with pytest.raises(InputError, match="three groups"):
            await workspace.enrolments.enrol("  ")
        with pytest.raises(ServerRefused, match="already been used"):
            await workspace.enrolments.enrol("K7QF-2M9X-TR4B")
        assert workspace.enrolments.current() is None

    used = problem("enrolment-code-used", "This code has already been used.", 409)
    with_workspace(tmp_path, ScriptedServer({"POST /api/v1/enrolments": used}), story)


def test_a_lost_answer_repeats_the_same_attempt(tmp_path: Path) -> None:
    async def story(_: Services, workspace: Workspace) -> None:
        with pytest.raises(Exception, match="No connection"):
            await workspace.enrolments.enrol("K7QF-2M9X-TR4B")
        server.replies["POST /api/v1/enrolments"] = enrolled
        await workspace.enrolments.enrol("K7QF-2M9X-TR4B")
        first, second = (payload["attempt"] for _, _, payload, _ in server.sent)
        assert first == second

    server = ScriptedServer()
    with_workspace(tmp_path, server, story)


def test_an_edit_after_the_check_must_be_looked_over_again(tmp_path: Path) -> None:
    async def story(services: Services, workspace: Workspace) -> None:
        await workspace.enrolments.enrol("K7QF-2M9X-TR4B")
        enrolment = workspace.enrolments.current()
        assert enrolment is not None
        conversation = Conversation("routine", 1, date(2026, 11, 21))
        conversation.staff_group, conversation.area = "04", "north"
        conversation.summary = "Late finishes."
        review = services.summaries.review(conversation)
        services.summaries.keep(conversation, review)
        conversation.summary = "Late finishes. Call Priya on 07700 900123."
        with pytest.raises(InputError, match="Look it over once more"):
            services.summaries.to_send(conversation, review, enrolment.organisation)

    with_workspace(tmp_path, ScriptedServer({"POST /api/v1/enrolments": enrolled}), story)


@pytest.mark.parametrize(
    ("text", "said"), [("   ", "empty"), ("x" * 2001, "1 characters too long")]
)
def test_empty_and_over_long_summaries_say_so_and_stay(
    tmp_path: Path, text: str, said: str
) -> None:
    async def story(services: Services, workspace: Workspace) -> None:
        conversation = Conversation("routine", 1, date(2026, 11, 21))
        conversation.summary = text
        with pytest.raises(InputError, match=said):
            services.summaries.review(conversation)
        assert conversation.summary == text

    with_workspace(tmp_path, ScriptedServer(), story)
