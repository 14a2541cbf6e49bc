"""What guides, leaflets, services and themes say, in the language spoken now.

They are written in English, and their texts are looked up like every other word of the app's. A
text that a trust wrote itself is in no catalogue, and stays as the trust wrote it.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from app.domain.guide import Exit, Fact, Guide, Help, Prompt, PromptArea, Reminder
from app.domain.leaflet import Leaflet, OfferedPace, Part, Phrase
from app.domain.support import Service
from app.domain.theme import Codebook, Theme
from app.domain.wording import tr

#: The fields that people read, by class. Names of services and of sources stay as they are:
#: they are what one asks for, or looks up.
_READ: dict[type, frozenset[str]] = {
    Prompt: frozenset({"text", "follow_ups"}),
    PromptArea: frozenset({"title", "about"}),
    Fact: frozenset({"text"}),
    Help: frozenset({"title", "lines"}),
    Exit: frozenset({"title", "lines"}),
    Reminder: frozenset({"text"}),
    Guide: frozenset(
        "title in_brief purpose time_needed private_check opening limits closing plan_ideas".split()
    ),
    Part: frozenset({"title", "lines"}),
    Phrase: frozenset({"title", "text"}),
    OfferedPace: frozenset({"title"}),
    Leaflet: frozenset({"title", "in_brief"}),
    Service: frozenset(
        "provided eligible hours phone_steps how_to_reach cost languages confidentiality".split()
    ),
    Theme: frozenset({"label", "description", "group"}),
}
_HELD = (*_READ, Codebook)

Content = TypeVar("Content")


def spoken(content: Content) -> Content:
    """Give a guide, leaflet, service or codebook with its texts in the language spoken now."""
    said: Content = _mapped(content, tr)
    return said


def texts(content: object) -> Iterator[str]:
    """Give every text of it that ``spoken`` looks up."""
    found: list[str] = []

    def take(text: str) -> str:
        found.append(text)
        return text

    _mapped(content, take)
    yield from found


def _mapped(content: Any, say: Any) -> Any:  # noqa: ANN401 - any of the classes above
    if not is_dataclass(content) or isinstance(content, type):
        return content
    read = _READ.get(type(content), frozenset())
    new = {}
    for field in fields(content):
        value = getattr(content, field.name)
        if field.name in read:
            new[field.name] = _said(value, say)
        elif isinstance(value, tuple) and value and isinstance(value[0], _HELD):
            new[field.name] = tuple(_mapped(one, say) for one in value)
    return replace(content, **new)


def _said(value: Any, say: Any) -> Any:  # noqa: ANN401 - a text, several, or none
    if isinstance(value, str):
        return say(value) if value else value
    return tuple(map(say, value)) if isinstance(value, tuple) else value
