"""The three kinds of item a trust may have of its own, told apart and read by their fields."""

from collections.abc import Callable, Mapping

from app.domain.content import read_toml
from app.domain.errors import ContentError
from app.domain.guide import Guide
from app.domain.guide_file import Overlay, parse_guide, parse_overlay
from app.domain.guide_writer import with_version
from app.domain.support import Service, parse_service
from app.domain.trust_content import MAX_TEXT_BYTES
from sync_server.db.content import ItemKey

Item = Guide | Overlay | Service

_PARSERS: Mapping[str, Callable[[str], Item]] = {
    "guide": parse_guide,
    "overlay": parse_overlay,
    "service": parse_service,
}


def key_of(text: str) -> ItemKey:
    """Read and judge a text of any kind and say which item it is; raises ContentError."""
    fields = read_toml(text)
    kind = "overlay" if "overlays" in fields else "guide" if "used_by" in fields else "service"
    return _key(kind, _PARSERS[kind](text))


def numbered(key: ItemKey, text: str, version: int) -> str:
    """Judge a text that is meant for ``key`` and give it with its version; raises ContentError.

    A service's text has no version in it and stays as it is.
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
    return text if key.kind == "service" else with_version(text, version)


def title_of(kind: str, text: str) -> str:
    """Give what a list calls the item; empty where there is nothing to call it by."""
    try:
        fields = read_toml(text)
    except ContentError:
        return ""
    return str(fields.get({"guide": "title", "service": "name"}.get(kind, "overlays"), ""))


def _key(kind: str, item: Item) -> ItemKey:
    if isinstance(item, Service):
        return ItemKey(kind, item.id)
    return ItemKey(kind, item.id if isinstance(item, Guide) else item.overlays, item.language)
