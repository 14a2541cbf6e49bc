"""Plans from inside conversations get a record of their own, whatever interrupts it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain.conversation import Conversation
from app.domain.errors import StoreFull
from app.domain.plan import Action, Owner, Plan
from app.usecases.adopt_plans import adopt_plans
from app.usecases.keep_saved import Saver
from app.usecases.open_workspace import Workspace
from app.usecases.unlock import OpenProfile
from tests.app.usecases.parts import Place, run

DAY = date(2026, 11, 21)
EMBEDDED = {
    "keeps_well": "Walks \ud83d",
    "review_on": "2026-12-05",
    "actions": [{"id": "a", "what": "Rest", "owner": "holder", "due": "2026-11-30", "done": True}],
}
PLAN = Plan(
    {"keeps_well": "Walks \ud83d"},
    (Action("Rest", Owner.HOLDER, date(2026, 11, 30), True, "a"),),
    date(2026, 12, 5),
)
EMPTY: dict[str, Any] = {"keeps_well": "", "review_on": None, "actions": []}
NEW = (
    *("plan_id", "holder", "short", "silent", "focus", "incident_at", "support_offered"),
    *("self_referral", "helpful", "guide_language"),
)


def early(label: str, plan: object, **values: object) -> dict[str, Any]:
    """A conversation's document as it was before plans had records."""
    document = Conversation("routine", 1, DAY, label=label).to_document()
    kept = {key: value for key, value in document.items() if key not in NEW}
    return {**kept, "plan": plan, "notes": {"work": "late"}, **values}


async def holding(place: Place, *documents: dict[str, Any]) -> OpenProfile:
    profile = (await place.create()).profile
    for document in documents:
        profile.tables.put("conversations", str(document["id"]), document)
    await profile.tables.commit()
    return profile


def plans_of(workspace: Workspace) -> dict[str, Plan]:
    found = workspace.conversations.open_ones()
    return {known.label: workspace.plans.of(known).plan for known in found}


def test_each_conversation_has_its_plan_afterwards_once_and_for_all() -> None:
    async def story() -> None:
        place = Place()
        drafts = {"action": "half", "due": "5/1", "owner": "holder", "review": "6/", "note": "n"}
        documents = early("Sam", EMBEDDED, drafts=drafts, touched=7), early("Jo", EMPTY)
        profile = await holding(place, *documents)
        before = place.store.writes
        workspace = place.enter(profile)
        await workspace.saver.flush()
        assert place.store.writes == before + 1
        (record,) = workspace.plans.all()
        assert (record.plan, record.label, record.touched) == (PLAN, "Sam", 7)
        assert record.drafts == {name: drafts[name] for name in drafts if name != "note"}
        by_label = {found.label: found for found in workspace.conversations.open_ones()}
        assert by_label["Sam"].plan_id == record.id
        assert by_label["Sam"].drafts == {"note": "n"}
        assert by_label["Jo"].plan_id == ""
        assert all("plan" not in known for known in profile.tables.all("conversations"))
        await place.leave(workspace)
        before = place.store.writes
        again = place.enter(await place.reopened())
        await again.saver.flush()
        assert place.store.writes == before
        assert again.plans.all() == [record]
        await place.leave(again)

    run(story())


def test_it_may_be_interrupted_at_every_write() -> None:
    async def story() -> None:
        documents = [early(f"P{number}", EMBEDDED) for number in range(3)]
        for survived in range(3):
            place = Place()
            profile = await holding(place, *documents)
            place.store.dies_after(survived, StoreFull())
            workspace = place.enter(profile)
            try:
                await workspace.saver.flush()
            except StoreFull:
                assert survived == 0
            await workspace.abandon()
            await place.desk.close(profile)
            place.store.recovers()
            again = place.enter(await place.reopened())
            assert plans_of(again) == dict.fromkeys(("P0", "P1", "P2"), PLAN)
            assert len(again.plans.all()) == 3
            await place.leave(again)

    run(story())


