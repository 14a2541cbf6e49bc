"""What is deleted can be brought back, whatever happens, for some days; then it is gone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.check_in import CheckIn, Prompt
from app.domain.deletion import KEPT_DAYS
from app.domain.errors import StoreUnavailable
from app.domain.plan import Section
from app.domain.plan_copy import copy_of
from app.domain.preparation import Preparation
from app.sync.outbox import State
from app.usecases.bring_back import TABLE, Kind
from app.usecases.open_workspace import Workspace
from app.vault.secrets import Passphrase
from tests.app.usecases.parts import WORDS, Place, run
from tests.app.usecases.planned import planned, within
from tests.app.usecases.summaries import agreed, talked

#: What else a profile keeps, whoever talked with whom.
OF_PEOPLE = {"conversations", "plans", "reminders", "check-ins", TABLE}
STEPS = ("delete", "bring back", "for good", "dies", "locks", "backs up", "days go by")


async def stored(place: Place) -> list[str]:
    """Name the tables of all records in the store that are somebody's."""
    (header,) = await place.desk.profiles()
    records = await place.store.load(header.id)
    return sorted(record.table for record in records if record.table in OF_PEOPLE)


async def dies(place: Place, workspace: Workspace) -> Workspace:
    """Write what is under way, then lose all that is in memory, and open again."""
    await workspace.saver.flush()
    await workspace.abandon()
    await place.desk.close(workspace.profile)
    return place.enter(await place.reopened())


async def locks(place: Place, workspace: Workspace) -> Workspace:
    await place.leave(workspace)
    return place.enter(await place.reopened())


class Model:
    """What a person may count on: which of the labels are kept, which wait, for how many days."""

    def __init__(self, labels: list[str]) -> None:
        self.kept = set(labels)
        self.waiting: dict[str, int] = {}

    def opens(self) -> None:
        self.waiting = {label: left for label, left in self.waiting.items() if left >= 0}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 2)), max_size=12))
def test_nothing_is_lost_before_its_time_and_nothing_is_left_after_it(
    steps: list[tuple[str, int]],
) -> None:
    async def story() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        labels = ["Ash", "Bo", "Cy"]
        for label in labels:
            await planned(place, workspace, f"Swims with {label}", label)
        model = Model(labels)
        for step, which in steps:
            workspace = await take(step, labels[which], model, place, workspace)
            people = {label for label, _ in workspace.conversations.people()}
            waiting = {
                found.label: (gone.last_day - place.day).days
                for gone, found in workspace.conversations.deleted()
            }
            shown = {label: left for label, left in model.waiting.items() if left >= 0}
            assert (people, waiting) == (model.kept, shown)
            await workspace.saver.flush()
            held = [*["conversations", "plans"] * len(model.kept), *[TABLE] * len(model.waiting)]
            assert await stored(place) == sorted(held)
        for record in workspace.plans.all():
            assert record.plan.section(Section.KEEPS_WELL) == f"Swims with {record.label}"
        await place.leave(workspace)

    run(story())


async def take(
    step: str, label: str, model: Model, place: Place, workspace: Workspace
) -> Workspace:
    """Do one thing to the device, and to the model of it."""
    desk = workspace.conversations
    if step == "delete":
        for found in [one for one in desk.open_ones() if one.label == label]:
            desk.delete(found)
            model.kept.discard(label)
            model.waiting[label] = KEPT_DAYS
    elif step == "bring back":
        for gone, _ in [pair for pair in desk.deleted() if pair[1].label == label]:
            desk.bring_back(gone)
            desk.bring_back(gone)
            del model.waiting[label]
            model.kept.add(label)
    elif step == "for good":
        for gone, _ in [pair for pair in desk.deleted() if pair[1].label == label]:
            workspace.deleted.let_go(gone)
            workspace.deleted.let_go(gone)
            del model.waiting[label]
    elif step == "backs up":
        made = await place.backups.make(workspace.profile, workspace.saver)
        backup = place.backups.read(made.content)
        held = sorted(one.table for one in backup.records if one.table in OF_PEOPLE)
        assert held == sorted(["conversations", "plans"] * len(model.kept))
        there = Place()
        assert (await there.backups.restore(backup, Passphrase(WORDS))).set_aside == 0
    elif step == "days go by":
        place.day += timedelta(days=3)
        model.waiting = {one: left - 3 for one, left in model.waiting.items()}
    elif step == "dies":
        workspace = await dies(place, workspace)
        model.opens()
    else:
        workspace = await locks(place, workspace)
        model.opens()
    return workspace


def test_a_deletion_that_never_reached_the_store_has_not_happened() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        kept, _ = await planned(place, workspace, "Swims")
        await workspace.saver.flush()
        place.store.dies_after(0, StoreUnavailable())
        workspace.conversations.delete(kept)
        with pytest.raises(StoreUnavailable):
            await workspace.saver.flush()
        place.store.recovers()
        assert await stored(place) == ["conversations", "plans"]

    within(story)


def test_a_deletion_that_breaks_off_leaves_all_as_it_was() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        await planned(place, workspace, "Swims")
        tables = workspace.saver.tables
        before = tables.all("plans")

        def delete() -> None:
            workspace.saver.remove("plans", before[0]["id"])
            raise KeyError

        with pytest.raises(KeyError):
            workspace.deleted.keep(Kind.PLAN, "Sam", delete)
        assert tables.all("plans") == before
        assert tables.all(TABLE) == []

    within(story)


