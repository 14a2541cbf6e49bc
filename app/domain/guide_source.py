"""The texts a guide was read from, so that the very same guide can be read again later.

A guide as it is shown may come from several files: its own, the one that lends it limits and
help, and what a trust adds to either. Kept together, they outlive any update.
"""

import hashlib
import json
from dataclasses import dataclass

from app.domain.content import read_toml
from app.domain.errors import ContentError
from app.domain.guide import Guide
from app.domain.guide_file import Overlay, parse_overlay, read_guide
from app.domain.guide_set import add_overlay, complete


@dataclass(frozen=True)
class GuideSource:
    """``texts`` are TOML files: guides, each once, and the overlays to either of them."""

    guide_id: str
    texts: tuple[str, ...]

    def read(self) -> Guide:
        """Give the guide, complete; raises ContentError when the texts do not make one."""
        guides: dict[str, Guide] = {}
        overlays: list[Overlay] = []
        for text in self.texts:
            if _is_overlay(text):
                overlays.append(parse_overlay(text))
            else:
                guide = read_guide(text)
                guides[guide.id] = guide
        for overlay in overlays:
            if overlay.overlays in guides:
                guides[overlay.overlays] = add_overlay(guides[overlay.overlays], overlay)
        if self.guide_id not in guides:
            raise ContentError(f"guide: {self.guide_id}: its own text is missing.")
        return complete(guides[self.guide_id], guides)

    def fingerprint(self) -> str:
        """Give 16 hexadecimal digits that tell these texts from any others."""
        packed = json.dumps([self.guide_id, *self.texts]).encode()
        return hashlib.sha256(packed).hexdigest()[:16]


def _is_overlay(text: str) -> bool:
    return "overlays" in read_toml(text, "guide: ")
