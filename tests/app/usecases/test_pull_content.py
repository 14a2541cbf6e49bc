"""A trust's own guides, services and areas reach the device, and what does not fit stays out."""

import asyncio

from app.domain.signed_document import CONTENT
from app.domain.trust_content import TrustContent, tag_of
from app.domain.trust_lists import TrustLists
from app.sync.port import Answer
from app.usecases.pull_content import judged
from app.usecases.read_content import Content
from tests.app.scripted_server import (
    CREDENTIAL,
    ok,
)
from tests.app.usecases.parts import ASSETS, run
from tests.app.usecases.trust_world import CODE, NEWER, OVERLAY, TEA, World, content_of_trust, names


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


def test_lists_come_along_and_a_bad_entry_takes_nothing_else_with_it() -> None:
    lists = TrustLists(stations=("Oakham", "x"), call_signs=("RR ##", "@@@"))
    found = TrustContent.from_document(content_of_trust(lists=lists, services=(TEA, "id = ")))
    sound = judged(found, (), ())
    assert sound.services == (TEA,)
    assert sound.lists == TrustLists(stations=("Oakham",), call_signs=("RR ##",))
