"""Editing at the desk, against the real server application: nothing typed is lost."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

import pytest

from app.domain.content_draft import known_area, new_entry
from app.domain.errors import InputError, ServerRefused, ServerUnreachable
from app.domain.guide import Guide
from app.domain.organisation import RoleFamily
from app.domain.support import Service
from app.sync.client import ApiClient
from app.usecases.edit_content import EditDesk
from app.usecases.open_item import ChangedMeanwhile, OpenItem, differences
from tests.app.wired_server import WiredServer, small_trust
from tests.sync_server.trust import PASSWORD

TODAY = date(2026, 11, 22)
OF_A_SERVICE = {
    "name": "The desk upstairs",
    "provided": "Someone to talk to.",
    "type": "peer-support",
    "provider": "internal",
    "eligibility": "staff",
    "eligible": "All our staff.",
    "route": "self",
    "hours": "Nine to five.",
    "phone": "01632 960 123",
    "cost": "Free.",
    "languages": "English.",
    "confidentiality": "They tell nobody.",
    "source": "Our own page, 2026.",
    "checked_on": "today",
}

Story = Callable[[EditDesk, WiredServer], Awaitable[None]]


def told(folder: Path, story: Story) -> None:
    async def run(wired: WiredServer) -> None:
        client = ApiClient(wired)
        await client.sign_in("lead", PASSWORD)
        await story(EditDesk(client, dict, lambda: TODAY), wired)

    with small_trust(folder) as server:
        asyncio.run(run(WiredServer(server)))


def fill(item: OpenItem) -> None:
    item.draft.entry |= OF_A_SERVICE | {"modes": ["phone"], "needs": ["talk-now"]}


def test_a_new_service_is_saved_published_and_hidden_again(tmp_path: Path) -> None:
    async def story(desk: EditDesk, _: WiredServer) -> None:
        item = await desk.open("service", "new")
        assert not item.changed()
        with pytest.raises(InputError):
            await desk.save(item)
        said = {c.field: c.words for c in item.complaints}
        assert said["source"] == "Write something here."
        assert said["checked_on"].startswith("Write the day on which you checked it")
        assert said["modes"] == "Tick at least one."
        fill(item)
        assert desk.unsaved() == ["The desk upstairs"]
        await desk.publish(item)
        with pytest.raises(InputError, match="nothing new"):
            await desk.publish(item)
        assert (item.id, item.state, desk.unsaved()) == ("the-desk-upstairs", "published", [])
        assert desk.held("service", "the-desk-upstairs") is item
        assert desk.held("service", "new") is None
        assert [one.state for one in item.versions] == ["published"]
        shown = desk.preview(item)
        assert isinstance(shown, Service) and shown.checked_on == TODAY
        await desk.retire(item)
        listed = {one.id: one for one in (await desk.listing()).of("service")}
        assert listed["the-desk-upstairs"].state == "retired"

    told(tmp_path, story)


def test_what_is_added_to_a_guide_stands_after_its_own(tmp_path: Path) -> None:
    async def story(desk: EditDesk, _: WiredServer) -> None:
        item = await desk.open("overlay", "short-talk")
        base = item.draft.base
        assert base is not None
        item.draft.entry["areas"].append(known_area("sleep", base))
        prompt = new_entry(item.draft.form.part(("areas", "prompts")))
        prompt |= {"text": "How do you rest between nights?", "hwb": ["personal-health"]}
        item.draft.entry["areas"][0]["prompts"].append(prompt)
        item.draft.entry["plan_ideas"] = "Swap one night a month.\n\nSleep before driving home."
        await desk.publish(item)
        shown = desk.preview(item)
        assert isinstance(shown, Guide)
        assert [one.text for one in shown.areas[0].prompts] == [
            "How are you sleeping?",
            "How do you rest between nights?",
        ]
        assert shown.plan_ideas[-2:] == ("Swap one night a month.", "Sleep before driving home.")
        desk.close(item)
        again = await desk.open("overlay", "short-talk")
        assert again.draft.name((("areas", 0),)) == "Sleep"
        assert again.draft.at((("areas", 0), ("prompts", 0)))["id"] == (
            "how-do-you-rest-between-nights"
        )

    told(tmp_path, story)


def test_a_score_is_refused_at_its_prompt_before_anything_is_sent(tmp_path: Path) -> None:
    async def story(desk: EditDesk, wired: WiredServer) -> None:
        item = await desk.open("guide", "short-talk")
        path = (("areas", 0), ("prompts", 0))
        item.draft.at(path)["text"] = "On a scale of 1 to 10, how is your mood?"
        with pytest.raises(InputError):
            await desk.save(item)
        (complaint,) = item.complaints
        assert complaint.path == path
        assert "reads like a clinical score" in complaint.words
        assert not [sent for sent in wired.sent if sent.startswith("PUT")]

    told(tmp_path, story)


def test_of_two_who_edit_at_once_the_second_sees_both(tmp_path: Path) -> None:
    async def story(desk: EditDesk, wired: WiredServer) -> None:
        mine = await desk.open("guide", "short-talk")
        mine.draft.entry["title"] = "My title"
        client = ApiClient(wired)
        await client.sign_in("other", PASSWORD)
        theirs = EditDesk(client, dict, lambda: TODAY)
        other = await theirs.open("guide", "short-talk")
        other.draft.entry["title"] = "Their title"
        await theirs.save(other)
        await client.sign_in("lead", PASSWORD)
        with pytest.raises(ChangedMeanwhile, match="Changed by other on") as found:
            await desk.save(mine)
        assert mine.draft.entry["title"] == "My title"
        assert differences(mine, found.value.theirs) == [("Title", "My title", "Their title")]
        desk.keep_mine(mine, found.value.theirs)
        assert mine.changed()
        await desk.save(mine)
        assert [one.edited_by for one in mine.versions] == ["lead", "other"]

    told(tmp_path, story)


def test_a_dead_spot_and_an_ended_session_lose_nothing(tmp_path: Path) -> None:
    async def story(desk: EditDesk, wired: WiredServer) -> None:
        item = await desk.open("guide", "short-talk")
        item.draft.entry["title"] = "My title"
        wired.down = True
        with pytest.raises(ServerUnreachable):
            await desk.publish(item)
        wired.down = False
        await ApiClient(wired).sign_out()
        with pytest.raises(ServerRefused) as refused:
            await desk.publish(item)
        assert refused.value.problem == "signed-out"
        assert (item.changed(), item.draft.entry["title"]) == (True, "My title")
        await ApiClient(wired).sign_in("lead", PASSWORD)
        await desk.publish(item)
        assert item.state == "published"
        await desk.retire(item)
        desk.close(item)
        assert (await desk.open("guide", "short-talk")).draft.entry["title"] == "My title"

    told(tmp_path, story)


def test_another_lead_finds_nothing_of_the_first(tmp_path: Path) -> None:
    async def story(desk: EditDesk, _: WiredServer) -> None:
        desk.belong_to("first")
        await desk.open("guide", "short-talk")
        desk.belong_to("first")
        assert desk.held("guide", "short-talk") is not None
        desk.belong_to("second")
        assert desk.held("guide", "short-talk") is None

    told(tmp_path, story)


def test_two_who_edit_the_areas_keep_each_others_changes(tmp_path: Path) -> None:
    async def story(desk: EditDesk, wired: WiredServer) -> None:
        client = ApiClient(wired)
        mine, other = await desk.trust.open(), EditDesk(client, dict, lambda: TODAY).trust
        theirs = await other.open()
        quay = next(area for area in theirs.areas if area.id == "quay")
        theirs.put(type(quay)(quay.id, "Old Quay", quay.parent))
        theirs.put_family(RoleFamily(theirs.new_id(), "Fleet", "09"))
        await other.save(theirs)
        hill = next(area for area in mine.areas if area.id == "hill")
        mine.put(type(hill)(hill.id, hill.name, hill.parent, retired=True))
        mine.hints["04"] = "everyone on the road"
        with pytest.raises(InputError, match="Somebody else changed these"):
            await desk.trust.save(mine)
        await desk.trust.save(mine)
        kept = (await EditDesk(client, dict, lambda: TODAY).trust.open()).before
        assert kept.area_name("quay") == "Old Quay"
        assert [area.id for area in kept.areas if area.retired] == ["hill"]
        assert [family.name for family in kept.role_families] == ["Paramedic", "Fleet"]
        assert kept.hint("04") == "everyone on the road"
        assert not desk.trust.changed()

    told(tmp_path, story)
