"""One history under way: what the device and its server hold, and what is wrong with it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.sync_server.histories.device import Device, Kept
from tests.sync_server.histories.site import Silence, Site


@dataclass
class Run:
    """One history under way."""

    site: Site
    complaints: list[str] = field(default_factory=list)
    late: list[bytes] = field(default_factory=list)
    backups: list[tuple[str, str, int]] = field(default_factory=list)
    """Those that may be restored: name, epoch and mark, the newest last."""
    days: int = 0
    made: int = 0

    def __post_init__(self) -> None:
        self.device = Device(self.site.server.token)

    def complain(self, words: str) -> None:
        self.complaints.append(words)

    # -- sending ----------------------------------------------------------------------------

    def post(self, path: str, body: bytes, die: str = "") -> tuple[int, Any]:
        status, answer = self.site.post(path, body, die)
        if status >= 500:
            self.complain(f"answered {status}")
        return status, answer

    def send(
        self, chosen: Sequence[Kept], *, heard: bool = True, most: int = 50, die: str = ""
    ) -> None:
        """Send items in one request, and believe what is heard of the answer."""
        if not chosen:
            return
        body = self.device.body(chosen)
        try:
            status, answer = self.post("summaries", body, die)
        except Silence:
            return
        if status != 200:
            self.complain(f"a sound request was answered {status}")
        elif heard:
            self.device.believe(answer, most)

    def one(self, pick: int) -> list[Kept]:
        waiting = self.device.waiting()
        return [waiting[pick % len(waiting)]] if waiting else []

    # -- the end ----------------------------------------------------------------------------

    def settle(self) -> None:
        """Put everything right, and let the device send and withdraw what it has."""
        if self.site.running:
            self.site.kill()
        self.site.begin()
        for body in self.late:
            self.post("summaries", body)
        state = self.site.state()
        self.device.follow(state.epoch, state.durable)
        for _ in range(4):
            for kept in self.device.waiting():
                self.send([kept])
        for kept in self.device.items:
            if kept.wants_back:
                self.withdraw(kept)

    def withdraw(self, kept: Kept) -> None:
        body = json.dumps({"code": kept.code}).encode()
        try:
            status, answer = self.post("withdraw", body)
        except Silence:
            return
        if status != 200:
            self.complain(f"withdrawing was answered {status}")
            return
        kept.withdrawn = answer["state"] == "withdrawn"

    def judge(self) -> None:
        """Each exactly once, none invented, none withdrawn still there."""
        texts = self.site.texts()
        known = {kept.id: kept for kept in self.device.items}
        for identity in set(texts) - set(known):
            self.complain(f"invented: {identity}")
        for kept in self.device.items:
            there, spent = texts.get(kept.id), self.site.spent_on(kept.id)
            if kept.wants_back:
                if there:
                    self.complain(f"withdrawn and still there: {kept}")
                continue
            if there != kept.wire["text"]:
                self.complain(f"not there as it was written: {kept}")
            if spent != 1:
                self.complain(f"{spent} tokens were spent on {kept}")
