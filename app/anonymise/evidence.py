"""What speaks for a word being a name, gathered from the model, the lists and the rules.

Each word gets a short row of numbers; ``verdict.py`` weighs them. Nothing here decides.
"""

import math
from collections.abc import Iterator, Sequence

from app.anonymise import company
from app.anonymise.chances import Row
from app.anonymise.names import SURE, guesses
from app.anonymise.origins import PEOPLES
from app.anonymise.places import BUILDINGS, GLUE, STREETS, TOO_WIDE, towns
from app.anonymise.reading import Reading
from app.anonymise.sequence_model import LABELS
from app.anonymise.spans import Level

_PERSON, _PLACE, _FIRM, _OTHER = (LABELS.index(name) for name in ("PER", "LOC", "ORG", "MISC"))
_LEAST, _CLEAR, _MOST = 1e-4, 0.002, 6.0
GENERIC = (
    BUILDINGS
    | company.TITLES
    | company.SOFT_TITLES
    | STREETS
    | GLUE
    | frozenset(
        """
        home house work centre town city village county country area region district world place
        office shop store pub garage airport bus train car park beach road way lane street
        restaurant cafe bar garden gym resus control department unit kitchen bedroom bathroom room
        i im id ill me my you u he she we they it us him her mum mom dad god lord sir madam nan
        one two three four five six seven eight nine ten eleven twelve
        nhs hr oh gp ed eoc cad covid xmas rtc gcs phq gad bbc vor dca rrv
        """.split()
    )
) - frozenset("st victoria memorial".split())

NAMES = (
    "always person place firm other unsure shown opens plain plain_small plain_opens listed "
    "common_first surname town never generic acronym people calendar article small short "
    "rule_maybe rule_sure rule_title points points_plain points_plain_small town_asked town_sure "
    "elsewhere wide capital_elsewhere either either_plain either_plain_small either_small "
    "either_listed strange either_strange uncased either_uncased"
).split()


def rows(reading: Reading, chances: Sequence[Row]) -> Iterator[list[float]]:
    """Give the numbers of each word, in the order of ``NAMES``.

    Nothing is given for a word that neither the model nor a rule or list takes for a name: most
    words are of that sort, and a phone is slow.
    """
    points = {guess.index: guess.points for guess in guesses(reading)}
    known_towns = _towns(reading)
    named = [row[_PERSON] + row[_PLACE] for row in chances]
    best: dict[str, float] = {}
    strange, uncased = 0.0, float(not reading.capitals)
    for index, row in enumerate(chances):
        if named[index] < _CLEAR and index not in points and index not in known_towns:
            yield []
            continue
        if not best:
            best, strange = _best(reading, named), _strangeness(reading)
        either, small = _odds(named[index]), not reading.tokens[index].text[0].isupper()
        plain = reading.plain(index)
        speaks, town = min(points.get(index, 0.0), _MOST), known_towns.get(index)
        yield [
            1.0,
            *[_odds(row[label]) for label in (_PERSON, _PLACE, _FIRM, _OTHER)],
            abs(either),
            *_of_word(reading, index),
            float(0 < speaks < SURE),
            float(speaks >= SURE),
            float(speaks >= SURE + 2),
            speaks,
            speaks * plain,
            speaks * (plain and small),
            float(town is Level.AMBER),
            float(town is Level.RED),
            _odds(best[reading.folded(index)]) - either,
            float(reading.folded(index) in TOO_WIDE),
            float(small and plain and reading.folded(index) in reading.capitals),
            either,
            either * plain,
            either * (plain and small),
            either * small,
            either * reading.listed(index),
            strange,
            either * strange,
            uncased,
            either * uncased,
        ]


def _best(reading: Reading, named: Sequence[float]) -> dict[str, float]:
    """Give the best chance that each word has anywhere in the text."""
    best: dict[str, float] = {}
    for token, chance in zip(reading.tokens, named, strict=True):
        if chance > best.get(token.folded, -1.0):
            best[token.folded] = chance
    return best


def _of_word(reading: Reading, index: int) -> list[float]:
    """Give what the lists say of the word, and how it stands."""
    word, token, lists = reading.folded(index), reading.tokens[index], reading.lexicon
    plain, small, opens = reading.plain(index), not token.text[0].isupper(), reading.opens(index)
    acronym = token.text.isupper() and 1 < len(word) < 5 and not reading.listed(index)
    before = reading.folded(index - 1)
    flags = (
        reading.shown(index),
        opens,
        plain,
        plain and small,
        plain and opens,
        reading.listed(index),
        word in lists.common_forenames,
        word in lists.common_surnames,
        word in lists.places,
        word in company.NEVER,
        word in GENERIC,
        acronym or token.text in company.NOT_INITIALS,
        word in PEOPLES or word[:-1] in PEOPLES,
        word in company.CALENDAR and (small or before in company.IN_TIME),
        before in company.DETERMINERS,
        small,
        len(word) < 3,
    )
    return list(map(float, flags))


def _strangeness(reading: Reading) -> float:
    """Say what share of the words in small letters is no everyday English: another language?"""
    ordinary = reading.lexicon.ordinary
    words = [t.folded for t in reading.tokens if len(t.folded) > 2 and t.text.islower()]
    return sum(word not in ordinary for word in words) / (len(words) + 2)


def _odds(chance: float) -> float:
    chance = min(max(chance, _LEAST), 1 - _LEAST)
    return math.log(chance / (1 - chance))


def _towns(reading: Reading) -> dict[int, Level]:
    found: dict[int, Level] = {}
    spans = list(towns(reading))
    at = 0
    for index, token in enumerate(reading.tokens):
        while at < len(spans) and spans[at].end <= token.start:
            at += 1
        if at < len(spans) and spans[at].start <= token.start:
            found[index] = spans[at].level
    return found
