"""A trust's own guides, services and areas reach the device, and what does not fit stays out."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from app.device.native_device import NativeDevice
from app.domain.errors import BadSignature, ServerRefused, SyncError
from app.domain.organisation import Organisation
from app.domain.signed_document import CONTENT, SUCCESSOR, successor_body
from app.domain.trust_content import TrustContent, tag_of
from app.domain.trust_lists import TrustLists
from app.sync.client import ApiClient
from app.sync.port import Answer
from app.usecases.enrol_device import Standing
from app.usecases.open_workspace import Workspace, WorkspaceOpener
from app.usecases.pull_content import judged
from app.usecases.read_content import Content
from app.usecases.shared_services import SharedServices
from tests.app.scripted_issuer import ScriptedIssuer
from tests.app.scripted_server import (
    CREDENTIAL,
    ORGANISATION,
    ScriptedServer,
    enrolled,
    ok,
    problem,
)
from tests.app.usecases.parts import ASSETS, Place, no_news, run

CODE = "K7QF-2M9X-TR4B"
OVERLAY = """
overlays = "post-incident-check"
version = 1
language = "en"

[[area]]
id = "next"

[[area.prompt]]
id = "trust-welfare-car"
text = "Shall I ask for the welfare car?"
hwb = ["professional-support"]
"""
TEA = (
    (ASSETS / "services" / "samaritans.toml")
    .read_text()
    .replace('id = "samaritans"', 'id = "trust-tea"')
    .replace('name = "Samaritans"', 'name = "The tea van"')
    .replace('type = "crisis-line"', 'type = "peer-support"')
)
ROUTINE = (ASSETS / "guides" / "routine-wellbeing-conversation.toml").read_text()
VERSION_LINE = next(line for line in ROUTINE.splitlines() if line.startswith("version ="))
NEWER = ROUTINE.replace(VERSION_LINE, "version = 900", 1).replace(
    'title = "Wellbeing conversation"', 'title = "Our own conversation"', 1
)


def content_of_trust(version: int = 3, **items: Any) -> dict[str, object]:
    """What the server sends; areas gain one against those of the enrolment."""
    areas = [*ORGANISATION["areas"], {"id": "west", "name": "West", "parent": None}]  # type: ignore[misc]
    organisation = Organisation.from_document({**ORGANISATION, "areas": areas})
    return TrustContent(version, organisation, **items).to_document()


class Device(NativeDevice):
    """Keeps its shelf in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.shelf = ""

    async def keep_shared(self, text: str) -> bool:
        self.shelf = text
        return True

    async def shared(self) -> str:
        return self.shelf


class World:
    """A place whose trust has a server, with content of its own to show."""

    def __init__(self) -> None:
        self.server = ScriptedServer({"POST /api/v1/enrolments": enrolled})
        self.place = Place()
        self.device = Device()
        self.content = Content(
            lambda name: (ASSETS / name).read_bytes(),
            lambda folder: sorted(
                f"{folder}/{path.name}" for path in (ASSETS / folder).glob("*.toml")
            ),
        )
        self.shared = SharedServices(self.device, self.content)
        self.news = 0

    def sends(self, document: Mapping[str, object]) -> None:
        signed = self.server.issuer.published(CONTENT, document)
        self.server.replies["GET /api/v1/content"] = ok(signed)

    async def opens(self, *, looks: bool = False) -> Workspace:
        """Open a new profile, which looks for news by itself only where the test wants it."""
        made = await self.place.desk.create("lantern gravel otter tuesday", no_news)

        async def heard() -> None:
            self.news += 1

        opener = WorkspaceOpener(
            *(
                getattr(self.place.opener, name)
                if name not in ("client", "content", "shared", "device")
                else {
                    "client": ApiClient(self.server),
                    "content": self.content,
                    "shared": self.shared,
                    "device": self.device,
                }[name]
                for name in WorkspaceOpener.__dataclass_fields__
            )
        )
        workspace = opener.open(made.profile, lambda _state, _words: None, lambda: None, heard)
        if not looks:
            await workspace.trust.stop()
        return workspace

    def asked(self) -> list[dict[str, str]]:
        return [headers for path, headers, _, _ in self.server.sent if path.endswith("/content")]


def names(content: Content) -> set[str]:
    return {service.name for service in content.services}


def test_what_the_trust_published_is_shown_and_kept_for_offline() -> None:
    async def story() -> None:
        world = World()
        world.sends(content_of_trust(overlays=(OVERLAY,), services=(TEA,), guides=(NEWER,)))
        workspace = await world.opens()
        await workspace.enrolments.enrol(CODE)
        assert await workspace.trust.pull()
        assert world.news == 1
        assert world.content.guides["routine-wellbeing-conversation"].title == (
            "Our own conversation"
        )
        check = world.content.guides["post-incident-check"]
        assert "trust-welfare-car" in {prompt.id for prompt in check.prompts()}
        assert "The tea van" in names(world.content)
        enrolment = workspace.enrolments.current()
        assert enrolment is not None
        assert {area.id for area in enrolment.organisation.leaves()} == {"north", "south", "west"}

        # With the network gone and a fresh start, the same stands again.
        world.server.replies.clear()
        world.content.take(None)
        assert "The tea van" not in names(world.content)
        workspace.trust.start()
        assert "The tea van" in names(world.content)
        await workspace.abandon()

    run(story())


