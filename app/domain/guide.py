"""A guide: prompts for a wellbeing conversation, all optional, in any order.

NHS guidance advises against a fixed script, so a guide offers areas and prompts, says the
limits of confidentiality before anything else, and helps the manager in the moment. It never
holds a clinical score: ``clinical_scores.find_clinical_score`` looks at every text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.clinical_scores import find_clinical_score
from app.domain.codebook import HSE_STRESSORS, HWB_ELEMENTS
from app.domain.content import Table
from app.domain.errors import ContentError

_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")


@dataclass(frozen=True)
class Prompt:
    """One question to offer. ``hwb`` and ``hse`` are framework ids, for the trust's counts."""

    id: str
    text: str
    hwb: tuple[str, ...]
    hse: tuple[str, ...]
    follow_ups: tuple[str, ...]


@dataclass(frozen=True)
class PromptArea:
    """Prompts on one part of life at work."""

    id: str
    title: str
    about: str
    prompts: tuple[Prompt, ...]


@dataclass(frozen=True)
class Source:
    """What a guide rests on. ``dated`` is the source's own date, in words."""

    title: str
    organisation: str
    dated: str
    checked_on: date


@dataclass(frozen=True)
class Guide:
    """One kind of conversation. ``limits`` is said before starting.

    ``in_the_moment`` holds (title, lines) pairs for the person holding the conversation;
    ``review_offsets_days`` the days from today that are offered for the review.
    """

    id: str
    version: int
    language: str
    title: str
    purpose: str
    time_needed: str
    private_check: tuple[str, ...]
    opening: tuple[str, ...]
    limits: tuple[str, ...]
    areas: tuple[PromptArea, ...]
    closing: tuple[str, ...]
    plan_ideas: tuple[str, ...]
    review_offsets_days: tuple[int, ...]
    in_the_moment: tuple[tuple[str, tuple[str, ...]], ...]
    sources: tuple[Source, ...]


def parse_guide(text: str) -> Guide:
    """Read one guide file; raises ContentError naming the place that does not fit."""
    table = Table.read(text, "guide")
    guide = Guide(
        id=table.slug("id"),
        version=table.whole("version", lowest=1, highest=1_000_000),
        language=_language(table),
        title=table.text("title"),
        purpose=table.text("purpose"),
        time_needed=table.text("time_needed"),
        private_check=table.texts("private_check", at_least=1),
        opening=table.texts("opening", at_least=1),
        limits=table.texts("limits", at_least=1),
        areas=tuple(_area(entry) for entry in table.tables("area")),
        closing=table.texts("closing", at_least=1),
        plan_ideas=table.texts("plan_ideas"),
        review_offsets_days=table.wholes("review_offsets_days", lowest=1, highest=366),
        in_the_moment=tuple(_help(entry) for entry in table.tables("in_the_moment", at_least=0)),
        sources=tuple(_source(entry) for entry in table.tables("source")),
    )
    table.finish()
    _check_ids(guide)
    _refuse_clinical_scores(guide)
    return guide


def _language(table: Table) -> str:
    value = table.text("language")
    if not _LANGUAGE.fullmatch(value):
        raise table.wrong("language", "must be a code such as en or cy-GB.")
    return value


def _area(table: Table) -> PromptArea:
    area = PromptArea(
        id=table.slug("id"),
        title=table.text("title"),
        about=table.text("about"),
        prompts=tuple(_prompt(entry) for entry in table.tables("prompt")),
    )
    table.finish()
    return area


def _prompt(table: Table) -> Prompt:
    prompt = Prompt(
        id=table.slug("id"),
        text=table.text("text"),
        hwb=table.choices("hwb", HWB_ELEMENTS),
        hse=table.choices("hse", HSE_STRESSORS),
        follow_ups=table.texts("follow_ups"),
    )
    table.finish()
    return prompt


def _help(table: Table) -> tuple[str, tuple[str, ...]]:
    title, lines = table.text("title"), table.texts("lines", at_least=1)
    table.finish()
    return title, lines


def _source(table: Table) -> Source:
    source = Source(
        title=table.text("title"),
        organisation=table.text("organisation"),
        dated=table.text("dated"),
        checked_on=table.day("checked_on"),
    )
    table.finish()
    return source


def _check_ids(guide: Guide) -> None:
    """Ids of areas and of prompts are unique within a guide: notes refer to them."""
    seen: set[str] = set()
    for area in guide.areas:
        for part, part_id in [("area", area.id), *(("prompt", p.id) for p in area.prompts)]:
            if f"{part} {part_id}" in seen:
                raise ContentError(f"guide: {part} {part_id}: this id is used twice.")
            seen.add(f"{part} {part_id}")


def _refuse_clinical_scores(guide: Guide) -> None:
    for place, text in all_texts(guide):
        found = find_clinical_score(text)
        if found:
            raise ContentError(
                f"guide: {place}: this reads like a clinical score ({found}). Guides hold none."
            )


def all_texts(guide: Guide) -> Iterator[tuple[str, str]]:
    """Give every text of a guide with its place.

    What stands together is joined, so that a score spread over a list cannot hide.
    """
    yield "title", f"{guide.title} / {guide.purpose} / {guide.time_needed}"
    for name in ("private_check", "opening", "limits", "closing", "plan_ideas"):
        yield name, " / ".join(getattr(guide, name))
    for area in guide.areas:
        yield f"area {area.id}", f"{area.title} / {area.about}"
        for prompt in area.prompts:
            yield f"prompt {prompt.id}", " / ".join((prompt.text, *prompt.follow_ups))
        yield f"area {area.id}", " / ".join(prompt.text for prompt in area.prompts)
    for title, lines in guide.in_the_moment:
        yield "in_the_moment", " / ".join((title, *lines))
