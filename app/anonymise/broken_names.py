"""Names cut in two by a line's end or a stray hyphen: "Oluwa\\nseun", "Sa-rah"."""

from collections.abc import Iterator

from app.anonymise.reading import Reading
from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Level, Span

_CUTS = frozenset("\n-")
_SHORTEST = 5


def broken_names(reading: Reading) -> Iterator[Span]:
    """Find two touching pieces that make a listed name together and not each a word by itself."""
    if _CUTS.isdisjoint(reading.places):
        return
    tokens, lists = reading.tokens, reading.lexicon
    for index in range(1, len(tokens) - 1):
        first, cut, last = tokens[index - 1 : index + 2]
        if cut.text not in _CUTS or not (first.is_word and last.is_word):
            continue
        whole = first.folded + last.folded
        touching = first.end == cut.start and cut.end == last.start
        if not touching or len(whole) < _SHORTEST or last.text[0].isupper():
            continue
        listed = whole in lists.forenames or whole in lists.surnames
        words = reading.plain(index - 1) and reading.plain(index + 1)
        if listed and not words and whole not in lists.ordinary:
            reason = because("a name cut in two")
            yield Span(first.start, last.end, Kind.NAME, Level.RED, reason, "[person]")