def test_the_tag_of_what_is_kept_is_named_and_nothing_new_changes_nothing() -> None:
    async def story() -> None:
        world = World()
        world.sends(content_of_trust(services=(TEA,)))
        sent = ok(world.server.issuer.published(CONTENT, content_of_trust(services=(TEA,)))).body
        workspace = await world.opens()
        await workspace.enrolments.enrol(CODE)
        await workspace.trust.pull()
        world.server.replies["GET /api/v1/content"] = Answer(304, {}, b"")
        assert not await workspace.trust.pull()
        assert world.asked()[-1]["If-None-Match"] == tag_of(sent)
        assert all(headers["Layby-Device"] == CREDENTIAL for headers in world.asked())
        assert world.news == 1
        assert "The tea van" in names(world.content)
        await workspace.abandon()

    run(story())


def test_services_are_there_for_whoever_opens_no_profile_and_go_with_everything() -> None:
    async def story() -> None:
        world = World()
        world.sends(content_of_trust(services=(TEA,), hidden_services=("blue-light-together",)))
        workspace = await world.opens()
        await workspace.enrolments.enrol(CODE)
        await workspace.trust.pull()
        await workspace.abandon()
        world.content.take(None)
        await world.shared.show()
        assert "The tea van" in names(world.content)
        assert "Blue Light Together" not in names(world.content)
        assert "Our own" not in world.device.shelf
        await world.shared.clear()
        assert world.device.shelf == ""
        assert "Blue Light Together" in names(world.content)

    run(story())


def test_a_shelf_with_anything_else_on_it_shows_what_ships() -> None:
    async def story() -> None:
        world = World()
        for shelf in ("{", "[]", '{"services": 3}', '{"services": ["id = "]}', "[" * 9_000):
            world.device.shelf = shelf
            await world.shared.show()
            assert len(world.content.services) == len(list((ASSETS / "services").glob("*.toml")))

    run(story())


def test_one_item_that_breaks_a_rule_is_left_out_alone() -> None:
    scored = OVERLAY.replace("Shall I ask for the welfare car?", "What is your PHQ-9 score?")
    document = content_of_trust(
        guides=("id = 3", NEWER), overlays=(scored,), services=("", TEA), hidden_services=()
    )
    shipped = Content(
        lambda name: (ASSETS / name).read_bytes(),
        lambda folder: sorted(f"{folder}/{path.name}" for path in (ASSETS / folder).glob("*.toml")),
    )
    sound = judged(
        TrustContent.from_document(document), shipped.guide_texts(), shipped.service_texts()
    )
    assert sound.guides == (NEWER,)
    assert sound.overlays == ()
    assert sound.services == (TEA,)
    assert sound.version == 3


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


def test_a_conversation_under_way_keeps_its_version() -> None:
    async def story() -> None:
        world = World()
        workspace = await world.opens()
        await workspace.enrolments.enrol(CODE)
        begun = workspace.conversations.start(
            world.content.guides["routine-wellbeing-conversation"]
        )
        begun.label = "Sam"
        workspace.guides.keep(begun)
        workspace.conversations.save(begun)
        world.sends(content_of_trust(guides=(NEWER,)))
        await workspace.trust.pull()
        kept = workspace.guides.guide_of(begun)
        assert kept is not None
        assert kept.title == "Wellbeing conversation"
        assert world.content.guides[begun.guide].title == "Our own conversation"
        await workspace.abandon()

    run(story())


def test_it_is_fetched_by_itself_once_there_is_an_answer() -> None:
    async def story() -> None:
        world = World()
        workspace = await world.opens(looks=True)
        await workspace.enrolments.enrol(CODE)
        world.sends(content_of_trust(services=(TEA,)))
        workspace.trust.poke()
        for _ in range(200):
            if world.news:
                break
            await asyncio.sleep(0.02)
        assert "The tea van" in names(world.content)
        await workspace.abandon()

    run(story())


def test_the_native_shelf_is_a_file(tmp_path: Path) -> None:
    async def story() -> None:
        device = NativeDevice(tmp_path / "shared.json")
        assert await device.shared() == ""
        assert await device.keep_shared("tea")
        assert await NativeDevice(tmp_path / "shared.json").shared() == "tea"

    run(story())


def test_lists_come_along_and_a_bad_entry_takes_nothing_else_with_it() -> None:
    lists = TrustLists(stations=("Oakham", "x"), call_signs=("RR ##", "@@@"))
    found = TrustContent.from_document(content_of_trust(lists=lists, services=(TEA, "id = ")))
    sound = judged(found, (), ())
    assert sound.services == (TEA,)
    assert sound.lists == TrustLists(stations=("Oakham",), call_signs=("RR ##",))


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
