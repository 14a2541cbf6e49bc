"""Plans to try things on: any that somebody could write, and records that hold them."""

import uuid
from datetime import date

from hypothesis import strategies as st

from app.domain.plan import Action, Owner, Plan, Section
from app.domain.plan_record import PlanRecord

DAY = date(2026, 11, 22)
PLAN_ID = "5f0c8ed1-0d3c-4c3f-9a27-2b1c9d1c0001"
#: So few that two sides often touch the same one.
ACTION_IDS = tuple(str(uuid.uuid5(uuid.UUID(PLAN_ID), str(number))) for number in range(4))

#: Short texts in which words can be told apart, with right-to-left ones and emoji among them.
TEXTS = st.lists(
    st.sampled_from("sleep river shift נוח راحة 🌧️🚑 early".split()), min_size=1, max_size=3
).map(" ".join)
ACTIONS = st.builds(
    Action,
    what=TEXTS,
    owner=st.sampled_from(Owner),
    due=st.none() | st.dates(DAY, date(2026, 11, 25)),
    done=st.booleans(),
    id=st.sampled_from(ACTION_IDS),
)
PLANS = st.builds(
    lambda words, actions, review: Plan(words, tuple(actions), review),
    st.dictionaries(st.sampled_from([section.value for section in Section]), TEXTS, max_size=4),
    st.lists(ACTIONS, max_size=3, unique_by=lambda action: action.id),
    st.none() | st.dates(DAY, date(2026, 11, 25)),
)


def record_of(*plans: Plan, plan_id: str = PLAN_ID, **values: object) -> PlanRecord:
    """Give a record with a version for each plan, and the last of them as it reads now."""
    record = PlanRecord(id=plan_id, **values)  # type: ignore[arg-type]
    for plan in plans:
        record.plan = plan
        record.cut(DAY)
    return record
