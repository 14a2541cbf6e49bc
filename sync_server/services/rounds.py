"""Rounds: what comes at the same time is settled together, and answered after it.

A durable commit costs as much for one summary as for fifty, and so does much that is asked of
the database before it. Whoever comes while nobody settles begins a thread; it takes along
everyone who waits by then, settles once, hands everyone their own answer, and goes on until
nobody has come for a moment: to begin a thread costs more than to wake one. Nobody waits for
company, so a lone request is as quick as ever, and no thread is there in a quiet hour. Where a
round fails, each in it is tried alone: nobody's request spoils another's.
"""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Generic, TypeVar

#: How much shares one round at most: beyond that, waiting longer gains little.
MOST = 64
#: How long a thread stays for the next to come, in seconds.
STAYS = 0.2

Given = TypeVar("Given")
Answer = TypeVar("Answer")


def _one(_given: object) -> int:
    return 1


class Rounds(Generic[Given, Answer]):
    """Runs ``settle`` over whatever has come, one round after another.

    ``settle`` gives one answer for each request, in their order; either all of a round happens,
    or it raises and nothing of it did. ``size`` says how much of a round a request takes up.
    """

    def __init__(
        self,
        settle: Callable[[Sequence[Given]], Sequence[Answer]],
        size: Callable[[Given], int] = _one,
    ) -> None:
        self._settle = settle
        self._size = size
        self._come = threading.Condition()
        self._waiting: deque[tuple[Given, Future[Answer]]] = deque()
        self._busy = False

    def take(self, given: Given) -> Future[Answer]:
        """Promise the answer for ``given``, or what ``settle`` raises for it alone."""
        promised: Future[Answer] = Future()
        with self._come:
            self._waiting.append((given, promised))
            leads, self._busy = not self._busy, True
            self._come.notify()
        if leads:
            threading.Thread(target=self._lead, name="round").start()
        return promised

    def _lead(self) -> None:
        while round_ := self._next():
            self._answer(round_)

    def _next(self) -> list[tuple[Given, Future[Answer]]]:
        """Take whoever waits, as many as fit; when nobody comes the lead ends."""
        found: list[tuple[Given, Future[Answer]]] = []
        room = MOST
        with self._come:
            self._come.wait_for(lambda: self._waiting, STAYS)
            while self._waiting and (not found or self._size(self._waiting[0][0]) <= room):
                found.append(self._waiting.popleft())
                room -= self._size(found[-1][0])
            self._busy = bool(found)
        return found

    def _answer(self, round_: Sequence[tuple[Given, Future[Answer]]]) -> None:
        try:
            answers = self._settle([given for given, _ in round_])
            told = list(zip(round_, answers, strict=True))
        except BaseException as error:
            if len(round_) == 1:
                _tell(round_[0][1], error)
                return
            for one in round_:
                self._answer([one])
            return
        for (_, promised), answer in told:
            if promised.set_running_or_notify_cancel():
                promised.set_result(answer)


def _tell(promised: "Future[Answer]", error: BaseException) -> None:
    if promised.set_running_or_notify_cancel():
        promised.set_exception(error)
