"""Check the leaflets that ship: names, what each screen needs of them, how easily they read."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from app.domain.leaflet import Leaflet
from app.domain.reading_age import (
    FEWEST_WORDS,
    LONGEST_SENTENCE,
    OLDEST,
    reading_age,
    sentences,
    words,
)

#: What the screens look up by id, by leaflet: its parts, then its phrases.
WANTED: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "after-a-hard-job": (("normal", "helps", "leave-out", "trim", "seek-more", "danger"), ()),
    "ask-for-a-conversation": (
        ("good-to-know", "manager-is-the-problem"),
        ("to-manager", "to-someone", "ending"),
    ),
    "two-minute-pause": (("how", "why"), ()),
}


def problems(leaflets: Mapping[str, Leaflet]) -> Iterator[str]:
    """Say what is wrong with ``leaflets``, by file name."""
    for name, leaflet in leaflets.items():
        if Path(name).stem != leaflet.id:
            yield f"{name}: its id is “{leaflet.id}”; file name and id must be the same."
        yield from (f"{name}: {complaint}" for complaint in _reading_problems(leaflet))
    found = {leaflet.id: leaflet for leaflet in leaflets.values()}
    for wanted in sorted(WANTED):
        if wanted in found:
            yield from _missing(found[wanted], *WANTED[wanted])
        else:
            yield f"leaflets: {wanted}: this leaflet is missing."


def _missing(leaflet: Leaflet, parts: tuple[str, ...], phrases: tuple[str, ...]) -> Iterator[str]:
    for kind, wanted, there in (
        ("part", parts, {part.id for part in leaflet.parts}),
        ("phrase", phrases, {phrase.id for phrase in leaflet.phrases}),
    ):
        for name in wanted:
            if name not in there:
                yield f"leaflets: {leaflet.id}: {kind} {name} is missing."
    if leaflet.id == "two-minute-pause" and not leaflet.paces:
        yield f"leaflets: {leaflet.id}: it has no pace to breathe at."
    if leaflet.id == "after-a-hard-job" and not leaflet.reminders:
        yield f"leaflets: {leaflet.id}: it has no times to come back to."


def _reading_problems(leaflet: Leaflet) -> Iterator[str]:
    every: list[str] = []
    for place, texts in leaflet.texts():
        every += texts
        for text in texts:
            for sentence in sentences(text):
                if len(words(sentence)) > LONGEST_SENTENCE:
                    yield f"{place}: “{sentence[:40]}…” is too long for one sentence."
        if sum(len(words(text)) for text in texts) >= FEWEST_WORDS:
            yield from _too_hard(place, list(texts))
    yield from _too_hard("the whole", every)


def _too_hard(place: str, texts: list[str]) -> Iterator[str]:
    age = reading_age(texts)
    if age > OLDEST:
        yield f"{place}: reads like a text for age {age:.1f}; {OLDEST:.0f} is the oldest."
