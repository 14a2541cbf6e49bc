"""The server looks again: a summary's text is read once more, in memory, before it is stored.

The same code as on the device, in the version that this server has, joined by further
recognisers where the trust has set one up. Only what reads as a name or as a structured
identifier counts: what merely might point to someone was for the two people to weigh. Nothing
here writes, logs or counts anything.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

from app.anonymise.lexicon import Lexicon, load_lexicon, load_model
from app.anonymise.masks import MASK
from app.anonymise.policy import IDENTIFIERS, Anonymiser, Terms
from app.anonymise.sequence_model import SequenceModel
from app.domain.second_look import Place
from sync_server.errors import ServerError
from sync_server.services.look_workers import Asked, Found, LookWorkers, looked

#: What counts as a hit. Places, dates, ages and the like are generalised on the device.
HITS = IDENTIFIERS
#: How many processes look at most. What the server itself does with a summary takes as long as
#: the look at it: one more process than one core feeds would only hold memory.
_MOST = 2
#: The same where a further recogniser reads too, which takes many times as long.
_MOST_SLOW = 3


class Recogniser(Protocol):
    """Another reader of the same text."""

    def places(self, text: str) -> Iterable[Place]:
        """Give where the text could name someone; our own masks come blotted out."""


class SecondLook:
    """Reads texts with the anonymiser, whose lists lie in ``assets``, and with ``further``."""

    def __init__(self, assets: Path, further: Sequence[Recogniser] = ()) -> None:
        self._lists = (assets / "names").resolve()
        self._further = tuple(further)
        self._workers: LookWorkers | None = None

    def load(self) -> None:
        """Read the lists now; else the first text waits for it. Raises ServerError."""
        _read(self._lists)

    def share(self, cores: int) -> None:
        """Look in other processes from now on, as many as help on a machine with so many cores.

        Only before any thread has been started. Raises ServerError as ``load`` does.
        """
        number = min(cores - 1, _MOST_SLOW if self._further else _MOST)
        if number > 0 and hasattr(os, "fork"):
            self._workers = LookWorkers(self._look, number, self.load)
        else:
            self.load()

    def look(self, text: str, trust: Terms | None = None) -> tuple[Place, ...]:
        """Give the places that could name someone, in code points, sorted and apart.

        ``trust`` are the words that the text's trust has listed itself. Raises ServerError when
        the anonymiser's lists cannot be read.
        """
        (found,) = self.look_at([(text, trust)])
        if isinstance(found, Exception):
            raise found
        return found

    def look_at(self, asked: Sequence[Asked]) -> list[Found]:
        """Look at many texts, each with its trust's own words: side by side where others help."""
        if self._workers is not None:
            return self._workers.look(asked)
        return looked(self._look, asked)

    def _look(self, text: str, trust: Terms | None) -> tuple[Place, ...]:
        found = [
            Place(span.start, span.end, span.kind.value)
            for span in Anonymiser(*_read(self._lists), trust).identified(text, HITS)
        ]
        for recogniser in self._further:
            found += _fitting(recogniser.places(_without_masks(text)), text)
        return tuple(_apart(found))


def second_look(assets: Path, model: str = "") -> SecondLook:
    """Make the second look of this server; ``model`` is spaCy's for Presidio, "" for none.

    Raises ServerError when a model is asked for and it, or Presidio, is not installed.
    """
    if not model:
        return SecondLook(assets)
    from sync_server.services.presidio_look import PresidioLook

    return SecondLook(assets, [PresidioLook(model)])


@cache
def _read(lists: Path) -> tuple[Lexicon, SequenceModel]:
    def read(name: str) -> bytes:
        return (lists / name).read_bytes()

    try:
        return load_lexicon(read), load_model(read)
    except (OSError, ValueError) as error:
        raise ServerError(f"The anonymiser's lists in {lists} cannot be read.") from error


def _without_masks(text: str) -> str:
    """Put spaces in place of our own masks: another reader would take them for something."""
    return MASK.sub(lambda mask: " " * len(mask.group()), text)


def _fitting(places: Iterable[Place], text: str) -> Iterator[Place]:
    """Trust no reader's arithmetic: a place must lie in the text."""
    return (place for place in places if 0 <= place.start < place.end <= len(text))


def _apart(found: Iterable[Place]) -> Iterator[Place]:
    """Join what overlaps; the kind is that of what begins first."""
    last: Place | None = None
    for place in sorted(found):
        if last is not None and place.start < last.end:
            last = Place(last.start, max(last.end, place.end), last.kind)
            continue
        if last is not None:
            yield last
        last = place
    if last is not None:
        yield last
