"""A summary comes back: kept with its places, looked at, sent anew, counted once."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.anonymise.review import Review
from app.domain.conversation import Outcome, Step
from app.domain.errors import InputError
from app.domain.periods import IsoWeek
from app.domain.second_look import Asked, hash_of
from app.sync.client import ApiClient
from app.sync.outbox import State
from app.usecases.open_workspace import Workspace
from tests.app.scripted_server import ScriptedServer, enrolled, ok, stored
from tests.app.usecases import summaries
from tests.app.usecases.coming_back import (
    ENROL,
    NAMING,
    PLACES,
    SUMMARIES,
    Careful,
    as_agreed,
    came_back,
)
from tests.app.usecases.parts import Place, run
from tests.app.usecases.telling import told


def test_it_is_kept_with_its_places_and_waits_for_a_person() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        item = await came_back(place, workspace)
        assert item.state is State.LOOK
        assert [place.to_document() for place in item.places] == PLACES
        assert "could name someone" in item.trouble
        assert await workspace.outbox.send_due() == 0
        place.days_pass(60)
        await workspace.tidy.tidy()
        assert [found.id for found in workspace.outbox.items()] == [item.id]
        (kept,) = workspace.conversations.finished()
        assert kept.notes == {"work": "Long nights."}
        assert careful.kept == {}

    careful = Careful()
    told(story, ScriptedServer({ENROL: enrolled, SUMMARIES: careful}))


def test_hiding_the_places_sends_it_under_the_same_number() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        item = await came_back(place, workspace)
        words = workspace.outbox.again.would_send(item)
        assert words == "[name] says that breaks are missed."
        await workspace.outbox.again.hide_and_send(item)
        with pytest.raises(InputError):
            await workspace.outbox.again.hide_and_send(item)
        await workspace.outbox.send_due()
        (sent,) = workspace.outbox.items()
        assert (sent.id, sent.state, sent.places) == (item.id, State.SENT, ())
        wire = careful.kept[item.id]
        assert (wire["text"], wire["looked_again"]) == (words, True)
        assert wire["withdrawal"] == item.wire.withdrawal == hash_of(sent.code)
        assert len(workspace.conversations.finished()) == 1

    careful = Careful()
    told(story, ScriptedServer({ENROL: enrolled, SUMMARIES: careful}))


def test_going_back_opens_the_check_with_the_places_marked() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        item = await came_back(place, workspace)
        conversation = await workspace.outbox.again.reopen(item)
        assert conversation is not None
        assert await workspace.outbox.again.reopen(item) is None
        assert (conversation.outcome, conversation.step) == (Outcome.OPEN, Step.CHECK)
        assert (conversation.asked, conversation.summary_id) == (Asked.SERVER, item.id)
        assert conversation.review is not None
        review = Review.from_document(conversation.review)
        assert (review.text, conversation.reviewed_text) == (NAMING, NAMING)
        assert review.result() == "[name] says that breaks are missed."
        assert workspace.outbox.items() == []
        (still,) = workspace.conversations.open_ones()
        assert still.id == conversation.id
        insisting = as_agreed(conversation, NAMING, looked_again=True)
        await workspace.outbox.queue(conversation, insisting, place.day)
        await workspace.outbox.send_due()
        (sent,) = workspace.outbox.items()
        assert (sent.state, sent.id) == (State.SENT, item.id)
        assert careful.kept[item.id]["text"] == NAMING

    careful = Careful()
    told(story, ScriptedServer({ENROL: enrolled, SUMMARIES: careful}))


def test_without_its_conversation_the_words_can_still_be_hidden() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        conversation = await summaries.talked(place, workspace, "Long nights.")
        await workspace.outbox.queue(conversation, as_agreed(conversation, NAMING), place.day)
        workspace.conversations.delete(conversation)
        assert len(workspace.outbox.items()) == 1
        await workspace.outbox.send_due()
        (item,) = workspace.outbox.items()
        assert item.state is State.LOOK
        assert await workspace.outbox.again.reopen(item) is None
        await workspace.outbox.again.hide_and_send(item)
        await workspace.outbox.send_due()
        assert [found.state for found in workspace.outbox.items()] == [State.SENT]

    told(story, ScriptedServer({ENROL: enrolled, SUMMARIES: Careful()}))


def test_deleting_the_conversation_takes_the_words_with_it() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await came_back(place, workspace)
        assert workspace.conversations.delete_person("sam") == 1
        assert workspace.outbox.items() == []

    told(story, ScriptedServer({ENROL: enrolled, SUMMARIES: Careful()}))


def test_sending_nothing_ends_it_as_without_a_summary() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        item = await came_back(place, workspace)
        for _ in range(2):
            await workspace.outbox.again.send_nothing(item)
        assert workspace.outbox.items() == []
        (kept,) = workspace.conversations.finished()
        assert (kept.outcome, kept.finished_on) == (Outcome.KEPT, place.day)

    told(story, ScriptedServer({ENROL: enrolled, SUMMARIES: Careful()}))


def test_an_item_from_before_the_third_schema_is_sealed_anew_in_it() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        conversation = await summaries.talked(place, workspace, "Long nights.")
        old = as_agreed(conversation, NAMING, schema=2, withdrawal=None, looked_again=None)
        await workspace.outbox.queue(conversation, old, place.day)
        await workspace.outbox.send_due()
        (item,) = workspace.outbox.items()
        assert (item.state, item.code) == (State.LOOK, "")
        server.replies[SUMMARIES] = stored
        await workspace.outbox.again.hide_and_send(item)
        await workspace.outbox.send_due()
        (sent,) = workspace.outbox.items()
        assert (sent.state, sent.wire.schema, sent.id) == (State.SENT, 3, item.id)
        assert sent.wire.withdrawal == hash_of(sent.code)

    def refused(sent: Any) -> Any:
        (item,) = sent["items"]
        reason = "needs-another-look"
        receipt = {"id": item["id"], "status": "rejected", "reason": reason, "places": PLACES}
        return ok({"receipts": [receipt]})

    server = ScriptedServer({ENROL: enrolled, SUMMARIES: refused})
    told(story, server)


def test_the_device_and_the_real_server_agree(tmp_path: Path) -> None:
    from tests.app.wired_server import WiredServer
    from tests.sync_server.trust import TRUST, Server

    async def story() -> None:
        wired = WiredServer(server)
        place = Place(server=wired)  # type: ignore[arg-type]
        workspace = place.enter((await place.create()).profile)
        await workspace.outbox.stop()
        await workspace.enrolments.enrol(server.parts.enrolment.issue(TRUST.id, uses=1, days=1))
        conversation = await summaries.talked(place, workspace, "Long nights.")
        wire = as_agreed(
            conversation,
            "Priya Natarajan says that breaks are missed.",
            organisation=TRUST.id,
            area="quay",
            week=str(IsoWeek.of(date.today())),
        )
        await workspace.outbox.queue(conversation, wire, place.day)
        await workspace.outbox.send_due()
        (item,) = workspace.outbox.items()
        assert item.state is State.LOOK
        assert await ApiClient(wired).second_look(item.code) == "needs-another-look"
        assert workspace.outbox.again.would_send(item) == "[name] says that breaks are missed."
        await workspace.outbox.again.hide_and_send(item)
        await workspace.outbox.send_due()
        (item,) = workspace.outbox.items()
        assert item.state is State.SENT
        assert await ApiClient(wired).second_look(item.code) == "nothing"
        await place.leave(workspace)

    with Server(tmp_path) as server:
        run(story())
