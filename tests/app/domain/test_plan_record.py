"""A plan's history: versions, what changed between them, and a document that round-trips."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import ContentError
from app.domain.plan import Action, Owner, Plan, Section
from app.domain.plan_record import PlanRecord, changes
from app.domain.wording import Catalogue, speak
from tests.app.domain.plans import DAY, PLANS, record_of


@settings(max_examples=60, deadline=None)
@given(
    st.lists(PLANS, max_size=3),
    st.text(),
    st.dictionaries(st.text(), st.text(), max_size=3),
    st.booleans(),
)
def test_documents_round_trip(
    plans: list[Plan], label: str, drafts: dict[str, str], mine: bool
) -> None:
    record = record_of(*plans, label=label, mine=mine, drafts=drafts, touched=3, seen=("x",))
    record.conflicts = dict(drafts)
    assert PlanRecord.from_document(record.to_document()) == record


def test_a_version_is_cut_only_when_something_changed() -> None:
    record = record_of()
    record.cut(DAY)
    assert record.versions == ()
    first, second = Plan({"people": "Sam"}), Plan({"people": "Sam and Jo"})
    for plan in (first, first, second, first):
        record.plan = plan
        record.cut(DAY)
        assert not record.changed()
    assert [version.plan for version in record.versions] == [first, second, first]
    # Going back to earlier words is a version of its own.
    assert len({version.id for version in record.versions}) == 3
    record.plan = Plan()
    assert record.changed()


def test_the_same_history_has_the_same_ids_everywhere() -> None:
    plans = Plan({"people": "Sam"}), Plan({"people": "Jo"})
    one, two = record_of(*plans), record_of(*plans, label="other")
    assert [v.id for v in one.versions] == [v.id for v in two.versions]
    one.plan = two.plan = Plan({"people": "Kit \ud83d"})
    foreseen = one.head_id()
    two.cut(DAY + timedelta(days=9))
    assert two.versions[-1].id == foreseen == two.head_id()


def test_changes_are_said_in_another_language_as_a_whole() -> None:
    words = {
        "New action: {after}": "Nowe działanie: {after}",
        "Me": "Ja",
        "Review set for {after}": "Przegląd: {after}",
        "Changed: {what}": "Zmieniono: {what}",
        "People and services": "Ludzie",
    }
    before = Plan({"people": "Sam"})
    after = Plan({"people": "Jo"}, (Action("Spacer", id="c"),), date(2027, 1, 11))
    speak(Catalogue("pl", words))
    try:
        said = [change.in_words() for change in changes(before, after)]
    finally:
        speak(Catalogue())
    assert said[0] == "Zmieniono: Ludzie"
    assert said[1].startswith("Nowe działanie: Spacer")
    assert said[2].startswith("Przegląd: ")


def test_changes_are_said_in_plain_words() -> None:
    kept = Action("Swap a shift", Owner.HOLDER, date(2026, 12, 5), id="a")
    gone, new = Action("Rest", id="b"), Action("Walk", id="c")
    before = Plan({"people": "Sam", "sets_off": "Nights"}, (kept, gone), date(2027, 1, 4))
    after = Plan(
        {"people": "Jo", "early_signs": "Snappy"},
        (Action("Swap a shift", Owner.HOLDER, date(2026, 12, 6), True, "a"), new),
        date(2027, 1, 11),
    )
    assert [change.in_words() for change in changes(before, after)] == [
        "Added: Early signs",
        "Removed: What sets it off",
        "Changed: People and services",
        "Action changed: Swap a shift (My manager, by Sunday 6 December 2026)",
        "Done: Swap a shift",
        "Action taken out: Rest (Me)",
        "New action: Walk (Me)",
        "Review moved to Monday 11 January 2027",
    ]
    undone, removed = changes(after, Plan(after.words, (kept, new)))[1:]
    assert undone.in_words() == "Not done after all: Swap a shift"
    assert removed.in_words() == "Review date taken out"
    assert (removed.before, removed.after) == ("Monday 11 January 2027", "")


def test_braces_in_an_action_are_only_braces() -> None:
    (change,) = changes(Plan(), Plan({}, (Action("{before} {0}"),)))
    assert change.in_words() == "New action: {before} {0} (Me)"


@settings(max_examples=60, deadline=None)
@given(PLANS, PLANS)
def test_there_are_changes_where_plans_differ_and_nowhere_else(one: Plan, two: Plan) -> None:
    assert changes(one, one) == ()
    seen = bool(changes(one, two))
    # Only the order of actions may differ unsaid.
    order = {action.id: action for action in one.actions} == {a.id: a for a in two.actions}
    assert seen == (one.words != two.words or one.review_on != two.review_on or not order)
    assert all(change.in_words() for change in changes(one, two))


def test_what_was_never_written_in_is_blank() -> None:
    assert record_of().is_blank()
    assert PlanRecord(drafts={"action": " "}).is_blank()
    assert not PlanRecord(drafts={"action": "half"}).is_blank()
    assert not record_of(Plan().with_section(Section.PEOPLE, "Sam"), Plan()).is_blank()


@pytest.mark.parametrize(
    "damage",
    [
        {"plan": None},
        {"plan": {"actions": 1}},
        {"versions": {}},
        {"versions": [{"id": "x", "made_on": "soon", "plan": {}}]},
        {"drafts": []},
        {"conflicts": 1},
        {"touched": "x"},
    ],
    ids=str,
)
def test_a_damaged_record_is_refused_by_name(damage: dict[str, object]) -> None:
    with pytest.raises(ContentError):
        PlanRecord.from_document({**record_of().to_document(), **damage})
