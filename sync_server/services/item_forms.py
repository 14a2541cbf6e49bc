"""The kinds of item a trust may have of its own, told apart and read by their fields."""

from collections.abc import Callable, Mapping

from app.domain.content import read_toml
from app.domain.errors import ContentError
from app.domain.guide import Guide
from app.domain.guide_file import Overlay, parse_guide, parse_overlay
from app.domain.guide_writer import with_version
from app.domain.support import Service, parse_service
from app.domain.trust_action import TrustAction, parse_action
from app.domain.trust_content import MAX_TEXT_BYTES
from sync_server.db.content import ItemKey

Item = Guide | Overlay | Service | TrustAction

_PARSERS: Mapping[str, Callable[[str], Item]] = {
    "guide": parse_guide,
    "overlay": parse_overlay,
    "service": parse_service,
    "action": parse_action,
}
#: Kinds whose texts have no version and no language of their own.
_PLAIN = ("service", "action")
#: The field by which each kind tells itself apart from a service, and the one that names it.
_MARKS = {"overlays": "overlay", "used_by": "guide", "you_said": "action"}
_TITLES = {"guide": "title", "service": "name", "action": "you_said"}


def key_of(text: str) -> ItemKey:
    """Read and judge a text of any kind and say which item it is; raises ContentError."""
    fields = read_toml(text)
    kind = next((kind for mark, kind in _MARKS.items() if mark in fields), "service")
    return _key(kind, _PARSERS[kind](text))


def numbered(key: ItemKey, text: str, version: int) -> str:
    """Judge a text that is meant for ``key`` and give it with its version; raises ContentError.

    The text of a service or an action has no version in it and stays as it is.
    """
    if len(text.encode("utf-8", "replace")) > MAX_TEXT_BYTES:
        raise ContentError(f"{key.kind}: this is too long: {MAX_TEXT_BYTES:,} bytes are the most.")
    if any(0xD800 <= ord(character) <= 0xDFFF for character in text):
        raise ContentError(f"{key.kind}: there is half a character in it.")
    found = _key(key.kind, _PARSERS[key.kind](text))
    if found != key:
        raise ContentError(
            f"{key.kind}: id: this text says {found.id} ({found.language}), "
            f"but {key.id} ({key.language}) is what is being edited."
        )
    return text if key.kind in _PLAIN else with_version(text, version)


def title_of(kind: str, text: str) -> str:
    """Give what a list calls the item; empty where there is nothing to call it by."""
    try:
        fields = read_toml(text)
    except ContentError:
        return ""
    return str(fields.get(_TITLES.get(kind, "overlays"), ""))


def _key(kind: str, item: Item) -> ItemKey:
    if isinstance(item, Service | TrustAction):
        return ItemKey(kind, item.id)
    return ItemKey(kind, item.id if isinstance(item, Guide) else item.overlays, item.language)
