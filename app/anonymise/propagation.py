"""A name found once is that name everywhere: other mentions, in any case, possessive or not."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from app.anonymise import company
from app.anonymise.names import MASK
from app.anonymise.reading import Reading
from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Level, Span

_SHORT = 6  # letters of the longest short form worth asking about
_REASON = because("the same name as elsewhere in this text")


def other_mentions(reading: Reading, found: Iterable[Span]) -> Iterator[Span]:
    """Find further mentions of the names in ``found``, each as sure as the surest of its kind.

    A name that is plain English too ("mark", "grace") is followed only where it is written as it
    was found and not plainly used as the ordinary word.
    """
    sure: dict[str, Level] = {}
    written: dict[str, set[bool]] = {}
    covered: set[int] = set()
    for span in found:
        for index in _inside(reading, span):
            covered.add(index)
            word = reading.folded(index)
            if sure.get(word) is not Level.RED:
                sure[word] = span.level
            written.setdefault(word, set()).add(reading.shown(index))
    if not sure:
        return
    for index, token in enumerate(reading.tokens):
        if index in covered or not token.is_word:
            continue
        level = sure.get(token.folded) or _short_form(reading, index, sure)
        if level and reading.plain(index):
            level = _plain_level(reading, index, level, written.get(token.folded, set()))
        if level:
            yield Span(token.start, token.end, Kind.NAME, level, _REASON, MASK)


def _inside(reading: Reading, span: Span) -> Iterator[int]:
    """Find the words of a span: a name has few, so they are walked from its first."""
    index = bisect_right(reading.tokens, span.start, key=lambda token: token.end)
    while index < len(reading.tokens) and reading.tokens[index].start < span.end:
        token = reading.tokens[index]
        if token.is_word and len(token.text) > 1:
            yield index
        index += 1


def _short_form(reading: Reading, index: int, sure: dict[str, Level]) -> Level | None:
    """Ask about the beginning of a longer name found here: "Olu" beside "Oluwaseun"."""
    word = reading.folded(index)
    if len(word) < 3 or not word.isalpha() or reading.plain(index) or word in company.NEVER:
        return None
    if len(word) > _SHORT:
        return None
    longer = any(len(name) > len(word) + 1 and name.startswith(word) for name in sure)
    return Level.AMBER if longer else None


def _plain_level(reading: Reading, index: int, level: Level, written: set[bool]) -> Level | None:
    before, after = reading.folded(index - 1), reading.folded(index + 1)
    if reading.shown(index) not in written or level is Level.AMBER:
        return None
    if before in company.DETERMINERS or after in company.CARRIES_ON or before in ("to", "not"):
        return None
    if reading.folded(index) in company.MODALS and before in company.SUBJECTS:
        return None
    if reading.folded(index) in company.CALENDAR and before in company.IN_TIME:
        return None
    return Level.RED if reading.shown(index) and not reading.opens(index) else Level.AMBER
