"""A sent summary is asked about: with its code, once a day, and nothing else."""

from typing import Any

import pytest

from app.domain.conversation import Step
from app.domain.second_look import Asked
from app.sync.outbox import State, Told
from app.usecases.open_workspace import Workspace
from tests.app.scripted_server import ScriptedServer, enrolled, ok, stored
from tests.app.usecases.coming_back import ASK, ENROL, SUMMARIES, Careful, came_back
from tests.app.usecases.parts import Place
from tests.app.usecases.telling import told


def test_a_sent_one_is_asked_about_once_a_day_with_its_code_and_nothing_else() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        item = await came_back(place, workspace, "Breaks are missed.")
        again = workspace.outbox.again
        await again.ask_one(workspace.outbox.items())
        assert asked() == []
        place.days_pass(1)
        for _ in range(3):
            again._not_before = 0.0
            await again.ask_one(workspace.outbox.items())
        assert [payload for _, _, payload, _ in asked()] == [{"code": item.code}]
        (_, headers, _, with_session) = asked()[0]
        assert (set(headers), with_session) == ({"Accept", "Content-Type"}, False)
        (now,) = workspace.outbox.items()
        assert (now.state, now.told) == (State.SENT, Told.FLAGGED)
        await again.leave_hidden(now)
        place.days_pass(1)
        again._not_before = 0.0
        await again.ask_one(workspace.outbox.items())
        assert [found.told for found in workspace.outbox.items()] == [Told.LEFT]
        server.replies[ASK] = ok({"state": "nothing", "places": []})
        place.days_pass(1)
        again._not_before = 0.0
        await again.ask_one(workspace.outbox.items())
        assert [found.told for found in workspace.outbox.items()] == [Told.NOTHING]

    def asked() -> list[Any]:
        return [found for found in server.sent if found[0] == ASK]

    flagged = ok({"state": "flagged", "places": []})
    server = ScriptedServer({ENROL: enrolled, SUMMARIES: Careful(), ASK: flagged})
    told(story, server)


@pytest.mark.parametrize("answer", [None, ok({"state": 7}), ok({})], ids=["none", "odd", "empty"])
def test_whatever_answers_a_question_nothing_is_lost(answer: Any) -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await came_back(place, workspace, "Breaks are missed.")
        place.days_pass(1)
        before = workspace.outbox.items()
        await workspace.outbox.again.ask_one(before)
        assert workspace.outbox.items() == before

    server = ScriptedServer({ENROL: enrolled, SUMMARIES: stored})
    if answer is not None:
        server.replies[ASK] = answer
    told(story, server)


def test_a_flagged_one_can_be_worded_anew_under_its_number() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await came_back(place, workspace, "Breaks are missed.")
        place.days_pass(1)
        await workspace.outbox.again.ask_one(workspace.outbox.items())
        (item,) = workspace.outbox.items()
        conversation = await workspace.outbox.again.reopen(item)
        assert conversation is not None
        assert (conversation.asked, conversation.summary_id) == (Asked.READER, item.id)
        assert (conversation.step, conversation.withdrawal_code) == (Step.CHECK, item.code)

    flagged = ok({"state": "flagged", "places": []})
    told(story, ScriptedServer({ENROL: enrolled, SUMMARIES: stored, ASK: flagged}))
