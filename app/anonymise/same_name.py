"""Where a word that a person chose stands elsewhere in one text: as the same name.

Possessive, in any case, as a short form; with signs hidden in it or not. Of a name that is plain
English too ("mark", "grace") the ordinary word is left standing.
"""

from collections.abc import Iterator

from app.anonymise.cleaning import Cleaned, clean
from app.anonymise.lexicon import Lexicon
from app.anonymise.mentions import mentions
from app.anonymise.propagation import other_mentions
from app.anonymise.reading import Reading
from app.anonymise.reasons import Reason
from app.anonymise.spans import Kind, Level, Span
from app.anonymise.tokens import tokenise

Place = tuple[int, int]


def same_name(text: str, start: int, end: int, lexicon: Lexicon) -> list[Place]:
    """Find the other mentions of ``text[start:end]``, in order; none overlaps it."""
    cleaned = clean(text)
    inside = _inside(cleaned, start, end)
    if inside is None:
        return []
    chosen = Span(*inside, Kind.NAME, Level.RED, Reason(""), "")
    reading = Reading(tokenise(cleaned.text), lexicon, cleaned.text)
    found = {(span.start, span.end) for span in other_mentions(reading, [chosen])}
    if not _name_and_word(reading, chosen):
        found.update(mentions(cleaned.text, cleaned.text[chosen.start : chosen.end]))
    return sorted(_back(cleaned, found, (start, end)))


def _inside(cleaned: Cleaned, start: int, end: int) -> Place | None:
    """Find where a range of the text as typed stands in the cleaned one."""
    if cleaned.pieces is None:
        return start, end
    at = [i for i, (_, low, high) in enumerate(cleaned.pieces) if low < end and start < high]
    return (at[0], at[-1] + 1) if at else None


def _back(cleaned: Cleaned, found: set[Place], chosen: Place) -> Iterator[Place]:
    for place in found:
        start, end = cleaned.back(*place)
        if start < end and not (start < chosen[1] and chosen[0] < end):
            yield start, end


def _name_and_word(reading: Reading, chosen: Span) -> bool:
    """Say whether it is one word that is on the lists of names and plain English as well."""
    at = [i for i, token in enumerate(reading.tokens) if chosen.overlaps(token.start, token.end)]
    held = [i for i in at if reading.tokens[i].is_word]
    return len(held) == 1 and reading.known(held[0]) and reading.plain(held[0])
