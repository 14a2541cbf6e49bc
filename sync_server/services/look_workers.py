"""Workers for the second look: reading texts takes the most time of all, so every core reads.

Python runs one thread at a time, so workers are processes. They are forks, made before the server
opens anything to others. A worker reads the lists itself, and the server does not hold them: held
in common they would be copied all the same, page by page, because Python counts in each object
how often it is used. A worker is given texts and holds them until they are read, keeps nothing,
and ends with the server. It has no file and no connection open but the one to its server, and
writes nothing anywhere.
"""

import gc
import os
import pickle
import signal
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from app.domain.second_look import Place
from sync_server.allocator import give_back

if TYPE_CHECKING:
    from app.anonymise.policy import Terms

Look = Callable[[str, "Terms | None"], tuple[Place, ...]]
Asked = tuple[str, "Terms | None"]
#: What was found in a text, or why nobody could look.
Found = tuple[Place, ...] | Exception
_REST = 3  # file descriptors below are input, output and errors
_TERMS_KEPT = 16


class _Worker:
    """The server's end of one worker. A trust's words are sent to it once, while it knows few."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._terms: list[Terms] = []

    def ready(self) -> None:
        """Wait until it is prepared; raises what went wrong."""
        failed = pickle.loads(self._connection.recv_bytes())  # noqa: S301 -- our fork
        if failed is not None:
            raise failed

    def give(self, asked: Sequence[Asked]) -> None:
        """Hand texts over; raises OSError where the worker is there no more."""
        if len(self._terms) > _TERMS_KEPT:
            self._terms = []
        known, texts = len(self._terms), [(text, self._place(terms)) for text, terms in asked]
        self._connection.send_bytes(pickle.dumps((texts, known, self._terms[known:])))

    def found(self) -> list[Found]:
        """Wait for what is found in them; raises OSError or EOFError likewise."""
        found: list[Found] = pickle.loads(self._connection.recv_bytes())  # noqa: S301 -- our fork
        return found

    def _place(self, terms: "Terms | None") -> int:
        if terms is None:
            return -1
        for place, known in enumerate(self._terms):
            if known is terms:
                return place
        self._terms.append(terms)
        return len(self._terms) - 1


class LookWorkers:
    """Looks with so many processes; with none, or once they are gone, in the caller's own."""

    def __init__(self, look: Look, number: int, prepare: Callable[[], None] | None = None) -> None:
        """Begin ``number`` workers; each does ``prepare`` first. Raises what that raises."""
        self._look = look
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        self._left = number
        gc.collect()
        gc.freeze()  # what is there by now is shared as long as nobody touches it
        begun = [_Worker(_begun(look, prepare)) for _ in range(number)]
        for worker in begun:
            worker.ready()
            self._idle.put(worker)

    def look(self, asked: Sequence[Asked]) -> list[Found]:
        """Look through the workers that are free, each with its part of the texts."""
        found: dict[int, Found] = {}
        while len(found) < len(asked):
            left = [place for place in range(len(asked)) if place not in found]
            workers = self._free(len(left)) if self._left > 0 else []
            if not workers:
                found |= zip(
                    left, looked(self._look, [asked[place] for place in left]), strict=True
                )
                continue
            parts = [left[number :: len(workers)] for number in range(len(workers))]
            given = [
                (worker, part)
                for worker, part in zip(workers, parts, strict=True)
                if self._lives(lambda: worker.give([asked[place] for place in part]))  # noqa: B023
            ]
            for worker, part in given:
                answer: list[Found] = []
                if self._lives(lambda: answer.extend(worker.found())):  # noqa: B023
                    self._idle.put(worker)
                    found |= zip(part, answer, strict=True)
        return [found[place] for place in range(len(asked))]

    def _free(self, most: int) -> list[_Worker]:
        """Wait for a worker, and take along as many more as have nothing to do."""
        workers: list[_Worker] = []
        with suppress(Empty):
            workers.append(self._idle.get(timeout=1))  # the last may have died with another's texts
            while len(workers) < most:
                workers.append(self._idle.get_nowait())
        return workers

    def _lives(self, step: Callable[[], None]) -> bool:
        """Say whether a worker still answers; the others do the work of one that was killed."""
        try:
            step()
        except (OSError, EOFError):
            self._left -= 1
            return False
        return True


def looked(look: Look, asked: Sequence[Asked]) -> list[Found]:
    """Look at texts one after another; an error stands for its own text alone."""
    found: list[Found] = []
    for text, terms in asked:
        try:
            found.append(look(text, terms))
        except Exception as error:
            found.append(error)
    return found


def _begun(look: Look, prepare: Callable[[], None] | None) -> Connection:
    here, there = socket.socketpair()
    if os.fork():
        there.close()
        return Connection(here.detach())
    with suppress(BaseException):  # whatever it is: no worker may go on as a second server
        _work(look, there.detach(), prepare)
    os._exit(0)


def _work(look: Look, own: int, prepare: Callable[[], None] | None) -> None:
    """Answer until the server is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server's to obey; it ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.closerange(_REST, own)
    os.closerange(own + 1, os.sysconf("SC_OPEN_MAX"))
    connection = Connection(own)
    connection.send_bytes(pickle.dumps(_prepared(prepare)))
    terms: list[Any] = []
    while True:
        texts, known, further = pickle.loads(connection.recv_bytes())  # noqa: S301 -- our own server
        terms = terms[:known] + further
        asked = [(text, terms[place] if place >= 0 else None) for text, place in texts]
        del texts
        connection.send_bytes(pickle.dumps(looked(look, asked)))
        del asked


def _prepared(prepare: Callable[[], None] | None) -> Exception | None:
    """Make ready what every text needs; gives why that failed."""
    try:
        if prepare is not None:
            prepare()
    except Exception as error:
        return error
    gc.collect()
    gc.freeze()  # it stays: no collection need look at it again
    give_back()  # what the lists were unpacked from
    return None
