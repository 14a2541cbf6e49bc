"""Check the guides that ship: names, numbers, translations, and how easily they read.

``parse_guide`` has judged each file by itself; here they are judged together, beside the
services they name.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from app.domain.errors import ContentError
from app.domain.guide import Guide, all_texts
from app.domain.guide_set import FIRST_LANGUAGE, choose, complete, translation_problems
from app.domain.reading_age import (
    FEWEST_WORDS,
    LONGEST_SENTENCE,
    OLDEST,
    reading_age,
    sentences,
    words,
)


def problems(guides: Mapping[str, Guide]) -> Iterator[str]:
    """Say what is wrong with ``guides``, by file name."""
    for name, guide in guides.items():
        yield from _named(name, guide)
        if guide.language.split("-")[0] == FIRST_LANGUAGE:
            yield from (f"{name}: {complaint}" for complaint in reading_problems(guide))
    yield from _together(guides.values())
    yield from _translations(guides)


def reading_problems(guide: Guide) -> Iterator[str]:
    """Say where an English guide is too hard to read; its whole, its larger parts, sentences."""
    parts: dict[str, list[str]] = defaultdict(list)
    for place, texts in all_texts(guide):
        parts["the whole"] += texts
        parts["the prompts" if place.startswith(("area", "prompt")) else place] += texts
        for text in texts:
            for sentence in sentences(text):
                if len(words(sentence)) > LONGEST_SENTENCE:
                    yield f"{place}: “{sentence[:40]}…” is too long for one sentence."
    for place, together in parts.items():
        if place != "the whole" and sum(len(words(text)) for text in together) < FEWEST_WORDS:
            continue
        age = reading_age(together)
        if age > OLDEST:
            yield f"{place}: reads like a text for age {age:.1f}; {OLDEST:.0f} is the oldest."


def _named(name: str, guide: Guide) -> Iterator[str]:
    own = guide.id if guide.language == FIRST_LANGUAGE else f"{guide.id}.{guide.language}"
    if Path(name).stem != own:
        yield f"{name}: its id is “{guide.id}”, so its file must be called {own}.toml."


def _together(guides: Iterable[Guide]) -> Iterator[str]:
    """Every guide must be whole once it has what it borrows, in each language."""
    found = list(guides)
    for language in sorted({FIRST_LANGUAGE, *(guide.language for guide in found)}):
        try:
            chosen = choose(found, language)
        except ContentError as error:
            yield f"guides: {error.message}"
            return
        for guide in chosen.values():
            try:
                complete(guide, chosen)
            except ContentError as error:
                yield f"guides: {guide.id} ({guide.language}): {error.message}"


def _translations(guides: Mapping[str, Guide]) -> Iterator[str]:
    originals = {guide.id: guide for guide in guides.values() if guide.language == FIRST_LANGUAGE}
    for name, guide in guides.items():
        original = originals.get(guide.id)
        if guide.language == FIRST_LANGUAGE:
            continue
        if original is None:
            yield f"{name}: there is no guide {guide.id} in {FIRST_LANGUAGE} to translate."
        else:
            yield from (f"{name}: {found}" for found in translation_problems(original, guide))
