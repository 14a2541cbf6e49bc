"""One text as its words beside the word lists."""

from collections.abc import Sequence
from functools import cached_property

from app.anonymise import company
from app.anonymise.cues import cued
from app.anonymise.lexicon import Lexicon
from app.anonymise.tokens import Token, in_small

_OPENERS = frozenset({"", *'.!?\n•*"“”'})


class Reading:
    """One text as tokens beside the lexicon: answers questions about a word and its company."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon, text: str = "") -> None:
        self.text = text
        self.tokens = tokens
        self.lexicon = lexicon
        self._folded = [token.folded for token in tokens]
        words = [token for token in tokens if len(token.text) > 2 and token.is_word]
        self.shouting = sum([token.text.isupper() for token in words]) * 2 > len(words)
        self.capitals = frozenset([token.folded for token in words if token.text[0].isupper()])

    @cached_property
    def places(self) -> dict[str, list[tuple[int, int]]]:
        """Where each folded word stands in the text."""
        places: dict[str, list[tuple[int, int]]] = {}
        for token in self.tokens:
            places.setdefault(token.folded, []).append((token.start, token.end))
        return places

    @cached_property
    def small(self) -> str:
        """The text in small letters, one for one."""
        return in_small(self.text)

    @cached_property
    def cues(self) -> int:
        """What the words of the text are cues for."""
        return cued(self.places)

    def folded(self, index: int) -> str:
        """Return the folded word at ``index``, empty outside the text."""
        return self._folded[index] if 0 <= index < len(self._folded) else ""

    def opens(self, index: int) -> bool:
        """Say whether a sentence, line or quotation begins with the word at ``index``."""
        before = self.folded(index - 1)
        if before == ".":
            shortened = self.folded(index - 2)
            return len(shortened) != 1 and shortened not in company.TITLES
        if before in _OPENERS:
            return True
        return before in ("-", ":", "–") and self.folded(index - 2) in ("", "\n", ".")

    def shown(self, index: int) -> bool:
        """Say whether the word has a capital that means something."""
        return not self.shouting and self.tokens[index].text[0].isupper()

    def known(self, index: int) -> bool:
        """Say whether the word is on a list of names."""
        word = self.folded(index)
        return word in self.lexicon.forenames or word in self.lexicon.surnames

    def listed(self, index: int) -> bool:
        """Say whether the word is on a list of names and is not plain English as well."""
        return self.known(index) and not self.plain(index)

    def plain(self, index: int) -> bool:
        """Say whether the word is plain English, whoever may be called so."""
        return self.folded(index) in self.lexicon.ordinary

    def touching(self, index: int) -> bool:
        """Say whether only one space or hyphen lies between the word and the one before."""
        if not 0 < index < len(self.tokens):
            return False
        return self.tokens[index].start - self.tokens[index - 1].end == 1

    def before(self, index: int) -> str:
        """Return the word before, over the full stop of a title ("Dr. Patel").

        "Her name is" counts as "named".
        """
        word = self.folded(index - 1)
        if word in ("is", "'s", "’s", "was") and self.folded(index - 2) == "name":
            return "named"
        return self.folded(index - 2) if word == "." and not self.opens(index) else word
