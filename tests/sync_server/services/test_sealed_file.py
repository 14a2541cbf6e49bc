"""A sealed file opens whole, for whom it was sealed, or not at all."""

import io
from pathlib import Path

import pytest

from sync_server.errors import ServerError
from sync_server.services.recovery_key import (
    CannotOpen,
    Passphrase,
    checked_passphrase,
    make_pair,
    open_slots,
    read_private,
    read_public,
)
from sync_server.services.sealed_file import BackupDamaged, SealedReader, SealedWriter, read_header

KEY = bytes(range(32))
PIECE = 1024 * 1024
SEALED_PIECE = PIECE + 16


def sealed(content: bytes) -> bytes:
    out = io.BytesIO()
    with SealedWriter(out, {"slots": []}, KEY) as writer:
        writer.write(content)
    return out.getvalue()


def opened(content: bytes) -> bytes:
    source = io.BytesIO(content)
    _, bound = read_header(source)
    return SealedReader(source, bound, KEY).readall()


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 7])
def test_it_opens_as_it_was_whatever_its_size(size: int) -> None:
    content = bytes(size % 251 for _ in range(1)) * size
    assert opened(sealed(content)) == content


def test_pieces_cannot_be_cut_off_swapped_repeated_or_altered() -> None:
    whole = sealed(b"a" * PIECE + b"b" * PIECE + b"c" * 100)
    head = len(whole) - 2 * SEALED_PIECE - 116
    first, second = whole[head : head + SEALED_PIECE], whole[head + SEALED_PIECE :][:SEALED_PIECE]
    last = whole[head + 2 * SEALED_PIECE :]
    prefix = whole[:head]
    spoilt = {
        "last piece missing": prefix + first + second,
        "end cut": whole[:-1],
        "cut in a piece": prefix + first + second[:500],
        "only the header": prefix,
        "swapped": prefix + second + first + last,
        "left out": prefix + first + last,
        "repeated": prefix + first + first + second + last,
        "something after it": whole + b"x",
        "a bit": whole[: head + 5] + bytes([whole[head + 5] ^ 1]) + whole[head + 6 :],
        "a bit of the header": whole.replace(b'"slots"', b'"slotz"'),
        "no such file": b"Something else",
        "cut in the header": whole[:30],
        "empty": b"",
    }
    for name, content in spoilt.items():
        with pytest.raises(BackupDamaged):
            opened(content)
            pytest.fail(name)


def test_a_key_and_a_passphrase_open_their_own_slots_alone(tmp_path: Path) -> None:
    public, other = make_pair(tmp_path / "one"), make_pair(tmp_path / "two")
    private = read_private(tmp_path / "one")
    words = checked_passphrase("heron quiet anvil maple")
    slots = [other.seal(KEY), public.seal(KEY), words.seal(KEY)]
    assert open_slots(slots, private) == KEY
    assert open_slots(slots, Passphrase("heron quiet anvil maple")) == KEY
    for slots_for_others in ([other.seal(KEY)], [], None, [3, {}], [{"kind": "key"}]):
        with pytest.raises(CannotOpen):
            open_slots(slots_for_others, private)
    with pytest.raises(CannotOpen):
        open_slots(slots, Passphrase("heron quiet anvil mapel"))
    with pytest.raises(CannotOpen):
        greedy = {**words.seal(KEY), "memory_kib": 2**40}
        open_slots([greedy], Passphrase("heron quiet anvil maple"))
    with pytest.raises(ServerError, match="16 characters"):
        checked_passphrase("too short")


def test_key_files_are_never_overwritten_and_said_when_damaged(tmp_path: Path) -> None:
    file = tmp_path / "recovery.key"
    public = make_pair(file)
    kept = file.read_bytes()
    with pytest.raises(ServerError, match="there already"):
        make_pair(file)
    assert file.read_bytes() == kept
    assert read_private(file).public == public
    assert read_public(tmp_path / "none") is None
    file.write_text("# no key\n", encoding="utf-8")
    with pytest.raises(ServerError, match="no such key"):
        read_private(file)
    with pytest.raises(ServerError, match="cannot be read"):
        read_private(tmp_path / "gone")
