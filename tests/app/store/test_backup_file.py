"""The backup file: whole to the last bit or not read at all, and bounded whatever it claims."""

import hashlib
import json
import struct
import uuid
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import BackupUnreadable
from app.store.backup_file import LARGEST, MAGIC, BackupContents, pack, unpack
from app.store.port import ProfileHeader, SealedRecord

HEADER = ProfileHeader("profile", "Profile 1", {"kind": "layby-vault", "slots": []}, 2)
DAY = date(2026, 11, 21)
SMALL = BackupContents(
    DAY, HEADER, (SealedRecord("manifest", "root", b"list"), SealedRecord("notes", "n-1", b"words"))
)

RECORDS = st.lists(
    st.builds(
        SealedRecord,
        st.sampled_from(["conversations", "manifest", "outbox", "a_b-9"]),
        st.uuids(version=4).map(str) | st.sampled_from(["root", "page-01"]),
        st.binary(max_size=600),
    ),
    max_size=12,
    unique_by=lambda record: (record.table, record.id),
)


@settings(max_examples=60, deadline=None)
@given(RECORDS, st.dates(), st.dictionaries(st.text(max_size=9), st.text(max_size=20), max_size=5))
def test_what_is_packed_is_unpacked(
    records: list[SealedRecord], day: date, envelope: dict[str, str]
) -> None:
    header = ProfileHeader(str(uuid.uuid4()), "Profile 7", envelope, 2)
    read = unpack(pack(BackupContents(day, header, tuple(records))))
    assert (read.made_on, read.header) == (day, header)
    assert list(read.records) == sorted(records, key=lambda record: (record.table, record.id))


def test_the_bytes_are_those_that_the_docstring_tells() -> None:
    content = pack(SMALL)
    assert content[:8] == MAGIC == b"LAYBYBAK"
    number, length = struct.unpack_from(">HI", content, 8)
    head = json.loads(content[14 : 14 + length])
    assert number == 1
    assert head == {
        "made_on": "2026-11-21",
        "profile": "profile",
        "label": "Profile 1",
        "format": 2,
        "envelope": {"kind": "layby-vault", "slots": []},
    }
    body = b"\x00\x00\x00\x02" + b"\x08manifest\x04root\x00\x00\x00\x04list"
    body += b"\x05notes\x03n-1\x00\x00\x00\x05words"
    assert content[14 + length : -32] == body
    assert content[-32:] == hashlib.sha256(content[:-32]).digest()


def test_tries_are_this_devices_business_and_stay_here() -> None:
    tried = ProfileHeader("profile", "Profile 1", {}, 2, tries=4, tried_at=1.5)
    read = unpack(pack(BackupContents(DAY, tried, ()))).header
    assert (read.tries, read.tried_at) == (0, 0.0)


def test_every_flipped_bit_is_noticed() -> None:
    content = pack(SMALL)
    for place in range(len(content)):
        for bit in range(8):
            flipped = bytearray(content)
            flipped[place] ^= 1 << bit
            with pytest.raises(BackupUnreadable):
                unpack(bytes(flipped))


def test_every_cut_and_every_addition_is_noticed() -> None:
    content = pack(SMALL)
    for length in range(len(content)):
        with pytest.raises(BackupUnreadable):
            unpack(content[:length])
    for more in (b"\x00", b"\n", content):
        with pytest.raises(BackupUnreadable):
            unpack(content + more)


def test_a_newer_format_is_told_by_name() -> None:
    newer = MAGIC + (2).to_bytes(2, "big") + b"whatever it may look like then"
    with pytest.raises(BackupUnreadable, match="newer version of Layby"):
        unpack(newer)
    with pytest.raises(BackupUnreadable, match="not a whole Layby backup"):
        unpack(b"%PDF-1.7" + bytes(100))


def forged(head: bytes, records: bytes, number: int = 1) -> bytes:
    """A file with a right checksum, whatever is inside."""
    body = MAGIC + struct.pack(">HI", number, len(head)) + head + records
    return body + hashlib.sha256(body).digest()


