"""What hides texts in the database from whoever holds only a copy of it: a cipher, or none."""

from collections.abc import Sequence
from typing import Protocol


class TextCipher(Protocol):
    """Seals a text under its summary's id, or a wording under ``phrase_of``, and opens it again.

    The empty text stays empty, and ``open`` gives back what was never sealed.
    """

    def seal(self, text: str, identity: str, /) -> str:
        """Give ``text`` as it may stand in the database."""

    def seal_all(self, texts: Sequence[tuple[str, str]], /) -> list[str]:
        """Give many texts as they may stand there; each comes with what it is sealed under."""

    def open(self, sealed: str, identity: str, /) -> str:
        """Give the text; raises ServerError where its key is missing or it was altered."""


def phrase_of(summary_id: str, code: str) -> str:
    """Name the wording by which a summary was given a code: what that wording is sealed for.

    A text is sealed for its summary's id, so neither opens in the place of the other.
    """
    return f"phrase\n{summary_id}\n{code}"


def engine_of(part: str) -> str:
    """Name a part of a learnt engine: what that part is sealed for."""
    return f"engine\n{part}"


class Plain:
    """Leaves texts as they are."""

    def seal(self, text: str, identity: str) -> str:
        """Give ``text``."""
        del identity
        return text

    def seal_all(self, texts: Sequence[tuple[str, str]]) -> list[str]:
        """Give the texts."""
        return [text for text, _ in texts]

    def open(self, sealed: str, identity: str) -> str:
        """Give ``sealed``."""
        del identity
        return sealed


PLAIN = Plain()
