"""Histories: what may go wrong between a device and its server, in any order, and the verdict.

A history is a list of steps drawn from a seed. Each step stands for itself, so any of them may
be left out: a history that fails is made shorter until nothing more can be (``shrink``). At
its end everything is put right and the device sends what it has; then each summary must be
there exactly once, whatever a backup is said to hold must be in it, and nothing else may be
there at all.
"""

import json
import random
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tests.sync_server.histories.device import Device, Kept
from tests.sync_server.histories.site import Silence, Site
from tests.sync_server.tokens import item
from tests.sync_server.trust import summary

#: Every step and how often it comes.
WEIGHTS = {
    "write": 7,
    "send": 7,
    "request lost": 1,
    "answer lost": 2,
    "sent twice": 2,
    "sent late": 2,
    "late arrives": 3,
    "killed at work": 3,
    "batch": 2,
    "part of the answer": 1,
    "killed": 1,
    "backup": 2,
    "unfinished backup": 1,
    "restore": 1,
    "read metadata": 3,
    "tidy": 1,
    "withdraw": 2,
    "altered": 2,
    "old app": 1,
    "clock": 1,
    "device restored": 1,
}
POINTS = ("statement", "commit", "answer")
CLOCKS = (366, -366, 20, -20, 0)


class Step(NamedTuple):
    """One thing that happens; ``pick`` chooses among whatever there is to choose from then."""

    name: str
    pick: int


def compose(seed: int) -> list[Step]:
    """The history of a seed: always the same."""
    chance = random.Random(seed)  # noqa: S311 -- repeatable, not secret
    names = chance.choices(list(WEIGHTS), list(WEIGHTS.values()), k=chance.randint(14, 40))
    return [Step(name, chance.randrange(1_000_000)) for name in names]


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


def _write(run: Run, pick: int) -> None:
    run.device.write(pick)


def _send(run: Run, pick: int) -> None:
    run.send(run.one(pick))


def _request_lost(run: Run, pick: int) -> None:
    for kept in run.one(pick):
        run.device.body([kept])


def _answer_lost(run: Run, pick: int) -> None:
    run.send(run.one(pick), heard=False)


def _sent_twice(run: Run, pick: int) -> None:
    chosen = run.one(pick)
    run.send(chosen)
    if chosen and chosen[0].token:
        run.send(chosen, heard=False)


def _sent_late(run: Run, pick: int) -> None:
    for kept in run.one(pick):
        run.late.append(run.device.body([kept]))


def _late_arrives(run: Run, pick: int) -> None:
    if run.late and run.site.running:
        body = run.late[pick % len(run.late)]
        if pick % 3:  # else it will come once more
            run.late.remove(body)
        run.post("summaries", body)


def _killed_at_work(run: Run, pick: int) -> None:
    waiting = run.device.waiting()[: 1 + pick % 4]
    point = POINTS[pick % len(POINTS)]
    run.send(waiting, die=f"{point} {1 + pick // 3 % 14}")
    run.site.begin(run.days)


def _batch(run: Run, pick: int) -> None:
    run.send(run.device.waiting()[: 2 + pick % 5])


def _part_of_the_answer(run: Run, pick: int) -> None:
    run.send(run.device.waiting()[:5], most=pick % 4)


def _killed(run: Run, pick: int) -> None:
    run.site.kill()
    if pick % 4:  # else it stays away until somebody starts it
        run.site.begin(run.days)


def _backup(run: Run, pick: int, *, verified: bool = True) -> None:
    run.made += 1
    name = f"copy{run.made}"
    mark = run.site.backup(name, verified=verified)
    run.backups.append((name, run.site.state().epoch, mark))


def _unfinished_backup(run: Run, pick: int) -> None:
    _backup(run, pick, verified=False)


def _restore(run: Run, pick: int) -> None:
    if run.backups:
        run.site.kill()
        run.site.restore(run.backups[pick % len(run.backups)][0])
        run.site.begin(run.days)


def _read_metadata(run: Run, pick: int) -> None:
    if run.site.running:
        state = run.site.state()
        run.device.follow(state.epoch, state.durable)


def _tidy(run: Run, pick: int) -> None:
    """The device drops what is durable. Backups older than that are not kept any longer."""
    _read_metadata(run, pick)
    state = run.site.state()
    done = [kept for kept in run.device.items if kept.durable and not kept.dropped]
    fitting = [b for b in run.backups if b[1] == state.epoch and b[2] <= state.durable]
    if not done or not run.site.running:
        return
    held = run.site.ids_in(fitting[-1][0]) if fitting else set()
    for kept in done:
        if kept.id not in held and not kept.wants_back:
            run.complain(f"called durable and in no backup: {kept}")
    run.backups = run.backups[run.backups.index(fitting[-1]) :] if fitting else []
    for kept in done:
        kept.dropped = True


def _withdraw(run: Run, pick: int) -> None:
    mine = [kept for kept in run.device.items if kept.code and not kept.wants_back]
    if mine:
        kept = mine[pick % len(mine)]
        kept.wants_back = True
        run.withdraw(kept)


def _altered(run: Run, pick: int) -> None:
    """Somebody sends what they saw once more: with other words, or their own under its token."""
    sent = [kept for kept in run.device.items if kept.token and kept.stored]
    if not sent or not run.site.running:
        return
    kept = sent[pick % len(sent)]
    token, stored = kept.token, kept.stored
    if token is None or stored is None or stored[0] != run.site.state().epoch:
        return  # after a restore the first to come would be taken
    others = [
        item(kept.wire | {"text": "Altered."}, token),
        item(summary(schema=2, text="Mine."), token),
        item(summary(schema=2, text="Mine."), token.to_wire() | {"key": secrets.token_hex(16)}),
    ]
    body = json.dumps({"items": [others[pick % 3]]}).encode()
    _status, answer = run.post("summaries", body)
    if answer["receipts"][0]["status"] == "stored":
        run.complain("an altered item was stored")


def _old_app(run: Run, pick: int) -> None:
    if run.site.running:
        body = json.dumps({"items": [summary(schema=1 + pick % 3)]}).encode()
        status, answer = run.post("summaries", body)
        if status != 422 or answer["type"] != "/problems/app-too-old":
            run.complain(f"an old app was answered {status}")


def _clock(run: Run, pick: int) -> None:
    run.days = CLOCKS[pick % len(CLOCKS)]
    run.site.begin(run.days)


def _device_restored(run: Run, pick: int) -> None:
    stored = [kept for kept in run.device.items if kept.stored and not kept.dropped]
    if stored:
        kept = stored[pick % len(stored)]
        kept.stored, kept.durable = None, False


STEPS: dict[str, Callable[[Run, int], None]] = {
    name: globals()["_" + name.replace(" ", "_")] for name in WEIGHTS
}


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
