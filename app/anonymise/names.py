"""People's names: what the lists say about a word, weighed with the company it keeps.

Each word gets points: the lists give a start, capitals and neighbours add or take away. From
``SURE`` up it is masked, from ``MAYBE`` up it is asked about. Typing in lower case is the normal
case, so a capital helps and its absence hardly hurts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.anonymise import company
from app.anonymise.lexicon import Lexicon
from app.anonymise.spans import Kind, Level, Span
from app.anonymise.tokens import Token

SURE, MAYBE = 3.0, 1.5
MASK = "[name]"
_SENTENCE_END = frozenset('.!?\n•*"“”')
_WORDLIKE = re.compile(
    r"(?:ing|ed|ly|tion|sion|ness|ment|able|ible|ful|less|ous|ive|ise|ize|ity|ism|est)s?$"
)


@dataclass(frozen=True, slots=True)
class Guess:
    """How much speaks for the word at ``index`` being a name, and the strongest reason."""

    index: int
    points: float
    reason: str


class Reading:
    """One text as tokens beside the lexicon: answers questions about a word and its company."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        words = [token for token in tokens if token.is_word and len(token.text) > 2]
        self.shouting = sum(token.text.isupper() for token in words) * 2 > len(words)

    def folded(self, index: int) -> str:
        """Return the folded word at ``index``, empty outside the text."""
        return self.tokens[index].folded if 0 <= index < len(self.tokens) else ""

    def opens(self, index: int) -> bool:
        """Say whether a sentence, line or quotation begins with the word at ``index``."""
        before = self.folded(index - 1)
        if before in ("", *_SENTENCE_END):
            return before != "." or self.folded(index - 2) not in company.TITLES
        return before in ("-", ":", "–") and self.folded(index - 2) in ("", "\n", ".")

    def shown(self, index: int) -> bool:
        """Say whether the word has a capital that means something."""
        return not self.shouting and self.tokens[index].text[0].isupper()

    def listed(self, index: int) -> bool:
        """Say whether the word is on a list of names and is not plain English as well."""
        word = self.folded(index)
        known = word in self.lexicon.forenames or word in self.lexicon.surnames
        return known and word not in self.lexicon.ordinary

    def plain(self, index: int) -> bool:
        """Say whether the word is plain English, whoever may be called so."""
        return self.folded(index) in self.lexicon.ordinary

    def touching(self, index: int) -> bool:
        """Say whether only one space or hyphen lies between the word and the one before."""
        if not 0 < index < len(self.tokens):
            return False
        return self.tokens[index].start - self.tokens[index - 1].end == 1

    def before(self, index: int) -> str:
        """Return the word before, over the full stop of a title ("Dr. Patel")."""
        word = self.folded(index - 1)
        return self.folded(index - 2) if word == "." and not self.opens(index) else word


def guesses(reading: Reading) -> Iterator[Guess]:
    """Weigh every word that could be somebody's name."""
    for index, token in enumerate(reading.tokens):
        if len(token.folded) < 2 or not token.is_word:
            continue
        before = reading.before(index)
        start = _start(reading, index, titled=before in company.TITLES)
        if start is None:
            continue
        plain = reading.plain(index)
        points = start[0] + _capital(reading, index, plain)
        points += (_before_plain if plain else _before)(reading, index, before)
        points += _after(reading, index, plain)
        if points >= MAYBE:
            titled = before in company.TITLES or before in company.SOFT_TITLES
            yield Guess(index, points, "a title and a name" if titled else start[1])


def _start(reading: Reading, index: int, titled: bool) -> tuple[float, str] | None:
    """What the lists say; None for a word that nothing could turn into a name."""
    word, lists = reading.folded(index), reading.lexicon
    if titled:
        return (1.0, "a title and a name") if word not in company.DETERMINERS else None
    if word in company.NEVER or word in company.TITLES:
        return None
    first, last = word in lists.forenames, word in lists.surnames
    common = word in lists.common_forenames
    if word in lists.ordinary:
        if common:
            return 0.0, "a first name that is also a word"
        return (-1.5, "a name that is also a word") if first or last else None
    if common:
        return 4.0, "looks like a first name"
    if first or last:
        doubt = 1.0 if _WORDLIKE.search(word) and len(word) > 5 else 0.0
        reason = "looks like a first name" if first else "looks like a surname"
        return (2.0 if first or word in lists.common_surnames else 1.5) - doubt, reason
    return (0.0, "a word we do not know, with a capital") if reading.shown(index) else None


def _capital(reading: Reading, index: int, plain: bool) -> float:
    text = reading.tokens[index].text
    if not reading.shown(index):
        return 0.0
    if text.isupper() and (len(text) < 3 or not reading.listed(index)):
        return -4.0
    if reading.opens(index):
        return 0.5 if plain or reading.listed(index) else -1.0
    return 2.5 if plain else 1.5


