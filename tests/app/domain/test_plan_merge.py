"""Two sides of one plan come together: nothing is lost, and both end with the same."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.plan import Action, Owner, Plan, Section
from app.domain.plan_copy import PlanCopy, copy_of, read_copy, write_copy
from app.domain.plan_merge import ACTION_CONFLICT, REVIEW_CONFLICT, merge
from app.domain.plan_record import PlanRecord
from tests.app.domain.plans import ACTION_IDS, DAY, PLANS, record_of

BASE = Plan(
    {"keeps_well": "sleep", "people": "Sam"},
    (Action("Rest", id=ACTION_IDS[0]), Action("Swap", Owner.HOLDER, DAY, id=ACTION_IDS[1])),
    date(2027, 1, 4),
)


def side(plan: Plan, base: Plan = BASE) -> PlanRecord:
    return record_of(base, plan)


def copied(record: PlanRecord) -> PlanCopy:
    return read_copy(write_copy(record))


def merged(ours: Plan, theirs: Plan, base: Plan = BASE) -> tuple[Plan, dict[str, str]]:
    found = merge(side(ours, base), copied(side(theirs, base)))
    return found.record.plan, found.conflicts


def words_of(plan: Plan) -> set[str]:
    texts = [*plan.words.values(), *(action.what for action in plan.actions)]
    return {word for text in texts for word in text.split()}


def places_of(plan: Plan) -> dict[str, str]:
    return {**plan.words, **{action.id: action.what for action in plan.actions}}


def test_the_first_copy_is_taken_as_it_is() -> None:
    copy = copied(record_of(Plan({"people": "Jo"}), BASE))
    empty = PlanRecord(id=copy.plan_id, label="J", mine=True, drafts={"action": "half"})
    found = merge(empty, copy)
    assert (found.record.plan, found.conflicts) == (BASE, {})
    assert (found.record.label, found.record.mine) == ("J", True)
    assert found.record.drafts == {"action": "half"}
    assert not found.record.changed()
    assert empty.plan.is_empty()
    assert merge(found.record, copy).record is found.record


def test_what_one_side_changed_is_taken_from_it() -> None:
    ours = BASE.with_section(Section.PEOPLE, "Sam and Jo").with_action(Action("Walk", id="c"))
    theirs = replace(BASE.with_section(Section.KEEPS_WELL, ""), review_on=None)
    plan, conflicts = merged(
        replace(ours, actions=ours.actions[:2]), theirs.ticked(ACTION_IDS[0], True, DAY)
    )
    assert conflicts == {}
    assert plan.words == {"people": "Sam and Jo"}
    assert plan.review_on is None
    assert (plan.actions[0].done, plan.actions[0].done_on) == (True, DAY)


def test_what_both_wrote_stays_in_both_wordings_and_is_named() -> None:
    ours = BASE.with_section(Section.PEOPLE, "Sam or Jo").with_section(Section.SETS_OFF, "Noise")
    theirs = BASE.with_section(Section.PEOPLE, "Kit").with_section(Section.SETS_OFF, "Noise")
    plan, conflicts = merged(ours, theirs)
    assert plan.words["people"] == "Kit\n\nSam or Jo"
    assert plan.words["sets_off"] == "Noise"
    assert conflicts == {"people": "Kit"}
    assert merged(theirs, ours) == (plan, {"people": "Sam or Jo"})


def test_of_two_wordings_the_one_that_holds_the_other_is_enough() -> None:
    longer = BASE.with_section(Section.PEOPLE, "Sam, Jo and Kit")
    plan, conflicts = merged(BASE.with_section(Section.PEOPLE, "Sam, Jo"), longer)
    assert (plan, conflicts) == (longer, {})


def test_an_action_is_merged_field_by_field() -> None:
    first, second = BASE.actions
    ours = BASE.with_action(replace(first, what="Rest at noon", due=date(2026, 12, 5)))
    ours = ours.with_action(replace(second, what="Swap the night"))
    theirs = BASE.ticked(first.id, True, DAY).with_action(replace(second, what="Swap Friday"))
    plan, conflicts = merged(ours, theirs)
    assert plan.actions[0] == Action(
        "Rest at noon", Owner.PERSON, date(2026, 12, 5), True, first.id, DAY
    )
    assert plan.actions[1].what == "Swap Friday\n\nSwap the night"
    assert conflicts == {ACTION_CONFLICT + second.id: "Swap Friday"}


def test_a_tick_taken_back_on_one_side_is_taken_back() -> None:
    base = BASE.ticked(ACTION_IDS[0], True, DAY)
    plan, _ = merged(base.ticked(ACTION_IDS[0], False, DAY), base, base)
    assert not plan.actions[0].done
    # Where nothing says which came first, done is done.
    one, two = BASE, BASE.ticked(ACTION_IDS[0], True, DAY)
    assert merge(record_of(one), copied(record_of(two))).record.plan.actions[0].done


def test_removed_here_and_changed_there_stays() -> None:
    gone = BASE.without_action(ACTION_IDS[0])
    changed = BASE.with_action(replace(BASE.actions[0], what="Rest well"))
    assert merged(gone, changed)[0] == changed
    assert merged(changed, gone)[0] == changed
    assert merged(gone, BASE)[0] == gone
    assert merged(gone, gone.without_action(ACTION_IDS[1]))[0].actions == ()


def test_of_two_days_the_sooner_counts_and_the_other_is_named() -> None:
    sooner, later = (replace(BASE, review_on=date(2027, 2, day)) for day in (1, 8))
    plan, conflicts = merged(sooner, later)
    assert (plan, conflicts) == (sooner, {REVIEW_CONFLICT: "2027-02-08"})
    assert merged(later, sooner)[0] == sooner
    assert merged(sooner, replace(BASE, review_on=None))[0] == sooner


def test_new_actions_of_both_sides_stand_together() -> None:
    ours = BASE.with_action(Action("Walk", id=ACTION_IDS[2]))
    theirs = BASE.with_action(Action("Swim", id=ACTION_IDS[3]))
    plan, _ = merged(ours, theirs)
    assert {action.what for action in plan.actions} == {"Rest", "Swap", "Walk", "Swim"}
    assert merged(theirs, ours)[0] == plan


def test_merging_back_is_only_following() -> None:
    ours = side(BASE.with_section(Section.PEOPLE, "Jo"))
    theirs = side(BASE.with_section(Section.PEOPLE, "Kit"))
    joint = merge(ours, copied(theirs)).record
    back = merge(theirs, copied(joint))
    assert (back.record.plan, back.conflicts) == (joint.plan, {})
    assert back.record.versions[-1].id == joint.versions[-1].id
    # Settled on one side, it is settled on the other.
    both = merge(theirs, copied(ours)).record
    assert both.conflicts == {"people": "Jo"}
    joint.plan, joint.conflicts = BASE.with_section(Section.PEOPLE, "Jo and Kit"), {}
    settled = merge(both, copied(joint)).record
    assert (settled.plan, settled.conflicts) == (joint.plan, {})


def test_an_older_copy_changes_nothing() -> None:
    record = side(BASE.with_section(Section.PEOPLE, "Jo"))
    assert merge(record, copied(record_of(BASE))).record is record


def test_a_copy_of_another_plan_is_no_copy_of_this() -> None:
    with pytest.raises(ValueError, match="another plan"):
        merge(record_of(BASE), replace(copied(record_of(BASE)), plan_id=ACTION_IDS[0]))


@settings(max_examples=60, deadline=None)
@given(PLANS, PLANS)
def test_merged_with_itself_it_is_itself(base: Plan, now: Plan) -> None:
    record = record_of(base)
    record.plan = now  # not cut yet: what is on the screen counts
    assert merge(record, copied(record)).record is record


@settings(max_examples=60, deadline=None)
@given(PLANS, PLANS, PLANS)
def test_no_word_written_since_the_base_is_lost(base: Plan, ours: Plan, theirs: Plan) -> None:
    found = merge(side(ours, base), copied(side(theirs, base)))
    kept, before = places_of(found.record.plan), places_of(base)
    for written in (ours, theirs):
        for place, text in places_of(written).items():
            if text != before.get(place):
                assert text in kept[place]
    for name in found.conflicts:
        assert name == REVIEW_CONFLICT or "\n\n" in kept[name.removeprefix(ACTION_CONFLICT)]
    # What both took out stays out.
    for place in before.keys() - places_of(ours).keys() - places_of(theirs).keys():
        assert place not in kept


@settings(max_examples=60, deadline=None)
@given(PLANS, PLANS, PLANS)
def test_two_sides_that_exchange_copies_have_the_same(base: Plan, one: Plan, two: Plan) -> None:
    left, right = side(one, base), side(two, base)
    to_right, to_left = copied(left), copied(right)
    left, right = merge(left, to_left).record, merge(right, to_right).record
    assert left.plan == right.plan
    for record, copy in ((left, to_left), (right, to_right)):
        assert merge(record, copy).record is record
    again = merge(left, copied(right))
    assert (again.record.plan, again.conflicts) == (left.plan, {})


@settings(max_examples=60, deadline=None)
@given(PLANS, PLANS, PLANS, PLANS)
def test_copies_may_come_in_any_order(base: Plan, here: Plan, one: Plan, two: Plan) -> None:
    copies = [copied(side(plan, base)) for plan in (one, two)]
    for first, second in (copies, copies[::-1]):
        record = side(here, base)
        for copy in (first, second, first):
            record = merge(record, copy).record
        kept = words_of(record.plan)
        for plan in (here, one, two):
            before = places_of(base)
            for place, text in places_of(plan).items():
                if text != before.get(place):
                    assert set(text.split()) <= kept
        assert len({version.id for version in record.versions}) == len(record.versions)


STEPS = st.lists(
    st.tuples(st.sampled_from(["edit", "copy", "keep"]), st.booleans(), PLANS), max_size=8
)


def test_the_same_words_on_both_sides_keep_what_led_to_them() -> None:
    words = Plan({"early_signs": "sleep", "sets_off": "sleep"})
    left, right = record_of(), record_of()
    left.plan = words
    left = merge(left, copied(right)).record
    right.plan = words
    joint = merge(right, copied(left)).record
    assert joint.plan == words
    assert set(copy_of(left).version_ids) <= set(copy_of(joint).version_ids)


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_after_any_story_one_way_and_back_makes_both_the_same(
    steps: list[tuple[str, bool, Plan]],
) -> None:
    sides = [record_of(), record_of()]
    for act, which, plan in steps:
        if act == "edit":
            sides[which].plan = plan
        elif act == "keep":
            sides[which].cut(DAY)
        else:
            sides[which].cut(DAY)
            sides[not which] = merge(sides[not which], copied(sides[which])).record
    left, right = sides
    left.cut(DAY)
    joint = merge(right, copied(left)).record
    assert merge(left, copied(joint)).record.plan == joint.plan
    assert set(copy_of(left).version_ids) <= set(copy_of(joint).version_ids) or left.is_blank()
