"""A line between a phone and its server that is slow, loses packets, or breaks in the middle."""

import random
import time
from dataclasses import dataclass, field
from threading import Lock
from typing import BinaryIO

_PACKETS = 16_384
"""Bytes that go on their way together."""


@dataclass
class Line:
    """What the line does to every answer; as it comes, it does nothing.

    ``rate`` is in bytes a second, for all answers together; ``latency`` and ``again``, what a
    packet waits that has to be sent once more, in seconds; ``loss`` is the share of packets that
    do, and ``cut`` the share of answers that end in the middle.
    """

    rate: float = 0
    latency: float = 0
    loss: float = 0
    again: float = 0.3
    cut: float = 0
    seed: int = 1
    cuts: int = 0
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)  # noqa: S311 - chance that can be repeated

    def send(self, out: BinaryIO, body: bytes) -> None:
        """Send an answer's body, as far as the line lets it."""
        with self._lock:
            breaks = self._chance.random() < self.cut
            self.cuts += breaks
        time.sleep(self.latency)
        for start in range(0, len(body) // 2 if breaks else len(body), _PACKETS):
            packets = body[start : start + _PACKETS]
            while self._is_lost():
                time.sleep(self.again)
            if self.rate:
                with self._lock:
                    time.sleep(len(packets) / self.rate)
            out.write(packets)

    def _is_lost(self) -> bool:
        with self._lock:
            return self._chance.random() < self.loss
