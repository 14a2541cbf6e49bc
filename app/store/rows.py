"""Rows as they lie in storage, read so that damage to one stays with that one.

What stands in clear (a profile's header, a record's place) is authenticated by nothing as a
whole, so anything can be in a row: a flipped bit must neither keep the other profiles shut nor
be written over.
"""

import hashlib
import math
import re
from collections.abc import Mapping
from dataclasses import replace

from app.domain.json_text import read_json
from app.store.port import ProfileHeader

#: What a profile is listed as when its own label cannot be read.
NEUTRAL_LABEL = "Profile"
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LABEL_MAX = 64


def read_header(row: Mapping[str, object]) -> ProfileHeader:
    """Give the header that a row holds; one that cannot be read has an empty envelope.

    The columns are the header's fields; ``envelope`` is JSON. Label and count keep nobody out:
    a neutral label and no wrong tries stand in for them.
    """
    stored_id, record_format = row.get("id"), row.get("format")
    header = ProfileHeader(
        listed_id(stored_id),
        _label(row.get("label")),
        {},
        tries=_tries(row.get("tries")),
        tried_at=_moment(row.get("tried_at")),
    )
    if header.id != stored_id or type(record_format) is not int or record_format < 1:
        return header
    return replace(header, envelope=_envelope(row.get("envelope")), format=record_format)


def listed_id(stored_id: object) -> str:
    """Give the id that a row is listed and erased under: its own, or one made of what is there.

    An id is part of addresses and file names, so what could mean anything there is replaced.
    """
    if isinstance(stored_id, str) and _ID.fullmatch(stored_id):
        return stored_id
    found = repr(stored_id).encode("utf-8", "backslashreplace")
    return f"damaged-{hashlib.sha256(found).hexdigest()[:32]}"


def may_change(held: ProfileHeader | None, was: ProfileHeader) -> bool:
    """Tell whether the header ``held`` in storage still has the keys and the format of ``was``.

    One that could not be read has no keys to compare; it must stay as it is.
    """
    if held is None or not held.envelope:
        return False
    return (held.envelope, held.format) == (was.envelope, was.format)


def listed_name(stored: object) -> str:
    """Give the table or the id that a record is loaded and removed under.

    What is no text gets a name that no record of ours has: bytes that spell one are not that
    record, which may be there as well.
    """
    return stored if isinstance(stored, str) else f"\\{stored!r}"


def _label(label: object) -> str:
    # A backslash stands for bytes that are no text; labels of ours have none.
    if not isinstance(label, str) or not label.isprintable() or "\\" in label:
        return NEUTRAL_LABEL
    return label if 1 <= len(label) <= _LABEL_MAX else NEUTRAL_LABEL


def _envelope(written: object) -> dict[str, object]:
    if not isinstance(written, str):
        return {}
    try:
        envelope = read_json(written)
    except ValueError:
        return {}
    return envelope if isinstance(envelope, dict) else {}


def _tries(tries: object) -> int:
    return tries if type(tries) is int and tries >= 0 else 0


def _moment(tried_at: object) -> float:
    if not isinstance(tried_at, int | float) or not math.isfinite(tried_at):
        return 0.0
    return float(tried_at)
