"""How documents of earlier versions become documents of this one.

Every record carries the number of the schema it was written in (none means 1). Steps go forward
only, one number at a time. They must take any JSON object: what does not look as expected stays
as it is, for the code that reads documents judges them, and a step must never lose one. An
upgrade is resumable because each record is brought up, and written, on its own number.
"""

from collections.abc import Callable, Mapping
from typing import Any

Document = dict[str, Any]
Step = Callable[[str, Document], Document]


def upgraded(table: str, document: Mapping[str, Any], schema: int) -> Document:
    """Give ``document``, which was written in ``schema``, as the present schema has it."""
    current = dict(document)
    for step in _STEPS[schema - 1 :]:
        current = step(table, current)
    return current


def _to_2(table: str, document: Document) -> Document:
    """Say when a conversation was finished and a summary sent: retention counts from there.

    Schema 1 did not note the day; the day it was held, or queued, is the nearest known, and
    a notice is shown before anything is removed all the same.
    """
    if table == "conversations":
        finished = document.get("outcome") != "open"
        added = {
            "finished_on": document.get("held_on") if finished else None,
            "keep_notes": False,
            "notice_on": None,
        }
    elif table == "outbox":
        sent = document.get("state") == "sent"
        added = {"sent_on": document.get("queued_on") if sent else None}
    else:
        added = {}
    return {**added, **document}


_STEPS: tuple[Step, ...] = (_to_2,)
#: The schema that documents are written in.
SCHEMA = len(_STEPS) + 1
