"""Plans beside talks: carried on by label, and deleted with their person."""

from dataclasses import replace
from datetime import date

from app.domain.plan import Action, Plan, Section
from app.domain.plan_record import PlanRecord
from app.usecases.open_workspace import Workspace
from app.usecases.write_plan import add_action
from tests.app.usecases.parts import Place
from tests.app.usecases.planned import planned, within
from tests.app.usecases.summaries import talked

DAY = date(2026, 11, 22)


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
