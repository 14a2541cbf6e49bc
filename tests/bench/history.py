"""Prints figures as lines of JSON, and keeps them in the repository where that is asked for.

Each line is ``{"name", "value", "unit", "versus", "spread"}``; a kept one also has the day, the
machine and its load: how many jobs wanted a processor in the last minute, as it was begun and
as it was taken. On a loaded machine only ratios of pairs say something.
"""

import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

HISTORY = Path(__file__).with_name("history.jsonl")
"""One figure a line, the newest last."""


class Reporter:
    """Prints figures; with ``keeps`` it adds them to the history as well."""

    def __init__(self, *, keeps: bool = False) -> None:
        self._keeps = keeps
        self._begun = os.getloadavg()[0]

    def figure(
        self, name: str, value: float, unit: str, versus: str, spread: Sequence[float]
    ) -> None:
        """Print one figure; ``spread`` holds what it was taken from, or its two ends."""
        low, high = round(min(spread), 3), round(max(spread), 3)
        line = {"name": name, "value": round(value, 3), "unit": unit, "versus": versus}
        line |= {"spread": [low, high]}
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()
        if self._keeps:
            with HISTORY.open("a", encoding="utf-8") as history:
                history.write(json.dumps(line | self._circumstances()) + "\n")

    def _circumstances(self) -> dict[str, object]:
        load = [round(self._begun, 1), round(os.getloadavg()[0], 1)]
        machine = f"{os.cpu_count()} cores, software drawing"
        return {"date": datetime.now(UTC).date().isoformat(), "machine": machine, "load": load}
