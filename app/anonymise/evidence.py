"""What speaks for a word being a name, gathered from the model, the lists and the rules.

Each word gets a short row of numbers; ``verdict.py`` weighs them. Nothing here decides.
"""

import math
from collections.abc import Iterator, Sequence

from app.anonymise import company
from app.anonymise.names import SURE, guesses
from app.anonymise.origins import PEOPLES
from app.anonymise.places import BUILDINGS, GLUE, STREETS, TOO_WIDE, towns
from app.anonymise.reading import Reading
from app.anonymise.sequence_model import LABELS, Row
from app.anonymise.spans import Level

_PERSON, _PLACE, _FIRM, _OTHER = (LABELS.index(name) for name in ("PER", "LOC", "ORG", "MISC"))
_LEAST, _CLEAR = 1e-4, 0.002
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
        nhs hr oh gp ed eoc cad covid xmas rtc gcs phq gad bbc
        """.split()
    )
) - frozenset("st victoria memorial".split())

NAMES = (
    "always person place firm other before after unsure shown opens plain plain_small plain_opens "
    "listed common_first surname town never generic acronym people calendar article small short "
    "rule_maybe rule_sure rule_title town_asked town_sure elsewhere wide capital_elsewhere either "
    "either_plain either_plain_small either_small either_listed"
).split()


def rows(reading: Reading, chances: Sequence[Row]) -> Iterator[list[float]]:
    """Give the numbers of each word, in the order of ``NAMES``.

    Nothing is given for a word that neither the model nor a rule or list takes for a name: most
    words are of that sort, and a phone is slow.
    """
    points = {guess.index: guess.points for guess in guesses(reading)}
    known_towns = _towns(reading)
    spoken_for = points.keys() | known_towns.keys()
    either = [_odds(row[_PERSON] + row[_PLACE]) for row in chances]
    best: dict[str, float] = {}
    for token, value in zip(reading.tokens, either, strict=True):
        best[token.folded] = max(best.get(token.folded, -9.0), value)
    last = len(either) - 1
    for index, row in enumerate(chances):
        if row[_PERSON] + row[_PLACE] < _CLEAR and index not in spoken_for:
            yield []
            continue
        word, token = reading.folded(index), reading.tokens[index]
        shown, opens = reading.shown(index), reading.opens(index)
        plain, small = reading.plain(index), not token.text[0].isupper()
        person = _odds(row[_PERSON])
        acronym = token.text.isupper() and 1 < len(word) < 5 and not reading.listed(index)
        calendar = word in company.CALENDAR
        speaks, town = points.get(index, 0.0), known_towns.get(index)
        lists = reading.lexicon
        flags = (
            shown,
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
            calendar and (small or reading.folded(index - 1) in company.IN_TIME),
            reading.folded(index - 1) in company.DETERMINERS,
            small,
            len(word) < 3,
            0 < speaks < SURE,
            speaks >= SURE,
            speaks >= SURE + 2,
            town is Level.AMBER,
            town is Level.RED,
        )
        yield [
            1.0,
            person,
            _odds(row[_PLACE]),
            _odds(row[_FIRM]),
            _odds(row[_OTHER]),
            either[index - 1] if index else -5.0,
            either[index + 1] if index < last else -5.0,
            abs(either[index]),
            *map(float, flags),
            max(0.0, best[word] - either[index]),
            float(word in TOO_WIDE),
            float(small and plain and word in reading.capitals),
            either[index],
            either[index] * plain,
            either[index] * (plain and small),
            either[index] * small,
            either[index] * reading.listed(index),
        ]


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
