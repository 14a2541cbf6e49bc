"""Only what the trust's key signed is taken, from the trust the device is enrolled with."""

import pytest

from app.domain.errors import BadSignature, ServerRefused, SyncError
from app.domain.organisation import Organisation
from app.domain.signed_document import CONTENT, SUCCESSOR, successor_body
from app.domain.trust_content import TrustContent
from app.usecases.enrol_device import Standing
from tests.app.scripted_issuer import ScriptedIssuer
from tests.app.scripted_server import (
    ORGANISATION,
    ok,
    problem,
)
from tests.app.usecases.parts import run
from tests.app.usecases.trust_world import CODE, TEA, World, content_of_trust, names


def test_another_trusts_content_is_never_shown() -> None:
    async def story() -> None:
        world = World()
        foreign = {**ORGANISATION, "id": "another"}
        content = TrustContent(9, Organisation.from_document(foreign), services=(TEA,))
        world.sends(content.to_document())
        workspace = await world.opens()
        await workspace.enrolments.enrol(CODE)
        assert not await workspace.trust.pull()
        assert "The tea van" not in names(world.content)
        await workspace.abandon()

    run(story())


def test_what_the_trusts_key_did_not_sign_is_left_alone() -> None:
    async def story() -> None:
        world = World()
        workspace = await world.opens()
        await workspace.enrolments.enrol(CODE)
        document = content_of_trust(services=(TEA,))
        signed = world.server.issuer.published(CONTENT, document)
        other = ScriptedIssuer()
        other.trust = other.keys[0][0]
        for answer in (
            document,
            other.published(CONTENT, document),
            world.server.issuer.published("meta", document),
            {**signed, "payload": other.published(CONTENT, {})["payload"]},
        ):
            world.server.replies["GET /api/v1/content"] = ok(answer)
            with pytest.raises(SyncError):
                await workspace.trust.pull()
        assert "The tea van" not in names(world.content)
        assert world.news == 0
        await workspace.abandon()

    run(story())


def test_the_key_that_follows_is_kept_and_the_one_before_counts_no_more() -> None:
    async def story() -> None:
        world = World()
        workspace = await world.opens()
        await workspace.enrolments.enrol(CODE)
        issuer, document = world.server.issuer, content_of_trust(services=(TEA,))
        before = issuer.published(CONTENT, document)
        new = ScriptedIssuer()
        new.trust = new.keys[0][0]
        step = issuer.published(SUCCESSOR, successor_body("trust", new.trust.public))
        signed = {**new.published(CONTENT, document), "successors": [step]}
        world.server.replies["GET /api/v1/content"] = ok(signed)
        assert await workspace.trust.pull()
        enrolment = workspace.enrolments.current()
        assert enrolment is not None
        assert enrolment.trust_key == new.trust.public
        world.server.replies["GET /api/v1/content"] = ok(before)
        with pytest.raises(BadSignature):
            await workspace.trust.pull()
        await workspace.abandon()

    run(story())


def test_a_device_that_was_ended_is_told_and_keeps_its_trust_and_content() -> None:
    async def story() -> None:
        world = World()
        world.sends(content_of_trust(services=(TEA,)))
        workspace = await world.opens()
        await workspace.enrolments.enrol(CODE)
        await workspace.trust.pull()
        answer = problem("device-unknown", "Enrol again.", 401)
        world.server.replies["GET /api/v1/content"] = answer
        with pytest.raises(ServerRefused):
            await workspace.trust.pull()
        desk = workspace.enrolments
        assert (desk.current(), desk.standing()) == (None, Standing.ENDED)
        assert world.news == 2
        assert desk.organisation() is not None
        assert workspace.trust.kept() is not None
        assert not await workspace.trust.pull(), "there is nobody to ask as"
        await workspace.enrolments.enrol(CODE)
        assert desk.standing() is Standing.ENROLLED
        world.sends(content_of_trust(4, services=(TEA,)))
        assert await workspace.trust.pull()
        await workspace.abandon()

    run(story())
