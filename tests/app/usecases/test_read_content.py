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


def whole_content(*, without: str = "") -> Content:
    names = [path.relative_to(ASSETS).as_posix() for path in sorted((ASSETS / "guides").iterdir())]

    def read(name: str) -> bytes:
        return b"id = " if without and without in name else (ASSETS / name).read_bytes()

    return Content(read, lambda _: names)


def test_managers_are_offered_their_guides_the_routine_one_first_and_never_the_crews() -> None:
    content = whole_content()
    offered = [guide.id for guide in content.managers_guides()]
    assert offered[0] == "routine-wellbeing-conversation"
    assert len(offered) == 6
    assert "my-preparation" in content.guides
    assert "my-preparation" not in offered
    assert all(guide.limits for guide in content.guides.values())


def test_a_guide_that_cannot_be_read_takes_only_those_along_that_borrow_from_it() -> None:
    assert "new-starter" not in whole_content(without="new-starter").guides
    assert len(whole_content(without="new-starter").guides) == 6
    assert list(whole_content(without="routine").guides) == ["my-preparation"]
