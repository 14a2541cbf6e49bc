"""Compressed twins of the site's files, so that the server need not compress while it answers.

Each file gets a Brotli twin (RFC 7932) and a gzipped one (RFC 1952) where they gain something. No
clock and no name goes in: equal files give equal twins. The best that Brotli can do takes minutes
for the whole site, so only a release waits for it; any other build is content with less.
"""

import gzip
import hashlib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from threading import get_ident

import brotli

_COMPRESSED_ALREADY = {".png", ".woff2"}
_WINDOW = 24  # the largest that every browser takes (RFC 7932 9.1): 16 MiB
_QUICK, _BEST = 5, 11

Twins = dict[str, bytes]
"""The names of twins, each its file's with ``.br`` or ``.gz`` behind, to their bodies."""


def compress_site(site: Mapping[str, bytes], cache: Path, *, best: bool = False) -> Twins:
    """Make the twins of every file of ``site`` that gets smaller.

    ``cache`` keeps the results by content: most of the site is the same in every build.
    """
    cache.mkdir(parents=True, exist_ok=True)
    names = [n for n in site if PurePosixPath(n).suffix not in _COMPRESSED_ALREADY]
    quality = _BEST if best else _QUICK
    ways: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
        "gz": ("gz", lambda body: gzip.compress(body, compresslevel=9, mtime=0)),
        "br": (
            f"{quality}.br",
            lambda body: brotli.compress(body, quality=quality, lgwin=_WINDOW),
        ),
    }
    wanted = [(name, ending) for name in names for ending in ways]

    def make(name: str, ending: str) -> bytes:
        return _compress(site[name], cache, *ways[ending])

    # Both compressors let go of the interpreter while they work.
    with ThreadPoolExecutor() as pool:
        bodies = pool.map(make, *zip(*wanted, strict=True)) if wanted else ()
        made = {
            f"{name}.{ending}": body for (name, ending), body in zip(wanted, bodies, strict=True)
        }
    return {twin: body for twin, body in made.items() if len(body) < len(site[twin[:-3]])}


def _compress(body: bytes, cache: Path, kind: str, way: Callable[[bytes], bytes]) -> bytes:
    kept = cache / f"{hashlib.sha256(body).hexdigest()}.{kind}"
    if not kept.is_file():
        fresh = kept.with_name(f"{kept.name}.{get_ident()}.new")  # two files may be equal
        fresh.write_bytes(way(body))
        fresh.rename(kept)
    return kept.read_bytes()
