"""The sender's turns: one thing at a time, and a random gap before whatever shows who asks."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from app.domain.errors import ServerUnreachable
from app.sync.outbox import State
from app.sync.pace import GAP
from app.usecases.open_workspace import Workspace
from app.usecases.send_outbox import Outbox
from tests.app.scripted_server import META, SUMMARIES, TOKENS, ScriptedServer, enrolled, stored
from tests.app.usecases import summaries
from tests.app.usecases.parts import Place

ENROL = "POST /api/v1/enrolments"
Story = Callable[["Watched", Workspace, Outbox], Awaitable[None]]


class Watched(Place):
    """A device whose gaps are written down among what it asks, and pass on its own clock."""

    def __init__(self, server: ScriptedServer) -> None:
        super().__init__(server=server)
        self.watched = server
        self.opener = replace(self.opener, pause=self.gap)
        self.doing: Callable[[], None] = lambda: None

    async def gap(self, seconds: float) -> None:
        self.clock += seconds
        self.watched.sent.append(("gap", {}, seconds, False))
        self.doing()


def told(server: ScriptedServer, story: Story) -> None:
    async def whole() -> None:
        place = Watched(server)
        workspace = place.enter((await place.create()).profile)
        await workspace.outbox.stop()
        await workspace.enrolments.enrol(summaries.CODE)
        server.sent.clear()
        await story(place, workspace, workspace.outbox)
        await place.leave(workspace)

    asyncio.run(whole())


def names(server: ScriptedServer) -> list[str]:
    return [name.partition("?")[0] for name, *_ in server.sent]


def test_a_gap_lies_between_fetching_and_sending_and_between_two_summaries() -> None:
    async def story(place: Watched, workspace: Workspace, outbox: Outbox) -> None:
        for _ in range(3):
            await summaries.agreed(place, workspace, "Long nights.")
        while await outbox.turns.turn():
            pass
        asked = [name for name in names(server) if name != META]
        gaps = [value for name, _, value, _ in server.sent if name == "gap"]
        first = asked.index(TOKENS)
        assert asked[first + 1 : first + 3] == ["gap", SUMMARIES]
        for place_of, name in enumerate(asked):
            if name == SUMMARIES:
                assert asked[place_of - 1] == "gap"
        assert all(GAP[0] <= gap <= GAP[1] for gap in gaps)
        assert len(set(gaps)) == len(gaps)

    server = ScriptedServer({ENROL: enrolled, SUMMARIES: stored})
    told(server, story)


def test_an_outage_ends_everything_until_it_is_over() -> None:
    async def story(place: Watched, workspace: Workspace, outbox: Outbox) -> None:
        for _ in range(3):
            await summaries.agreed(place, workspace, "Long nights.")
        while await outbox.turns.turn():
            pass
        assert len(server.asked(SUMMARIES)) == 1
        assert outbox.turns.rest(30.0) <= 30.0
        server.replies[SUMMARIES] = stored
        assert not await outbox.turns.turn()
        server.sent.clear()
        outbox.poke(now=True)
        while await outbox.turns.turn():
            pass
        assert [name for name in names(server) if name != META][:2] == ["gap", SUMMARIES]
        assert {item.state for item in outbox.items()} == {State.SENT}

    server = ScriptedServer({ENROL: enrolled})
    told(server, story)


def test_while_nothing_waits_an_outage_is_not_asked_about_again_and_again() -> None:
    async def story(place: Watched, workspace: Workspace, outbox: Outbox) -> None:
        while await outbox.turns.turn():
            pass
        server.replies[META] = ServerUnreachable()
        outbox.no_signal()
        server.sent.clear()
        for _ in range(10):
            place.clock += 10
            await outbox.turns.turn()
        assert names(server) == []
        await summaries.agreed(place, workspace, "Long nights.")
        await outbox.turns.turn()
        assert names(server) == [META]

    server = ScriptedServer({ENROL: enrolled, SUMMARIES: stored})
    told(server, story)


def test_one_paused_in_its_gap_does_not_go() -> None:
    async def story(place: Watched, workspace: Workspace, outbox: Outbox) -> None:
        await summaries.agreed(place, workspace, "Long nights.")
        (item,) = outbox.items()
        await outbox.turns.follow()
        await outbox.turns.fetch()
        place.doing = lambda: outbox.shelf.keep(replace(item, state=State.PAUSED))
        await outbox.send_due()
        (after,) = outbox.items()
        assert (after.state, after.requested, after.token) == (State.PAUSED, False, None)
        assert server.asked(SUMMARIES) == []

    server = ScriptedServer({ENROL: enrolled, SUMMARIES: stored})
    told(server, story)


def test_it_rests_while_nothing_can_be_done() -> None:
    async def story(place: Watched, workspace: Workspace, outbox: Outbox) -> None:
        while await outbox.turns.turn():
            pass
        assert outbox.turns.rest(30.0) == 30.0
        await summaries.agreed(place, workspace, "Long nights.")
        (item,) = outbox.items()
        outbox.shelf.keep(replace(item, not_before=place.clock + 7))
        assert abs(outbox.turns.rest(30.0) - 7) < 0.01

    told(ScriptedServer({ENROL: enrolled, SUMMARIES: stored}), story)
