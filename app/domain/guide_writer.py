"""Write a guide, or an overlay, as the TOML text that ``guide_file`` reads back the same.

For a lead's changes in the app: what is written can be read by people too, in the order of
fields that ``assets/guides/README.md`` has.
"""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

from app.domain.errors import ContentError
from app.domain.guide import Guide, PromptArea, Reminder
from app.domain.guide_file import Overlay, parse_overlay, read_guide
from app.domain.toml_text import lines, table

_HEAD = (
    "id version language kind used_by order common title in_brief purpose time_needed "
    "private_check opening limits limits_sources closing plan_ideas review_offsets_days"
).split()
_DAYS_MAX = 366
_VERSION_LINE = re.compile(r"(?m)^version[ \t]*=[ \t]*[0-9_]+(?=[ \t]*(?:#|$))")


def write_guide(guide: Guide) -> str:
    """Give the text of a guide; ``read_guide`` makes an equal guide of it."""
    head = lines((name, getattr(guide, name)) for name in _HEAD)
    return _text(["\n".join(head), *_areas(guide.areas), *_parts(guide)])


def write_overlay(overlay: Overlay) -> str:
    """Give the text of an overlay; ``parse_overlay`` makes an equal overlay of it."""
    names = ("overlays", "version", "language", "plan_ideas")
    head = lines((name, getattr(overlay, name)) for name in names)
    return _text(["\n".join(head), *_areas(overlay.areas), *_parts(overlay)])


def with_version(text: str, version: int) -> str:
    """Give a guide's or overlay's text with another version number.

    Comments and layout stay where that can be done safely; otherwise it is written anew.
    Raises ContentError when the text is neither a guide nor an overlay.
    """
    is_overlay = _reads(parse_overlay, text) is not None
    read: Callable[[str], Guide | Overlay] = parse_overlay if is_overlay else read_guide
    before = read(text)
    head, mark, rest = text.partition("[[")
    changed = _VERSION_LINE.sub(f"version = {version}", head, count=1) + mark + rest
    wanted = _numbered(before, version)
    if _reads(read, changed) == wanted:
        return changed
    return write_overlay(wanted) if isinstance(wanted, Overlay) else write_guide(wanted)


def _numbered(item: Guide | Overlay, version: int) -> Guide | Overlay:
    kind = type(item)
    return kind(**{**item.__dict__, "version": version})


def _reads(read: Callable[[str], Guide | Overlay], text: str) -> Guide | Overlay | None:
    try:
        return read(text)
    except ContentError:
        return None


def _text(parts: list[str]) -> str:
    return "\n\n".join(parts) + "\n"


def _areas(areas: tuple[PromptArea, ...]) -> Iterator[str]:
    for area in areas:
        yield table("area", [("id", area.id), ("title", area.title), ("about", area.about)])
        for prompt in area.prompts:
            yield table(
                "area.prompt",
                [
                    ("id", prompt.id),
                    ("text", prompt.text),
                    ("short", prompt.short or None),
                    ("hwb", prompt.hwb),
                    ("hse", prompt.hse),
                    ("follow_ups", prompt.follow_ups),
                ],
            )


def _parts(item: Guide | Overlay) -> Iterator[str]:
    for reminder in item.reminders:
        yield _reminder(reminder)
    for fact in item.facts:
        yield table("fact", [("id", fact.id), ("text", fact.text), ("sources", fact.sources)])
    for found in item.in_the_moment:
        fields = [("id", found.id), ("title", found.title)]
        yield table("in_the_moment", [*fields, ("lines", found.lines), ("sources", found.sources)])
    for way in item.exits:
        fields = [("id", way.id), ("title", way.title)]
        rest = [("lines", way.lines), ("services", way.services), ("sources", way.sources)]
        yield table("exit", [*fields, *rest])
    for source in item.sources:
        yield table(
            "source",
            [
                ("id", source.id),
                ("title", source.title),
                ("organisation", source.organisation),
                ("dated", source.dated),
                ("checked_on", source.checked_on),
            ],
        )


def _reminder(reminder: Reminder) -> str:
    days, rest = divmod(reminder.after, timedelta(days=1))
    # A time of a few days is told in hours: "not before 72 hours" is not "three days later".
    if rest or days <= 3 or days > _DAYS_MAX:
        after = ("after_hours", reminder.after // timedelta(hours=1))
    else:
        after = ("after_days", days)
    return table(
        "reminder",
        [
            ("id", reminder.id),
            ("text", reminder.text),
            ("timing", reminder.timing),
            after,
            ("sources", reminder.sources),
        ],
    )
