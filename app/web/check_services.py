"""Check the support services that ship: each by itself, then that the list helps everyone.

What a service file must have is refused on reading (``app.domain.support``); here stands what
only holds for the national entries in this repository.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from app.domain.support import ALWAYS_SHOWN, NEEDS, SERVICE_TYPES, Service

#: A number to ring or text as prose writes it: 999, 116 123, 0300 373 0898, 85258.
NUMBER = re.compile(
    r"(?<![\w£.,:])(?:999|1\d\d(?: \d{3})?|0\d{2,4}(?: \d{3,4}){1,3}|\d{5})(?![\w.:]\d|\w)"
)
# A source has a date of its own, or says that there is none to be seen.
_DATED = re.compile(r"\b20\d\d\b|no date")

#: Lines of the first Covid years that have closed, or were seen on no page since.
CLOSED_NUMBERS = frozenset({"03001317000", "03003031756", "03003035999"})

#: Needs that a national entry must answer; for others the list falls back on those who listen.
_MUST_ANSWER = ("danger-now", "suicidal-thoughts", "talk-now", "hard-job", "mental-health")


def problems(services: Mapping[str, Service]) -> Iterator[str]:
    """Say what is wrong with ``services``, file name to service, one sentence each."""
    for name, service in services.items():
        yield from _one(name, service)
    yield from _together(list(services.values()))


def _one(name: str, service: Service) -> Iterator[str]:
    if Path(name).stem != service.id:
        yield f"{name}: its id is “{service.id}”; file name and id must be the same."
    if not _DATED.search(service.source):
        yield f"{name}: source: give the source's own date, or say that it carries no date."
    if service.provider != "external" or service.eligibility in ("staff", "household"):
        yield f"{name}: a trust's own service does not belong in the national list."
    if service.always_open and "day and night" not in service.hours.lower():
        yield f"{name}: always_open is true, so hours must say “day and night”."
    if service.type in ALWAYS_SHOWN and not (service.phone or service.text_number):
        yield f"{name}: {SERVICE_TYPES[service.type]} needs a phone or text number."
    own = {number for number in (service.phone, service.text_number) if number}
    for number in sorted(own):
        if number.replace(" ", "") in CLOSED_NUMBERS:
            yield f"{name}: {number} has closed or cannot be confirmed: it must not ship."
    told = (service.provided, service.phone_steps, service.how_to_reach, service.confidentiality)
    for number in NUMBER.findall(" / ".join(filter(None, told))):
        if number not in own:
            yield f"{name}: gives the number {number}, which is not in a field of its own."


def _together(services: list[Service]) -> Iterator[str]:
    if not any(service.always_open and service.phone for service in services):
        yield "services: none has a phone line that is open day and night."
    if not any(service.emergency_screen for service in services):
        yield "services: none is on the emergency screen."
    if not any(service.always_open and service.text_number for service in services):
        yield "services: none can be reached by text day and night, for those who cannot talk."
    if not any(service.type == "emergency" for service in services):
        yield f"services: none is of type “{SERVICE_TYPES['emergency']}”."
    for need in _MUST_ANSWER:
        if not any(need in service.needs for service in services):
            yield f"services: none is for “{NEEDS[need]}”."
