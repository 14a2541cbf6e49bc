"""Why a text was given a code: the phrases found, or the words that weighed most."""

from dataclasses import dataclass
from typing import Literal

from sync_server.analysis.coding import PhraseCoder


@dataclass(frozen=True)
class Coded:
    """One code of a text. ``score`` is 0.5 at the threshold and rises to 1; phrases give 1.

    ``because`` holds the phrases as the text has them, then the words that weighed most.
    """

    code: str
    score: float
    by: Literal["phrases", "model"]
    because: tuple[str, ...]


def reasons(coder: PhraseCoder, text: str) -> dict[str, tuple[str, ...]]:
    """Give the phrases found in a text, by code."""
    found: dict[str, list[str]] = {}
    for match in coder.code(text):
        found.setdefault(match.code, []).append(match.phrase)
    return {code: tuple(phrases) for code, phrases in found.items()}
