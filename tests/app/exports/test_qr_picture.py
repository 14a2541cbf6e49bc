"""A link as a QR code: drawn in the sizes that a camera reads off a phone."""

import struct
import zlib

import segno

from app.domain.enrolment_link import EnrolmentLink
from app.exports.qr_picture import picture

LINK = EnrolmentLink("K7QF-2M9X-TR4B", "00112233445566778899aabbccddeeff").write(
    "https://layby.north-east-coast-ambulance.example"
)


def test_a_link_is_one_code_of_a_size_that_phones_read() -> None:
    drawn, version = picture(LINK)
    assert version <= 10  # 57 modules: about 1 mm each on the width of a phone
    width, height = struct.unpack(">II", drawn[16:24])
    assert width == height == 8 * (4 * version + 17 + 2 * 4)
    assert drawn == picture(LINK)[0]
    assert drawn != picture(LINK.replace("K7QF", "K7QG"))[0]


def test_what_is_drawn_is_the_very_text() -> None:
    drawn, version = picture(LINK)
    same = segno.make_qr(LINK, error="m", version=version, boost_error=False)
    assert [bytes(row) for row in same.matrix_iter(border=4)] == _rows(drawn, version)


def _rows(drawn: bytes, version: int) -> list[bytes]:
    """Read every eighth pixel of a one-bit PNG without filters."""
    at, data = 8, b""
    while at < len(drawn):
        (size,) = struct.unpack(">I", drawn[at : at + 4])
        if drawn[at + 4 : at + 8] == b"IDAT":
            data += drawn[at + 8 : at + 8 + size]
        at += size + 12
    raw = zlib.decompress(data)
    side = 4 * version + 25
    row = 1 + side  # one bit a pixel and eight pixels a module: a byte is a module
    lines = [raw[8 * y * row : 8 * y * row + row] for y in range(side)]
    assert {line[0] for line in lines} == {0}
    assert {byte for line in lines for byte in line[1:]} == {0, 255}
    return [bytes(int(byte == 0) for byte in line[1:]) for line in lines]
