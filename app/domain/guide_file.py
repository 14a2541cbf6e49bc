"""Read a guide, or an overlay that adds to one, from its TOML file.

A guide stands alone, or lends its limits, help and exits from another by ``common``. An
overlay only adds: whoever wants to change or remove something writes a whole guide of the
same id and a higher version instead.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from app.domain.codebook import HSE_STRESSORS, HWB_ELEMENTS
from app.domain.content import Table
from app.domain.guide import (
    KINDS,
    TIMINGS,
    USERS,
    Exit,
    Fact,
    Guide,
    Help,
    Prompt,
    PromptArea,
    Reminder,
    Source,
)
from app.domain.guide_rules import check_guide
from app.domain.support import SERVICE_TYPES

_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")
_HOURS_MAX = 24 * 366


@dataclass(frozen=True)
class Overlay:
    """What a trust adds to the guide ``overlays``; an area whose id is known gains prompts.

    A new area needs a ``title`` and an ``about``; for one that is known both are "".
    """

    overlays: str
    version: int
    language: str
    areas: tuple[PromptArea, ...]
    plan_ideas: tuple[str, ...]
    reminders: tuple[Reminder, ...]
    facts: tuple[Fact, ...]
    in_the_moment: tuple[Help, ...]
    exits: tuple[Exit, ...]
    sources: tuple[Source, ...]


def parse_guide(text: str) -> Guide:
    """Read and judge one guide file; raises ContentError naming the place that does not fit."""
    guide = read_guide(text)
    check_guide(guide)
    return guide


def read_guide(text: str) -> Guide:
    """Read one guide file that was judged before; raises ContentError when it has no such form.

    Judging takes longer than reading, and what ships was judged when the app was built.
    """
    table = Table.read(text, "guide")
    common = table.slug("common") if table.has("common") else ""
    guide = Guide(
        id=table.slug("id"),
        version=read_version(table),
        language=read_language(table),
        kind=table.choice("kind", KINDS),
        used_by=table.choice("used_by", USERS),
        order=table.whole("order", lowest=1, highest=999),
        common=common,
        title=table.text("title"),
        in_brief=table.text("in_brief"),
        purpose=table.text("purpose"),
        time_needed=table.text("time_needed"),
        private_check=table.texts("private_check", at_least=1),
        opening=table.texts("opening", at_least=1),
        limits=table.texts("limits", at_least=0 if common else 1),
        limits_sources=table.texts("limits_sources", at_least=0 if common else 1),
        areas=tuple(_area(entry) for entry in table.tables("area")),
        closing=table.texts("closing", at_least=1),
        plan_ideas=table.texts("plan_ideas"),
        review_offsets_days=table.wholes("review_offsets_days", lowest=1, highest=366),
        reminders=read_reminders(table),
        facts=_facts(table),
        in_the_moment=_helps(table),
        exits=_exits(table),
        sources=read_sources(table, at_least=1),
    )
    table.finish()
    return guide


def parse_overlay(text: str) -> Overlay:
    """Read one overlay file; raises ContentError naming the place that does not fit."""
    table = Table.read(text, "overlay")
    overlay = Overlay(
        overlays=table.slug("overlays"),
        version=read_version(table),
        language=read_language(table),
        areas=tuple(_added_area(entry) for entry in table.tables("area", at_least=0)),
        plan_ideas=table.texts("plan_ideas"),
        reminders=read_reminders(table),
        facts=_facts(table),
        in_the_moment=_helps(table),
        exits=_exits(table),
        sources=read_sources(table, at_least=0),
    )
    table.finish()
    return overlay


def read_version(table: Table) -> int:
    """Read the content's version, counted from 1."""
    return table.whole("version", lowest=1, highest=1_000_000)


def read_language(table: Table) -> str:
    """Read a language code."""
    value = table.text("language")
    if not _LANGUAGE.fullmatch(value):
        raise table.wrong("language", "must be a code such as en or cy-GB.")
    return value


def _area(table: Table) -> PromptArea:
    return _area_called(table, table.text("title"), table.text("about"))


def _added_area(table: Table) -> PromptArea:
    """Read an area of an overlay, which may leave its words to the guide it adds to."""
    title, about = table.optional_text("title") or "", table.optional_text("about") or ""
    if bool(title) != bool(about):
        raise table.wrong("about", "a new area needs both title and about; a known one neither.")
    return _area_called(table, title, about)


def _area_called(table: Table, title: str, about: str) -> PromptArea:
    prompts = tuple(_prompt(entry) for entry in table.tables("prompt"))
    area = PromptArea(table.slug("id"), title, about, prompts)
    table.finish()
    return area


def _prompt(table: Table) -> Prompt:
    prompt = Prompt(
        id=table.slug("id"),
        text=table.text("text"),
        hwb=table.choices("hwb", HWB_ELEMENTS, at_least=1),
        hse=table.choices("hse", HSE_STRESSORS),
        follow_ups=table.texts("follow_ups"),
        short=table.flag("short", absent=False),
    )
    table.finish()
    return prompt


def read_reminders(table: Table) -> tuple[Reminder, ...]:
    """Read every ``[[reminder]]``; each names its sources."""
    return tuple(_reminder(entry) for entry in table.tables("reminder", at_least=0))


def _reminder(table: Table) -> Reminder:
    if table.has("after_hours") == table.has("after_days"):
        raise table.wrong("after_hours", "give either after_hours or after_days.")
    if table.has("after_hours"):
        after = timedelta(hours=table.whole("after_hours", lowest=1, highest=_HOURS_MAX))
    else:
        after = timedelta(days=table.whole("after_days", lowest=1, highest=366))
    reminder = Reminder(
        id=table.slug("id"),
        text=table.text("text"),
        timing=table.choice("timing", TIMINGS),
        after=after,
        sources=table.texts("sources", at_least=1),
    )
    table.finish()
    return reminder


def _facts(table: Table) -> tuple[Fact, ...]:
    found = []
    for entry in table.tables("fact", at_least=0):
        sources = entry.texts("sources", at_least=1)
        found.append(Fact(entry.slug("id"), entry.text("text"), sources))
        entry.finish()
    return tuple(found)


def _helps(table: Table) -> tuple[Help, ...]:
    found = []
    for entry in table.tables("in_the_moment", at_least=0):
        title, lines = entry.text("title"), entry.texts("lines", at_least=1)
        sources = entry.texts("sources", at_least=1)
        found.append(Help(entry.slug("id"), title, lines, sources))
        entry.finish()
    return tuple(found)


def _exits(table: Table) -> tuple[Exit, ...]:
    found = []
    for entry in table.tables("exit", at_least=0):
        title, lines = entry.text("title"), entry.texts("lines", at_least=1)
        services = entry.choices("services", SERVICE_TYPES, at_least=1)
        sources = entry.texts("sources", at_least=1)
        found.append(Exit(entry.slug("id"), title, lines, services, sources))
        entry.finish()
    return tuple(found)


def read_sources(table: Table, *, at_least: int) -> tuple[Source, ...]:
    """Read every ``[[source]]``; each says when it was checked."""
    return tuple(_source(entry) for entry in table.tables("source", at_least=at_least))


def _source(table: Table) -> Source:
    source = Source(
        id=table.slug("id"),
        title=table.text("title"),
        organisation=table.text("organisation"),
        dated=table.text("dated"),
        checked_on=table.day("checked_on"),
    )
    table.finish()
    return source
