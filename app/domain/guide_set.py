"""Put guides together: a trust's own in place of ours, what it adds, and what one lends another.

Overlays only ever add, and a replacement is a whole guide with a higher version, so what a
device shows can always be told from the files and their versions alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.domain.errors import ContentError
from app.domain.guide import Guide, PromptArea, Source
from app.domain.guide_file import Overlay
from app.domain.guide_rules import check_guide, check_whole

#: The language every guide is there in; another is shown where it is there and up to date.
FIRST_LANGUAGE = "en"


def newest(guides: Iterable[Guide]) -> dict[tuple[str, str], Guide]:
    """Give each guide in its highest version, by (id, language).

    Raises ContentError when two files are the same guide, language and version, or when a
    replacement is meant for somebody else than the guide it replaces.
    """
    found: dict[tuple[str, str], Guide] = {}
    for guide in guides:
        key = (guide.id, guide.language)
        known = found.get(key)
        if known is None:
            found[key] = guide
            continue
        if known.version == guide.version:
            raise ContentError(f"guide: {guide.id}: version {guide.version} is there twice.")
        if (known.used_by, known.kind) != (guide.used_by, guide.kind):
            raise ContentError(f"guide: {guide.id}: a new version keeps its kind and who uses it.")
        found[key] = max(known, guide, key=lambda one: one.version)
    return found


def choose(guides: Iterable[Guide], language: str) -> dict[str, Guide]:
    """Give the newest guides by id and in order, in ``language`` where they are there.

    A translation of an older version than the guide in the first language is not shown:
    what a guide says of confidentiality and danger must not be out of date.
    """
    known = newest(guides)
    chosen: dict[str, Guide] = {}
    for (guide_id, written_in), guide in known.items():
        if written_in == FIRST_LANGUAGE:
            translated = known.get((guide_id, language))
            current = translated is not None and translated.version == guide.version
            chosen[guide_id] = translated if translated is not None and current else guide
    in_order = sorted(chosen.values(), key=lambda one: (one.order, one.id))
    return {guide.id: guide for guide in in_order}


def complete(guide: Guide, others: Mapping[str, Guide]) -> Guide:
    """Give ``guide`` with what its ``common`` guide lends it; what it has itself comes first.

    Raises ContentError when that guide is missing, borrows itself, or a part is still missing.
    """
    if guide.common:
        lender = others.get(guide.common)
        if lender is None or lender.common:
            raise ContentError(f"guide: common: there is no guide {guide.common} to borrow from.")
        guide = _borrow(guide, lender)
    check_whole(guide)
    return guide


def _borrow(guide: Guide, lender: Guide) -> Guide:
    own_help = {found.id for found in guide.in_the_moment}
    own_exits = {way.id for way in guide.exits}
    helps = tuple(found for found in lender.in_the_moment if found.id not in own_help)
    exits = tuple(way for way in lender.exits if way.id not in own_exits)
    limits_sources = () if guide.limits else lender.limits_sources
    cited = set(limits_sources)
    cited.update(source for found in helps for source in found.sources)
    cited.update(source for way in exits for source in way.sources)
    lent = tuple(source for source in lender.sources if source.id in cited)
    return replace(
        guide,
        limits=guide.limits or lender.limits,
        limits_sources=guide.limits_sources or limits_sources,
        in_the_moment=(*guide.in_the_moment, *helps),
        exits=(*guide.exits, *exits),
        sources=_joined(guide, lent),
    )


def _joined(guide: Guide, lent: tuple[Source, ...]) -> tuple[Source, ...]:
    own = {source.id: source for source in guide.sources}
    for source in lent:
        if own.get(source.id, source) != source:
            raise ContentError(f"guide: source {source.id}: differs from that of {guide.common}.")
    return (*guide.sources, *(source for source in lent if source.id not in own))


def add_overlay(guide: Guide, overlay: Overlay) -> Guide:
    """Give ``guide`` with what a trust adds to it; raises ContentError when they do not fit.

    Every rule of a guide holds for the two together: ids, citations, lengths, no scores.
    """
    if (overlay.overlays, overlay.language) != (guide.id, guide.language):
        raise ContentError(f"overlay: overlays: this does not belong to {guide.id}.")
    known = {area.id for area in guide.areas}
    for area in overlay.areas:
        if area.id in known and area.title:
            raise ContentError(f"overlay: area {area.id}: is known; leave out title and about.")
        if area.id not in known and not area.title:
            raise ContentError(f"overlay: area {area.id}: is new; give it a title and an about.")
    added = {area.id: area for area in overlay.areas}
    grown = replace(
        guide,
        areas=(
            *(_grown(area, added.get(area.id)) for area in guide.areas),
            *(area for area in overlay.areas if area.id not in known),
        ),
        plan_ideas=(*guide.plan_ideas, *overlay.plan_ideas),
        reminders=(*guide.reminders, *overlay.reminders),
        facts=(*guide.facts, *overlay.facts),
        in_the_moment=(*guide.in_the_moment, *overlay.in_the_moment),
        exits=(*guide.exits, *overlay.exits),
        sources=(*guide.sources, *overlay.sources),
    )
    check_guide(grown)
    return grown


def _grown(area: PromptArea, more: PromptArea | None) -> PromptArea:
    return area if more is None else replace(area, prompts=(*area.prompts, *more.prompts))


def translation_problems(original: Guide, translation: Guide) -> list[str]:
    """Say where a translation is not the same guide: ids, tags, times and citations must match.

    A translation of an older version is no problem yet; it is not shown until it catches up.
    """
    if original.version != translation.version:
        return []
    return [
        f"{name}: differs from the guide in {original.language}."
        for name, ours in _skeleton(original).items()
        if _skeleton(translation)[name] != ours
    ]


def _skeleton(guide: Guide) -> dict[str, object]:
    """Give all of a guide that is not words, part by part."""
    return {
        "kind": (guide.kind, guide.used_by, guide.order, guide.common),
        "review_offsets_days": guide.review_offsets_days,
        "area": [area.id for area in guide.areas],
        "prompt": [
            (area.id, one.id, set(one.hwb), set(one.hse), one.short, len(one.follow_ups))
            for area in guide.areas
            for one in area.prompts
        ],
        "reminder": [(one.id, one.timing, one.after, one.sources) for one in guide.reminders],
        "fact": [(one.id, one.sources) for one in guide.facts],
        "in_the_moment": [(one.id, one.sources) for one in guide.in_the_moment],
        "exit": [(one.id, one.services, one.sources) for one in guide.exits],
        "source": [(one.id, one.checked_on) for one in guide.sources],
        "limits": (len(guide.limits), guide.limits_sources),
    }
