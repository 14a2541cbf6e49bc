"""People's names: what the lists say about a word, weighed with the company it keeps.

Each word gets points: the lists give a start, capitals and neighbours add or take away. From
``SURE`` up it is masked, from ``MAYBE`` up it is asked about. Typing in lower case is the normal
case, so a capital helps and its absence hardly hurts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.anonymise import company, reasons, word_names
from app.anonymise.inflections import bases
from app.anonymise.lexicon import Lexicon
from app.anonymise.reading import Reading
from app.anonymise.spans import Kind, Level, Span

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
    reason: reasons.Reason


def guesses(reading: Reading) -> Iterator[Guess]:
    """Weigh every word that could be somebody's name."""
    lists, earlier = reading.lexicon, ""
    for index, token in enumerate(reading.tokens):
        word, last = token.folded, earlier
        earlier = word
        if _says_nothing(word, lists) and last != "." and last not in company.TITLES:
            continue  # most words are of this sort, and a phone is slow
        if len(word) < 2 or not token.is_word:
            continue
        before = reading.before(index)
        start = _titled(reading, index) if before in company.TITLES else _start(reading, index)
        if start is None:
            continue
        plain = reading.plain(index)
        points = start[0] + _capital(reading, index, plain) + _after(reading, index, plain)
        told = word_names.stands_alone(reading, index) if plain else 0.0
        points += told or _before(reading, index, plain)
        if points >= MAYBE:
            yield Guess(index, points, start[1])


def _says_nothing(word: str, lists: Lexicon) -> bool:
    """Say whether only a title could make a word a name, as for ``_start``."""
    if word in company.NEVER:
        return True
    named = word in lists.forenames or word in lists.surnames or word in lists.common_forenames
    return word in lists.ordinary and not named


def _titled(reading: Reading, index: int) -> tuple[float, reasons.Reason] | None:
    """Weigh a word after a title; "the dr is" and "MS Teams" name nobody."""
    word = reading.folded(index)
    title = reading.tokens[index - (2 if reading.folded(index - 1) == "." else 1)].text
    if word in company.NEVER or word in company.IS or word in company.DOES:
        return None
    capital = reading.shown(index) and title.istitle() and word not in company.CARRIES_ON
    if reading.plain(index) and not (reading.known(index) or capital):
        return None
    return 1.0, reasons.TITLED


def _start(reading: Reading, index: int) -> tuple[float, reasons.Reason] | None:
    """Weigh what the lists say; None for a word that nothing could turn into a name."""
    word, lists = reading.folded(index), reading.lexicon
    if word in company.NEVER or word in company.TITLES:
        return None
    known, common = reading.known(index), word in lists.common_forenames
    if common:
        plain = word in lists.ordinary
        return (0.0, reasons.FIRST_NAME_OR_WORD) if plain else (4.0, reasons.FIRST_NAME)
    if word in lists.ordinary:
        points = -1.0 if word in lists.common_surnames else -1.5
        return (points, reasons.NAME_OR_WORD) if known else None
    doubt = 1.5 if len(word) > 5 and _WORDLIKE.search(word) else 0.0
    if known:
        first = word in lists.forenames
        points = 2.0 if first or word in lists.common_surnames else 1.5
        return points - doubt, reasons.FIRST_NAME if first else reasons.SURNAME
    return _unknown(reading, index, doubt)


def _unknown(reading: Reading, index: int, doubt: float) -> tuple[float, reasons.Reason] | None:
    """Weigh a word on no list: "sarahs", a rare name, a slip of the thumb."""
    word = reading.folded(index)
    if word[-1] == "s" and _is_first_name(reading, word[:-1]):
        return 3.0, reasons.FIRST_NAME
    if any(_is_first_name(reading, base) for base in bases(word)):
        return 3.0, reasons.FIRST_NAME
    if reading.shown(index):
        return -doubt, reasons.NEW_WITH_CAPITAL
    return (-0.5 - doubt, reasons.NEW_WORD) if len(word) > 2 else None