def _before(reading: Reading, index: int, before: str) -> float:
    """What stands before a word that is no plain English."""
    if before in company.TITLES:
        return 5.0
    if before in company.SOFT_TITLES or before in company.NAMING:
        return 3.0
    if before in company.ROLES or before in company.ADDRESSED:
        return 2.0
    if before in company.WITH:
        return 1.5
    if before in company.TOWARDS:
        return 0.5
    return -1.0 if before in company.DETERMINERS else 0.0


def _before_plain(reading: Reading, index: int, before: str) -> float:
    """What stands before a word that is plain English too: "grace", "will", "page"."""
    word, shown = reading.folded(index), reading.shown(index)
    if before in company.TITLES:
        return 5.0
    if word in company.CALENDAR and before in company.IN_TIME:
        return -4.0
    if before in company.DETERMINERS or (word in company.MODALS and before in company.SUBJECTS):
        return -4.0
    if before in company.ADDRESSED or before in company.NAMING:
        return 3.0
    if before in company.ROLES or before in company.SOFT_TITLES:
        return 0.0 if word in company.MODALS and not shown else 2.5
    if before in company.WITH:
        return 2.0
    if before == "to" and not shown:
        return -2.0
    return 0.5 if before in company.TOWARDS else 0.0


def _after(reading: Reading, index: int, plain: bool) -> float:
    after, shown = reading.folded(index + 1), reading.shown(index)
    if after in company.DOES:
        return 3.0 if plain else 2.0
    if after in company.IS:
        return 1.0 if shown or not plain else 0.5
    if after in ("'s", "’s"):
        return 1.0 if shown or not plain else 0.5
    if plain and reading.touching(index + 1) and reading.tokens[index + 1].is_word:
        known = reading.listed(index + 1)
        if known and (reading.folded(index) in reading.lexicon.common_forenames or shown):
            return 3.0
        if after in company.CARRIES_ON:
            return -1.0 if shown and not reading.opens(index) else -2.0
    return 0.0


def names(reading: Reading) -> list[Span]:
    """Find people's names, each with the whole of its neighbouring parts."""
    found = {guess.index: guess for guess in guesses(reading)}
    spans = []
    taken: set[int] = set()
    for index, guess in sorted(found.items()):
        if index in taken:
            continue
        first, last, points = index, index, guess.points
        while (step := _next_part(reading, last, found, points)) is not None:
            last = step
            points = max(points, found[step].points if step in found else points)
        if points >= SURE:
            first = _earlier_part(reading, first, taken)
        taken.update(range(first, last + 1))
        level = Level.RED if points >= SURE else Level.AMBER
        tokens = reading.tokens
        spans.append(
            Span(tokens[first].start, tokens[last].end, Kind.NAME, level, guess.reason, MASK)
        )
    return spans


def _next_part(reading: Reading, last: int, found: dict[int, Guess], points: float) -> int | None:
    """Return the index of the next part of the same name: "Sarah Okafor", "Smith-Jones"."""
    index = last + 1
    if reading.folded(index) == "-" and index + 1 < len(reading.tokens):
        glued = reading.tokens[index].start == reading.tokens[last].end
        index += 1
        if not (glued and reading.tokens[index].start == reading.tokens[index - 1].end):
            return None
    elif not reading.touching(index) or not reading.tokens[index].is_word:
        return None
    if not reading.tokens[index].is_word or reading.folded(index) in company.NEVER:
        return None
    if reading.listed(index) or (index in found and found[index].points >= SURE):
        return index
    capital = reading.shown(index) and reading.tokens[last].text[0].isupper()
    acronym = reading.tokens[index].text.isupper() and len(reading.tokens[index].text) > 1
    known = not reading.plain(index) or _could_be_surname(reading, index)
    return index if capital and known and not acronym and points >= MAYBE else None


def _could_be_surname(reading: Reading, index: int) -> bool:
    word = reading.folded(index)
    return word in reading.lexicon.surnames or word in reading.lexicon.forenames


def _earlier_part(reading: Reading, first: int, taken: set[int]) -> int:
    """Take in what stands before a sure name and belongs to it: "J. Patel", "Bryn Okafor"."""
    before = first - 1
    if reading.folded(before) == "." and before >= 1 and len(reading.folded(before - 1)) == 1:
        letter = reading.tokens[before - 1]
        return before - 1 if letter.text.isupper() and before - 1 not in taken else first
    if before < 0 or before in taken or not reading.touching(first):
        return first
    token = reading.tokens[before]
    if not token.is_word or not reading.shown(before) or token.folded in company.NEVER:
        return first
    single = len(token.text) == 1 and token.text not in ("I", "A")
    unknown = len(token.text) > 1 and not reading.plain(before) and not token.text.isupper()
    title = token.folded in company.TITLES or token.folded in company.SOFT_TITLES
    return before if (single or unknown) and not title else first
