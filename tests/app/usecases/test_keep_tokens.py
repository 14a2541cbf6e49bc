"""Tokens are fetched ahead under a quota, once, and nothing ties them to what they go with."""

from typing import Any

import pytest

from app.sync.outbox import State
from app.sync.port import Answer
from app.sync.token_stock import AIM, AT_ONCE
from app.usecases.enrol_device import Standing
from app.usecases.open_workspace import Workspace
from tests.app.scripted_issuer import QuickKey
from tests.app.scripted_server import (
    CREDENTIAL,
    META,
    SUMMARIES,
    TOKENS,
    ScriptedServer,
    enrolled,
    ok,
    problem,
    stored,
)
from tests.app.usecases import summaries
from tests.app.usecases.parts import Place
from tests.app.usecases.telling import told

ENROL = "POST /api/v1/enrolments"


def a_server(**replies: Any) -> ScriptedServer:
    return ScriptedServer({ENROL: enrolled, SUMMARIES: stored, **replies})


async def stocked_up(workspace: Workspace) -> None:
    while await workspace.outbox.turns.follow() or await workspace.outbox.turns.fetch():
        pass


def test_a_new_device_fetches_ahead_before_anything_is_written() -> None:
    async def story(_: Place, workspace: Workspace) -> None:
        await stocked_up(workspace)
        assert workspace.outbox.tokens.count("north") == AT_ONCE
        assert workspace.outbox.tokens.count("elsewhere") == 0
        ((_name, headers, payload, _session),) = [s for s in server.sent if s[0] == TOKENS]
        assert headers["Layby-Device"] == CREDENTIAL
        assert len(set(payload["blinded"])) == AT_ONCE

    server = a_server()
    told(story, server)


def test_nothing_that_the_issuer_saw_comes_with_a_summary() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        for _ in range(3):
            await summaries.agreed(place, workspace, "Long nights.")
        await workspace.outbox.send_due()
        seen = [text for payload in server.asked(TOKENS) for text in payload["blinded"]]
        assert len(server.tokens) == 3
        for token in server.tokens:
            wire = token.to_wire()
            assert wire["prepared"] not in seen
            assert wire["signature"] not in seen
        assert server.faults == []

    server = a_server()
    told(story, server)


def test_a_lost_answer_is_asked_for_again_and_costs_nothing_twice() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await workspace.outbox.turns.follow()
        assert await workspace.outbox.turns.fetch()
        assert workspace.outbox.tokens.count("north") == 0
        del server.replies[TOKENS]
        place.clock += 3600
        await stocked_up(workspace)
        first, second = server.asked(TOKENS)
        assert first == second
        assert workspace.outbox.tokens.count("north") == AT_ONCE

    server = a_server(**{TOKENS: Answer(502)})
    told(story, server)


def test_a_small_quota_is_used_to_its_end_and_then_said_in_words() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await stocked_up(workspace)
        tokens = workspace.outbox.tokens
        assert tokens.count("north") == 5
        assert tokens.problem == "token-quota"
        assert tokens.not_before - place.clock == pytest.approx(86_400)
        place.clock += 86_401
        quota[0] = 60
        asked = len(server.asked(TOKENS))
        await stocked_up(workspace)
        assert tokens.count("north") > 5
        # A new week is asked for at once again, not stamp by stamp under the credential.
        assert len(server.asked(TOKENS)[asked]["blinded"]) == AIM - 5
        assert tokens.problem == ""

    def sparing(sent: Any) -> Answer:
        if len(sent["blinded"]) > quota[0]:
            return problem("token-quota", "No more this week.", 429, "86400")
        quota[0] -= len(sent["blinded"])
        return ok(server.issuer.issue(sent))

    quota = [5]
    server = a_server(**{TOKENS: sparing})
    told(story, server)


def test_a_device_the_trust_has_ended_says_so_and_keeps_everything() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await summaries.agreed(place, workspace, "Long nights.")
        await workspace.outbox.send_due()
        (item,) = workspace.outbox.items()
        assert (item.state, item.token, item.requested) == (State.WAITING, None, False)
        assert workspace.enrolments.standing() is Standing.ENDED

    server = a_server(**{TOKENS: problem("device-unknown", "Ask for a new code.", 401)})
    told(story, server)


def test_signatures_of_another_key_are_not_used() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await summaries.agreed(place, workspace, "Long nights.")
        await workspace.outbox.send_due()
        assert workspace.outbox.tokens.count("north") == 0
        assert "did not sign as it should" in workspace.outbox.tokens.trouble
        assert server.tokens == []

    def wrongly(sent: Any) -> Answer:
        signed = server.issuer.issue(sent)["signatures"]
        assert isinstance(signed, list)
        return ok({"signatures": [signed[0], *signed[:-1]]})

    server = a_server(**{TOKENS: wrongly})
    told(story, server)


def test_tokens_of_a_retired_key_go_and_new_ones_come() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await stocked_up(workspace)
        server.issuer.keys = [(QuickKey(7), ("north", "south"), "2027-Q3", "2028-04-01")]
        place.days_pass(300)
        await summaries.agreed(place, workspace, "Long nights.")
        await stocked_up(workspace)
        assert workspace.outbox.tokens.count("north") == AT_ONCE
        assert len(workspace.saver.tables.all("tokens")) == AT_ONCE
        await workspace.outbox.send_due()
        assert [item.state for item in workspace.outbox.items()] == [State.SENT]
        assert server.faults == []

    server = a_server()
    told(story, server)


def test_a_refused_token_is_replaced_and_the_summary_goes() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await summaries.agreed(place, workspace, "Long nights.")
        await workspace.outbox.send_due()
        (item,) = workspace.outbox.items()
        assert (item.state, item.token) == (State.WAITING, None)
        server.replies[SUMMARIES] = stored
        place.clock += 3600
        await workspace.outbox.send_due()
        assert [item.state for item in workspace.outbox.items()] == [State.SENT]
        assert len({token.nonce for token in server.tokens}) == 2
        assert server.asked(META)

    def expired(sent: Any) -> Answer:
        receipt = {"id": sent["items"][0]["id"], "status": "rejected", "reason": "token-expired"}
        return ok({"receipts": [receipt]})

    server = a_server(**{SUMMARIES: expired})
    told(story, server)


def test_an_area_it_may_not_speak_for_does_not_stop_the_others() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await workspace.outbox.turns.follow()
        tokens = workspace.outbox.tokens
        assert tokens.short_of(["south", "north"]) == "south"
        await tokens.fetch("south")
        assert tokens.short_of(["south", "north"]) == "north"
        await tokens.fetch("north")
        assert (tokens.count("south"), tokens.count("north")) == (0, AT_ONCE)

    def only_north(sent: Any) -> Answer:
        if sent["key"] != north.public.key_id:
            return problem("key-not-yours", "Not for this device.", 403)
        return ok(server.issuer.issue(sent))

    server = a_server(**{TOKENS: only_north})
    north = QuickKey(2)
    server.issuer.keys = [
        (north, ("north",), "2026-Q4", "2027-07-01"),
        (QuickKey(7), ("south",), "2026-Q4", "2027-07-01"),
    ]
    told(story, server)
