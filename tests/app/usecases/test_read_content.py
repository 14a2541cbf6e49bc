"""Word lists are read once, when they are first needed."""

from pathlib import Path

from app.usecases.read_content import Content

ASSETS = Path(__file__).parents[3] / "assets"


def test_lists_are_read_on_first_use_and_only_then() -> None:
    read: list[str] = []

    def give(name: str) -> bytes:
        read.append(name)
        return b"# Where it is from\n\nfirst\nsecond word\r\n  third \n# the end\n"

    content = Content(give, lambda _: [])
    assert read == []
    for _ in range(2):
        assert list(content.passphrase_words()) == ["first", "second word", "third"]
    assert read == ["words/passphrase_words.txt"]
    for _ in range(2):
        assert content.common_passwords() == {"first", "second word", "third"}
    assert read == ["words/passphrase_words.txt", "words/common_passwords.txt"]


def test_the_shipped_lists_are_whole() -> None:
    content = Content(lambda name: (ASSETS / name).read_bytes(), lambda _: [])
    words = content.passphrase_words()
    assert len(words) == len(set(words)) == 7_776
    assert len(content.common_passwords()) > 1_000
