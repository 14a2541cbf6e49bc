"""Find names on this device: loads what that takes once, and lets everything else go on."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from app.anonymise.loading import Knowledge, Loading, warming
from app.anonymise.policy import Anonymiser, Terms
from app.anonymise.spans import Span

Place = tuple[int, int]


@dataclass(frozen=True)
class Known:
    """What one profile knows beyond the lists: its trust's own, and words that name nobody."""

    trust: Terms | None = None
    not_names: frozenset[str] = frozenset()


NOTHING = Known()


class NameFinder:
    """Looks for names; ``begin`` starts the loading, which takes a good part of a second.

    It is done in steps, and between two of them whatever was tapped meanwhile has its turn.
    """

    def __init__(self, begin: Callable[[], Loading]) -> None:
        self._begin = begin
        self._knowledge: Knowledge | None = None
        self._at_it = asyncio.Lock()

    @property
    def is_ready(self) -> bool:
        """Whether everything is loaded."""
        return self._knowledge is not None

    async def load(self) -> None:
        """Load everything, once, whoever asks for it, and what makes the first note quick."""
        await self._loaded()
        for _ in warming():
            await asyncio.sleep(0)

    async def find(self, text: str, known: Known) -> list[Span]:
        """Find what could identify someone in ``text``; loads first where that is still due."""
        lexicon, model = await self._loaded()
        return Anonymiser(lexicon, model, known.trust, known.not_names).find(text)

    def mentions(self, text: str, start: int, end: int) -> list[Place] | None:
        """Find the other mentions of the words a person chose; None while it is not loaded."""
        if self._knowledge is None:
            return None
        return Anonymiser(self._knowledge[0]).mentions(text, start, end)

    async def _loaded(self) -> Knowledge:
        async with self._at_it:
            if self._knowledge is None:
                self._knowledge = await _in_steps(self._begin())
            return self._knowledge


async def _in_steps(loading: Loading) -> Knowledge:
    while True:
        await asyncio.sleep(0)
        try:
            next(loading)
        except StopIteration as end:
            knowledge: Knowledge = end.value
            return knowledge
