"""How well codes are told, on texts that people checked, and where a model may answer. Pure.

Only what somebody was asked counts (``known``), and for statuses only texts drawn at random:
those about which the coding was unsure would make it look worse than it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sync_server.analysis.labels import f1_by_code, f1_interval, micro_f1

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
By = Literal["phrases", "model"]
Status = Literal["trusted", "check", "not-yet"]

#: A code is learnt from this many checked texts that have it ...
FEWEST_POSITIVES = 8
#: ... and has to be ahead by so many standard errors, while no more than ``_SOME`` have it; from
#: there on by less and less, until by nothing at ``_PLENTY``, where a wrong choice costs little.
_STANDARD_ERRORS = 2.0
_SOME, _PLENTY = 10, 30
#: A status needs at least this many decisions (said or there) behind it.
FEWEST_DECISIONS = 5
_TRUSTED, _CHECK = 0.6, 0.4


@dataclass(frozen=True)
class CodeStatus:
    """How well a code is told, on texts checked at random: F1 with a 95 % interval.

    ``n`` checked texts have the code. ``by`` says what answers. Status: trusted when the
    interval's lower end is at least 0.6, check from 0.4, else not-yet; check also while nothing
    was checked.
    """

    code: str
    f1: float
    low: float
    high: float
    n: int
    by: By
    status: Status


def status_of(hits: int, wrong: int, missed: int) -> tuple[float, float, Status]:
    """Give F1's interval, and the status that follows from it."""
    low, high = f1_interval(hits, wrong, missed)
    if hits + wrong + missed < FEWEST_DECISIONS:
        return low, high, "trusted" if low >= _TRUSTED else "check"
    return low, high, "trusted" if low >= _TRUSTED else "check" if low >= _CHECK else "not-yet"


def statuses(
    codes: Sequence[str], truth: Flags, said: Flags, positives: Sequence[int], learnt: Flags
) -> Iterator[CodeStatus]:
    """Judge every code; ``truth`` and ``said`` are of texts drawn at random, and asked."""
    f1 = f1_by_code(truth, said)
    for place, code in enumerate(codes):
        there, told = truth[:, place], said[:, place]
        hits, wrong, missed = (
            int(found.sum()) for found in (there & told, told & ~there, there & ~told)
        )
        low, high, status = status_of(hits, wrong, missed)
        by: By = "model" if learnt[place] else "phrases"
        yield CodeStatus(code, float(f1[place]), low, high, int(positives[place]), by, status)


def better(truth: Flags, by_phrases: Flags, by_model: Flags) -> Flags:
    """Say for which codes the model beats the phrases, by more than luck on so few texts.

    Both answered the same texts, so the gain's standard error is that of the difference text by
    text (the delta method on F1): where they mostly agree, little is enough to tell them apart.
    """
    positives = truth.sum(0)
    gain = f1_by_code(truth, by_model) - f1_by_code(truth, by_phrases)
    apart = _influence(truth, by_model) - _influence(truth, by_phrases)
    errors = _STANDARD_ERRORS * np.clip((_PLENTY - positives) / (_PLENTY - _SOME), 0, 1)
    enough = gain >= errors * np.sqrt((apart**2).sum(0))
    return np.asarray(enough & (gain > 0) & (positives >= FEWEST_POSITIVES), bool)


def _influence(truth: Flags, said: Flags) -> NDArray[np.float64]:
    """Say by how much each text moves each code's F1, which is 2 hits / (there + said)."""
    whole = np.maximum(1, truth.sum(0) + said.sum(0))
    moved = 2.0 * (truth & said) - f1_by_code(truth, said) * (truth.astype(float) + said)
    return np.asarray(moved / whole, np.float64)


def fill(said: Flags, above: Floats, learnt: Flags) -> None:
    """Give texts without a code the learnt one that came nearest."""
    empty = ~said.any(1)
    if empty.any() and learnt.any():
        near = np.where(learnt, above, -np.inf)[empty]
        said[np.flatnonzero(empty), near.argmax(1)] = True


def worth_filling(truth: Flags, phrases: Flags, said: Flags, filled: Flags) -> bool:
    """Say whether giving empty texts their best code pays, and leaves no code below its phrases."""
    after, floor = f1_by_code(truth, filled), f1_by_code(truth, phrases)
    gain = after.mean() - f1_by_code(truth, said).mean()
    gain += micro_f1(truth, filled) - micro_f1(truth, said)
    return bool(gain > 0 and (after >= np.minimum(floor, f1_by_code(truth, said))).all())
