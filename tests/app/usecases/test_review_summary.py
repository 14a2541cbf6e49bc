"""A summary to be sent tells of the plan only that there is one, and a day to look again."""

from dataclasses import replace

import pytest

from app.anonymise.review import Review
from app.domain.conversation import Conversation
from app.domain.errors import InputError
from app.domain.organisation import Organisation
from app.domain.plan import Action, Plan
from app.domain.plan_record import PlanRecord
from app.domain.summary import WireSummary
from app.usecases.review_summary import SummaryDesk
from tests.app.domain.plans import DAY
from tests.app.scripted_server import ORGANISATION as DOCUMENT

ORGANISATION = Organisation.from_document(DOCUMENT)


class FindsNothing:
    def find(self, _: str) -> list[object]:
        return []


def desk() -> SummaryDesk:
    return SummaryDesk(FindsNothing)  # type: ignore[arg-type]


def summed_up() -> tuple[Conversation, Review]:
    conversation = Conversation("routine", 1, DAY, label="Quay")
    conversation.summary = "Late finishes wear people down."
    conversation.staff_group = "04"
    conversation.area = "north"
    review = desk().review(conversation)
    desk().keep(conversation, review)
    return conversation, review


def sent(plan: Plan | None) -> WireSummary:
    conversation, review = summed_up()
    record = None if plan is None else PlanRecord(label="Quay", plan=plan)
    return desk().to_send(conversation, review, ORGANISATION, record)


@pytest.mark.parametrize(
    ("plan", "told"),
    [
        (None, (False, False)),
        (Plan(), (False, False)),
        (Plan({"people": "Kestrel"}), (True, False)),
        (Plan({}, (Action("Kestrel"),), DAY), (True, True)),
        (Plan({}, (), DAY), (True, True)),
    ],
    ids=["no record", "empty", "words", "all", "only a day"],
)
def test_of_the_plan_only_this_leaves(plan: Plan | None, told: tuple[bool, bool]) -> None:
    wire = sent(plan)
    assert (wire.plan_made, wire.follow_up_agreed) == told
    for hidden in ("Kestrel", "Quay", DAY.isoformat()):
        assert hidden not in str(wire.to_wire())


def test_what_is_not_settled_is_asked_for_first() -> None:
    conversation, review = summed_up()
    changed = replace(conversation, summary="Other words.")
    with pytest.raises(InputError, match="changed"):
        desk().to_send(changed, review, ORGANISATION, None)
    bare = replace(conversation, staff_group="", area="")
    with pytest.raises(InputError, match="staff group and the trust area"):
        desk().to_send(bare, review, ORGANISATION, None)
    with pytest.raises(InputError, match="summary is empty"):
        desk().review(replace(conversation, summary=" "))
