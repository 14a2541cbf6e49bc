"""What a roster adds on whole notes: its own people are met, and others' names cost little.

Counted on the training notes, which were written without any roster in mind.
"""

import random
from collections import Counter
from collections.abc import Iterator

from app.anonymise.lexicon import Lexicon
from app.anonymise.reading import Reading
from app.anonymise.spans import Kind, Level, Span
from app.anonymise.tokens import tokenise
from app.anonymise.trust_terms import TrustTerms
from app.domain.roster import Roster
from app.domain.trust_lists import TrustLists
from tests.corpora.marked_notes import Note, notes

NOTES = notes("train")


#: One draw of names says little: a single common word in it shows up in note after note.
DRAWS = 4


def strangers(lexicon: Lexicon, draw: int = 3) -> set[str]:
    """Name parts of some thousand people who are in no note, with many common names."""
    dice = random.Random(draw)  # noqa: S311 - the same every time
    several = ((lexicon.common_forenames, 800), (lexicon.forenames, 400))
    more = ((lexicon.common_surnames, 1500), (lexicon.surnames, 600))
    return {
        word
        for words, number in several + more
        for word in dice.sample(sorted(words), min(number, len(words)))
    }


def named(note: Note) -> Iterator[tuple[int, int]]:
    return ((start, end) for start, end, kind, _ in note.spans if kind == "NAME")


def looked(lexicon: Lexicon, parts: set[str]) -> Iterator[tuple[Note, list[Span]]]:
    terms = TrustTerms.of(TrustLists(roster=Roster.of(parts, bytes(16))))
    for note in NOTES:
        yield note, list(terms.spans(Reading(tokenise(note.text), lexicon, note.text)))


def test_names_of_strangers_mark_few_words_that_name_nobody(lexicon: Lexicon) -> None:
    needless: Counter[Level] = Counter()
    for draw in range(DRAWS):
        for note, spans in looked(lexicon, strangers(lexicon, draw)):
            for span in spans:
                if not any(s < span.end and span.start < e for s, e, _, _ in note.spans):
                    needless[span.level] += 1
    words = DRAWS * sum(token.is_word for note in NOTES for token in tokenise(note.text))
    assert needless[Level.RED] / words * 150 <= 0.1
    assert needless[Level.AMBER] / words * 150 <= 0.15


def test_the_trusts_own_people_are_met_by_the_roster_alone(lexicon: Lexicon) -> None:
    own = {
        token.folded
        for note in NOTES
        for start, end in named(note)
        for token in tokenise(note.text[start:end])
        if token.is_word and len(token.text) > 1
    }
    met: Counter[bool] = Counter()
    for note, spans in looked(lexicon, strangers(lexicon) | own):
        red = [span for span in spans if span.level is Level.RED and span.kind is Kind.NAME]
        met.update(
            any(span.start < end and start < span.end for span in red) for start, end in named(note)
        )
    assert met[True] / met.total() >= 0.94
