"""A synthetic trust to look around in: made up from start to end, and marked as such.

Summaries are composed from ``assets/demo/sentences.toml``. What differs between groups,
areas and seasons was chosen so that each screen has something to show; it says nothing about
any real trust. The same day gives the same trust: the random numbers have a fixed seed.
"""

import hashlib
import random
import tomllib
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from app.domain.errors import ContentError
from app.domain.organisation import Organisation
from app.domain.periods import IsoWeek
from app.domain.summary import MAX_CHARACTERS, WireSummary
from app.domain.trust_lists import TrustLists, parse_lists
from sync_server.db.content import ItemKey
from sync_server.errors import ServerError
from sync_server.services.first_start import AREAS, ROLE_FAMILIES
from sync_server.services.item_forms import key_of

DEMO_TRUST = Organisation(
    "demo-trust",
    "Demonstration Ambulance Trust (made-up data)",
    AREAS,
    ROLE_FAMILIES,
    synthetic=True,
)
SUMMARIES = 5_400
WEEKS = 78
_SEED = "layby demonstration trust"

#: Uneven on purpose: some groups are always small, some around the minimum, two are large.
_GROUPS = {
    "04": 36.0,
    "07": 30.0,
    "08": 11.0,
    "03": 7.0,
    "09": 6.0,
    "02": 5.0,
    "10": 2.2,
    "05": 1.3,
    "01": 1.0,
    "06": 0.5,
}
_AREAS = {
    "north": 22.0,
    "east": 18.0,
    "south": 20.0,
    "west": 13.0,
    "control-room": 9.0,
    "headquarters": 5.0,
}
_AREA_LEANS = {
    "07": {"control-room": 3.5},
    "03": {"control-room": 4.0},
    "08": {"headquarters": 9.0},
    "09": {"headquarters": 7.0},
    "04": {"control-room": 0.2, "headquarters": 0.4},
}
_THEME_LEANS: Mapping[str, Mapping[str, float]] = {
    # by staff group
    "01": {"workload-demand": 4.0, "career-training": 3.0},
    "02": {"career-training": 7.0, "belonging-inclusion": 4.0, "pay-money": 2.0},
    "03": {"workload-demand": 4.0, "moral-distress": 2.5, "career-training": 2.0},
    "04": {"late-finishes-breaks": 2.2, "handover-delays": 2.5, "moral-distress": 1.6},
    "05": {"recognition": 4.0, "goes-well": 4.0},
    "07": {"violence-aggression": 2.0, "traumatic-incidents": 1.6, "recognition": 1.5},
    "08": {"change-communication": 3.5, "control-flexibility": 3.0, "handover-delays": 0.1},
    "09": {"equipment-estate": 4.5, "pay-money": 4.0, "handover-delays": 0.1},
    "10": {"belonging-inclusion": 7.0, "recognition": 5.0, "goes-well": 4.0},
    # by area
    "north": {"late-finishes-breaks": 1.6, "food-rest-places": 1.5},
    "east": {"handover-delays": 1.9},
    "south": {"managers-support": 1.5, "goes-well": 1.5},
    "west": {"equipment-estate": 1.8},
    "control-room": {"traumatic-incidents": 1.6, "shifts-sleep": 1.6, "handover-delays": 0.3},
    "headquarters": {"change-communication": 1.5},
    # by season
    "winter": {"handover-delays": 1.9, "physical-health": 1.6, "workload-demand": 1.5},
    "summer": {"control-flexibility": 1.6, "equipment-estate": 1.4, "caring-family": 1.5},
    # by half of the time covered
    "later": {"change-communication": 1.8, "goes-well": 1.2, "pay-money": 0.7},
}
_RARE = {"sexual-safety": 0.25, "menopause": 0.35, "bereavement": 0.45, "bullying-respect": 0.5}
_COMMON = {"workload-demand": 2.2, "late-finishes-breaks": 1.8, "shifts-sleep": 1.6}
#: Something new that nobody spoke of before, so that there is something to find: since so many
#: weeks, in this share of what is said.
_NEW_SINCE, _NEW_SHARE = 10, 0.1
_SUPPORT = ("peer-support", "occupational-health", "talking-therapy", "employee-assistance")


@dataclass(frozen=True)
class Sentences:
    """What summaries are composed of: sentences by theme, openers and closers."""

    openers: Sequence[str]
    closers: Sequence[str]
    new: Sequence[str]
    general: Mapping[str, Sequence[str]]
    by_group: Mapping[str, Mapping[str, Sequence[str]]]


