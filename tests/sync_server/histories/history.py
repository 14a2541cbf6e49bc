"""Histories: what may go wrong between a device and its server, in any order, and the verdict.

A history is a list of steps drawn from a seed. Each step stands for itself, so any of them may
be left out: a history that fails is made shorter until nothing more can be (``shrink``). At
its end everything is put right and the device sends what it has; then each summary must be
there exactly once, whatever a backup is said to hold must be in it, and nothing else may be
there at all.
"""

import random
from collections.abc import Callable, Sequence
from typing import NamedTuple

from tests.sync_server.histories.happenings import STEPS, WEIGHTS
from tests.sync_server.histories.site import Site
from tests.sync_server.histories.under_way import Run


class Step(NamedTuple):
    """One thing that happens; ``pick`` chooses among whatever there is to choose from then."""

    name: str
    pick: int


def compose(seed: int) -> list[Step]:
    """The history of a seed: always the same."""
    chance = random.Random(seed)  # noqa: S311 -- repeatable, not secret
    names = chance.choices(list(WEIGHTS), list(WEIGHTS.values()), k=chance.randint(14, 40))
    return [Step(name, chance.randrange(1_000_000)) for name in names]


def complaints(site: Site, steps: Sequence[Step]) -> list[str]:
    """Play a history from the start; give what is wrong with its end."""
    site.kill()
    site.put_back("start")
    site.begin()
    run = Run(site)
    for step in steps:
        STEPS[step.name](run, step.pick)
    run.settle()
    run.judge()
    return run.complaints


def shrink(steps: Sequence[Step], fails: Callable[[Sequence[Step]], bool]) -> list[Step]:
    """Leave steps out, many at once and then fewer, as long as it still fails."""
    left, size = list(steps), len(steps) // 2
    while size:
        start = 0
        while start < len(left):
            shorter = left[:start] + left[start + size :]
            if fails(shorter):
                left = shorter
            else:
                start += size
        size //= 2
    return left
