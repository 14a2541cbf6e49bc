"""Check the lists and the model of the anonymiser as they ship: readable, in step, small enough."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

from app.anonymise.evidence import NAMES
from app.anonymise.families import NOBODY
from app.anonymise.lexicon import FILES, PACKED, WEIGHTS, Lexicon, load_books, load_lexicon
from app.anonymise.sequence_model import unpack_weights

BUDGET = 1_500_000
"""Bytes that lists and model together may add to the download, compressed."""

_KNOWN = "sarah", "mohammed", "agnieszka"


def problems(folder: Path) -> list[str]:
    """Say what is wrong with ``folder`` (``assets/names``); empty when all is well."""
    missing = [name for name in (*FILES, *PACKED) if not (folder / name).is_file()]
    if missing:
        return [f"names/{name}: is missing." for name in missing]
    try:
        return list(_problems(folder))
    except (ValueError, IndexError, UnicodeDecodeError, zlib.error) as error:
        return [f"names: a packed file cannot be read ({type(error).__name__})."]


def _problems(folder: Path) -> Iterator[str]:
    def read(name: str) -> bytes:
        return (folder / name).read_bytes()

    size = sum(len(gzip.compress(read(name), 9)) for name in (*FILES, *PACKED))
    if size > BUDGET:
        yield f"names: {size} bytes compressed, more than {BUDGET}."
    lexicon, books, weights = load_lexicon(read), load_books(read), unpack_weights(read(WEIGHTS))
    if len(weights.verdict) != len(NAMES):
        yield f"names/{WEIGHTS}: weighs {len(weights.verdict)} pieces of evidence of {len(NAMES)}."
    yield from _unknown(lexicon)
    for word in _KNOWN:
        if books.families.of(books.words.entry(word).family) == NOBODY:
            yield f"names: families.bin and words.bin do not fit together at {word!r}."


def _unknown(lexicon: Lexicon) -> Iterator[str]:
    for word in _KNOWN:
        if word not in lexicon.forenames:
            yield f"names/forenames.txt: {word!r} is not on it."
