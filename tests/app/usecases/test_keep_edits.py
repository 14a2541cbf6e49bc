"""What a lead typed and never saved outlives a lock and a dead battery, for that lead alone."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import date

import pytest

from app.domain.organisation import RoleFamily
from app.sync.client import ApiClient
from app.sync.coding_calls import CodingCalls
from app.usecases.edit_codebook import CodebookDesk
from app.usecases.edit_content import EditDesk
from app.usecases.keep_edits import TABLE
from app.usecases.keep_saved import Saver
from app.usecases.open_item import ChangedMeanwhile
from tests.app.usecases.parts import WORDS, Place, nobody_asks
from tests.app.wired_server import WiredServer, small_trust
from tests.sync_server.trust import PASSWORD

TODAY = date(2026, 11, 22)
Open = Callable[..., Awaitable[EditDesk]]


@pytest.fixture(scope="module")
def wired(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WiredServer]:
    with small_trust(tmp_path_factory.mktemp("trust")) as server:
        yield WiredServer(server)


def told(wired: WiredServer, story: Callable[[Open, Saver], Awaitable[None]]) -> None:
    """Run ``story`` with a way to open the desk afresh over one profile, as after a crash."""

    async def run() -> None:
        made = await Place().desk.create(WORDS, nobody_asks)
        saver = Saver(made.profile.tables, lambda _state, _words: None)
        desks: list[EditDesk] = []

        async def opens(who: str = "lead") -> EditDesk:
            for old in desks:
                old.kept.keep_in(None)
            client = ApiClient(wired)
            await client.sign_in(who, PASSWORD)
            desk = EditDesk(client, dict, lambda: TODAY)
            desk.kept.keep_in(saver)
            desk.belong_to(who)
            desks.append(desk)
            return desk

        await story(opens, saver)
        desks[-1].kept.keep_in(None)
        await saver.flush()

    asyncio.run(run())


def test_a_guide_half_changed_is_there_again_and_goes_once_it_is_saved(wired: WiredServer) -> None:
    async def story(opens: Open, saver: Saver) -> None:
        desk = await opens()
        item = await desk.open("guide", "short-talk")
        item.draft.entry["title"] = "A short talk of ours"
        desk.kept.keep()

        desk = await opens()
        item = await desk.open("guide", "short-talk")
        assert item.draft.entry["title"] == "A short talk of ours"
        assert item.changed()
        await desk.save(item)
        desk.kept.keep()
        assert saver.tables.all(TABLE) == []

    told(wired, story)


def test_it_is_kept_by_itself_while_somebody_types(wired: WiredServer) -> None:
    async def story(opens: Open, saver: Saver) -> None:
        desk = await opens()
        item = await desk.open("service", "new")
        item.draft.entry["name"] = "The desk upstairs"
        for _ in range(300):
            if saver.tables.all(TABLE):
                break
            await asyncio.sleep(0.02)
        again = await (await opens()).open("service", "new")
        assert again.draft.entry["name"] == "The desk upstairs"

    told(wired, story)


def test_nobody_else_is_shown_it_and_leaving_it_out_lets_go_of_it(wired: WiredServer) -> None:
    async def story(opens: Open, saver: Saver) -> None:
        desk = await opens()
        item = await desk.open("service", "new")
        item.draft.entry["name"] = "The desk upstairs"
        desk.kept.keep()
        other = await (await opens("other")).open("service", "new")
        assert other.draft.entry["name"] == ""
        desk = await opens()
        desk.close(await desk.open("service", "new"))
        assert saver.tables.all(TABLE) == []

    told(wired, story)


def test_what_somebody_else_saved_meanwhile_is_noticed(wired: WiredServer) -> None:
    async def story(opens: Open, _: Saver) -> None:
        desk = await opens()
        item = await desk.open("guide", "short-talk")
        item.draft.entry["title"] = "Our talk"
        desk.kept.keep()
        other = await opens("other")
        theirs = await other.open("guide", "short-talk")
        theirs.draft.entry["title"] = "Their talk"
        await other.save(theirs)
        desk = await opens()
        item = await desk.open("guide", "short-talk")
        assert item.draft.entry["title"] == "Our talk"
        with pytest.raises(ChangedMeanwhile):
            await desk.save(item)

    told(wired, story)


def test_areas_and_roles_are_kept_too(wired: WiredServer) -> None:
    async def story(opens: Open, saver: Saver) -> None:
        desk = await opens()
        draft = await desk.open_trust()
        draft.put_family(RoleFamily(draft.new_id(), "Night car", "04"))
        draft.hints["04"] = "everyone on the cars"
        desk.kept.keep()

        desk = await opens()
        draft = await desk.open_trust()
        assert "Night car" in {family.name for family in draft.families}
        assert draft.hints["04"] == "everyone on the cars"
        assert draft.changed()
        await desk.trust.save(draft)
        desk.kept.keep()
        assert saver.tables.all(TABLE) == []

    told(wired, story)


def test_what_no_form_can_hold_is_left_where_it_is(wired: WiredServer) -> None:
    async def story(opens: Open, saver: Saver) -> None:
        desk = await opens()
        item = await desk.open("guide", "short-talk")
        item.draft.entry["title"] = "Another title"
        desk.kept.keep()
        (document,) = saver.tables.all(TABLE)
        saver.put(TABLE, document["id"], {**document, "entry": {"title": 3}})
        desk = await opens()
        item = await desk.open("guide", "short-talk")
        assert item.draft.entry["title"] not in (3, "Another title")
        desk.kept.keep()
        assert len(saver.tables.all(TABLE)) == 1

    told(wired, story)


def test_the_codebook_half_edited_is_there_again_and_goes_once_it_is_saved(
    wired: WiredServer,
) -> None:
    def codebook(desk: EditDesk) -> CodebookDesk:
        return CodebookDesk(CodingCalls(wired), desk.kept)

    async def story(opens: Open, saver: Saver) -> None:
        desk = await opens()
        mine = codebook(desk)
        held = await mine.open()
        held.themes[0]["include"] = ["tea urn", *held.themes[0]["include"]]
        assert desk.unsaved() == ["The codebook"]
        desk.kept.keep()

        assert not (await codebook(await opens("other")).open()).changed()

        desk = await opens()
        mine = codebook(desk)
        held = await mine.open()
        assert held.themes[0]["include"][0] == "tea urn"
        assert held.changed()
        await mine.save()
        desk.kept.keep()
        assert saver.tables.all(TABLE) == []
        desk.forget()
        assert mine.held is None
        assert (await mine.open()).themes[0]["include"][0] == "tea urn"

    told(wired, story)
