"""The guides to show: a trust's own in place of ours, with what the trust adds to each.

Whatever does not fit is left out alone: ours stands where a trust's own cannot be read, and a
guide stands without an overlay that does not suit it.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from app.domain.errors import ContentError
from app.domain.guide import Guide
from app.domain.guide_file import Overlay, parse_overlay, read_guide
from app.domain.guide_set import add_overlay, choose, complete
from app.domain.guide_source import GuideSource
from app.domain.trust_content import beside_shipped


@dataclass(frozen=True)
class ShownGuide:
    """A guide with all it borrows and gains, and the texts that it was made from."""

    guide: Guide
    source: GuideSource


def shown_guides(
    shipped: Iterable[str], own: Iterable[str], overlays: Iterable[str], language: str
) -> dict[str, ShownGuide]:
    """Put guides together from TOML texts, by id and in the order to offer them.

    The texts were judged before: here they are only read.
    """
    text_of: dict[int, str] = {}
    ours = _read_all(shipped, text_of)
    chosen = _chosen(ours, _read_all(own, text_of), language)
    added = dict(_overlays(overlays, language))
    grown: dict[str, Guide] = {}
    texts: dict[str, tuple[str, ...]] = {}
    for guide in chosen.values():
        grown[guide.id], texts[guide.id] = _grown(guide, text_of[id(guide)], added)
    shown = {}
    for guide_id, guide in grown.items():
        lent = texts.get(guide.common, ()) if guide.common else ()
        with suppress(ContentError):
            whole = complete(guide, grown)
            shown[guide_id] = ShownGuide(whole, GuideSource(guide_id, (*texts[guide_id], *lent)))
    return shown


def _read_all(texts: Iterable[str], text_of: dict[int, str]) -> list[Guide]:
    found = []
    for text in texts:
        with suppress(ContentError):
            guide = read_guide(text)
            text_of[id(guide)] = text
            found.append(guide)
    return found


def _chosen(ours: Sequence[Guide], own: Sequence[Guide], language: str) -> dict[str, Guide]:
    """Take in a trust's guides one by one, so that one that clashes does not stop the others."""
    kept: list[Guide] = []
    chosen = choose(ours, language)
    for guide in own:
        with suppress(ContentError):
            found = choose(beside_shipped(ours, [*kept, guide]), language)
            for known in found.values():
                complete(known, found)
            kept.append(guide)
            chosen = found
    return chosen


def _overlays(texts: Iterable[str], language: str) -> Iterable[tuple[str, tuple[Overlay, str]]]:
    for text in texts:
        with suppress(ContentError):
            overlay = parse_overlay(text)
            if overlay.language == language:
                yield overlay.overlays, (overlay, text)


def _grown(
    guide: Guide, text: str, added: Mapping[str, tuple[Overlay, str]]
) -> tuple[Guide, tuple[str, ...]]:
    if guide.id in added:
        overlay, overlay_text = added[guide.id]
        with suppress(ContentError):
            return add_overlay(guide, overlay), (text, overlay_text)
    return guide, (text,)
