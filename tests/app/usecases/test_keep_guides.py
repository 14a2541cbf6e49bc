"""A conversation under way keeps the very version of its guide, whatever comes after it."""

from dataclasses import replace

from app.domain.conversation import Conversation
from app.usecases.hold_conversation import Conversations
from app.usecases.keep_guides import KeptGuides
from app.usecases.read_content import Content
from tests.app.domain.guides import edited
from tests.app.domain.test_summary import SOUND
from tests.app.usecases.parts import CONTENT, Place, run

BORROWS = edited(
    ('id = "short-talk"', 'id = "borrower"\ncommon = "short-talk"'),
    ("order = 10", "order = 20"),
    ('limits = ["I must tell someone if a life is in danger."]\n', ""),
    ('limits_sources = ["toolkit"]\n', ""),
)


def content(**files: str) -> Content:
    names = [f"guides/{name}.toml" for name in files]
    return Content(
        lambda name: files[name.removeprefix("guides/").removesuffix(".toml")].encode(),
        lambda folder: names if folder == "guides" else [],
    )


class Keeper:
    """A saver that keeps in memory, and counts what is written."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], dict[str, object]] = {}
        self.tables = self
        self.written = 0

    def get(self, table: str, key: str) -> dict[str, object] | None:
        return self.kept.get((table, key))

    def all(self, table: str) -> list[dict[str, object]]:
        return [document for (kept_in, _), document in self.kept.items() if kept_in == table]

    def put(self, table: str, key: str, document: dict[str, object]) -> None:
        self.written += 1
        self.kept[table, key] = document

    def remove(self, table: str, key: str) -> None:
        self.written += 1
        self.kept.pop((table, key), None)


def begun(shown: Content, guide_id: str = "short-talk") -> Conversation:
    day = Place().day
    return Conversations(Keeper(), lambda: day).start(shown.guides[guide_id])  # type: ignore[arg-type]


def guides(keeper: Keeper, shown: Content) -> KeptGuides:
    return KeptGuides(keeper, shown)  # type: ignore[arg-type]


FIRST = content(talk=edited(), borrower=BORROWS)
SECOND = content(
    talk=edited(("version = 1", "version = 2"), ("Ten minutes.", "An hour.")), borrower=BORROWS
)


def test_an_update_does_not_reach_a_conversation_under_way_but_the_next_one() -> None:
    keeper, conversation = Keeper(), begun(FIRST)
    guides(keeper, FIRST).keep(conversation)
    after = guides(keeper, SECOND)
    found = after.guide_of(conversation)
    assert found == FIRST.guides["short-talk"]
    assert after.guide_of(conversation) is found
    fresh = begun(SECOND)
    after.keep(fresh)
    assert after.guide_of(fresh) == SECOND.guides["short-talk"]
    assert len(keeper.kept) == 2


def test_a_borrowed_part_keeps_its_version_too() -> None:
    keeper, conversation = Keeper(), begun(FIRST, "borrower")
    guides(keeper, FIRST).keep(conversation)
    changed = content(
        talk=edited(("version = 1", "version = 2"), ("a life", "life")), borrower=BORROWS
    )
    after = guides(keeper, changed)
    found = after.guide_of(conversation)
    assert found is not None
    assert found.limits == ("I must tell someone if a life is in danger.",)
    fresh = begun(changed, "borrower")
    after.keep(fresh)
    latest = after.guide_of(fresh)
    assert latest is not None
    assert latest.limits == ("I must tell someone if life is in danger.",)
    assert after.guide_of(conversation) == found


def test_a_guide_that_is_withdrawn_stays_for_those_who_began_with_it() -> None:
    keeper, conversation = Keeper(), begun(FIRST)
    guides(keeper, FIRST).keep(conversation)
    assert guides(keeper, content()).guide_of(conversation) == FIRST.guides["short-talk"]
    assert guides(keeper, content()).guide_of(begun(FIRST)) is None


def test_a_text_is_kept_once_and_dropped_with_the_last_that_needs_it() -> None:
    keeper = Keeper()
    desk = guides(keeper, FIRST)
    one, other = begun(FIRST), begun(FIRST)
    for conversation in (one, other, one, other):
        desk.keep(conversation)
    assert (len(keeper.kept), keeper.written) == (1, 2)
    desk.drop(one.id)
    assert len(keeper.kept) == 1
    desk.tidy({other.id})
    assert len(keeper.kept) == 1
    desk.tidy(set())
    assert keeper.kept == {}


def test_a_kept_text_that_is_damaged_gives_way_to_the_shipped_guide() -> None:
    keeper, conversation = Keeper(), begun(FIRST)
    guides(keeper, FIRST).keep(conversation)
    (key,) = keeper.kept
    keeper.kept[key] = {**keeper.kept[key], "texts": ["id = "]}
    assert guides(keeper, FIRST).guide_of(conversation) == FIRST.guides["short-talk"]


def test_it_is_kept_through_a_lock_until_the_conversation_ends() -> None:
    async def whole() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        conversation = workspace.conversations.start(CONTENT.guides["post-incident-check"])
        conversation.notes["people"] = "Rang home."
        workspace.conversations.save(conversation)
        workspace.guides.keep(conversation)
        await place.leave(workspace)
        again = place.enter(await place.reopened())
        (kept,) = again.saver.tables.all("guides")
        assert len(kept["texts"]) == 2
        guide = again.guides.guide_of(conversation)
        assert guide == CONTENT.guides["post-incident-check"]
        again.conversations.finish_without_summary(conversation)
        assert again.saver.tables.all("guides") == []
        await place.leave(again)

    run(whole())


def test_at_the_next_opening_only_what_is_under_way_or_cannot_be_read_keeps_its_text() -> None:
    async def whole() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        queued, open_one, strange = (
            workspace.conversations.start(CONTENT.guides[name])
            for name in ("post-incident-check", "new-starter", "return-to-work")
        )
        for conversation in (queued, open_one, strange):
            workspace.conversations.save(conversation)
            workspace.guides.keep(conversation)
        await workspace.outbox.queue(queued, replace(SOUND, id=queued.summary_id), place.day)
        document = {**strange.to_document(), "from_a_newer_layby": 1}
        workspace.saver.put("conversations", strange.id, document)
        await place.leave(workspace)
        again = place.enter(await place.reopened())
        kept = {str(document["guide"]) for document in again.saver.tables.all("guides")}
        assert kept == {"new-starter", "return-to-work"}
        await place.leave(again)

    run(whole())
