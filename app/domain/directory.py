"""Find a service: by any word, by need, or as three suggestions with the reason for each.

All of it is pure and depends on nothing but what it is given, so the same question always gets
the same answer, day or night, with or without a signal.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app.domain.search_words import ALSO
from app.domain.support import NEEDS, SERVICE_TYPES, Service, is_stale, ordered
from app.domain.wording import language, to_say, tr

#: As many suggestions as a tired person can weigh at once: in six trusts staff found the offer
#: overwhelming (Oxford AHSN, 2021).
SUGGESTIONS = 3

#: Needs where only emergency help and crisis lines may come first.
DANGER = frozenset({"danger-now", "suicidal-thoughts"})

_FOR_WHOM: Mapping[str, str] = {
    "ambulance": to_say("it is for ambulance staff"),
    "staff": to_say("it is for staff of your trust"),
    "household": to_say("it is for you and the people you live with"),
}
_MOST_REASONS = 2
_SMALL = frozenset(
    "a about am an and at be call can do for from get have help i im in is it me my need of on or "
    "please ring somebody someone something support the to want who with you".split()
)
_WORD = re.compile(r"[^\W_]+")
#: From this length on the beginning of a word tells what somebody is about to type.
_LONG_ENOUGH_TO_TELL = 3
#: From this length on a word may be one slip away from what was meant.
_LONG_ENOUGH_TO_SLIP = 5


@dataclass(frozen=True)
class Suggestion:
    """One service and, in a sentence that starts with "Because", why it is suggested."""

    service: Service
    reason: str


def search(services: Iterable[Service], words: str) -> list[Service]:
    """Give the services in which every one of ``words`` is found, in their order to show.

    Capitals and accents make no difference, the beginning of a word is enough, and a word of
    five letters or more may have one slip: a letter wrong, missing, too many or swapped with
    the next. What was found without a slip comes first. No words at all give all services.
    """
    wanted = _wanted(words)
    found: list[tuple[int, int, Service]] = []
    for place, service in enumerate(ordered(services)):
        slips = [_slip(word, _words_of(service, language())) for word in wanted]
        if None not in slips:
            found.append((sum(filter(None, slips)), place, service))
    return [service for _, _, service in sorted(found, key=lambda one: one[:2])]


def needs_meant(words: str) -> list[str]:
    """Give those of NEEDS that any of ``words`` speaks of, in their order to show.

    One word is enough, and people write in sentences: "my mate died", "cannot sleep".
    """
    wanted = [word for word in _wanted(words) if len(word) >= _LONG_ENOUGH_TO_TELL]
    return [
        need
        for need in NEEDS
        if any(_slip(word, _words_of_need(need, language())) is not None for word in wanted)
    ]


def by_need(services: Iterable[Service], need: str) -> list[Service]:
    """Give the services for one of NEEDS, the most urgent first."""
    return [service for service in ordered(services) if need in service.needs]


def suggest(
    services: Iterable[Service],
    wanted: Collection[str],
    today: date,
    *,
    limit: int = SUGGESTIONS,
    after: int = 0,
) -> tuple[Suggestion, ...]:
    """Give up to ``limit`` services for ``wanted``, ids of NEEDS or SERVICE_TYPES, best first.

    ``after`` leaves out that many from the front, to show the next ones. Where there may be
    danger, emergency help and crisis lines come first. Then: who is surely let in before who
    must ask, more of what is wanted before less, open now before maybe closed (only day-and-
    night services can be known to be open), for ambulance staff before for everyone, getting
    in touch oneself before being referred, freshly checked before out of date.
    """
    danger = bool(DANGER & set(wanted))
    matches = [service for service in services if _hits(service, wanted)]
    matches.sort(key=lambda service: _rank(service, wanted, today, danger=danger))
    chosen = matches[max(after, 0) : max(after, 0) + max(limit, 0)]
    return tuple(Suggestion(service, reason(service, danger=danger)) for service in chosen)


def reason(service: Service, *, danger: bool = False) -> str:
    """Say in plain words why this service is a good one to begin with, from its own facts."""
    if danger and service.type == "emergency":
        return tr("Because they come at once when a life is in danger.")
    clauses = []
    if service.always_open:
        clauses.append(tr("it is open now"))
    if service.text_number and not service.phone:
        clauses.append(tr("you can text instead of talking"))
    if service.eligibility in _FOR_WHOM:
        clauses.append(tr(_FOR_WHOM[service.eligibility]))
    by_manager = service.route == "manager"
    clauses.append(
        tr("your manager can refer you") if by_manager else tr("you can get in touch yourself")
    )
    first, *second = clauses[:_MOST_REASONS]
    said = (
        tr("Because {first}, and {second}.", first=first, second=second[0])
        if second
        else tr("Because {first}.", first=first)
    )
    check = tr("Not everyone is let in: check first.")
    return f"{said} {check}" if service.eligibility == "some" else said


def _hits(service: Service, wanted: Collection[str]) -> int:
    return len({*service.needs, service.type} & set(wanted))


def _rank(
    service: Service, wanted: Collection[str], today: date, *, danger: bool
) -> tuple[bool | int | str, ...]:
    """Order by plain facts; the id ends every tie, so that the answer never depends on luck."""
    urgent = service.type in ("emergency", "crisis-line")
    return (
        danger and not urgent,
        danger and service.urgency,
        service.eligibility == "some",
        -_hits(service, wanted),
        not service.always_open,
        service.eligibility == "everyone",
        service.route == "manager",
        is_stale(service, today),
        service.urgency,
        service.name,
        service.id,
    )


def _folded(words: str) -> list[str]:
    spread = unicodedata.normalize("NFKD", words.casefold().replace("’", "'").replace("'", ""))
    plain = "".join(sign for sign in spread if not unicodedata.combining(sign))
    return _WORD.findall(plain)


def _wanted(words: str) -> list[str]:
    """Give the words that matter: "I need help with" alone asks for all there is."""
    return [word for word in _folded(words) if word not in _SMALL]


@lru_cache(maxsize=1024)
def _words_of(service: Service, _: str) -> tuple[str, ...]:
    """Give every word a service can be found by, once for each entry and language."""
    said = [service.name, service.provided, tr(SERVICE_TYPES[service.type])]
    said += [_said_of(need) for need in service.needs]
    said += [number for number in (service.phone, service.text_number) if number]
    digits = [number.replace(" ", "") for number in (service.phone, service.text_number) if number]
    return tuple(dict.fromkeys([*_folded(" ".join(said)), *digits]))


@lru_cache(maxsize=128)
def _words_of_need(need: str, _: str) -> tuple[str, ...]:
    """Give every word that speaks of a need, once for each language."""
    return tuple(word for word in _folded(_said_of(need)) if word not in _SMALL)


def _said_of(need: str) -> str:
    also = ALSO.get(need)
    return f"{tr(NEEDS[need])} {tr(also) if also else ''}"


def _slip(word: str, known: Iterable[str]) -> int | None:
    """Tell how far ``word`` is from the nearest of ``known``: 0, 1, or None when not near."""
    known = tuple(known)
    if any(found.startswith(word) for found in known):
        return 0
    if len(word) < _LONG_ENOUGH_TO_SLIP or word.isdigit():
        return None  # a wrong digit is another number
    return 1 if any(_begins_one_off(word, found) for found in known) else None


def _begins_one_off(word: str, found: str) -> bool:
    """Tell whether ``word`` is one slip away from ``found`` or from how it begins."""
    lengths = range(len(word) - 1, len(word) + 2)
    return any(one_edit_apart(word, found[:length]) for length in lengths)


def one_edit_apart(one: str, other: str) -> bool:
    """Tell whether one letter changed, missing, added, or swapped with the next, makes them same.

    Two equal words are not apart.
    """
    if len(one) > len(other):
        one, other = other, one
    if one == other or len(other) - len(one) > 1:
        return False
    start = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    if len(one) < len(other):
        return one[start:] == other[start + 1 :]
    if one[start + 1 :] == other[start + 1 :]:
        return True
    swapped = one[start + 1 : start + 2] + one[start : start + 1]
    return other[start : start + 2] == swapped and one[start + 2 :] == other[start + 2 :]
