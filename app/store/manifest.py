"""The list of what a profile holds, so that what is missing, rolled back or foreign is noticed.

Each record is listed by table, id and the authentication tag of its sealed bytes. The list is
cut into pages by a hash of table and id, so that a commit rewrites a page or two, however much
is stored; the root lists the pages' own tags. Pages and root are sealed records themselves, in
the reserved table "manifest", written in the same transaction as the records they list.

What cannot be noticed from inside: everything put back at once to what it was at one earlier
moment, root included. Such a state is whole. It takes a copy of the whole storage to make it.
"""

import re
import struct
import uuid
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.domain.errors import RecordDamaged, VaultFormatUnknown
from app.store.sealing import TAG_BYTES, Key

TABLE = "manifest"
ROOT = "root"
ROOT_KEY: Key = (TABLE, ROOT)
PAGES = 64
#: How root and pages are laid out.
LAYOUT = 1

#: Entries by table, then record id as 16 bytes; the value is the tag.
Page = dict[str, dict[bytes, bytes]]

#: In the root's place of a page's tag: there is no such page, for nothing was ever in it.
NO_PAGE = bytes(TAG_BYTES)
_PAGE_MARK = b"layby-manifest-1"
#: Layout, sequence, one bit for each part of the manifest in doubt (pages, then the root).
_ROOT_HEAD = struct.Struct(">BQ9s")
_TABLE_HEAD = struct.Struct(">BI")
_ID_BYTES = 16
_ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ENTRY = _ID_BYTES + TAG_BYTES
#: Every part of a manifest, in the order of the bits of doubt.
PARTS = (*(f"page-{number:02}" for number in range(PAGES)), ROOT)


@dataclass(frozen=True)
class Root:
    """The root: ``tags`` of the pages; ``doubts`` names parts that were lost and made anew.

    ``sequence`` grows with each commit that is tried.
    """

    sequence: int = 0
    tags: tuple[bytes, ...] = (NO_PAGE,) * PAGES
    doubts: frozenset[str] = frozenset()

    def encode(self) -> bytes:
        """Give the plaintext of the root's record."""
        bits = sum(1 << PARTS.index(name) for name in self.doubts)
        head = _ROOT_HEAD.pack(LAYOUT, self.sequence, bits.to_bytes(9, "big"))
        return head + b"".join(self.tags)

    @classmethod
    def decode(cls, plaintext: bytes) -> "Root":
        """Read what ``encode`` wrote; raises RecordDamaged, VaultFormatUnknown on a newer one."""
        if plaintext[:1] > bytes([LAYOUT]):
            raise VaultFormatUnknown
        if len(plaintext) != _ROOT_HEAD.size + PAGES * TAG_BYTES or plaintext[0] != LAYOUT:
            raise RecordDamaged
        _, sequence, marks = _ROOT_HEAD.unpack_from(plaintext)
        bits = int.from_bytes(marks, "big")
        starts = range(_ROOT_HEAD.size, len(plaintext), TAG_BYTES)
        tags = tuple(plaintext[start : start + TAG_BYTES] for start in starts)
        doubts = frozenset(name for place, name in enumerate(PARTS) if bits >> place & 1)
        return cls(sequence, tags, doubts)


@dataclass
class Manifest:
    """The list of one open profile, in memory."""

    root: Root = field(default_factory=Root)
    pages: list[Page] = field(default_factory=lambda: [{} for _ in range(PAGES)])

    def tag(self, key: Key) -> bytes | None:
        """Give the tag a record is listed with; None when it is not listed."""
        packed = packed_id(key[1])
        return self.pages[page_of(key)].get(key[0], {}).get(packed) if packed else None

    def add(self, key: Key, tag: bytes) -> None:
        """List a record."""
        _change(self.pages[page_of(key)], key, tag)

    def missing(self, pages: Iterable[int], present: set[Key]) -> list[Key]:
        """Give the records that these pages list and that are not ``present``."""
        there = {(table, packed_id(record_id)) for table, record_id in present}
        return [
            (table, str(uuid.UUID(bytes=packed)))
            for number in pages
            for table, entries in self.pages[number].items()
            for packed in entries
            if (table, packed) not in there
        ]

    def changed(
        self, tags: Mapping[Key, bytes | None], stale: Iterable[int] = ()
    ) -> dict[int, Page]:
        """Give the pages as they are once ``tags`` are listed (None: listed no more).

        Copies, and those numbered in ``stale`` with them; this manifest stays as it is.
        """
        numbers = {page_of(key) for key in tags} | set(stale)
        copies = {
            number: {table: dict(entries) for table, entries in self.pages[number].items()}
            for number in numbers
        }
        for key, tag in tags.items():
            _change(copies[page_of(key)], key, tag)
        return copies


def page_of(key: Key) -> int:
    """Give the number of the page that a record is listed in."""
    return zlib.crc32("/".join(key).encode("utf-8", "surrogatepass")) % PAGES


def packed_id(record_id: str) -> bytes | None:
    """Give a record id as 16 bytes; None when it is no id of ours (a UUID in plain form)."""
    return bytes.fromhex(record_id.replace("-", "")) if _ID.fullmatch(record_id) else None


def encode_page(page: Page) -> bytes:
    """Give the plaintext of a page's record."""
    parts = [_PAGE_MARK]
    for table, entries in page.items():
        name = table.encode("utf-8")
        parts += [_TABLE_HEAD.pack(len(name), len(entries)), name]
        parts += [packed + tag for packed, tag in entries.items()]
    return b"".join(parts)


def decode_page(plaintext: bytes) -> Page:
    """Read what ``encode_page`` wrote; raises RecordDamaged."""
    if not plaintext.startswith(_PAGE_MARK):
        raise RecordDamaged
    page: Page = {}
    place = len(_PAGE_MARK)
    try:
        while place < len(plaintext):
            length, count = _TABLE_HEAD.unpack_from(plaintext, place)
            start = place + _TABLE_HEAD.size + length
            table = plaintext[place + _TABLE_HEAD.size : start].decode("utf-8")
            place = start + count * _ENTRY
            if place > len(plaintext):
                break
            page[table] = {
                plaintext[at : at + _ID_BYTES]: plaintext[at + _ID_BYTES : at + _ENTRY]
                for at in range(start, place, _ENTRY)
            }
    except (struct.error, UnicodeDecodeError):
        raise RecordDamaged from None
    if place != len(plaintext):
        raise RecordDamaged
    return page


def _change(page: Page, key: Key, tag: bytes | None) -> None:
    packed = packed_id(key[1])
    if packed is None:
        return
    if tag is not None:
        page.setdefault(key[0], {})[packed] = tag
    elif packed in page.get(key[0], {}):
        del page[key[0]][packed]
        if not page[key[0]]:
            del page[key[0]]
