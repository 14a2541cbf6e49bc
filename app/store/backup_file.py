"""One file with everything of a profile: pure bytes to contents and back.

Format 1, byte by byte; all numbers are unsigned and big-endian::

    offset  bytes
    0       8    the magic b"LAYBYBAK"
    8       2    the format's number, 1
    10      4    length of the head in bytes, at most 65,536
    14      ...  the head: a JSON object in UTF-8
                 made_on   the day of the backup, ISO 8601
                 profile   the profile's id: letters, digits, "_", "-", at most 64
                 label     its neutral label, at most 64 printable characters
                 format    the records' format (``app.store.port.FORMAT``)
                 envelope  the vault's envelope (``app.vault.envelope``), without passkeys
                 and in all of it no more than 500 brackets "[" and "{"
    then    4    the number of records, at most 1,000,000
    then each record, in the order of table, then id, no place twice:
            1    length of the table's name, 1 to 32
            ...  the table's name: lower-case letters, digits, "_", "-"
            1    length of the record's id, 1 to 64
            ...  the record's id: letters, digits, "_", "-"
            4    length of the sealed bytes
            ...  the sealed bytes, as they stand in the store, the manifest's among them
    last    32   SHA-256 of everything before

All of it is ciphertext or stands in clear in the store as well: no words of anybody. Nothing
is compressed, so no small file can grow; every length is checked against what is there. The
checksum finds accidents. Forgery is found by the vault: each record is authenticated, and the
manifest knows which there are.
"""

import hashlib
import json
import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.errors import BackupUnreadable
from app.domain.json_text import read_json
from app.domain.wording import to_say, tr
from app.store.port import ProfileHeader, SealedRecord

MAGIC = b"LAYBYBAK"
FORMAT = 1
#: The ending of a backup's name.
ENDING = ".layby"
#: More than a device holds in memory twice; a larger file is none of ours.
LARGEST = 256 * 1024 * 1024

_HEAD_MAX = 65_536
_RECORDS_MAX = 1_000_000
_CHECKSUM_BYTES = 32
_TABLE = re.compile(r"[a-z][a-z0-9_-]{0,31}")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_NEWER = to_say("This backup was made by a newer version of Layby. Update the app, then try again.")


@dataclass(frozen=True)
class BackupContents:
    """What a backup holds: the day it was made, the profile's header, its sealed records."""

    made_on: date
    header: ProfileHeader
    records: tuple[SealedRecord, ...]


def pack(contents: BackupContents) -> bytes:
    """Write a backup; raises BackupUnreadable for what ``unpack`` would not read."""
    return b"".join(packing(contents))


def packing(contents: BackupContents) -> Iterator[bytes]:
    """Write the same piece by piece: the head, each record, the checksum."""
    header = contents.header
    head = {
        "made_on": contents.made_on.isoformat(),
        "profile": header.id,
        "label": header.label,
        "format": header.format,
        "envelope": dict(header.envelope),
    }
    encoded = json.dumps(head, separators=(",", ":"), sort_keys=True).encode("ascii")
    count = struct.pack(">I", len(contents.records))
    first = MAGIC + struct.pack(">HI", FORMAT, len(encoded)) + encoded + count
    checksum = hashlib.sha256(first)
    yield first
    for record in sorted(contents.records, key=_place):
        table, record_id = record.table.encode("ascii"), record.id.encode("ascii")
        place = bytes([len(table)]) + table + bytes([len(record_id)]) + record_id
        piece = place + struct.pack(">I", len(record.sealed)) + record.sealed
        checksum.update(piece)
        yield piece
    yield checksum.digest()


def has_place(record: SealedRecord) -> bool:
    """Tell whether a record's table and id fit in the format; those of every record of ours do."""
    return bool(_TABLE.fullmatch(record.table) and _ID.fullmatch(record.id))


def unpack(content: bytes) -> BackupContents:
    """Read a backup; raises BackupUnreadable.

    That is for any file that is not whole to the last bit, breaks a bound, or is newer; only
    the last is told by name, since updating helps there.
    """
    if not len(MAGIC) + 2 <= len(content) <= LARGEST or not content.startswith(MAGIC):
        raise BackupUnreadable
    if int.from_bytes(content[len(MAGIC) : len(MAGIC) + 2], "big") > FORMAT:
        raise BackupUnreadable(tr(_NEWER))
    body = memoryview(content)[:-_CHECKSUM_BYTES]
    if hashlib.sha256(body).digest() != content[-_CHECKSUM_BYTES:]:
        raise BackupUnreadable
    try:
        return _read(_Reader(body))
    except (KeyError, TypeError, ValueError):
        # Without its cause: it could quote what is in the file.
        raise BackupUnreadable from None


class _Reader:
    """Takes bytes off the front and never more than there are; raises ValueError."""

    def __init__(self, body: memoryview) -> None:
        self._body = body
        self._at = 0

    def take(self, count: int) -> bytes:
        if count > len(self._body) - self._at:
            raise ValueError
        self._at += count
        return bytes(self._body[self._at - count : self._at])

    def number(self, size: int, most: int) -> int:
        found = int.from_bytes(self.take(size), "big")
        if found > most:
            raise ValueError
        return found

    def is_empty(self) -> bool:
        return self._at == len(self._body)


def _read(reader: _Reader) -> BackupContents:
    reader.take(len(MAGIC))
    if reader.number(2, FORMAT) != FORMAT:
        raise ValueError
    head = read_json(reader.take(reader.number(4, _HEAD_MAX)).decode("utf-8"))
    if not isinstance(head, dict):
        raise TypeError
    records = tuple(_records(reader))
    if not reader.is_empty():
        raise ValueError
    envelope, record_format = head["envelope"], head["format"]
    if not isinstance(envelope, Mapping) or type(record_format) is not int or record_format < 1:
        raise TypeError
    profile_id, label, made_on = (_text(head[key]) for key in ("profile", "label", "made_on"))
    if not _ID.fullmatch(profile_id):
        raise ValueError
    header = ProfileHeader(profile_id, label, envelope, record_format)
    return BackupContents(date.fromisoformat(made_on), header, records)


def _records(reader: _Reader) -> Iterator[SealedRecord]:
    before = ("", "")
    for _ in range(reader.number(4, _RECORDS_MAX)):
        table = reader.take(reader.number(1, 32)).decode("ascii")
        record_id = reader.take(reader.number(1, 64)).decode("ascii")
        record = SealedRecord(table, record_id, reader.take(reader.number(4, LARGEST)))
        # Strictly rising, so that no place can be there twice.
        if not has_place(record) or (table, record_id) <= before:
            raise ValueError
        before = (table, record_id)
        yield record


def _place(record: SealedRecord) -> tuple[str, str]:
    if not has_place(record):
        raise BackupUnreadable
    return record.table, record.id


def _text(value: object) -> str:
    if not isinstance(value, str) or not 1 <= len(value) <= 64 or not value.isprintable():
        raise TypeError
    return value
