"""Give plans that earlier versions kept inside a conversation a record of their own.

Once, at opening. Conversation and plan are put together, so that one transaction carries both:
interrupted, nothing has changed and it is done again. The record's id follows from the
conversation's, so nothing can ever be there twice.
"""

import uuid
from collections.abc import Mapping
from typing import Any

from app.domain.conversation import Conversation
from app.domain.errors import ContentError
from app.domain.plan import Plan
from app.domain.plan_record import PlanRecord
from app.usecases.keep_plans import CONVERSATIONS, TABLE
from app.usecases.keep_saved import Saver

_NAMESPACE = uuid.UUID("0b6f1c0e-5f55-4f0e-8f3c-2f4f7f3f9d51")
#: Drafts of a conversation that were the plan's.
_DRAFTS = ("action", "due", "owner", "review")


def adopt_plans(saver: Saver) -> int:
    """Move plans out of conversations, half-typed parts too; gives how many were moved.

    Call before anything else may write a conversation: returns at once, and the saver makes all
    of it durable together. A conversation that cannot be read is left exactly as it is. A plan
    that cannot be read moves untouched, to stay beside the others as what it is.
    """
    moved = 0
    for document in saver.tables.all(CONVERSATIONS):
        if "plan" in document and _readable(document):
            moved += _adopt(saver, document)
    return moved


def _adopt(saver: Saver, document: dict[str, Any]) -> int:
    embedded = document.pop("plan")
    drafts = {name: document["drafts"].pop(name) for name in _DRAFTS if name in document["drafts"]}
    plan_id = str(document.get("plan_id") or "") or str(uuid.uuid5(_NAMESPACE, str(document["id"])))
    record = _record(plan_id, document, embedded, drafts)
    worth_it = record is None or not record.is_blank()
    if worth_it and saver.tables.get(TABLE, plan_id) is None:
        kept = {"id": plan_id, "plan": embedded, "drafts": drafts, "label": document["label"]}
        saver.put(TABLE, plan_id, kept if record is None else record.to_document())
        document["plan_id"] = plan_id
    saver.put(CONVERSATIONS, str(document["id"]), document)
    return int(worth_it)


def _record(
    plan_id: str, document: Mapping[str, Any], embedded: object, drafts: dict[str, str]
) -> PlanRecord | None:
    if not isinstance(embedded, Mapping):
        return None
    try:
        plan = Plan.from_document(embedded)
    except ContentError:
        return None
    label, touched = str(document.get("label", "")), int(document.get("touched", 0))
    return PlanRecord(plan_id, label, plan=plan, drafts=dict(drafts), touched=touched)


def _readable(document: Mapping[str, Any]) -> bool:
    try:
        Conversation.from_document(document)
    except ContentError:
        return False
    return True
