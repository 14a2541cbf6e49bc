"""What the service worker keeps: every file with its hash, and the version they make together."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from app.web.snapshot import Snapshot

_SKWASM = ("main.dart.wasm", "main.dart.mjs", "canvaskit/skwasm.js", "canvaskit/skwasm.wasm")
VARIANTS = {
    "chromium": (
        *("main.dart.js", "canvaskit/chromium/canvaskit.js", "canvaskit/chromium/canvaskit.wasm"),
    ),
    "full": ("main.dart.js", "canvaskit/canvaskit.js", "canvaskit/canvaskit.wasm"),
    "skwasm": _SKWASM,
}
"""Files that only some engines ask for: each keeps its own renderer and not the others."""

_PARTS, _TOGETHER = "python/snapshot-", "python/together-"
"""The snapshot's parts, as they are kept, and all of them in one, as a first visit fetches them."""

NOT_KEPT = ("licences/", _TOGETHER)
"""On the site but not on the device: nobody needs them without a network."""

LATER = (
    *("python/app.zip", "python/content.zip", "python/locales.zip", "python/names.zip"),
    *("python/libraries.zip", "python/standard-library.zip"),
    *("qr/", "argon2/", "icons/", "sw.js"),
)
"""What a start from the snapshot does not ask for before its first screen."""


@dataclass(frozen=True)
class Size:
    """What one engine loads the first time: files, bytes, and bytes as sent in either coding."""

    variant: str
    files: int
    raw: int
    gzipped: int
    brotli: int
    later: int
    """Of the bytes in Brotli, those that the first screen does not wait for."""


def kept(site: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of ``site`` that the service worker keeps."""
    return {name: body for name, body in site.items() if not name.startswith(NOT_KEPT)}


def render_worker(
    template: str, site: Mapping[str, bytes], snapshot: Snapshot | None = None
) -> str:
    """Fill the service worker's template with the files it keeps and their version."""
    hashes = {f"/{n}": hashlib.sha256(b).hexdigest() for n, b in sorted(kept(site).items())}
    variants = {name: [f"/{f}" for f in files] for name, files in VARIANTS.items()}
    listed = json.dumps(hashes, indent=1)
    together = snapshot and {
        "path": f"/{snapshot.index['together']['path']}",
        "parts": [[f"/{path}", size] for path, size in snapshot.order],
    }
    # The worker's own code is part of the version: if only that changes, it must not share a
    # cache with the worker it replaces.
    version = hashlib.sha256((template + listed).encode()).hexdigest()[:16]
    return (
        template.replace("__VERSION__", version)
        .replace("__FILES__", listed)
        .replace("__TOGETHER__", json.dumps(together, separators=(",", ":")))
        .replace("__PAGE__", json.dumps(site["index.html"].decode()))
        .replace("__VARIANTS__", json.dumps(variants, sort_keys=True))
    )


def wire_sizes(files: Mapping[str, bytes], twins: Mapping[str, bytes]) -> dict[str, int]:
    """Bytes of all ``files`` as sent, by the name of the coding in HTTP (RFC 9110 8.4.1)."""
    codings = {"br": "br", "gzip": "gz"}
    return {
        coding: sum(_sent(name, ending, files, twins) for name in files)
        for coding, ending in codings.items()
    }


def measure(site: Mapping[str, bytes], twins: Mapping[str, bytes]) -> list[dict[str, object]]:
    """Sizes of a first load, one for each engine variant, as plain data for JSON.

    ``twins`` are the compressed files, by their names on the site.
    """
    sizes = []
    some_need = {file for files in VARIANTS.values() for file in files}
    for variant, needed in VARIANTS.items():
        others = some_need - {*needed}
        names = [n for n in (*site, "sw.js") if _comes_first(n) and n not in others]
        raw = sum(len(site[n]) for n in names)
        sent = {e: {n: _sent(n, e, site, twins) for n in names} for e in ("gz", "br")}
        gzipped, brotli = (sum(sizes.values()) for sizes in (sent["gz"], sent["br"]))
        later = sum(size for n, size in sent["br"].items() if n.startswith(LATER))
        sizes.append(asdict(Size(variant, len(names), raw, gzipped, brotli, later)))
    return sizes


def _comes_first(name: str) -> bool:
    """Tell whether a first visit fetches it: the snapshot's parts come together."""
    return name.startswith(_TOGETHER) or not name.startswith((_PARTS, *NOT_KEPT))


def _sent(name: str, ending: str, site: Mapping[str, bytes], twins: Mapping[str, bytes]) -> int:
    """Bytes of a file as it is sent to who accepts this coding."""
    return len(twins.get(f"{name}.{ending}", site[name]))
