"""Copies that come in: gathered in any order, opened with a code, refused without loss."""

import io

import pytest
import zxingcpp
from PIL import Image

from app.domain.errors import (
    CopyTooNew,
    CopyUnreadable,
    FileCodeMistyped,
    TransitionError,
    WrongFileCode,
)
from app.domain.plan import Plan, Section
from app.domain.plan_copy import write_copy
from app.domain.plan_record import PlanRecord
from app.exports.plan_file import pack, unpack, write_head
from app.exports.plan_qr import split
from app.usecases.bring_copy import Frames, Progress
from app.usecases.take_copy import CopyDesk
from tests.app.usecases.parts import Chest, asset, run

WORDS = "Tea with Siân 🙂 שלום. " + " ".join(f"{n * 7919 % 10_007}" for n in range(300))


def record(words: str = WORDS) -> PlanRecord:
    return PlanRecord(plan=Plan(words={Section.KEEPS_WELL.value: words}))


def desk() -> CopyDesk:
    return CopyDesk(Chest(), write_copy, asset)


def test_codes_scanned_from_a_screen_bring_the_plan() -> None:
    given, frames = record(), Frames()
    pictures = desk().codes(given)
    assert len(pictures) > 2
    pictures = pictures[1::2] + pictures[::2]
    for have, picture in enumerate(pictures, 1):
        image = Image.open(io.BytesIO(picture))
        (seen,) = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)
        assert frames.add(seen.text) == Progress(have, len(pictures))
        assert frames.add(seen.text).have == have, "the same code again counts once"
    copy = frames.copy()
    assert (copy.plan_id, copy.plan) == (given.id, given.plan)


def test_codes_that_do_not_belong_take_nothing_away() -> None:
    texts, others = split(write_copy(record())), split(write_copy(record(WORDS + " More.")))
    frames = Frames()
    assert frames.add("https://example.org") == Progress(
        0, 0, "That is not a Layby plan code. Point at the code in Layby on the other screen."
    )
    frames.add(texts[0])
    for wrong, words in (
        (others[1], "belongs to another copy"),
        (texts[1][:-1] + "?", "did not read cleanly"),
        ("LAYBY3" + texts[1][6:], "newer version"),
    ):
        progress = frames.add(wrong)
        assert (progress.have, progress.of) == (1, len(texts))
        assert words in progress.problem
    for text in texts[1:]:
        assert frames.add(text).problem == ""
    assert frames.copy().plan == record().plan


def test_a_copy_is_not_there_before_its_last_code() -> None:
    frames = Frames()
    with pytest.raises(TransitionError):
        frames.copy()
    for text in split(write_copy(record()))[:-1]:
        frames.add(text)
    with pytest.raises(TransitionError):
        frames.copy()


def test_codes_of_something_else_are_no_plan() -> None:
    frames = Frames()
    for text in split(b'{"layby": 1, "plan": "x"}'):
        frames.add(text)
    with pytest.raises(CopyUnreadable):
        frames.copy()
    newer = Frames()
    for text in split(b'{"layby": 2}'):
        newer.add(text)
    with pytest.raises(CopyTooNew):
        newer.copy()


def test_a_file_opens_with_its_code_and_no_other() -> None:
    async def story() -> None:
        made, other = await desk().file(record()), await desk().file(record())
        copy = await desk().open_file(made.content, made.code.lower().replace("-", " "))
        assert copy.plan == record().plan
        with pytest.raises(WrongFileCode):
            await desk().open_file(made.content, other.code)
        slip = made.code[:-1] + ("A" if made.code[-1] != "A" else "B")
        with pytest.raises(FileCodeMistyped):
            await desk().open_file(made.content, slip)

    run(story())


def test_a_file_altered_with_its_checksum_is_refused_all_the_same() -> None:
    async def story() -> None:
        made = await desk().file(record())
        parts = unpack(made.content)
        forged = parts.sealed[:-1] + bytes([parts.sealed[-1] ^ 1])
        for content in (
            pack(parts.context, forged),
            pack(parts.context, b""),
            pack(write_head({"kind": "layby-vault", "format": 99}), parts.sealed),
            pack(write_head(dict(reversed(parts.envelope.items()))), forged),
        ):
            with pytest.raises(CopyUnreadable):
                await desk().open_file(content, made.code)

    run(story())


def test_what_is_wrong_with_the_file_is_said_before_the_code() -> None:
    async def story() -> None:
        with pytest.raises(CopyUnreadable, match="not a Layby plan"):
            await desk().open_file(b"holiday.jpg", "no code")

    run(story())