GOOD_HEAD = json.dumps(
    {"made_on": "2026-11-21", "profile": "p", "label": "l", "format": 2, "envelope": {}}
).encode()
NONE = b"\x00\x00\x00\x00"
ONE = b"\x05notes\x03n-1\x00\x00\x00\x05words"


def test_a_forged_file_of_the_right_form_is_read() -> None:
    assert unpack(forged(GOOD_HEAD, NONE)).records == ()
    assert len(unpack(forged(GOOD_HEAD, b"\x00\x00\x00\x01" + ONE)).records) == 1


@pytest.mark.parametrize(
    "records",
    [
        b"",
        b"\xff\xff\xff\xff",  # four thousand million records
        b"\x00\x00\x00\x02" + ONE + ONE,  # one place twice
        b"\x00\x00\x00\x02" + ONE + ONE.replace(b"n-1", b"n-0"),  # out of order
        b"\x00\x00\x00\x01" + ONE + b"\x00",  # more than was announced
        b"\x00\x00\x00\x01" + ONE.replace(b"\x00\x05words", b"\xff\x05words"),  # longer than there
        b"\x00\x00\x00\x01" + ONE.replace(b"notes", b"No es"),
        b"\x00\x00\x00\x01" + ONE.replace(b"n-1", b"../"),
        b"\x00\x00\x00\x01" + ONE.replace(b"n-1", b"\xff-1"),
        b"\x00\x00\x00\x01" + b"\x00" + ONE[6:],  # a table without a name
        b"\x00\x00\x00\x01" + b"\x05notes\x00\x00\x00\x00\x05words",  # a record without an id
    ],
)
def test_records_out_of_bounds_are_refused(records: bytes) -> None:
    with pytest.raises(BackupUnreadable):
        unpack(forged(GOOD_HEAD, records))


@pytest.mark.parametrize(
    "change",
    [
        {"made_on": "yesterday"},
        {"made_on": 5},
        {"profile": ""},
        {"profile": None},
        {"profile": "\ud800"},
        {"profile": "../elsewhere"},
        {"label": "x" * 65},
        {"label": "\ud800"},
        {"label": "Profile 1\n"},
        {"format": True},
        {"format": 0},
        {"format": "2"},
        {"envelope": []},
        {"envelope": None},
    ],
)
def test_heads_out_of_form_are_refused(change: dict[str, object]) -> None:
    head = json.dumps({**json.loads(GOOD_HEAD), **change}).encode()
    with pytest.raises(BackupUnreadable):
        unpack(forged(head, NONE))


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b"[" * 60_000,
        b'{"a":' * 10_000,
        GOOD_HEAD + b" " * 65_536,
        GOOD_HEAD.replace(b"2,", b"9" * 5_000 + b","),
    ],
)
def test_heads_that_are_no_head_are_refused(head: bytes) -> None:
    with pytest.raises(BackupUnreadable):
        unpack(forged(head, NONE))


def test_a_file_too_large_is_refused_before_it_is_looked_at() -> None:
    class Enormous(bytes):
        def __len__(self) -> int:
            return LARGEST + 1

    with pytest.raises(BackupUnreadable):
        unpack(Enormous(pack(SMALL)))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_behind_a_right_checksum_are_read_or_refused(body: bytes) -> None:
    for start in (b"", MAGIC + b"\x00\x01"):
        content = start + body
        try:
            unpack(content + hashlib.sha256(content).digest())
        except BackupUnreadable:
            continue


@pytest.mark.parametrize("place", [("Notes", "n"), ("notes", ""), ("notes", "a/b"), ("", "n")])
def test_nothing_is_packed_that_would_not_be_read(place: tuple[str, str]) -> None:
    with pytest.raises(BackupUnreadable):
        pack(BackupContents(DAY, HEADER, (SealedRecord(*place, b""),)))
