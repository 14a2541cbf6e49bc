"""Words at rest: sealed for one row, under a key that lies elsewhere and can be changed."""

import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync_server.errors import ServerError
from sync_server.services.text_cipher import TextUnreadable, load_cipher, sealed_with
from sync_server.services.text_keys import TextKeys

ROW, OTHER = "0b0d1f9e-6f0e-4d2c-9f57-0d6a3d1c9a11", "7f1c2a52-3a30-4c0e-9df3-6f3f2f9a0c01"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys") / "text.keys"


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(codec=None), max_size=300))
def test_every_text_opens_as_it_was_and_never_twice_alike(shared: Path, text: str) -> None:
    cipher = load_cipher(shared)
    first, second = cipher.seal(text, ROW), cipher.seal(text, ROW)
    assert cipher.open(first, ROW) == cipher.open(second, ROW) == text
    assert (first == second) == (text == "")
    assert first.isascii()


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, 10_000), other=st.sampled_from("AZaz09-_"))
def test_an_altered_text_does_not_open_as_another(shared: Path, place: int, other: str) -> None:
    cipher = load_cipher(shared)
    sealed = cipher.seal("Missed breaks.", ROW)
    head = len("v1.12345678.")
    place = head + place % (len(sealed) - head)
    altered = sealed[:place] + other + sealed[place + 1 :]
    if altered == sealed:
        assert cipher.open(altered, ROW) == "Missed breaks."
        return
    with pytest.raises(TextUnreadable) as caught:
        cipher.open(altered, ROW)
    assert "breaks" not in str(caught.value)


def test_a_text_opens_in_its_own_row_alone_and_with_its_own_keys_alone(tmp_path: Path) -> None:
    cipher, strange = load_cipher(tmp_path / "a.keys"), load_cipher(tmp_path / "b.keys")
    sealed = cipher.seal("Late finishes.", ROW)
    for wrong in (lambda: cipher.open(sealed, OTHER), lambda: strange.open(sealed, ROW)):
        with pytest.raises(TextUnreadable):
            wrong()
    assert cipher.open("Written before texts were sealed.", ROW).startswith("Written before")
    assert sealed_with(sealed) == cipher.keys.current
    assert sealed_with("v1. is what we call it") is None


def test_another_process_follows_a_rotation_without_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "text.keys"
    ours, theirs = load_cipher(file), load_cipher(file)
    before = theirs.seal("Before.", ROW)
    new = TextKeys(file).add()
    after = theirs.seal("After.", ROW)
    assert sealed_with(after) == new != sealed_with(before)
    assert ours.open(after, ROW) == "After."
    assert ours.open(before, ROW) == "Before."
    ours.keys.drop(new)
    assert ours.open(after, ROW) == "After.", "the key that seals now stays"
    ours.keys.drop(str(sealed_with(before)))
    with pytest.raises(TextUnreadable):
        theirs.open(before, ROW)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["text.keys"]


@pytest.mark.parametrize(
    "content",
    ["", "\n\n", "nonsense", "12345678 AAAA", "zz " + "A" * 43 + "=", "\x00\xff"],
    ids=["empty", "blank", "word", "short", "other-name", "bytes"],
)
def test_a_damaged_key_file_is_said_so_and_never_replaced(tmp_path: Path, content: str) -> None:
    file = tmp_path / "text.keys"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ServerError, match=r"text\.keys"):
        load_cipher(file)
    assert file.read_text(encoding="utf-8") == content
