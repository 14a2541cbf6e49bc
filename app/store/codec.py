"""How a document becomes the plaintext of a record, and what is authenticated with it.

The JSON object ``{"id": <document id>, "document": {...}, "schema": n, "sequence": n}``, filled
with spaces to a multiple of ``STEP`` bytes, so that the size of a sealed record says little
about what was written. JSON reads spaces at its end as nothing. Format 1 had neither number:
then ``schema`` is 1 (see ``migrations``) and ``sequence`` 0.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.errors import InputError, RecordDamaged
from app.store.migrations import SCHEMA

#: Nothing a person writes nests deeper; more would exhaust the stack of a phone's browser.
_DEPTH = 64
#: Plaintext sizes are multiples of this many bytes.
STEP = 256
#: Part of what every record is tied to. A profile of format 1 opens as it is because of it.
_CONTEXT = 1


class NewerSchema(Exception):
    """A later Layby wrote this record."""


@dataclass(frozen=True)
class Content:
    """What a record holds. ``sequence`` grows with each commit, and tells old from new."""

    doc_id: str
    document: dict[str, Any]
    schema: int = SCHEMA
    sequence: int = 0


def encode(doc_id: str, document: Mapping[str, Any], sequence: int = 0) -> bytes:
    """Give the padded plaintext of a document, all of it ASCII and so valid UTF-8.

    A lone surrogate travels as its JSON escape and survives. Raises InputError for what
    JSON cannot hold (bytes, sets, infinities, endless nesting) and for an id that is no text.
    """
    try:
        doc_id.encode("utf-8")
        _check_depth(document, _DEPTH)
        whole = {
            "id": doc_id,
            "document": dict(document),
            "schema": SCHEMA,
            "sequence": sequence,
        }
        body = json.dumps(whole, allow_nan=False, separators=(",", ":")).encode("ascii")
    except (TypeError, ValueError, RecursionError):
        # Without its cause: that would quote what a person typed.
        raise InputError("This holds something that cannot be saved.") from None
    return body + b" " * (-len(body) % STEP)


def decode(plaintext: bytes) -> Content:
    """Read what ``encode`` wrote; raises RecordDamaged, and NewerSchema on a later number."""
    try:
        whole = json.loads(plaintext)
        schema, sequence = whole.get("schema", 1), whole.get("sequence", 0)
        if type(schema) is int and schema > SCHEMA:
            raise NewerSchema
        content = Content(whole["id"], whole["document"], schema, sequence)
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        raise RecordDamaged from None
    if not (isinstance(content.doc_id, str) and isinstance(content.document, dict)):
        raise RecordDamaged
    if type(schema) is not int or schema < 1 or type(sequence) is not int:
        raise RecordDamaged
    return content


def context(profile_id: str, table: str, record_id: str) -> bytes:
    """Give what ties a sealed record to its place, so that it opens nowhere else."""
    parts = ["layby-record", _CONTEXT, profile_id, table, record_id]
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
