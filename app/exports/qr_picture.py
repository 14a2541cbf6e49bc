"""One QR code (ISO/IEC 18004) as a PNG that a camera reads off another screen."""

import io

#: Pixels for each module: crisp at 360 logical pixels on a screen of double density.
_SCALE = 8
#: ISO/IEC 18004 asks for four light modules all around.
_QUIET_ZONE = 4
#: Deflated data looks random, so any mask is as good as another; trying all costs four times.
MASK_FOR_NOISE = 3


def picture(
    text: str, *, mode: str | None = None, version: int | None = None, mask: int | None = None
) -> tuple[bytes, int]:
    """Give ``text`` as a PNG at error level M, and the version (size) of its code.

    Without ``mode``, ``version`` and ``mask`` those that fit best are found.
    """
    import segno

    code = segno.make_qr(text, error="m", version=version, mode=mode, mask=mask, boost_error=False)
    out = io.BytesIO()
    code.save(out, kind="png", scale=_SCALE, border=_QUIET_ZONE)
    return out.getvalue(), int(code.version)
