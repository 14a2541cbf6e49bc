"""Plans: one record each, carried on, brought in, settled, and deleted with their person."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date

import pytest

from app.domain.conversation import Conversation
from app.domain.errors import InputError
from app.domain.plan import Action, Plan, Section
from app.domain.plan_copy import read_copy
from app.domain.plan_record import PlanRecord
from app.usecases.open_workspace import Workspace
from app.usecases.write_plan import add_action
from tests.app.usecases.parts import Place, run
from tests.app.usecases.summaries import talked

DAY = date(2026, 11, 22)


def within(story: Callable[[Place, Workspace], Awaitable[None]]) -> None:
    async def whole() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        await story(place, workspace)
        await place.leave(workspace)

    run(whole())


async def planned(
    place: Place, workspace: Workspace, words: str, label: str = "Sam"
) -> tuple[Conversation, PlanRecord]:
    """Somebody talked with somebody, and they wrote a plan."""
    conversation = await talked(place, workspace, "Notes.", label=label)
    record = workspace.plans.of(conversation)
    record.plan = record.plan.with_section(Section.KEEPS_WELL, words)
    workspace.plans.save(record)
    workspace.conversations.save(conversation)
    return conversation, record


def test_a_plan_is_kept_from_its_first_word_on() -> None:
    async def story() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        conversation = await talked(place, workspace, "Notes.", label="Sam")
        record = workspace.plans.of(conversation)
        # Two parts of a screen hold the same one, also before it is saved.
        assert workspace.plans.of(conversation) is record
        assert (conversation.plan_id, record.label) == (record.id, "Sam")
        assert workspace.plans.all() == []
        record.drafts["action"] = "half \ud83d"
        workspace.plans.save(record)
        workspace.conversations.save(conversation)
        assert workspace.plans.get(record.id) is record
        await place.leave(workspace)
        again = place.enter(await place.reopened())
        (found,) = again.conversations.open_ones()
        assert again.plans.of(found) == record
        await place.leave(again)

    run(story())


def test_a_link_to_a_plan_that_is_gone_leads_to_a_new_one_of_the_same_id() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        conversation, record = await planned(place, workspace, "Walks")
        workspace.plans.delete(record)
        again = workspace.plans.of(conversation)
        assert (again.id, again.plan) == (record.id, Plan())

    within(story)


def test_a_plan_in_no_known_form_is_counted_kept_and_never_written_over() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        damaged = {"id": "x", "plan": 5}
        workspace.saver.put("plans", "x", damaged)
        conversation = await talked(place, workspace, "Notes.")
        conversation.plan_id = "x"
        record = workspace.plans.of(conversation)
        workspace.plans.save(record)
        assert conversation.plan_id == record.id != "x"
        assert workspace.saver.tables.get("plans", "x") == damaged
        assert (workspace.plans.unreadable(), workspace.unreadable()) == (1, 1)

    within(story)


def test_the_order_is_that_of_use() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        _, first = await planned(place, workspace, "Walks")
        _, second = await planned(place, workspace, "Sleep", label="Jo")
        assert workspace.plans.all() == [second, first]
        workspace.plans.save(second)
        workspace.plans.save(first)
        assert workspace.plans.all() == [first, second]

    within(story)


def test_there_is_one_plan_of_mine() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await planned(place, workspace, "Walks")
        mine = workspace.plans.mine()
        assert mine.mine
        assert workspace.plans.mine() is mine
        assert mine not in workspace.plans.all()
        workspace.plans.save(mine)
        assert workspace.plans.mine() is mine
        workspace.plans.delete(mine)
        assert workspace.plans.mine().id != mine.id
        assert workspace.conversations.people() == [("Sam", 1)]

    within(story)


def test_an_earlier_plan_with_the_same_person_is_offered_and_carried_on() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        _, record = await planned(place, workspace, "Walks")
        await planned(place, workspace, "Other", label="Samantha")
        now, begun = await planned(place, workspace, "Sleep", label=" sam ")
        begun.drafts["action"] = "half"
        workspace.plans.delete(begun)  # as if not saved yet
        assert workspace.plans.earlier(now) is record
        workspace.plans.save(begun)
        workspace.plans.carry_on(now, record)
        assert now.plan_id == record.id
        # What was begun meanwhile is in it.
        assert record.plan.section(Section.KEEPS_WELL) == "Sleep\n\nWalks"
        assert record.drafts == {"action": "half"}
        assert workspace.plans.get(begun.id) is None
        assert workspace.plans.earlier(now) is None
        assert workspace.plans.earlier(replace(now, label="")) is None

    within(story)


def test_a_plan_that_was_not_begun_leaves_no_mark_when_another_is_carried_on() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        _, record = await planned(place, workspace, "Walks")
        now = await talked(place, workspace, "Notes.", label="Sam")
        workspace.plans.of(now)
        workspace.plans.carry_on(now, record)
        assert (record.plan, record.conflicts) == (Plan({"keeps_well": "Walks"}), {})
        assert workspace.plans.all() == [record]

    within(story)


def test_a_label_mended_later_is_the_plans_too() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        conversation, record = await planned(place, workspace, "Walks", label="Smaa")
        conversation.label = "Sam"
        assert workspace.plans.of(conversation).label == "Sam"
        other = await talked(place, workspace, "Notes.", label="S")
        workspace.plans.carry_on(other, record)
        workspace.conversations.save(other)
        assert workspace.plans.of(other).label == "Sam"  # two conversations have it now

    within(story)


def test_agreeing_keeps_a_version_once() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        _, record = await planned(place, workspace, "Walks")
        workspace.plans.agree(record)
        place.days_pass(3)
        workspace.plans.agree(record)
        (version,) = record.versions
        assert version.made_on != place.day
        assert version.plan == record.plan

    within(story)


def test_a_copy_goes_to_another_device_and_back() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        _, record = await planned(place, workspace, "Walks")
        there = Place()
        other = there.enter((await there.create()).profile)
        brought = other.plans.bring(read_copy(workspace.plans.write_copy(record)), mine=True)
        theirs = brought.record
        assert (brought.is_new, brought.conflicts, theirs.label) == (True, 0, "")
        assert other.plans.mine() is theirs
        assert theirs.plan == record.plan

        theirs.plan = theirs.plan.with_section(Section.KEEPS_WELL, "Swims")
        record.plan = record.plan.with_section(Section.KEEPS_WELL, "Runs")
        back = read_copy(other.plans.write_copy(theirs))
        brought = workspace.plans.bring(back)
        assert (brought.record is record, brought.is_new, brought.conflicts) == (True, False, 1)
        assert record.plan.section(Section.KEEPS_WELL) == "Runs\n\nSwims"
        assert record.conflicts == {"keeps_well": "Swims"}
        again = workspace.plans.bring(back)
        assert (again.record, again.conflicts) == (record, 0)

        workspace.plans.settle(record, "keeps_well", "Runs and swims")
        brought = other.plans.bring(read_copy(workspace.plans.write_copy(record)))
        assert (theirs.plan, brought.conflicts) == (record.plan, 0)
        assert (theirs.mine, record.label, record.conflicts) == (True, "Sam", {})
        await there.leave(other)

    within(story)


def test_an_action_is_settled_with_words_or_not_at_all() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        _, record = await planned(place, workspace, "Walks")
        action = Action("Rest\n\nWalk")
        record.plan = record.plan.with_action(action)
        record.conflicts = {f"action:{action.id}": "Walk", "review_on": "2027-01-01"}
        with pytest.raises(InputError):
            workspace.plans.settle(record, f"action:{action.id}", " ")
        assert len(record.conflicts) == 2
        workspace.plans.settle(record, f"action:{action.id}", "Rest")
        workspace.plans.settle(record, "review_on", "")
        assert (record.plan.actions[0].what, record.conflicts) == ("Rest", {})

    within(story)


def test_a_deleted_conversation_takes_its_plan_along_unless_another_has_it() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        first, record = await planned(place, workspace, "Walks")
        second = await talked(place, workspace, "Notes.", label="Sam")
        workspace.plans.carry_on(second, record)
        workspace.conversations.save(second)
        workspace.conversations.delete(first)
        assert workspace.plans.all() == [record]
        workspace.conversations.delete(second)
        assert workspace.plans.all() == []

    within(story)


def test_my_own_plan_outlives_a_conversation_about_it() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        mine = workspace.plans.mine()
        mine.plan = Plan({"people": "Jo"})
        workspace.plans.save(mine)
        conversation = await talked(place, workspace, "Notes.", label="Sam")
        workspace.plans.carry_on(conversation, mine)
        workspace.conversations.save(conversation)
        workspace.conversations.delete(conversation)
        assert workspace.plans.all() == [mine]

    within(story)


def test_one_persons_plans_go_with_them_and_nobody_elses() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await planned(place, workspace, "Walks")
        _, others = await planned(place, workspace, "Sleep", label="Jo")
        alone = PlanRecord(label=" SAM ", plan=Plan({"people": "Kit"}))
        workspace.plans.save(alone)
        nobodys = PlanRecord(plan=Plan({"people": "Kit"}))
        workspace.plans.save(nobodys)
        assert workspace.conversations.people() == [("Jo", 1), ("Sam", 2)]
        assert workspace.conversations.delete_person("sam") == 2
        assert workspace.conversations.delete_person("") == 0
        assert {record.id for record in workspace.plans.all()} == {others.id, nobodys.id}
        assert workspace.conversations.people() == [("Jo", 1)]

    within(story)


def test_what_was_half_typed_in_both_plans_is_still_there_when_one_is_carried_on() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        _, earlier = await planned(place, workspace, "Walks")
        earlier.plan = earlier.plan.with_action(Action("Rest", id="a"))
        earlier.drafts = {"action": "Ring the ward", "due": "5/1", "action_id": "a"}
        workspace.plans.save(earlier)
        conversation = await talked(place, workspace, "Notes.", label="Sam")
        begun = workspace.plans.of(conversation)
        begun.drafts = {"action": "Book a room", "due": "6/1", "owner": "holder", "review": "7/"}
        workspace.plans.save(begun)
        workspace.plans.carry_on(conversation, earlier)
        for words in ("Ring the ward", "Book a room", "5/1", "6/1", "7/"):
            assert words in str(earlier.drafts)
        # In one field they are a new action, and write over none.
        earlier.drafts["due"] = ""
        add_action(earlier, DAY)
        assert [action.what for action in earlier.plan.actions] == [
            "Rest",
            "Ring the ward\n\nBook a room",
        ]

    within(story)


def test_a_copy_of_a_plan_that_cannot_be_read_here_writes_over_nothing() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        _, record = await planned(place, workspace, "Walks")
        copy = read_copy(workspace.plans.write_copy(record))
        damaged = {"id": record.id, "plan": 5}
        workspace.plans.delete(record)
        workspace.saver.put("plans", record.id, damaged)
        with pytest.raises(InputError, match="cannot read"):
            workspace.plans.bring(copy)
        assert workspace.saver.tables.all("plans") == [damaged]

    within(story)


def test_deleting_takes_a_plan_along_that_cannot_be_read() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        conversation = await talked(place, workspace, "Notes.", label="Sam")
        workspace.saver.put("plans", "x", {"id": "x", "plan": 5, "label": "Sam"})
        conversation.plan_id = "x"
        workspace.conversations.save(conversation)
        assert workspace.plans.unreadable() == 1
        assert workspace.conversations.delete_person("Sam") == 1
        assert workspace.saver.tables.all("plans") == []
        assert workspace.plans.unreadable() == 0

    within(story)
