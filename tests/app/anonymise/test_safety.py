"""No text makes a rule slow: the work grows with the length, whatever the text is made of."""

import time
from collections.abc import Callable

import pytest

from app.anonymise.cleaning import clean
from app.anonymise.detectors import DETECTORS, TELLING
from app.anonymise.initials import initials
from app.anonymise.language import language_of
from app.anonymise.policy import Lexicon
from app.anonymise.reading import Reading
from app.anonymise.replacement import consistent
from app.anonymise.spans import settle
from app.anonymise.tokens import tokenise

# Each is what some rule begins with, or all but ends on, over and over.
SEEDS = (
    """
a|1|1 |0-|a.|a@|@|a@a.|1a|12 |0.|1:|1st |the only |only a |a b |a-|a'|the one on the |bus crash |
twenty |oh seven |[|[person] |<a |<|&amp;|&#|http://|a.com/|at dot |a at |(|-\n|\u200b|a\u0301|
\u0430x|12 a road |A. |A.B.|born 1|first |head of |her husband is |twins |itis |a syndrome |
has ms |monday |1 jan and |aged |man of |cad 1 no |no it's 1 |sort 1|AB12 |a1/|1/1/|::|1:1:|99-|
GB11 |\n|deputy |one of the two |in the unit |ul. a |ma 1 lat |dydd llun |i caerdydd |manager: |
\x00|a_|AA |jan 1|last mon |the a b job|
12 rue de |Via de Ab |A b 1 |the lad under the |husbands on |
lost his |1234 |2317 |heart attack |runs the |one of two |12 a b rise, |10/27 |A1-|1a1a1a|ei g
""".replace("|\n", "|")
    .strip("\n")
    .split("|")
)
SHORT, LONG = 1_000, 4_000
# Four times the text: four times the work, or sixteen where it goes with the square. Doubled, and
# with half a second of slack for a busy machine; what backtracks takes minutes or never ends.
FACTOR, SLACK = 32, 0.5


def everything(text: str) -> None:
    """Let every rule read the text, by itself and as words."""
    cleaned = clean(text)
    reading = Reading(tokenise(cleaned.text), Lexicon(), cleaned.text)
    found = [span for detect in (*DETECTORS, initials) for span in detect(cleaned.text)]
    found += [span for detect in TELLING for span in detect(reading)]
    consistent(cleaned.text, settle(found, cleaned.text))
    language_of(text)


def seconds(work: Callable[[str], None], text: str) -> float:
    begun = time.process_time()
    work(text)
    return time.process_time() - begun


@pytest.mark.parametrize("seed", SEEDS)
def test_work_grows_with_the_length(seed: str) -> None:
    short = (seed * SHORT)[:SHORT] + "!\x00z"
    long = (seed * LONG)[:LONG] + "!\x00z"
    assert seconds(everything, long) <= FACTOR * seconds(everything, short) + SLACK
