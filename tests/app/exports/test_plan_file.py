"""The sealed file's form: whole to the last bit, or refused in words that fit."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import file_code
from app.domain.errors import (
    CopyTooLarge,
    CopyTooNew,
    CopyUnreadable,
    FileCodeMistyped,
)
from app.exports.plan_file import LARGEST, MAGIC, pack, unpack, write_head

HEAD = write_head({"kind": "any", "slots": []})
WHOLE = pack(HEAD, b"sealed bytes")


def test_what_was_packed_is_there() -> None:
    parts = unpack(WHOLE)
    assert (parts.envelope, parts.context, parts.sealed) == (
        {"kind": "any", "slots": []},
        HEAD,
        b"sealed bytes",
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not a Layby plan"),
        (b"LAYBYBAK\x00\x01", "not a Layby plan"),
        (b"%PDF-1.7", "not a Layby plan"),
        (MAGIC, "damaged"),
        (WHOLE[:-1], "damaged"),
        (WHOLE + b"\x00", "damaged"),
        (MAGIC + b"\x00\x02" + WHOLE[10:], "newer version"),
        (pack(MAGIC + b"\x00\x01\xff\xff", b"{}"), "damaged"),
        (pack(MAGIC + b"\x00\x01\x00\x02[]", b""), "damaged"),
        (pack(MAGIC + b"\x00\x01\x00\x02\xff\xff", b""), "damaged"),
    ],
    ids="empty backup pdf magic cut longer newer long-head list not-utf-8".split(),
)
def test_other_files_are_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(CopyUnreadable, match=words) as refused:
        unpack(content)
    assert isinstance(refused.value, CopyTooNew) == ("newer" in words)


def test_every_flipped_bit_is_seen() -> None:
    for bit in range(len(WHOLE) * 8):
        wrong = bytearray(WHOLE)
        wrong[bit // 8] ^= 1 << bit % 8
        with pytest.raises(CopyUnreadable):
            unpack(bytes(wrong))


def test_a_file_that_would_not_be_read_is_not_written() -> None:
    with pytest.raises(CopyTooLarge):
        pack(HEAD, bytes(LARGEST))
    unpack(pack(HEAD, bytes(LARGEST - len(HEAD) - 32)))


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=8, max_size=8))
def test_a_code_reads_however_it_is_typed(raw: bytes) -> None:
    code = file_code.write(raw)
    assert len(code) == 19 and code.count("-") == 3
    typed = code.lower().replace("-", "  ").replace("0", "o").replace("1", "l")
    assert file_code.tidy(typed) == file_code.tidy(code) == code


def test_a_slip_in_a_code_is_told() -> None:
    code = file_code.write(bytes(range(8)))
    for place, sign in enumerate(code):
        if sign != "-":
            other = "7" if sign != "7" else "8"
            with pytest.raises(FileCodeMistyped):
                file_code.tidy(code[:place] + other + code[place + 1 :])
    for wrong in ("", code[:-1], code + "0", "U" * 16, "7" * 1000, "\u0660" * 16):
        with pytest.raises(FileCodeMistyped):
            file_code.tidy(wrong)
    with pytest.raises(ValueError, match="8 bytes"):
        file_code.write(b"short")
