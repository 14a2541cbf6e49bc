"""Make a readable file of what was sent: for whoever wants to see it in black and white.

It is plain text, so that anyone can read it with anything, and it says so at its top. Neither
withdrawal codes nor tokens are in it: with a code somebody else could take a summary back.
"""

import json
from collections.abc import Sequence
from datetime import date

from app.domain.codebook import Codebook
from app.domain.days import date_words, short_day_words
from app.domain.organisation import STAFF_GROUPS, Organisation
from app.domain.summary import WireSummary
from app.domain.support import SERVICE_TYPES
from app.domain.wording import to_say, tr, trn
from app.sync.outbox import ARRIVED, OutboxItem, State

FILE_NAME = "layby-sent.txt"
_YES = {True: to_say("yes"), False: to_say("no")}
_REFERRAL = {
    "self": to_say("gets in touch themselves"),
    "referred": to_say("would like to be referred"),
}


def sent_ones(items: Sequence[OutboxItem]) -> list[OutboxItem]:
    """Give the items of which something reached the server, the latest first."""
    found = [item for item in items if item.state in ARRIVED or item.state is State.WITHDRAWN]
    return sorted(found, key=lambda item: (item.sent_on or item.queued_on, item.id), reverse=True)


def sent_file(
    items: Sequence[OutboxItem],
    organisation: Organisation | None,
    codebook: Codebook,
    today: date,
) -> bytes:
    """Give the file as UTF-8 text: each summary word for word, and all that went with it."""
    found = sent_ones(items)
    head = [
        tr("What Layby sent from this profile"),
        trn(
            "Made on {day}. {count} summary.",
            "Made on {day}. {count} summaries.",
            len(found),
            day=date_words(today),
        ),
        tr("This file is not locked. Whoever has it can read it."),
    ]
    parts = ["\n".join(head)]
    for number, item in enumerate(found, start=1):
        told = [
            f"{label}: {value}" for label, value in fields_of(item.wire, organisation, codebook)
        ]
        lines = [
            f"--- {number} ---",
            standing(item),
            "",
            item.wire.text,
            "",
            *told,
            "",
            tr("Exactly as it was sent:"),
            json.dumps(item.wire.to_wire(), ensure_ascii=False, indent=2, sort_keys=True),
        ]
        parts.append("\n".join(lines))
    return ("\n\n".join(parts) + "\n").encode()


def standing(item: OutboxItem) -> str:
    """Say in a line where a summary stands."""
    if item.state is State.WITHDRAWN and item.withdrawn_on is not None:
        return tr("Taken back on {day}.", day=_day(item.withdrawn_on))
    if item.state is State.DURABLE:
        return tr("Your trust holds it once, and a backup of it.")
    if item.state is State.SENT:
        return tr(
            "Your trust holds it once. A backup of it is still to come, so a copy stays here."
        )
    return ""


def fields_of(
    wire: WireSummary, organisation: Organisation | None, codebook: Codebook
) -> list[tuple[str, str]]:
    """Give everything that goes with the words, as (what it is, what it says), nothing left out."""
    areas = {area.id: area.name for area in organisation.areas} if organisation else {}
    families = {one.id: one.name for one in organisation.role_families} if organisation else {}
    known = organisation is not None and organisation.id == wire.organisation
    trust = organisation.name if organisation is not None and known else wire.organisation
    support = ", ".join(tr(SERVICE_TYPES.get(kind, kind)) for kind in wire.support_offered)
    return [
        (tr("Trust"), trust),
        (tr("Area"), areas.get(wire.area, wire.area)),
        (tr("Staff group"), tr(STAFF_GROUPS.get(wire.staff_group, wire.staff_group))),
        (tr("Role"), families.get(wire.role_family or "", wire.role_family or tr("not said"))),
        (tr("Kind of conversation"), wire.kind),
        (tr("Week"), tr("week {number} of {year}", number=int(wire.week[-2:]), year=wire.week[:4])),
        (tr("There is a plan"), tr(_YES[wire.plan_made])),
        (tr("There is a date to look again"), tr(_YES[wire.follow_up_agreed])),
        (tr("Kinds of support talked about"), support or tr("none")),
        (
            tr("How they want to reach it"),
            tr(_REFERRAL.get(wire.self_referral or "", to_say("not said"))),
        ),
        (
            tr("How helpful it was"),
            tr("{helpful} of 5", helpful=wire.helpful) if wire.helpful else tr("not said"),
        ),
        (tr("Themes ticked"), codebook.names(wire.themes) or tr("none")),
        (tr("Looked at again when the server asked"), tr(_YES[bool(wire.looked_again)])),
        (tr("Language"), wire.language),
        (tr("Rules that checked it"), wire.anonymiser),
        (tr("Form of the message"), str(wire.schema)),
        (tr("Random number, for the receipt"), wire.id),
        (tr("Lock of the code to take it back"), wire.withdrawal or tr("none")),
    ]


def _day(day: date) -> str:
    return short_day_words(day)