def _is_first_name(reading: Reading, word: str) -> bool:
    """Say whether the word is a common first name and nothing else."""
    return word in reading.lexicon.common_forenames and word not in reading.lexicon.ordinary


def _capital(reading: Reading, index: int, plain: bool) -> float:
    text = reading.tokens[index].text
    if not reading.shown(index):
        return 0.0
    if text.isupper() and (len(text) < 3 or not reading.listed(index)):
        return -4.0
    if reading.opens(index):
        return 0.5 if plain or reading.listed(index) else -0.5
    return 2.5 if plain else 1.5


def _before(reading: Reading, index: int, plain: bool) -> float:
    """Weigh the word before."""
    before = reading.before(index)
    if before in ("and", "&") and _is_company(reading, index - 2):
        return 2.0
    if plain:
        doubt = _used_as_a_word(reading, index, before)
        return company.BEFORE_PLAIN.get(before, 0.0) if doubt is None else doubt
    unknown = not reading.known(index)
    if before in ("and", "&") and reading.listed(index - 2) and not unknown:
        return 1.0
    return 0.0 if unknown and before in ("with", "from") else company.BEFORE.get(before, 0.0)


def _used_as_a_word(reading: Reading, index: int, before: str) -> float | None:
    """Tell "in may", "i will" and "to mark" from names; None when nothing says so."""
    word, shown = reading.folded(index), reading.shown(index)
    if word in company.CALENDAR and before in company.IN_TIME:
        return -4.0
    if word in company.MODALS and not shown and before in company.SUBJECTS | company.ROLES:
        return -4.0 if before in company.SUBJECTS else 0.0
    if before != "to" or shown:
        return None
    ends = not reading.folded(index + 1)[:1].isalnum()
    return 1.5 if ends and word in reading.lexicon.common_forenames else -2.0


def _is_company(reading: Reading, index: int) -> bool:
    """Say whether the word is "me", "I" or a first name beyond doubt: "sarah and mark"."""
    word = reading.folded(index)
    return word in ("i", "me") or _is_first_name(reading, word)


def _after(reading: Reading, index: int, plain: bool) -> float:
    """Weigh the word after."""
    after, shown = reading.folded(index + 1), reading.shown(index)
    common = reading.folded(index) in reading.lexicon.common_forenames
    if after in company.DOES:
        return 3.0 if plain and (common or shown) else 2.0
    if after in company.IS:
        return 1.0 if shown or not plain else 0.5
    if after in ("'s", "’s"):
        return 1.5 if plain and common else 1.0
    if plain:
        return _after_plain(reading, index, after, shown or common)
    pair = after in ("and", "&") and reading.listed(index + 2) and reading.known(index)
    return 1.0 if pair else 0.0


def _after_plain(reading: Reading, index: int, after: str, likely: bool) -> float:
    if after == "and" and _is_company(reading, index + 2):
        return 2.0 if likely else 0.0
    if not (reading.touching(index + 1) and reading.tokens[index + 1].is_word):
        return 0.0
    if likely and reading.listed(index + 1):
        return 3.0
    if after not in company.CARRIES_ON:
        return 0.0
    return -1.0 if reading.shown(index) and not reading.opens(index) else -2.0


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
    index = _neighbour(reading, last)
    if index is None or reading.folded(index) in company.NEVER:
        return None
    if reading.listed(index) or (index in found and found[index].points >= SURE):
        return index
    text = reading.tokens[index].text
    if reading.folded(index - 1) == "-" and reading.known(index):
        return index
    capital = reading.shown(index) and reading.tokens[last].text[0].isupper()
    acronym = text.isupper() and len(text) > 1
    known = not reading.plain(index) or reading.known(index)
    return index if capital and known and not acronym and points >= MAYBE else None


def _neighbour(reading: Reading, last: int) -> int | None:
    """Return the index of the word one space or one hyphen further on."""
    index = last + 1
    hyphen = reading.folded(index) == "-" and index + 1 < len(reading.tokens)
    if hyphen and reading.tokens[index + 1].start - reading.tokens[last].end == 1:
        index += 1
    elif not reading.touching(index):
        return None
    return index if reading.tokens[index].is_word else None


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
