"""Numbers spelt out or dictated: "oh seven seven double oh nine hundred"."""

from collections.abc import Iterator

from app.anonymise.reading import Reading
from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Level, Span

_FIGURES = frozenset(
    """
    oh o zero nought naught null one two three four five six seven eight nine double triple treble
    jeden dwa trzy cztery piec szesc siedem osiem dziewiec un dau tri pedwar pump chwech saith wyth
    naw dim
    """.split()
)
_WITHIN = _FIGURES | frozenset("hundred thousand ten eleven twelve thirteen".split())
_BETWEEN = frozenset(", - . / and".split())
_NAMED_NUMBERS = frozenset(
    """
    cad incident datix log ref reference payroll ext extension badge reg number sign hcpc pin job
    fleet crew call unit
    """.split()
)
_LETTERS = frozenset(
    """
    alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar
    papa quebec romeo sierra tango uniform victor whiskey whisky xray yankee zulu
    """.split()
)
_LEAST, _REPEATED = 5, 3


def spoken_numbers(reading: Reading) -> Iterator[Span]:
    """Find five figures or more in words, or three that repeat the end of a number before."""
    if len(_FIGURES.intersection(reading.places)) < 2:
        return
    tokens, index = reading.tokens, 0
    while index < len(tokens):
        last, figures, words = _run(reading, index)
        after_number = any(
            len(reading.folded(i)) > 2
            for i in range(max(0, index - 8), index)
            if reading.folded(i).isdigit()
        )
        named = not _NAMED_NUMBERS.isdisjoint(reading.folded(i) for i in range(index - 3, index))
        sure = figures >= _LEAST or named or (after_number and figures == words)
        sign = reading.folded(index - 1) in _LETTERS
        if words >= _REPEATED - sign and (sure or sign):
            start, end = tokens[index - sign].start, tokens[last].end
            kind = Kind.CALL_SIGN if sign else Kind.PHONE
            mask = "[call sign]" if sign else "[phone number]"
            yield Span(start, end, kind, Level.RED, because("a number in words"), mask)
        index = max(last, index) + 1


def _run(reading: Reading, index: int) -> tuple[int, int, int]:
    """Walk over figures from ``index``: the last of them, how many, and how many in words."""
    last, figures, words = index, 0, 0
    if reading.folded(index) not in _FIGURES and not reading.folded(index).isdigit():
        return index, 0, 0
    for at in range(index, min(len(reading.tokens), index + 40)):
        word = reading.folded(at)
        if word in _WITHIN:
            figures, words, last = figures + 1, words + 1, at
        elif word.isdigit():
            figures, last = figures + len(word), at
        elif word not in _BETWEEN:
            break
    return last, figures, words
