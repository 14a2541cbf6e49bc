"""The copy of a plan that the person takes along: what is in it, and how one is read.

Compact JSON, the same bytes for the same plan. No label and no drafts are in it, and of earlier
versions only their ids, by which another device finds what both last had in common. A copy is
read as something from outside: everything that Layby would not have written is refused.
"""

import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.domain.errors import CopyTooLarge, CopyTooNew, CopyUnreadable
from app.domain.json_text import read_json
from app.domain.plan import Action, Owner, Plan, Section
from app.domain.plan_record import PlanRecord
from app.domain.wording import tr

FORMAT = 1
#: No copy is larger, written or read.
MAX_BYTES = 100_000
MAX_ACTIONS = 500
#: Of longer histories the ids of the newest versions travel.
MAX_VERSIONS = 64
#: Days of a plan outside these years are nobody's, and break calendars.
YEARS = range(1900, 9000)
#: The day of a copy of which none is known.
UNDATED = date.min

#: Control characters but for tab and line feed, and halves of characters. Marks of direction,
#: as right-to-left text needs them, are none of these.
_UNPORTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_KEYS = {"layby", "plan", "words", "actions", "review", "versions", "made"}
_ACTION_KEYS = {"id", "what", "owner", "due", "done", "done_on"}


@dataclass(frozen=True)
class PlanCopy:
    """A plan on its way between devices.

    ``version_ids`` are those of its history, with that of ``plan`` itself last. ``made_on`` is
    the day it was agreed.
    """

    plan_id: str
    plan: Plan
    version_ids: tuple[str, ...]
    made_on: date


def copy_of(record: PlanRecord) -> PlanCopy:
    """Give what travels of a record. Cut a version first, so that the copy is dated."""
    known = [version.id for version in record.versions]
    kept = list(dict.fromkeys((*record.seen, *known)))
    head = record.head_id()
    ids = [version for version in kept if version != head][-(MAX_VERSIONS - 1) :]
    made_on = record.versions[-1].made_on if record.versions else UNDATED
    return PlanCopy(record.id, _portable(record.plan), (*ids, head), made_on)


def write_copy(record: PlanRecord) -> bytes:
    """Give the copy's bytes, UTF-8; raises CopyTooLarge over ``MAX_BYTES``."""
    copy = copy_of(record)
    whole = {
        "layby": FORMAT,
        "plan": copy.plan_id,
        "words": dict(copy.plan.words),
        "actions": [_written(action) for action in copy.plan.actions],
        "review": copy.plan.review_on and copy.plan.review_on.isoformat(),
        "versions": list(copy.version_ids),
        "made": copy.made_on.isoformat(),
    }
    kept = {key: value for key, value in whole.items() if value}
    written = json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    if len(written) > MAX_BYTES or len(copy.plan.actions) > MAX_ACTIONS:
        raise CopyTooLarge(tr("This plan is too long to take along. Shorten the longest part."))
    return written


def read_copy(written: bytes) -> PlanCopy:
    """Read a copy from outside; raises CopyUnreadable, and CopyTooNew on a later format."""
    if len(written) > MAX_BYTES:
        raise CopyUnreadable
    try:
        whole = _object(read_json(written))
        number = whole["layby"]
        if type(number) is not int or number < 1:
            raise ValueError
        if number > FORMAT:
            raise CopyTooNew
        if not whole.keys() <= _KEYS:
            raise ValueError
        return _copy(whole)
    except (KeyError, TypeError, ValueError, RecursionError):
        # Without its cause: that would quote what a person wrote.
        raise CopyUnreadable from None


def _copy(whole: Mapping[str, object]) -> PlanCopy:
    words, actions = _object(whole.get("words", {})), _list(whole.get("actions", []))
    versions = _list(whole["versions"])
    if len(actions) > MAX_ACTIONS or not 1 <= len(versions) <= MAX_VERSIONS:
        raise ValueError
    plan = Plan(
        words={Section(key).value: _text(text) for key, text in words.items()},
        actions=tuple(_action(_object(item)) for item in actions),
        review_on=_plan_day(whole.get("review")),
    )
    ids = tuple(map(_id, versions))
    if len({action.id for action in plan.actions}) < len(actions) or len({*ids}) < len(ids):
        raise ValueError
    made_on = _day(whole["made"])
    if made_on is None:
        raise ValueError
    return PlanCopy(_id(whole["plan"]), plan, ids, made_on)


def _written(action: Action) -> dict[str, object]:
    fields = {
        "id": action.id,
        "what": action.what,
        "owner": action.owner.value,
        "due": action.due and action.due.isoformat(),
        "done": action.done,
        "done_on": action.done_on and action.done_on.isoformat(),
    }
    return {key: value for key, value in fields.items() if value}


def _action(item: Mapping[str, object]) -> Action:
    done = item.get("done", False)
    if not (item.keys() <= _ACTION_KEYS and isinstance(done, bool)):
        raise ValueError
    return Action(
        what=_text(item["what"]),
        owner=Owner(_text(item["owner"])),
        due=_plan_day(item.get("due")),
        done=done,
        id=_id(item["id"]),
        done_on=_plan_day(item.get("done_on")),
    )


def _portable(plan: Plan) -> Plan:
    """Leave out what no screen shows and other devices would refuse."""
    return replace(
        plan,
        words={key: portable_text(text) for key, text in plan.words.items()},
        actions=tuple(
            replace(action, what=portable_text(action.what).strip() or "?")
            for action in plan.actions
        ),
    )


def portable_text(text: str) -> str:
    """Give text without control characters and halves of characters; lines stay lines."""
    return _UNPORTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or _UNPORTABLE.search(value):
        raise ValueError
    return value


def _id(value: object) -> str:
    if not isinstance(value, str) or str(uuid.UUID(value)) != value:
        raise ValueError
    return value


def _day(value: object) -> date | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError
    day = date.fromisoformat(value)
    if day.isoformat() != value:  # Python reads weeks too
        raise ValueError
    return day


def _plan_day(value: object) -> date | None:
    day = _day(value)
    if day is not None and day.year not in YEARS:
        raise ValueError
    return day


def _object(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError
    return value
