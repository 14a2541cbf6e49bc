"""A copy of a plan in one sealed file: pure bytes to parts and back.

The file is a small vault of its own, opened by a code instead of a passphrase. Format 1, byte
by byte; all numbers are unsigned and big-endian::

    offset  bytes
    0       8    the magic b"LAYBYPLN"
    8       2    the format's number, 1
    10      2    length of the envelope in bytes
    12      ...  the vault's envelope (``app.vault.envelope``), a JSON object in UTF-8
    then    ...  the sealed copy, to the checksum
    last    32   SHA-256 of everything before

The checksum tells a damaged file from a wrong code. Forgery is found by the seal, whose
context is everything before it: magic, format and envelope.
"""

import hashlib
import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.errors import CopyTooLarge, CopyTooNew, CopyUnreadable
from app.domain.json_text import read_json
from app.domain.wording import to_say, tr

MAGIC = b"LAYBYPLN"
FORMAT = 1
#: The file's name says nothing of anybody. The ending is how it is told from a backup.
NAME = "plan.laybyplan"
ENDING = ".laybyplan"
#: A copy is at most 100 kB, its envelope some hundred bytes; a larger file is none of ours.
LARGEST = 256 * 1024

_CHECKSUM_BYTES = 32
_HEAD_MAX = 8_192
_START = len(MAGIC) + 4
_FOREIGN = to_say("This file is not a Layby plan. Choose the file that ends in .laybyplan.")
_DAMAGED = to_say("This file is damaged or not whole. Ask for a fresh copy.")
_NEWER = to_say("This file was made by a newer version of Layby. Update the app, then try again.")


@dataclass(frozen=True)
class PlanFile:
    """A file to hand over, and the code that opens it. The two should travel apart."""

    name: str
    content: bytes
    code: str


@dataclass(frozen=True)
class Parts:
    """What a file holds; ``context`` is authenticated with ``sealed``."""

    envelope: Mapping[str, object]
    context: bytes
    sealed: bytes


def write_head(envelope: Mapping[str, object]) -> bytes:
    """Give the file up to the sealed copy, which is the context to seal it with."""
    encoded = json.dumps(envelope, separators=(",", ":"), sort_keys=True).encode("ascii")
    return MAGIC + struct.pack(">HH", FORMAT, len(encoded)) + encoded


def pack(head: bytes, sealed: bytes) -> bytes:
    """Put the file together; raises CopyTooLarge when nobody could read it back."""
    body = head + sealed
    if len(body) + _CHECKSUM_BYTES > LARGEST:
        raise CopyTooLarge(tr("This plan is too long for a file. Shorten the longest part."))
    return body + hashlib.sha256(body).digest()


def unpack(content: bytes) -> Parts:
    """Take a file apart; raises CopyUnreadable, in words of its own for each case.

    They are: a file of another kind, a newer one, one that is not whole to the last bit.
    """
    if not content.startswith(MAGIC):
        raise CopyUnreadable(tr(_FOREIGN))
    if int.from_bytes(content[len(MAGIC) : len(MAGIC) + 2]) > FORMAT:
        raise CopyTooNew(tr(_NEWER))
    body, checksum = content[:-_CHECKSUM_BYTES], content[-_CHECKSUM_BYTES:]
    if len(content) > LARGEST or hashlib.sha256(body).digest() != checksum:
        raise CopyUnreadable(tr(_DAMAGED))
    try:
        return _parts(body)
    except (struct.error, TypeError, ValueError):
        # Without its cause: it could quote what is in the file.
        raise CopyUnreadable(tr(_DAMAGED)) from None


def _parts(body: bytes) -> Parts:
    number, length = struct.unpack_from(">HH", body, len(MAGIC))
    end = _START + length
    if number != FORMAT or length > _HEAD_MAX or end > len(body):
        raise ValueError
    envelope = read_json(body[_START:end].decode("utf-8"))
    if not isinstance(envelope, dict):
        raise TypeError
    return Parts(envelope, body[:end], body[end:])
