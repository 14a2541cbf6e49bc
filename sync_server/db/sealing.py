"""What hides texts in the database from whoever holds only a copy of it: a cipher, or none."""

from typing import Protocol


class TextCipher(Protocol):
    """Seals a text under its summary's id, and opens it again.

    The empty text stays empty, and ``open`` gives back what was never sealed.
    """

    def seal(self, text: str, identity: str, /) -> str:
        """Give ``text`` as it may stand in the database."""

    def open(self, sealed: str, identity: str, /) -> str:
        """Give the text; raises ServerError where its key is missing or it was altered."""


class Plain:
    """Leaves texts as they are."""

    def seal(self, text: str, identity: str) -> str:
        """Give ``text``."""
        del identity
        return text

    def open(self, sealed: str, identity: str) -> str:
        """Give ``sealed``."""
        del identity
        return sealed


PLAIN = Plain()
