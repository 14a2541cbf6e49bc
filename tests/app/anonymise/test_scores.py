"""What speaks for a label, added up quickly: the same as the weight of each feature by itself."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.anonymise import features, scores
from app.anonymise.known_words import KnownWords
from app.anonymise.lanes import Lanes
from app.anonymise.lexicon import WEIGHTS, load_books
from app.anonymise.sequence_model import LABELS, unpack_weights
from app.anonymise.tokens import tokenise
from tests.app.anonymise.conftest import LISTS

BOOKS = load_books(lambda name: (LISTS / name).read_bytes())
PACKED = unpack_weights((LISTS / WEIGHTS).read_bytes())
MEMORY = KnownWords(PACKED.single, PACKED.pairs, BOOKS)
SIZE = Lanes(len(LABELS))
WORDS = st.sampled_from(
    "Sarah sarahs okafor Mr dr . the manager at St Ives ives's Olu Wednseday 42 I i'm KEV | ^ $ "
    "London Nottingham , and spoke to grace Will will łukasz A1 — ! zzyzx".split()
)


def one_by_one(text: str) -> list[int]:
    """Look up every feature that training sees."""
    tokens = tokenise(text)
    facts = [features.facts(token, BOOKS) for token in tokens]
    typed, marks = features.manner(tokens), features.places(tokens, BOOKS.words)
    totals = [0] * len(tokens)
    for at, known in enumerate(facts):
        names = features.alone(known, marks[at], typed, features.opens(facts, at))
        names += features.around(facts, at)
        for step, where in ((-1, "p"), (1, "n"), (-2, "q"), (2, "r")):
            if 0 <= at + step < len(facts):
                names += features.beside(facts[at + step], marks[at + step], where)
        totals[at] += sum(PACKED.single.get(name, 0) for name in names)
        if at + 1 < len(facts):
            pair = features.pair(known, facts[at + 1], marks[at], marks[at + 1])
            here, there = SIZE.split(sum(PACKED.pairs.get(name, 0) for name in pair))
            totals[at] += here
            totals[at + 1] += there
    return totals


@given(st.lists(WORDS, min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_sums_are_those_of_every_feature(words: list[str]) -> None:
    text = " ".join(words)
    known = MEMORY.all_of(tokenise(text))
    assert scores.scores(known, MEMORY, SIZE) == one_by_one(text)
