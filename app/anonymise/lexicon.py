"""The word lists, as immutable sets that are built quickly from the text of their files.

Beside them lie the two packed files of the sequence model: what is known of each word, and what
was learnt.

A list file has one word a line, sorted. A line begins with one digit or letter that says how
many letters it shares with the word before (0-9, then a-z for 10-35), goes on with the rest of
the word, and ends with ``+`` when the word is common.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.anonymise.families import Families
from app.anonymise.features import Books
from app.anonymise.letters import Letters
from app.anonymise.sequence_model import SequenceModel, unpack_weights
from app.anonymise.word_book import WordBook

FORENAMES, SURNAMES, PLACES, ORDINARY = FILES = (
    "forenames.txt",
    "surnames.txt",
    "places.txt",
    "ordinary.txt",
)
WORDS, FAMILIES, LETTERS, WEIGHTS = PACKED = (
    "words.bin",
    "families.bin",
    "letters.bin",
    "weights.bin",
)
_SHARED = "0123456789abcdefghijklmnopqrstuvwxyz"

Words = frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """Folded words (lower case, no accents): who could be a person, and what is plain English.

    A word may stand in several sets: "grace" is a common forename and an ordinary word.
    ``place_openings`` are the first words of places with more than one.
    """

    forenames: Words = frozenset()
    common_forenames: Words = frozenset()
    surnames: Words = frozenset()
    common_surnames: Words = frozenset()
    places: Words = frozenset()
    place_openings: Words = frozenset()
    ordinary: Words = frozenset()

    @classmethod
    def of(cls, files: Mapping[str, str]) -> "Lexicon":
        """Build from the text of the list files by name; a missing one counts as empty."""
        forenames, common_forenames = unpack(files.get(FORENAMES, ""))
        surnames, common_surnames = unpack(files.get(SURNAMES, ""))
        places, _ = unpack(files.get(PLACES, ""))
        ordinary, _ = unpack(files.get(ORDINARY, ""))
        openings = frozenset(place.split(" ", 1)[0] for place in places if " " in place)
        return cls(
            forenames, common_forenames, surnames, common_surnames, places, openings, ordinary
        )


def load_lexicon(read: Callable[[str], bytes]) -> Lexicon:
    """Build the lexicon; ``read`` is given each file's name (they lie in ``assets/names``)."""
    return Lexicon.of({name: read(name).decode("utf-8") for name in FILES})


def load_books(read: Callable[[str], bytes]) -> Books:
    """Read what is known about words by themselves."""
    return Books(
        WordBook.unpack(read(WORDS)),
        Families.unpack(read(FAMILIES)),
        Letters.unpack(read(LETTERS)),
    )


def load_model(read: Callable[[str], bytes]) -> SequenceModel:
    """Build the sequence model from its packed files, which lie beside the lists."""
    return SequenceModel(unpack_weights(read(WEIGHTS)), load_books(read))


def pack(words: Mapping[str, bool]) -> str:
    """Write words (True: common) as the text of a list file."""
    lines, before = [], ""
    for word in sorted(words):
        shared = 0
        while shared < min(len(before), len(word), 35) and before[shared] == word[shared]:
            shared += 1
        lines.append(f"{_SHARED[shared]}{word[shared:]}{'+' if words[word] else ''}\n")
        before = word
    return "".join(lines)


def unpack(text: str) -> tuple[Words, Words]:
    """Read a list file: all its words, and those of them that are common."""
    everything: list[str] = []
    common: list[str] = []
    shared = {sign: number for number, sign in enumerate(_SHARED)}
    word = ""
    for line in text.splitlines():
        if line[-1] == "+":
            word = word[: shared[line[0]]] + line[1:-1]
            common.append(word)
        else:
            word = word[: shared[line[0]]] + line[1:]
        everything.append(word)
    return frozenset(everything), frozenset(common)
