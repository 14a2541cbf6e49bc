"""A profile enrols by code or link, offline first, and is never moved to another trust unasked."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from app.domain.enrolment_link import EnrolmentLink
from app.domain.errors import InputError, ServerRefused, ServerUnreachable
from app.sync.port import Answer
from app.usecases.enrol_device import CURRENT, TABLE, EnrolmentDesk, Standing
from tests.app.scripted_issuer import ScriptedIssuer
from tests.app.scripted_server import (
    CREDENTIAL,
    ORGANISATION,
    ScriptedServer,
    enrolled,
    ok,
    problem,
)
from tests.app.usecases.parts import Place, run

CODE = "K7QF-2M9X-TR4B"
ENROL = "POST /api/v1/enrolments"
TRUST = ScriptedIssuer().trust.public
LINK = EnrolmentLink(CODE, TRUST.key_id)
OTHER_KEY = ScriptedIssuer().keys[0][0].public
GONE = problem("enrolment-code-expired", "This code has expired. Ask for a new one.", 410)


def answer(**changes: Any) -> Answer:
    return ok({**json.loads(enrolled(None).body), **changes}, 201)


def told(story: Callable[[EnrolmentDesk, ScriptedServer], Awaitable[None]]) -> None:
    """Tell ``story`` of a profile that is open, whose server cannot be reached yet."""

    async def whole() -> None:
        server = ScriptedServer()
        place = Place(server=server)
        workspace = place.enter((await place.create()).profile)
        await workspace.trust.stop()
        await workspace.outbox.stop()
        await story(workspace.enrolments, server)
        await workspace.abandon()

    run(whole())


def tries(server: ScriptedServer) -> list[Any]:
    return server.asked(ENROL)


def test_a_link_waits_for_a_signal_and_then_enrols_by_itself() -> None:
    async def story(desk: EnrolmentDesk, server: ScriptedServer) -> None:
        await desk.keep(LINK)
        assert await desk.try_pending() is None
        kept = desk.pending()
        assert kept is not None
        assert (kept.link, kept.problem, desk.standing()) == (LINK, "", Standing.NONE)
        server.replies[ENROL] = answer(areas=["north"])
        found = await desk.try_pending()
        assert found is not None
        assert (found.credential, found.trust_key, found.areas) == (CREDENTIAL, TRUST, ("north",))
        assert (desk.current(), desk.standing()) == (found, Standing.ENROLLED)
        assert desk.pending() is None
        first, second = tries(server)
        assert first == second == {"code": CODE, "attempt": first["attempt"]}
        assert CREDENTIAL not in repr(found)

    told(story)


def test_an_answer_that_is_not_the_links_trust_is_refused_for_good() -> None:
    async def story(desk: EnrolmentDesk, server: ScriptedServer) -> None:
        server.replies[ENROL] = answer(trust_key=OTHER_KEY.to_document())
        await desk.keep(LINK)
        assert await desk.try_pending() is None
        kept = desk.pending()
        assert kept is not None
        assert "did not come from the trust" in kept.problem
        assert desk.current() is None
        asked = len(tries(server))
        assert await desk.try_pending() is None
        assert len(tries(server)) == asked, "it is not tried again and again"
        with pytest.raises(InputError, match="did not come from the trust"):
            await desk.enrol(LINK.write("https://layby.test"))
        assert desk.organisation() is None
        await desk.drop()
        assert desk.pending() is None

    told(story)


def test_a_link_whose_code_has_ended_says_so_and_one_in_trouble_waits_on() -> None:
    async def story(desk: EnrolmentDesk, server: ScriptedServer) -> None:
        await desk.keep(LINK)
        for trouble in (problem("too-many-tries", "Wait.", 429, "5"), Answer(502, {}, b"<html>")):
            server.replies[ENROL] = trouble
            assert await desk.try_pending() is None
            kept = desk.pending()
            assert kept is not None
            assert kept.problem == ""
        server.replies[ENROL] = GONE
        assert await desk.try_pending() is None
        kept = desk.pending()
        assert kept is not None
        assert kept.problem.startswith("This code has expired.")

    told(story)


def test_a_link_moves_nobody_to_another_trust_unasked() -> None:
    async def story(desk: EnrolmentDesk, server: ScriptedServer) -> None:
        server.replies[ENROL] = answer()
        before = await desk.enrol(CODE)
        server.replies[ENROL] = answer(organisation={**ORGANISATION, "id": "elsewhere"})
        await desk.keep(LINK)
        assert await desk.try_pending() is None
        assert len(tries(server)) == 1
        assert desk.current() == before
        moved = await desk.enrol(LINK.write(""))
        assert moved.organisation.id == "elsewhere"
        assert desk.pending() is None

    told(story)


def test_a_typed_code_is_held_to_the_key_that_is_known() -> None:
    async def story(desk: EnrolmentDesk, server: ScriptedServer) -> None:
        server.replies[ENROL] = answer()
        before = await desk.enrol(CODE)
        server.replies[ENROL] = answer(trust_key=OTHER_KEY.to_document(), credential="new")
        with pytest.raises(InputError, match="not the one that this profile knows"):
            await desk.enrol("AAAA-BBBB-CCCC")
        assert desk.current() == before
        link = EnrolmentLink("AAAA-BBBB-CCCC", OTHER_KEY.key_id)
        assert (await desk.enrol(link.write(""))).trust_key == OTHER_KEY

    told(story)


def test_whoever_enrolled_before_keeps_their_trust_and_is_asked_to_enrol_again() -> None:
    async def story(desk: EnrolmentDesk, server: ScriptedServer) -> None:
        old = {"id": CURRENT, "organisation": ORGANISATION, "submission_pass": "pass"}
        desk._saver.put(TABLE, CURRENT, old)
        assert (desk.standing(), desk.current()) == (Standing.AGAIN, None)
        organisation = desk.organisation()
        assert organisation is not None
        assert organisation.name == "Test Ambulance Trust"
        server.replies[ENROL] = answer()
        await desk.enrol(CODE)
        assert desk.standing() is Standing.ENROLLED
        assert "submission_pass" not in (desk._saver.tables.get(TABLE, CURRENT) or {})

    told(story)


def test_an_ended_device_is_enrolled_again_by_a_link_by_itself() -> None:
    async def story(desk: EnrolmentDesk, server: ScriptedServer) -> None:
        server.replies[ENROL] = answer()
        await desk.enrol(CODE)
        await desk.end()
        await desk.end()
        assert (desk.standing(), desk.current()) == (Standing.ENDED, None)
        assert desk.organisation() is not None
        await desk.keep(EnrolmentLink("AAAA-BBBB-CCCC", TRUST.key_id))
        assert await desk.try_pending() is not None
        assert desk.standing() is Standing.ENROLLED

    told(story)


def test_what_is_no_code_asks_nobody_and_a_lost_answer_uses_no_second_try() -> None:
    async def story(desk: EnrolmentDesk, server: ScriptedServer) -> None:
        for typed in ("", "K7QF", "https://layby.test/#enrol=K7QF"):
            with pytest.raises(InputError):
                await desk.enrol(typed)
        assert tries(server) == []
        with pytest.raises(ServerUnreachable):
            await desk.enrol(CODE)
        server.replies[ENROL] = problem("enrolment-code-used", "It has been used up.", 409)
        with pytest.raises(ServerRefused):
            await desk.enrol(CODE.lower())
        assert len({sent["attempt"] for sent in tries(server)}) == 1

    told(story)


@pytest.mark.parametrize("changes", [{"areas": "north"}, {"areas": [7]}, {"credential": 3}])
def test_odd_answers_enrol_nobody(changes: dict[str, Any]) -> None:
    async def story(desk: EnrolmentDesk, server: ScriptedServer) -> None:
        server.replies[ENROL] = answer(**changes)
        await desk.keep(LINK)
        assert await desk.try_pending() is None
        assert desk.standing() is Standing.NONE

    told(story)
