"""What the service worker keeps: every file with its hash, and the version they make together."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

VARIANTS = {
    "chromium": ("canvaskit/chromium/canvaskit.js", "canvaskit/chromium/canvaskit.wasm"),
    "full": ("canvaskit/canvaskit.js", "canvaskit/canvaskit.wasm"),
}
"""Files that only some engines ask for: each keeps its own CanvasKit and not the other."""

NOT_KEPT = ("licences/",)
"""On the site but not on the device: nobody needs them without a network."""


@dataclass(frozen=True)
class Size:
    """What one engine loads the first time: files, bytes, and bytes as sent gzipped."""

    variant: str
    files: int
    raw: int
    gzipped: int


def kept(site: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of ``site`` that the service worker keeps."""
    return {name: body for name, body in site.items() if not name.startswith(NOT_KEPT)}


def render_worker(template: str, site: Mapping[str, bytes]) -> str:
    """Fill the service worker's template with the files it keeps and their version."""
    hashes = {f"/{n}": hashlib.sha256(b).hexdigest() for n, b in sorted(kept(site).items())}
    variants = {name: [f"/{f}" for f in files] for name, files in VARIANTS.items()}
    listed = json.dumps(hashes, indent=1)
    # The worker's own code is part of the version: if only that changes, it must not share a
    # cache with the worker it replaces.
    version = hashlib.sha256((template + listed).encode()).hexdigest()[:16]
    return (
        template.replace("__VERSION__", version)
        .replace("__FILES__", listed)
        .replace("__VARIANTS__", json.dumps(variants, sort_keys=True))
    )


def measure(site: Mapping[str, bytes], packed: Mapping[str, bytes]) -> list[dict[str, object]]:
    """Sizes of a first load, one for each engine variant, as plain data for JSON."""
    sizes = []
    for variant in VARIANTS:
        others = {f for v, files in VARIANTS.items() if v != variant for f in files}
        names = [n for n in (*kept(site), "sw.js") if n not in others]
        raw = sum(len(site[n]) for n in names)
        gzipped = sum(len(packed.get(n, site[n])) for n in names)
        sizes.append(asdict(Size(variant, len(names), raw, gzipped)))
    return sizes
