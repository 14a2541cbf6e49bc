"""Gzipped twins of the site's files, so that the server need not compress while it answers."""

import gzip
import hashlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

_COMPRESSED_ALREADY = {".png", ".woff2"}


def compress_site(site: Mapping[str, bytes], cache: Path) -> dict[str, bytes]:
    """Map each name for which gzip gains something to its gzipped body (RFC 1952, no clock).

    ``cache`` keeps the results by content: most of the site is the same in every build.
    """
    cache.mkdir(parents=True, exist_ok=True)
    packed = {}
    for name, body in site.items():
        if PurePosixPath(name).suffix not in _COMPRESSED_ALREADY:
            small = _compress(body, cache)
            if len(small) < len(body):
                packed[name] = small
    return packed


def _compress(body: bytes, cache: Path) -> bytes:
    kept = cache / f"{hashlib.sha256(body).hexdigest()}.gz"
    if not kept.is_file():
        fresh = kept.with_suffix(".new")
        fresh.write_bytes(gzip.compress(body, compresslevel=9, mtime=0))
        fresh.rename(kept)
    return kept.read_bytes()