def test_a_person_comes_back_with_everything_and_nobody_else_is_touched() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        first, record = await planned(place, workspace, "Swims")
        await talked(place, workspace, "More.", label=" sam ")
        await talked(place, workspace, "Theirs.", label="Alex")
        desk = workspace.conversations
        before = {document["id"]: document for document in workspace.saver.tables.all("plans")}
        assert desk.delete_person("Sam") == 2
        assert desk.people() == [("Alex", 1)]
        assert desk.deleted() == []
        (gone,) = workspace.deleted.all(Kind.PERSON)
        desk.bring_back(gone)
        assert desk.people() == [("Alex", 1), ("sam", 2)]
        after = {document["id"]: document for document in workspace.saver.tables.all("plans")}
        assert after == before
        assert workspace.plans.of(first).plan == record.plan

    within(story)


def test_a_summary_still_to_be_sent_goes_on_as_if_nothing_had_been_deleted() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        waiting = await agreed(place, workspace, "Long nights.", label="Sam")
        sent = await agreed(place, workspace, "Long days.", label="Jo")
        tables = workspace.saver.tables
        item = tables.get("outbox", sent.summary_id)
        assert item is not None
        workspace.saver.put("outbox", sent.summary_id, {**item, "state": State.DURABLE.value})
        for conversation in (waiting, sent):
            workspace.conversations.delete(conversation)
        assert tables.get("outbox", sent.summary_id) is None
        assert (tables.get("outbox", waiting.summary_id) or {})["let_go"] is True
        for gone, _ in workspace.conversations.deleted():
            workspace.conversations.bring_back(gone)
        assert (tables.get("outbox", sent.summary_id) or {})["state"] == State.DURABLE.value
        assert (tables.get("outbox", waiting.summary_id) or {})["let_go"] is False

    within(story)


def test_a_plan_that_came_back_from_elsewhere_meanwhile_loses_no_word() -> None:
    async def story(place: Place, workspace: Workspace) -> None:
        _, record = await planned(place, workspace, "Swims on Sundays")
        workspace.plans.agree(record)
        brought = copy_of(record)
        record.plan = record.plan.with_section(Section.EARLY_SIGNS, "Short of sleep")
        workspace.plans.save(record)
        workspace.plans.delete(record)
        workspace.plans.bring(replace(brought))
        ((gone, _),) = workspace.plans.deleted()
        workspace.plans.bring_back(gone)
        found = workspace.plans.get(record.id)
        assert found is not None
        assert found.label == "Sam"
        assert found.plan.section(Section.KEEPS_WELL) == "Swims on Sundays"
        assert found.plan.section(Section.EARLY_SIGNS) == "Short of sleep"
        assert workspace.plans.deleted() == []

    within(story)


def test_check_ins_and_plans_survive_a_dead_battery_too() -> None:
    async def story() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        _, record = await planned(place, workspace, "Swims")
        one = CheckIn(written_on=place.day, number=1, words={Prompt.TODAY.value: "Tired"})
        workspace.check_ins.save(one)
        workspace.check_ins.delete(one)
        workspace.plans.delete(record)
        workspace = await dies(place, workspace)
        assert workspace.check_ins.history() == []
        ((gone, found),) = workspace.check_ins.deleted()
        workspace.check_ins.bring_back(gone)
        assert found == one
        assert workspace.check_ins.history() == [one]
        ((plan_gone, _),) = workspace.plans.deleted()
        workspace.plans.bring_back(plan_gone)
        assert workspace.plans.get(record.id) is not None
        await place.leave(workspace)

    run(story())


def test_a_conversation_under_way_comes_back_with_the_guide_it_was_begun_with() -> None:
    async def story() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        guide = next(iter(place.opener.content.guides.values()))
        conversation = workspace.conversations.start(guide)
        workspace.conversations.save(conversation)
        workspace.guides.keep(conversation)
        workspace.conversations.delete(conversation)
        workspace = await dies(place, workspace)
        assert len(workspace.saver.tables.all("guides")) == 1
        place.day += timedelta(days=KEPT_DAYS + 1)
        workspace = await locks(place, workspace)
        assert workspace.saver.tables.all("guides") == []
        await place.leave(workspace)

    run(story())


def test_a_preparation_comes_back_before_what_was_written_since() -> None:
    async def story() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        first = Preparation(notes={"work": "Long nights", "life": "Mum"})
        first.add("Two nights fewer")
        workspace.preparation.save(first)
        workspace.preparation.clear()
        workspace = await dies(place, workspace)
        assert not workspace.preparation.is_there()
        second = Preparation(notes={"work": "The rota"}, drafts={"point": "half"})
        second.add("A hot meal")
        workspace.preparation.save(second)
        (gone,) = workspace.preparation.cleared()
        found = workspace.preparation.bring_back(gone)
        assert found == workspace.preparation.get()
        assert found.notes == {"work": "Long nights\nThe rota", "life": "Mum"}
        assert found.to_raise() == ["Two nights fewer", "A hot meal"]
        assert found.drafts["point"] == "half"
        assert workspace.preparation.cleared() == []
        await place.leave(workspace)

    run(story())
