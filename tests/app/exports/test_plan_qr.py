"""Codes: read by another library, in any order, and refused in plain words when they do not fit."""

import hashlib
import io
import random

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.domain.errors import CopyTooLarge, CopyTooNew, CopyUnreadable
from app.exports import base45, plan_qr


def scanned(picture: bytes) -> str:
    image = Image.open(io.BytesIO(picture))
    (found,) = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)
    return found.text


def joined(texts: list[str]) -> bytes:
    frames = [plan_qr.read_frame(text) for text in texts]
    return plan_qr.join({frame.index: frame for frame in frames})


def incompressible(size: int) -> bytes:
    return b"".join(hashlib.sha256(b"%d" % n).digest() for n in range(size // 32 + 1))[:size]


def test_another_library_reads_what_is_drawn() -> None:
    content = incompressible(1000)
    pictures = plan_qr.draw(content)
    assert len(pictures) == 4
    assert joined([scanned(one) for one in reversed(pictures)]) == content


def test_all_codes_of_a_set_have_one_size_and_a_quiet_zone() -> None:
    pictures = [Image.open(io.BytesIO(one)) for one in plan_qr.draw(incompressible(1100))]
    (size,) = {picture.size for picture in pictures}
    modules = size[0] // 8 - 8
    assert modules <= 65, "version 12 at most"
    for picture in pictures:
        grey = picture.convert("L")
        assert grey.crop((0, 0, size[0], 32)).getextrema() == (255, 255)
        assert grey.getpixel((32, 32)) == 0


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=3000), st.randoms(use_true_random=False))
def test_any_text_survives_in_any_order(text: str, chance: random.Random) -> None:
    content = text.encode("utf-8", "surrogatepass")
    texts = plan_qr.split(content)
    chance.shuffle(texts)
    assert joined(texts) == content
    assert all(len(one) <= 419 for one in texts)


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=300))
def test_base_45_goes_there_and_back(content: bytes) -> None:
    assert base45.decode(base45.encode(content)) == content


def test_base_45_is_that_of_rfc_9285() -> None:
    # Section 4.3 and 4.4.
    published = {
        b"AB": "BB8",
        b"Hello!!": "%69 VD92EX0",
        b"base-45": "UJCLQE7W581",
        b"ietf!": "QED8WEX0",
    }
    for content, written in published.items():
        assert base45.encode(content) == written
        assert base45.decode(written) == content


@pytest.mark.parametrize("text", ["GGW", "A", "ab0", "::", "AAAA", "AB8\u0660"])
def test_what_is_not_base_45_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not base 45"):
        base45.decode(text)


def test_a_plan_too_long_for_codes_says_what_to_do_instead() -> None:
    most = plan_qr.FRAME_BYTES * plan_qr.FRAMES_MAX
    assert len(plan_qr.split(incompressible(most - 40))) == plan_qr.FRAMES_MAX
    with pytest.raises(CopyTooLarge, match="Take the file instead"):
        plan_qr.split(incompressible(most + 40))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not a Layby plan code"),
        ("https://example.org/parking", "not a Layby plan code"),
        ("WIFI:S:Station;T:WPA;P:secret;;", "not a Layby plan code"),
        ("LAYBY1", "did not read cleanly"),
        ("LAYBY100000000", "did not read cleanly"),
        ("LAYBY2ABCDEF01", "newer version"),
    ],
)
def test_codes_that_do_not_fit_are_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(CopyUnreadable, match=words) as refused:
        plan_qr.read_frame(text)
    assert isinstance(refused.value, CopyTooNew) == ("newer" in words)


def test_every_changed_sign_is_seen() -> None:
    (text,) = plan_qr.split("Tea with Siân 🙂 שלום".encode())
    for place in range(len(text)):
        wrong = text[:place] + ("0" if text[place] != "0" else "1") + text[place + 1 :]
        with pytest.raises(CopyUnreadable):
            plan_qr.read_frame(wrong)
        with pytest.raises(CopyUnreadable):
            plan_qr.read_frame(text[:place])


def test_frames_that_are_not_one_whole_are_refused() -> None:
    frames = [plan_qr.read_frame(text) for text in plan_qr.split(incompressible(1000))]
    with pytest.raises(CopyUnreadable):
        plan_qr.join({frame.index: frame for frame in frames[:-1]})
    other = plan_qr.read_frame(plan_qr.split(incompressible(999))[1])
    with pytest.raises(CopyUnreadable):
        plan_qr.join({frame.index: frame for frame in [*frames[:1], other, *frames[2:]]})


def test_codes_that_unfold_without_end_are_refused() -> None:
    texts = plan_qr.split(b"a" * 5_000_000)
    with pytest.raises(CopyUnreadable):
        joined(texts)
