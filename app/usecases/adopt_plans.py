"""Give plans that earlier versions kept inside a conversation a record of their own.

Once, at opening. Conversation and plan are put together, so that one transaction carries both:
interrupted, nothing has changed and it is done again. The record's id follows from the
conversation's, so nothing can ever be there twice.
"""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from tinydb import where

from app.domain.conversation import Conversation
from app.domain.errors import ContentError
from app.domain.plan import Plan
from app.domain.plan_copy import copy_of
from app.domain.plan_merge import merge
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
    holding = saver.tables.find(CONVERSATIONS, where("plan").exists())
    return sum(_adopt(saver, document) for document in holding if _is_whole(saver, document))


def _adopt(saver: Saver, document: dict[str, Any]) -> bool:
    embedded = document.pop("plan")
    drafts = {name: document["drafts"].pop(name) for name in _DRAFTS if name in document["drafts"]}
    conversation_id = str(document["id"])
    plan_id = document.get("plan_id") or str(uuid.uuid5(_NAMESPACE, conversation_id))
    record = _record(plan_id, document, embedded, drafts)
    there = saver.tables.get(TABLE, plan_id)
    both = _with(there, record) if there is not None and record is not None else None
    if both is not None:
        record = both
    elif there is not None:
        # Neither may be written over the other, nor stay where the next save would drop it.
        plan_id = str(uuid.uuid4())
    if record is None:
        kept = {"id": plan_id, "plan": embedded, "drafts": drafts, "label": document.get("label")}
        saver.put(TABLE, plan_id, kept)
    elif both is None:
        record.id = plan_id
    moved = record is None or not record.is_blank()
    if moved:
        if record is not None:
            saver.put(TABLE, plan_id, record.to_document())
        document["plan_id"] = plan_id
    saver.put(CONVERSATIONS, conversation_id, document)
    return moved


def _record(
    plan_id: str, document: Mapping[str, Any], embedded: object, drafts: Mapping[str, str]
) -> PlanRecord | None:
    if not isinstance(embedded, Mapping):
        return None
    try:
        plan = Plan.from_document(embedded)
    except ContentError:
        return None
    touched = document.get("touched", 0)
    return PlanRecord(
        plan_id,
        str(document.get("label", "")),
        plan=plan,
        drafts={name: str(words) for name, words in drafts.items()},
        touched=touched if type(touched) is int else 0,
    )


def _with(there: dict[str, Any], adopted: PlanRecord) -> PlanRecord | None:
    """Give the record that is there already with what came out of the conversation."""
    try:
        record = PlanRecord.from_document(there)
    except ContentError:
        return None
    record.cut(date.min)
    merged = merge(record, copy_of(adopted)).record
    merged.drafts = {**adopted.drafts, **merged.drafts}
    return merged


def _is_whole(saver: Saver, document: Mapping[str, Any]) -> bool:
    """Tell whether it reads as a conversation, and stands where its id says."""
    try:
        conversation = Conversation.from_document(document)
    except ContentError:
        return False
    return saver.tables.get(CONVERSATIONS, str(conversation.id)) == document