def test_what_was_typed_meanwhile_is_in_the_same_transaction() -> None:
    async def story() -> None:
        place = Place()
        profile = await holding(place, early("Sam", EMBEDDED))
        place.store.failing = StoreFull()
        workspace = place.enter(profile)
        (conversation,) = workspace.conversations.open_ones()
        conversation.notes["work"] = "typed while the device was full"
        workspace.conversations.save(conversation)
        assert workspace.plans.of(conversation).plan == PLAN
        place.store.recovers()
        await place.leave(workspace)
        again = place.enter(await place.reopened())
        assert plans_of(again) == {"Sam": PLAN}
        assert again.conversations.open_ones()[0].notes == conversation.notes
        await place.leave(again)

    run(story())


@pytest.mark.parametrize(
    "damage",
    [{"step": "later"}, {"notes": []}, {"guide": None, "held_on": "once"}, {"drafts": 5}],
    ids=str,
)
def test_a_conversation_damaged_otherwise_stays_untouched(damage: dict[str, Any]) -> None:
    async def story() -> None:
        place = Place()
        document = early("Sam", EMBEDDED, **damage)
        workspace = place.enter(await holding(place, document))
        assert workspace.saver.tables.all("conversations") == [document]
        assert workspace.plans.all() == []
        assert workspace.unreadable() == 1
        await place.leave(workspace)

    run(story())


@pytest.mark.parametrize("plan", [5, None, [], {"actions": [{}]}, {"review_on": "soon"}], ids=str)
def test_a_plan_that_cannot_be_read_moves_as_it_is(plan: object) -> None:
    async def story() -> None:
        place = Place()
        document = early("Sam", plan, drafts={"action": "half"})
        workspace = place.enter(await holding(place, document))
        (kept,) = workspace.saver.tables.all("plans")
        assert (kept["plan"], kept["drafts"], kept["label"]) == (plan, {"action": "half"}, "Sam")
        (conversation,) = workspace.conversations.open_ones()
        assert conversation.plan_id == kept["id"]
        assert workspace.unreadable() == 1
        # A new plan is begun beside it.
        record = workspace.plans.of(conversation)
        workspace.plans.save(record)
        assert workspace.saver.tables.get("plans", kept["id"]) == kept
        await place.leave(workspace)

    run(story())


def test_a_document_that_stands_under_another_id_is_left_alone() -> None:
    async def story() -> None:
        place = Place()
        profile = await holding(place)
        document = early("Sam", EMBEDDED)
        profile.tables.put("conversations", "elsewhere", document)
        workspace = place.enter(profile)
        assert workspace.saver.tables.get("conversations", "elsewhere") == document
        assert workspace.plans.all() == []
        await place.leave(workspace)

    run(story())


def test_a_plan_that_is_there_already_loses_no_word() -> None:
    async def story() -> None:
        place = Place()
        document = early("Sam", EMBEDDED)
        profile = await holding(place, document)
        saver = Saver(profile.tables, lambda _state, _words: None)
        assert adopt_plans(saver) == 1
        (kept,) = profile.tables.all("plans")
        there = {**kept, "plan": replace(PLAN, words={"keeps_well": "Swims"}).to_document()}
        for known in (there, {"id": kept["id"], "plan": 5}):
            profile.tables.put("plans", kept["id"], known)
            profile.tables.put("conversations", str(document["id"]), document)
            adopt_plans(saver)
            if known is there:
                words = str(profile.tables.all("plans"))
                assert "Swims" in words
                assert "Walks" in words
            else:
                plans = profile.tables.all("plans")
                assert len(plans) == 2
                assert known in plans
                assert "Walks" in str(plans)
                (conversation,) = profile.tables.all("conversations")
                assert "plan" not in conversation
                assert conversation["plan_id"] in {plan["id"] for plan in plans} - {kept["id"]}
        await saver.close()

    run(story())
