"""What every guide must keep to, whoever wrote it. Each breach is a ContentError with its place.

``check_guide`` judges one file by itself, ``check_whole`` a guide once it has what another
lends it. How easily it reads is ``reading_age``'s to say, when the content is checked.
"""

import re
from collections import Counter
from collections.abc import Iterator

from app.domain.clinical_scores import find_clinical_score
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


def _complaints(guide: Guide) -> Iterator[tuple[str, str]]:
    for place in _ids_used_twice(guide):
        yield place, "this id is used twice."
    for place, source in _citations(guide):
        if source not in {known.id for known in guide.sources}:
            yield place, f"cites the source {source}, which the guide does not list."
    for place, texts in _read_together(guide):
        score = find_clinical_score(" / ".join(texts))
        if score:
            yield place, f"this reads like a clinical score ({score}). Guides hold none."
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


def _ids_used_twice(guide: Guide) -> Iterator[str]:
    """Ids are unique by kind of entry: notes, citations and translations refer to them."""
    places = [f"area {_RESERVED_AREA}"]
    places += [f"area {area.id}" for area in guide.areas]
    places += [f"prompt {prompt.id}" for prompt in guide.prompts()]
    places += [f"reminder {reminder.id}" for reminder in guide.reminders]
    places += [f"fact {fact.id}" for fact in guide.facts]
    places += [f"in_the_moment {found.id}" for found in guide.in_the_moment]
    places += [f"exit {way.id}" for way in guide.exits]
    places += [f"source {source.id}" for source in guide.sources]
    return (place for place, count in Counter(places).items() if count > 1)


def _citations(guide: Guide) -> Iterator[tuple[str, str]]:
    yield from (("limits", source) for source in guide.limits_sources)
    yield from ((f"reminder {one.id}", source) for one in guide.reminders for source in one.sources)
    yield from ((f"fact {one.id}", source) for one in guide.facts for source in one.sources)
    for found in guide.in_the_moment:
        yield from ((f"in_the_moment {found.id}", source) for source in found.sources)
    yield from ((f"exit {way.id}", source) for way in guide.exits for source in way.sources)
