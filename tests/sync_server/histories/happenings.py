"""What may happen between a device and its server: one function a kind, by the name of its step."""

import json
import secrets
from collections.abc import Callable

from tests.sync_server.histories.under_way import Run
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
