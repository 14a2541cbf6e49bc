"""What every guide must keep to, whoever wrote it. Each breach is a ContentError with its place.

``check_guide`` judges one file by itself, ``check_whole`` a guide once it has what another
lends it. How easily it reads is ``reading_age``'s to say, when the content is checked.
"""

import re
from collections.abc import Iterator

from app.domain.content_rules import Complaint, citations, places, scores, unlisted, used_twice
from app.domain.errors import ContentError
from app.domain.guide import REQUIRED_EXITS, REQUIRED_HELP, Guide, all_texts

#: Longest text, in characters, by the first word of its place. A prompt is said in one breath;
#: what is only read may be longer.
LONGEST = {"prompt": 140, "area": 120, "reminder": 200, "fact": 260}
LONGEST_OTHER = 260

#: A three-minute conversation has room for this many prompts, and no more.
SHORT_PROMPTS_MAX = 6

#: The talk screen's own area for ways to begin; notes are kept by area id.
_RESERVED_AREA = "begin"

# A figure is a claim. It stands where a source is cited, not in a question or an idea.
_UNCITED = ("prompt", "area", "opening", "closing", "plan_ideas", "private_check")
_FIGURE = re.compile(r"\d|\bper ?cent\b|%")


def check_guide(guide: Guide) -> None:
    """Raise ContentError for the first breach of a rule within one guide file."""
    for place, complaint in _complaints(guide):
        raise ContentError(f"guide: {place}: {complaint}")


def check_whole(guide: Guide) -> None:
    """Raise ContentError when a guide, with what others lend it, lacks what each must have."""
    if not guide.limits:
        raise ContentError("guide: limits: nothing says what stays private and what cannot.")
    exits = {way.id for way in guide.exits}
    for wanted in REQUIRED_EXITS:
        if wanted not in exits:
            raise ContentError(f"guide: exit {wanted}: this exit is missing.")
    if REQUIRED_HELP not in {found.id for found in guide.in_the_moment}:
        raise ContentError(f"guide: in_the_moment {REQUIRED_HELP}: this help is missing.")
    short = sum(prompt.short for prompt in guide.prompts())
    if not 1 <= short <= SHORT_PROMPTS_MAX:
        raise ContentError(
            f"guide: short: {short} prompts are in the short mode; 1 to {SHORT_PROMPTS_MAX} fit."
        )


def _complaints(guide: Guide) -> Iterator[Complaint]:
    yield from used_twice(_places(guide))
    yield from unlisted(_citations(guide), guide.sources, "guide")
    yield from scores(_read_together(guide), "guide")
    for place, texts in all_texts(guide):
        for text in texts:
            yield from ((place, complaint) for complaint in _about_text(place, text))


def _about_text(place: str, text: str) -> Iterator[str]:
    part = place.split(maxsplit=1)[0]
    longest = LONGEST.get(part, LONGEST_OTHER)
    if len(text) > longest:
        yield f"“{text[:40]}…” has {len(text)} characters; {longest} are the most."
    if part in _UNCITED and _FIGURE.search(text):
        yield f"“{text[:40]}…” gives a figure. Write it as a fact with its source."


def _read_together(guide: Guide) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give texts as they stand together, so that a score spread over a list cannot hide."""
    yield from all_texts(guide)
    for area in guide.areas:
        yield f"area {area.id}", tuple(prompt.text for prompt in area.prompts)


def _places(guide: Guide) -> list[str]:
    return [
        f"area {_RESERVED_AREA}",
        *places("area", guide.areas),
        *places("prompt", guide.prompts()),
        *places("reminder", guide.reminders),
        *places("fact", guide.facts),
        *places("in_the_moment", guide.in_the_moment),
        *places("exit", guide.exits),
        *places("source", guide.sources),
    ]


def _citations(guide: Guide) -> list[tuple[str, str]]:
    return [
        *(("limits", source) for source in guide.limits_sources),
        *citations("reminder", guide.reminders),
        *citations("fact", guide.facts),
        *citations("in_the_moment", guide.in_the_moment),
        *citations("exit", guide.exits),
    ]
