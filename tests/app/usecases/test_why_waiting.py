"""Why something waits, in words that a tired person understands, whatever the reason."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from app.domain.errors import ServerUnreachable
from app.sync.outbox import OutboxItem, State
from app.sync.port import Answer
from app.usecases.open_workspace import Workspace
from app.usecases.why_waiting import WhyWaiting
from tests.app.domain.test_summary import SOUND
from tests.app.scripted_server import META, SUMMARIES, TOKENS, ScriptedServer, problem, stored
from tests.app.usecases import summaries
from tests.app.usecases.parts import Place, run
from tests.app.usecases.telling import told
from tests.app.usecases.test_keep_tokens import a_server, stocked_up


def why(workspace: Workspace) -> str:
    outbox = workspace.outbox
    return WhyWaiting(outbox, workspace.enrolments, outbox.now).of_all(outbox.items())


def test_nothing_waits_nothing_is_said() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        assert why(workspace) == ""
        await summaries.agreed(place, workspace, "Long nights.")
        await workspace.outbox.send_due()
        assert why(workspace) == ""

    told(story, a_server())


def test_without_a_trust() -> None:
    async def story() -> None:
        place = Place(server=ScriptedServer())
        workspace = place.enter((await place.create()).profile)
        await summaries.agreed(place, workspace, "Long nights.")
        await workspace.outbox.send_due()
        assert why(workspace).startswith("Enter your enrolment code first.")
        await place.leave(workspace)

    run(story())


def test_enrolled_by_an_older_layby() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        known = workspace.saver.tables.get("enrolment", "current")
        assert known is not None
        old = {"id": "current", "organisation": known["organisation"], "submission_pass": "x"}
        workspace.saver.put("enrolment", "current", old)
        await summaries.agreed(place, workspace, "Long nights.")
        await workspace.outbox.send_due()
        assert "Enrol this profile again" in why(workspace)

    told(story, a_server())


@pytest.mark.parametrize(
    ("replies", "said"),
    [
        ({SUMMARIES: Answer(500)}, "Your trust's server has a fault just now."),
        ({SUMMARIES: ServerUnreachable()}, "No connection to your trust's server. It goes by"),
        ({META: Answer(502)}, "Your trust's server has a fault"),
        ({TOKENS: Answer(502)}, "Your trust's server has a fault"),
        ({TOKENS: problem("device-unknown", "x", 401)}, "Your trust has ended"),
        ({TOKENS: problem("token-quota", "x", 429, "86400")}, "This week's stamps are used up."),
        ({SUMMARIES: problem("busy", "x", 503, "600")}, "Your trust's server asked to wait until"),
        ({SUMMARIES: problem("odd", "Not this way.", 400)}, "Not this way. It is tried again"),
        ({SUMMARIES: problem("app-too-old", "x", 400)}, "This app is too old"),
    ],
    ids=[
        "fault",
        "no-signal",
        "meta",
        "tokens",
        "ended",
        "quota",
        "patience",
        "refusal",
        "old-app",
    ],
)
def test_each_reason_has_its_words(replies: dict[str, Any], said: str) -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await summaries.agreed(place, workspace, "Long nights.")
        for _ in range(5):
            await workspace.outbox.send_due()
        assert why(workspace).startswith(said)
        (item,) = workspace.outbox.items()
        assert item.state is State.WAITING

    told(story, a_server(**replies))


def test_no_signal_is_said_until_something_answers_also_between_two_tries() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await summaries.agreed(place, workspace, "Long nights.")
        await workspace.outbox.send_due()
        for _ in range(3):
            assert why(workspace).startswith("No connection to your trust's server. It goes by")
            place.clock += 600  # longer than the pause after so few failures, and than any gap
        workspace.outbox.poke(now=True)  # a wish brings no signal
        assert why(workspace).startswith("No connection to your trust's server. It goes by")
        await workspace.outbox.turns.turn()
        assert why(workspace).startswith("It goes at a random moment")

    told(story, a_server(**{SUMMARIES: ServerUnreachable()}))


@pytest.mark.parametrize(
    ("nobody", "said"),
    [
        (ServerUnreachable(), "No connection to your trust's server. It goes by"),
        (Answer(500), "Your trust's server has a fault just now."),
        (Answer(200), "Something other than Layby's server answered, perhaps a Wi-Fi"),
    ],
)
def test_no_signal_is_known_before_anything_of_a_summary_is_tried(nobody: Any, said: str) -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await summaries.agreed(place, workspace, "Long nights.")
        place.clock += 10**6  # it is time to look at what the server publishes
        assert await workspace.outbox.turns.turn()
        assert why(workspace).startswith(said)
        for _ in range(20):
            place.clock += 10**4
            workspace.outbox.poke(now=True)
            await workspace.outbox.turns.turn()
        (item,) = workspace.outbox.items()
        assert (item.tries, item.requested) == (0, False)
        assert not server.asked(SUMMARIES)

    server = a_server(**{META: nobody, SUMMARIES: stored})
    told(story, server)


def test_it_is_said_while_the_server_is_asked_whether_it_is_there() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await summaries.agreed(place, workspace, "Long nights.")
        workspace.outbox.no_signal()
        said = []
        ask = workspace.outbox.meta.follow

        async def follow() -> bool:
            said.append(why(workspace))
            return await ask()

        workspace.outbox.meta.follow = follow  # type: ignore[method-assign]
        workspace.outbox.poke(now=True)
        await workspace.outbox.turns.turn()
        assert said == ["Asking your trust…"]
        assert not why(workspace).startswith("No connection")

    told(story, a_server())


def later(workspace: Workspace, **changes: Any) -> OutboxItem:
    (item,) = workspace.outbox.items()
    after = replace(item, **changes)
    workspace.outbox.shelf.keep(after)
    return after


def paused(workspace: Workspace) -> None:
    later(workspace, state=State.PAUSED)


def all_paused(workspace: Workspace) -> None:
    workspace.outbox.shelf.pause_all(paused=True)


def other_trust(workspace: Workspace) -> None:
    later(workspace, wire=replace(SOUND, id=later(workspace).id, organisation="another"))


def no_key(workspace: Workspace) -> None:
    later(workspace, wire=replace(later(workspace).wire, area="far-away"))


def in_the_gap(workspace: Workspace) -> None:
    workspace.outbox.pace.spoke()


def nothing_special(workspace: Workspace) -> None:
    """It is simply its turn soon."""


def going_back(workspace: Workspace) -> None:
    later(workspace, state=State.WITHDRAWING, code="5a" * 16)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (paused, "You paused it."),
        (all_paused, "You paused all sending."),
        (other_trust, "It was agreed for another trust"),
        (no_key, "Your trust's server has no stamps for this area yet."),
        (in_the_gap, "It goes at a random moment in the next minute"),
        (nothing_special, "It goes by itself, at a random moment."),
        (going_back, "It is taken back as soon as"),
    ],
)
def test_each_state_has_its_words(change: Callable[[Workspace], None], said: str) -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await stocked_up(workspace)
        place.clock += 600
        await summaries.agreed(place, workspace, "Long nights.")
        change(workspace)
        assert why(workspace).startswith(said)

    told(story, a_server())


@pytest.mark.parametrize(("versions", "said"), [((4, 5), "This app is too old"), ((1, 2), "newer")])
def test_versions_that_do_not_meet(versions: tuple[int, int], said: str) -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await summaries.agreed(place, workspace, "Long nights.")
        assert await workspace.outbox.send_due() == 0
        assert said in why(workspace)
        assert server.asked(SUMMARIES) == []
        server.issuer.versions = (2, 3)
        place.clock += 7 * 3600
        await workspace.outbox.send_due()
        assert [item.state for item in workspace.outbox.items()] == [State.SENT]

    server = a_server()
    server.issuer.versions = versions
    told(story, server)
