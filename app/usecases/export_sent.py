"""Make a readable file of what was sent: for whoever wants to see it in black and white.

It is plain text, so that anyone can read it with anything, and it says so at its top. Neither
withdrawal codes nor tokens are in it: with a code somebody else could take a summary back.
"""

import json
from collections.abc import Sequence
from datetime import date

from app.domain.organisation import STAFF_GROUPS, Organisation
from app.domain.summary import WireSummary
from app.domain.support import SERVICE_TYPES
from app.sync.outbox import ARRIVED, OutboxItem, State

FILE_NAME = "layby-sent.txt"
_YES = {True: "yes", False: "no"}
_REFERRAL = {"self": "gets in touch themselves", "referred": "would like to be referred"}


def sent_ones(items: Sequence[OutboxItem]) -> list[OutboxItem]:
    """Give the items of which something reached the server, the latest first."""
    found = [item for item in items if item.state in ARRIVED or item.state is State.WITHDRAWN]
    return sorted(found, key=lambda item: (item.sent_on or item.queued_on, item.id), reverse=True)


def sent_file(items: Sequence[OutboxItem], organisation: Organisation | None, today: date) -> bytes:
    """Give the file as UTF-8 text: each summary word for word, and all that went with it."""
    found = sent_ones(items)
    head = [
        "What Layby sent from this profile",
        f"Made on {today.day} {today:%B %Y}. {len(found)} "
        f"summar{'y' if len(found) == 1 else 'ies'}.",
        "This file is not locked. Whoever has it can read it.",
    ]
    parts = ["\n".join(head)]
    for number, item in enumerate(found, start=1):
        told = [f"{label}: {value}" for label, value in fields_of(item.wire, organisation)]
        lines = [
            f"--- {number} ---",
            standing(item),
            "",
            item.wire.text,
            "",
            *told,
            "",
            "Exactly as it was sent:",
            json.dumps(item.wire.to_wire(), ensure_ascii=False, indent=2, sort_keys=True),
        ]
        parts.append("\n".join(lines))
    return ("\n\n".join(parts) + "\n").encode()


def standing(item: OutboxItem) -> str:
    """Say in a line where a summary stands."""
    if item.state is State.WITHDRAWN and item.withdrawn_on is not None:
        return f"Taken back on {_day(item.withdrawn_on)}."
    if item.state is State.DURABLE:
        return "Your trust holds it once, and a backup of it."
    if item.state is State.SENT:
        return "Your trust holds it once. A backup of it is still to come, so a copy stays here."
    return ""


def fields_of(wire: WireSummary, organisation: Organisation | None) -> list[tuple[str, str]]:
    """Give everything that goes with the words, as (what it is, what it says), nothing left out."""
    areas = {area.id: area.name for area in organisation.areas} if organisation else {}
    families = {one.id: one.name for one in organisation.role_families} if organisation else {}
    known = organisation is not None and organisation.id == wire.organisation
    trust = organisation.name if organisation is not None and known else wire.organisation
    support = ", ".join(SERVICE_TYPES.get(kind, kind) for kind in wire.support_offered)
    return [
        ("Trust", trust),
        ("Area", areas.get(wire.area, wire.area)),
        ("Staff group", STAFF_GROUPS.get(wire.staff_group, wire.staff_group)),
        ("Role", families.get(wire.role_family or "", wire.role_family or "not said")),
        ("Kind of conversation", wire.kind),
        ("Week", f"week {int(wire.week[-2:])} of {wire.week[:4]}"),
        ("There is a plan", _YES[wire.plan_made]),
        ("There is a date to look again", _YES[wire.follow_up_agreed]),
        ("Kinds of support talked about", support or "none"),
        ("How they want to reach it", _REFERRAL.get(wire.self_referral or "", "not said")),
        ("How helpful it was", f"{wire.helpful} of 5" if wire.helpful else "not said"),
        ("Themes picked", ", ".join(wire.themes) or "none"),
        ("Looked at again when the server asked", _YES[bool(wire.looked_again)]),
        ("Language", wire.language),
        ("Rules that checked it", wire.anonymiser),
        ("Form of the message", str(wire.schema)),
        ("Random number, for the receipt", wire.id),
        ("Lock of the code to take it back", wire.withdrawal or "none"),
    ]


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"
