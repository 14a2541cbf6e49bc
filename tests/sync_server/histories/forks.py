"""A real server process that is back at once after a kill.

Everything slow is read once; then each life of the server is a fork of that, with a listening
socket that outlives it. Run as ``python -m tests.sync_server.histories.forks FOLDER URL FAULT``;
it prints its port and obeys one JSON object a line: ``{"days": 0}`` begins a new life (after
killing the old one) whose clock is so many days off, ``{}`` only ends the old one.

A request may say in its header ``die`` when the server is to be killed by SIGKILL:
``statement 3`` before its third SQL statement, ``commit`` before it commits, ``answer`` after
that and before it answers.
"""

import asyncio
import gc
import json
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import uvicorn
from sqlalchemy import event

from app.domain.second_look import hash_of
from sync_server.db.server_state import ServerState, State
from sync_server.main import wire
from sync_server.parts import Parts
from sync_server.services.intake import Intake, Taken
from sync_server.services.judging import Judging
from sync_server.services.receipts import Receipt
from sync_server.settings import Settings
from tests.sync_server.tokens import item, signed
from tests.sync_server.trust import TRUST, summary

#: When the request that is served just now is to end the process: its device sends one at a time.
_dies: list[Any] = []
NAMING = "Priya Natarajan says: it is late."


class Skewed(Parts):
    """A server whose clock may be wrong."""

    days = 0

    def today(self) -> date:
        return date.today() + timedelta(days=self.days)


def end() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Mortal:
    """Around the site: reads when to die, and dies between commit and answer."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        word = dict(scope.get("headers", ())).get(b"die", b"").decode()
        name, _, number = word.partition(" ")
        _dies[:] = [name, int(number or 0)] if name else []

        async def last(message: Any) -> None:
            if name == "answer":
                end()
            await send(message)

        await self._app(scope, receive, last)


def hook(engine: Any) -> None:
    """Let statements and commits of a request that is to die end the process."""

    def statement(*_: Any) -> None:
        if _dies and _dies[0] == "statement":
            _dies[1] -= 1
            if _dies[1] <= 0:
                end()

    def commit(*_: Any) -> None:
        if _dies and _dies[0] == "commit":
            end()

    event.listen(engine, "before_cursor_execute", statement)
    event.listen(engine, "commit", commit)


def forgets_to_commit() -> None:
    """A server that says stored and sometimes has stored nothing."""
    store = Intake._store
    calls = 0

    class Lost(Exception):
        pass

    def broken(self: Intake, round_: Any) -> list[Taken]:
        nonlocal calls
        calls += 1
        if calls % 2:
            return store(self, round_)
        settle = self._settle

        def stop(*given: Any) -> None:
            settle(*given)
            raise Lost

        self._settle = stop  # type: ignore[method-assign]
        try:
            return store(self, round_)
        except Lost:
            told = [[Receipt(entry.summary.id, "stored") for entry in read] for read in round_]
        finally:
            self._settle = settle  # type: ignore[method-assign]
        return [Taken(tuple(receipts), *_state(self)) for receipts in told]

    Intake._store = broken  # type: ignore[method-assign]


def _state(intake: Intake) -> tuple[str, int]:
    with intake._database.read() as connection:
        state = ServerState(connection).read()
    return state.epoch, state.mark


def lags_behind() -> None:
    """A server whose receipts carry the mark of a backup before."""
    hold = ServerState.hold

    def broken(self: ServerState) -> State:
        state = hold(self)
        return State(state.epoch, state.mark - 1, state.durable)

    ServerState.hold = broken  # type: ignore[method-assign]


def takes_anything() -> None:
    """A server that does not look at which item a token was spent on."""
    judge = Judging.judge

    def broken(self: Judging, sent: Any) -> Receipt:
        if sent.shown.token in self._spent:
            self._spent = {key: value for key, value in self._spent.items() if False}
            self._tokens = type("Blind", (), {"spend": lambda *_: None})()  # type: ignore[assignment]
            sent = replace(sent, places=())
        return judge(self, sent)

    Judging.judge = broken  # type: ignore[method-assign]


FAULTS: dict[str, Callable[[], None]] = {
    "none": lambda: None,
    "forgets-to-commit": forgets_to_commit,
    "lags-behind": lags_behind,
    "takes-anything": takes_anything,
}


async def ask(app: Any, path: str, document: object) -> None:
    """Send one request straight to the site."""
    body = json.dumps(document).encode()
    scope = {
        "type": "http",
        "method": "POST",
        "path": f"/api/v1/{path}",
        "query_string": b"",
        "headers": [(b"content-type", b"application/json")],
    }

    async def receive() -> Any:
        return {"type": "http.request", "body": body}

    async def send(message: Any) -> None:
        assert message.get("status", 200) == 200

    await app(scope, receive, send)


def warm_up(parts: Skewed, app: Any) -> None:
    """Do once what each life would do slowly the first time; the data are put back later."""
    wire_form = summary(schema=3, withdrawal=hash_of("00" * 16), looked_again=False)
    naming = summary(schema=3, withdrawal=hash_of("01" * 16), looked_again=False, text=NAMING)
    key = parts.issuer_keys.key_for(TRUST.id, "quay")
    items = [item(wire, signed(key)) for wire in (wire_form, naming)]

    async def ask_all() -> None:
        for _ in range(2):
            await ask(app, "summaries", {"items": items})
        await ask(app, "withdraw", {"code": "00" * 16})

    asyncio.run(ask_all())


def live(parts: Skewed, config: uvicorn.Config, listening: socket.socket, days: int) -> None:
    """One life of the server: until it is killed."""
    parts.days = days
    uvicorn.Server(config).run(sockets=[listening])


def main(folder: Path, url: str, fault: str) -> None:
    settings = Settings(
        data_dir=folder / "data",
        assets_dir=folder / "assets",
        pwa_dir=folder / "pwa",
        database_url=url,
    )
    FAULTS[fault]()
    parts = Skewed(settings)
    app = Mortal(wire(parts))
    warm_up(parts, app)
    hook(parts.database.engine)
    config = uvicorn.Config(app, log_config=None, lifespan="off", access_log=False, loop="asyncio")
    config.load()
    # From here on no connection and no thread is open that a fork could share.
    parts.database.close()
    while threading.active_count() > 1:  # what settled rounds stays a moment for the next
        time.sleep(0.01)
    gc.collect()
    gc.freeze()
    # Said to be TCP, else asyncio lets answers wait for an acknowledgement: 40 ms for each.
    listening = socket.socket(proto=socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    listening.listen(64)
    print(listening.getsockname()[1], flush=True)  # noqa: T201 -- how it is told
    child = 0
    for line in sys.stdin:
        if child:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            child = 0
        told = json.loads(line)
        if "days" in told:
            child = os.fork()
            if not child:
                live(parts, config, listening, told["days"])
                os._exit(0)
        print("done", flush=True)  # noqa: T201
    if child:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
