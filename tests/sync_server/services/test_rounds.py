"""Rounds: everybody gets their own answer, whoever led; one's failure is nobody else's."""

import threading
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync_server.services.rounds import MOST, Rounds


class Refused(Exception):
    """What a request that cannot be settled raises."""


class Ledger:
    """Doubles numbers, a round at a time; negative ones spoil their round. One round at once."""

    def __init__(self) -> None:
        self.rounds: list[list[int]] = []
        self.first = threading.Event()
        self.go_on = threading.Event()
        self._alone = threading.Lock()

    def settle(self, given: Sequence[int]) -> list[int]:
        assert self._alone.acquire(blocking=False)
        try:
            self.first.set()
            assert self.go_on.wait(5)
            if min(given) < 0:
                raise Refused
            self.rounds.append(list(given))
            return [2 * number for number in given]
        finally:
            self._alone.release()


def at_once(rounds: Rounds[int, int], ledger: Ledger, numbers: Sequence[int]) -> dict[int, object]:
    """Hand all in while the first one's round is still under way."""
    told: dict[int, object] = {}

    def take(place: int) -> None:
        try:
            told[place] = rounds.take(numbers[place]).result(5)
        except Refused as error:
            told[place] = type(error)

    threads = [threading.Thread(target=take, args=(place,)) for place in range(len(numbers))]
    threads[0].start()
    assert ledger.first.wait(5)
    for thread in threads[1:]:
        thread.start()
    while len(rounds._waiting) < len(numbers) - 1:
        threading.Event().wait(0.001)
    ledger.go_on.set()
    for thread in threads:
        thread.join(5)
        assert not thread.is_alive()
    return told


@settings(max_examples=25, deadline=None)
@given(numbers=st.lists(st.integers(-3, 30), min_size=1, max_size=MOST + 8))
def test_everybody_gets_the_answer_to_their_own_request(numbers: list[int]) -> None:
    ledger = Ledger()
    rounds = Rounds(ledger.settle)
    told = at_once(rounds, ledger, numbers)
    assert told == {
        place: 2 * number if number >= 0 else Refused for place, number in enumerate(numbers)
    }
    settled = [number for round_ in ledger.rounds for number in round_]
    assert sorted(settled) == sorted(number for number in numbers if number >= 0)


def test_whoever_waits_by_then_shares_the_next_round_up_to_a_limit() -> None:
    ledger = Ledger()
    at_once(Rounds(ledger.settle), ledger, range(MOST + 5))
    assert [len(round_) for round_ in ledger.rounds] == [1, MOST, 4]


def test_a_lone_request_waits_for_nobody_and_its_failure_is_its_own() -> None:
    ledger = Ledger()
    ledger.go_on.set()
    rounds = Rounds(ledger.settle)
    assert rounds.take(4).result(5) == 8
    with pytest.raises(Refused):
        rounds.take(-1).result(5)
    assert rounds.take(5).result(5) == 10


def test_a_round_holds_so_much_and_at_least_one() -> None:
    ledger = Ledger()
    sizes = [1, MOST + 9, MOST - 2, 2, 1]
    at_once(Rounds(ledger.settle, size=lambda number: number), ledger, sizes)
    (first, *rest) = ledger.rounds
    assert first == [1]
    assert sorted(number for round_ in rest for number in round_) == sorted(sizes[1:])
    assert all(len(round_) == 1 or sum(round_) <= MOST for round_ in rest)


def test_a_request_that_is_given_up_spoils_nobody_elses() -> None:
    ledger = Ledger()
    rounds = Rounds(ledger.settle)
    first = rounds.take(1)
    assert ledger.first.wait(5)
    gone, stays = rounds.take(2), rounds.take(3)
    assert gone.cancel()
    ledger.go_on.set()
    assert (first.result(5), stays.result(5)) == (2, 6)
