"""Loads what the anonymiser knows in steps, so that whoever waits for something else can go on."""

from collections.abc import Callable, Generator, Iterator

from app.anonymise.lexicon import WEIGHTS, Lexicon, load_books, load_lexicon
from app.anonymise.sequence_model import SequenceModel, unpack_weights
from app.anonymise.windows import Late

#: What an anonymiser is made of: its word lists, and its model where there is one.
Knowledge = tuple[Lexicon, SequenceModel | None]
#: Runs one step at each ``next``, and returns the knowledge at the end.
Loading = Generator[None, None, Knowledge]


def loading(read: Callable[[str], bytes]) -> Loading:
    """Load everything; ``read`` is given each file's name (they lie in ``assets/names``)."""
    lexicon = load_lexicon(read)
    yield
    weights = unpack_weights(read(WEIGHTS))
    yield
    books = load_books(read)
    yield
    return lexicon, SequenceModel(weights, books)


def warming() -> Iterator[None]:
    """Compile ahead what would else be compiled during the first notes, a pattern a step."""
    for pattern in Late.every:
        if pattern.compiled:
            yield
