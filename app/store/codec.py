"""How a document becomes the plaintext of a record, and what is authenticated with it.

Format 1: the JSON object ``{"id": <document id>, "document": {...}}``, filled with spaces to
a multiple of ``STEP`` bytes, so that the size of a sealed record says little about what was
written. JSON reads spaces at its end as nothing.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from app.domain.errors import InputError, RecordDamaged
from app.store.port import FORMAT

#: Nothing a person writes nests deeper; more would exhaust the stack of a phone's browser.
_DEPTH = 64
#: Plaintext sizes are multiples of this many bytes.
STEP = 256


def encode(doc_id: str, document: Mapping[str, Any]) -> bytes:
    """Give the padded plaintext of a document, all of it ASCII and so valid UTF-8.

    A lone surrogate travels as its JSON escape and survives. Raises InputError for what
    JSON cannot hold (bytes, sets, infinities, endless nesting) and for an id that is no text.
    """
    try:
        doc_id.encode("utf-8")
        _check_depth(document, _DEPTH)
        whole = {"id": doc_id, "document": dict(document)}
        body = json.dumps(whole, allow_nan=False, separators=(",", ":")).encode("ascii")
    except (TypeError, ValueError, RecursionError):
        # Without its cause: that would quote what a person typed.
        raise InputError("This holds something that cannot be saved.") from None
    return body + b" " * (-len(body) % STEP)


def decode(plaintext: bytes) -> tuple[str, dict[str, Any]]:
    """Read what ``encode`` wrote: document id and document; raises RecordDamaged."""
    try:
        whole = json.loads(plaintext)
        doc_id, document = whole["id"], whole["document"]
    except (KeyError, TypeError, ValueError, RecursionError):
        raise RecordDamaged from None
    if not (isinstance(doc_id, str) and isinstance(document, dict)):
        raise RecordDamaged
    return doc_id, document


def context(profile_id: str, table: str, record_id: str) -> bytes:
    """Give what ties a sealed record to its place, so that it opens nowhere else."""
    parts = ["layby-record", FORMAT, profile_id, table, record_id]
    return json.dumps(parts, separators=(",", ":")).encode("ascii")


def _check_depth(value: object, left: int) -> None:
    if left == 0:
        raise ValueError
    items: Iterable[object] = ()
    if isinstance(value, Mapping):
        items = value.values()
    elif isinstance(value, list | tuple):
        items = value
    for item in items:
        _check_depth(item, left - 1)