def read_sentences(assets: Path) -> Sentences:
    """Read the sentences; raises ServerError when the file is missing or has another form."""
    file = assets / "demo" / "sentences.toml"
    try:
        document: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
        themes = document["theme"]
        return Sentences(
            document["openers"],
            document["closers"],
            document["new"],
            {theme["id"]: theme["general"] for theme in themes},
            {theme["id"]: theme.get("by_group", {}) for theme in themes},
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ServerError(f"The demonstration's sentences {file} cannot be read.") from error


def read_content(assets: Path) -> dict[ItemKey, str]:
    """Read the demonstration's own services and overlay; raises ServerError if one is unfit."""
    found = {}
    for file in sorted((assets / "demo" / "content").glob("*.toml")):
        try:
            text = file.read_text(encoding="utf-8")
            found[key_of(text)] = text
        except (OSError, UnicodeDecodeError, ContentError) as error:
            raise ServerError(f"The demonstration's file {file} cannot be used.") from error
    return found


def read_lists(assets: Path) -> TrustLists:
    """Read what the demonstration hides; raises ServerError when it is missing or unfit."""
    file = assets / "demo" / "lists.toml"
    try:
        return parse_lists(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ContentError) as error:
        raise ServerError(f"The demonstration's file {file} cannot be used.") from error


def compose(sentences: Sentences, today: date) -> list[WireSummary]:
    """Compose the demonstration's summaries, over ``WEEKS`` weeks that end with today's."""
    rng = random.Random(_SEED)  # noqa: S311 -- repeatable, not secret
    news = random.Random(f"{_SEED}: new")  # noqa: S311
    since = today - timedelta(weeks=_NEW_SINCE)
    made = []
    for day in _weeks(rng, today):
        for said in _one(rng, sentences, today, day):
            is_new = day >= since and news.random() < _NEW_SHARE
            more = f" {news.choice(sentences.new)}" if is_new else ""
            made.append(replace(said, text=f"{said.text}{more}"[:MAX_CHARACTERS]))
    return made


def _weeks(rng: random.Random, today: date) -> Iterator[date]:
    """Give the day of each conversation: a little more of them in autumn and over time."""
    days = [today - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]
    weights = [
        (1.3 if day.month in (9, 10, 11) else 1.0) * (1 + number / WEEKS)
        for number, day in enumerate(days)
    ]
    yield from sorted(rng.choices(days, weights, k=SUMMARIES))


def _one(rng: random.Random, sentences: Sentences, today: date, day: date) -> Iterator[WireSummary]:
    group = _pick(rng, _GROUPS)
    area = _pick(rng, _AREAS, _AREA_LEANS.get(group, {}))
    themes = _themes(rng, sentences, (group, area, *_times(day, today)))
    roles = [role.id for role in ROLE_FAMILIES if role.staff_group == group]
    identity = str(uuid.UUID(int=rng.getrandbits(128), version=4))
    yield WireSummary(
        id=identity,
        organisation=DEMO_TRUST.id,
        staff_group=group,
        area=area,
        week=str(IsoWeek.of(day)),
        kind="routine-wellbeing-conversation",
        text=_text(rng, sentences, group, themes),
        plan_made=rng.random() < 0.8,
        follow_up_agreed=rng.random() < 0.6,
        language="en",
        anonymiser="1",
        role_family=rng.choice(roles) if roles and rng.random() < 0.7 else None,
        themes=tuple(themes[:1]) if rng.random() < 0.3 else (),
        support_offered=tuple(rng.sample(_SUPPORT, rng.choice((0, 0, 1, 2)))),
        helpful=rng.choice((None, 3, 4, 4, 5, 5)),
        self_referral=rng.choice((None, None, "self", "self", "referred")),
        withdrawal=hashlib.sha256(identity.encode()).hexdigest(),
        looked_again=False,
    )


def _times(day: date, today: date) -> tuple[str, ...]:
    season = {12: "winter", 1: "winter", 2: "winter", 6: "summer", 7: "summer", 8: "summer"}
    later = "later" if day > today - timedelta(weeks=WEEKS // 2) else "earlier"
    return season.get(day.month, "between"), later


def _themes(rng: random.Random, sentences: Sentences, leans: Sequence[str]) -> list[str]:
    weights = {theme: _RARE.get(theme, _COMMON.get(theme, 1.0)) for theme in sentences.general}
    for lean in leans:
        for theme, factor in _THEME_LEANS.get(lean, {}).items():
            if theme in weights:
                weights[theme] *= factor
    chosen: list[str] = []
    for _ in range(rng.choice((1, 2, 2, 3))):
        theme = _pick(rng, weights)
        if theme not in chosen:
            chosen.append(theme)
    return chosen


def _text(rng: random.Random, sentences: Sentences, group: str, themes: Sequence[str]) -> str:
    parts = [rng.choice(sentences.openers)] if rng.random() < 0.5 else []
    for theme in themes:
        own = sentences.by_group[theme].get(group, ())
        parts.append(rng.choice(own if own and rng.random() < 0.5 else sentences.general[theme]))
    if rng.random() < 0.5:
        parts.append(rng.choice(sentences.closers))
    return " ".join(parts)[:MAX_CHARACTERS]


def _pick(
    rng: random.Random, weights: Mapping[str, float], leans: Mapping[str, float] | None = None
) -> str:
    leans = leans or {}
    return rng.choices(
        list(weights), [weight * leans.get(key, 1.0) for key, weight in weights.items()]
    )[0]
