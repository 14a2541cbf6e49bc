"""Plans: one record each, brought in, settled, and kept in what form they have."""

import pytest

from app.domain.errors import InputError
from app.domain.plan import Action, Plan, Section
from app.domain.plan_copy import read_copy
from app.usecases.open_workspace import Workspace
from tests.app.usecases.parts import Place, run
from tests.app.usecases.planned import planned, within
from tests.app.usecases.summaries import talked


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
