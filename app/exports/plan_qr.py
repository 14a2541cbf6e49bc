"""A copy of a plan as QR codes that another phone scans off this one's screen, in any order.

The content is deflated and split into frames. A frame is text in QR's alphanumeric mode::

    LAYBY1  the format         6 signs
    set     which copy this is 8: the first 4 bytes of SHA-256 over all deflated bytes, in hex
    index   from 1             2 digits
    total                      2 digits
    data    base 45            the frame's part of the deflated bytes
    check   CRC-32             8: over everything before, in hex

The checks find accidents. Codes are shown on a screen to somebody in the same room and are
not encrypted: whoever may see the plan may scan it.
"""

import hashlib
import re
import zlib
from dataclasses import dataclass

from app.domain.errors import CopyTooLarge, CopyTooNew, CopyUnreadable
from app.domain.wording import to_say, tr
from app.exports import base45
from app.exports.qr_picture import MASK_FOR_NOISE, picture

FORMAT = "LAYBY1"
#: More codes than this nobody would scan: some 6 kB deflated, about 15,000 characters.
FRAMES_MAX = 24
#: Fits version 12 at error level M (ISO/IEC 18004: 419 signs) with the 26 signs around it.
FRAME_BYTES = 262
#: What frames may unfold to; read_copy has a bound of its own.
_UNFOLDED_MAX = 200_000
_FRAME = re.compile(r"LAYBY1([0-9A-F]{8})([0-9]{2})([0-9]{2})([0-9A-Z $%*+\-./:]*)([0-9A-F]{8})")
_NEWER = re.compile(r"LAYBY[2-9][0-9A-F]{8}")


@dataclass(frozen=True)
class Frame:
    """One code, read: ``index`` counts from 1 to ``total``."""

    set_id: str
    index: int
    total: int
    data: bytes


def split(content: bytes) -> list[str]:
    """Give the text of each frame; raises CopyTooLarge."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(content) + packer.flush()
    total = -(-len(packed) // FRAME_BYTES)
    if total > FRAMES_MAX:
        raise CopyTooLarge
    size = -(-len(packed) // total)  # even parts: codes of one size are easier to hold
    set_id = _set_id(packed)
    frames = []
    for index in range(total):
        part = base45.encode(packed[index * size : (index + 1) * size])
        body = f"{FORMAT}{set_id}{index + 1:02}{total:02}{part}"
        frames.append(body + _check(body))
    return frames


def draw(content: bytes) -> list[bytes]:
    """Give each frame as a PNG of one size; raises CopyTooLarge."""
    version = None
    pictures = []
    for text in split(content):
        drawn, version = picture(text, mode="alphanumeric", version=version, mask=MASK_FOR_NOISE)
        pictures.append(drawn)
    return pictures


def read_frame(text: str) -> Frame:
    """Read what a camera saw in one code.

    Raises CopyUnreadable, with words for each case: a code that is not Layby's, one of a newer
    version, one that did not read cleanly.
    """
    found = _FRAME.fullmatch(text)
    if found is None:
        raise _refusal(text)
    set_id, index, total, part, check = found.groups()
    try:
        data = base45.decode(part)
    except ValueError:
        data = b""
    whole = data and check == _check(text[: -len(check)])
    if not whole or not 1 <= int(index) <= int(total) <= FRAMES_MAX:
        raise CopyUnreadable(tr(_DAMAGED))
    return Frame(set_id, int(index), int(total), data)


def join(frames: dict[int, Frame]) -> bytes:
    """Put all frames of one set together, by index; raises CopyUnreadable."""
    first = next(iter(frames.values()))
    packed = b"".join(frames[index].data for index in sorted(frames))
    if len(frames) != first.total or _set_id(packed) != first.set_id:
        raise CopyUnreadable
    opener = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = opener.decompress(packed, _UNFOLDED_MAX)
    except zlib.error:
        raise CopyUnreadable from None
    if not opener.eof or opener.unused_data:
        raise CopyUnreadable
    return content


_DAMAGED = to_say("That code did not read cleanly. Hold the phone still and scan it again.")
_FOREIGN = to_say("That is not a Layby plan code. Point at the code in Layby on the other screen.")
_NEWER_WORDS = to_say(
    "That code was made by a newer version of Layby. Update the app, then scan again."
)


def _refusal(text: str) -> CopyUnreadable:
    if _NEWER.match(text):
        return CopyTooNew(tr(_NEWER_WORDS))
    return CopyUnreadable(tr(_DAMAGED) if text.startswith(FORMAT) else tr(_FOREIGN))


def _set_id(packed: bytes) -> str:
    return hashlib.sha256(packed).hexdigest()[:8].upper()


def _check(body: str) -> str:
    return f"{zlib.crc32(body.encode('ascii')):08X}"
