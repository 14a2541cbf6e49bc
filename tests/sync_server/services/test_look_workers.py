"""Looking in other processes finds the same, whatever becomes of them."""

import os
import random
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.anonymise.trust_terms import TrustTerms
from app.domain.second_look import Place
from app.domain.trust_lists import TrustLists
from sync_server.errors import ServerError
from sync_server.services.look_workers import Asked, Found, LookWorkers
from sync_server.services.second_look import SecondLook
from tests.sync_server.trust import ASSETS


def stub(text: str, trust: object) -> tuple[Place, ...]:
    """Tell in which process it ran, and whether with words of a trust; stands for the real look."""
    if text == "broken":
        raise ServerError("The lists cannot be read.")
    return (Place(0, os.getpid(), "NAME" if trust is None else "PLACE"),)


def own_words(text: str, trust: object) -> tuple[Place, ...]:
    """Tell whether the words are those of the trust that the text names."""
    assert isinstance(trust, TrustTerms)
    own = trust == TrustTerms.of(TrustLists(stations=(f"Station {text}",)))
    return (Place(0, os.getpid(), "OWN" if own else "OTHER"),)


def processes(workers: LookWorkers, texts: int = 40) -> set[int]:
    """Look at so many texts, some of them at once; give the processes that did."""
    with ThreadPoolExecutor(8) as pool:
        parts = list(pool.map(workers.look, [[("text", None)] * 5] * (texts // 5)))
    assert [len(found) for found in parts] == [5] * (texts // 5)
    return {place_of(found).end for part in parts for found in part}


def place_of(found: Found) -> Place:
    assert not isinstance(found, Exception)
    return found[0]


def one(workers: LookWorkers, text: str = "text", trust: TrustTerms | None = None) -> Found:
    (found,) = workers.look([(text, trust)])
    return found


def ended(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def test_texts_are_looked_at_in_other_processes_and_in_its_own_once_they_are_gone() -> None:
    workers = LookWorkers(stub, 2)
    first = processes(workers)
    assert os.getpid() not in first
    for pid in first:
        ended(pid)
    left = processes(workers) | processes(workers)
    for pid in left - {os.getpid()}:
        ended(pid)
    assert processes(workers) == {os.getpid()}


def test_a_trusts_words_go_along_and_errors_come_back() -> None:
    workers = LookWorkers(stub, 1)
    words = TrustTerms.of(TrustLists())
    for trust, kind in ((None, "NAME"), (words, "PLACE"), (words, "PLACE"), (None, "NAME")):
        assert place_of(one(workers, trust=trust)).kind == kind
    broken, fine = workers.look([("broken", words), ("text", words)])
    assert isinstance(broken, ServerError)
    ended(place_of(fine).end)


def test_every_text_is_looked_at_with_the_words_of_its_own_trust() -> None:
    workers = LookWorkers(own_words, 1)
    trusts = [TrustTerms.of(TrustLists(stations=(f"Station {n}",))) for n in range(40)]
    rng = random.Random(7)  # noqa: S311 -- repeatable, not secret
    for _ in range(30):
        asked: list[Asked] = [(str(n), trusts[n]) for n in rng.choices(range(40), k=7)]
        assert [place_of(found).kind for found in workers.look(asked)] == ["OWN"] * 7
    ended(place_of(one(workers, "0", trusts[0])).end)


def test_a_worker_holds_no_file_but_its_own_and_ends_with_its_server(tmp_path: Path) -> None:
    with (tmp_path / "held").open("w"):
        workers = LookWorkers(stub, 1)
    found = place_of(one(workers))
    held = {str(link.readlink()) for link in Path(f"/proc/{found.end}/fd").iterdir()}
    assert not any("held" in path for path in held)
    assert sum("socket:" in path for path in held) == 1
    del workers
    waiting = threading.Thread(target=os.waitpid, args=(found.end, 0))
    waiting.start()
    waiting.join(10)
    assert not waiting.is_alive()


def test_a_worker_is_prepared_before_it_looks_and_says_what_went_wrong() -> None:
    made: list[str] = []

    def look(_text: str, _trust: object) -> tuple[Place, ...]:
        return (Place(0, os.getpid(), " ".join(made)),)

    workers = LookWorkers(look, 1, lambda: made.append("ready"))
    found = place_of(one(workers))
    assert (found.kind, made) == ("ready", [])
    ended(found.end)

    def fail() -> None:
        raise ServerError("The lists cannot be read.")

    with pytest.raises(ServerError, match="cannot be read"):
        LookWorkers(look, 1, fail)


def test_one_core_looks_itself_and_more_cores_in_other_processes_but_no_more_than_help() -> None:
    look = SecondLook(ASSETS)
    look.share(1)
    assert look.look("Ring 07700 900123.")
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    before = set(children.read_text().split())
    look.share(64)
    begun = set(children.read_text().split()) - before
    assert [place.kind for place in look.look("Ring 07700 900123.")] == ["PHONE"]
    assert len(begun) == 2
    for pid in begun:
        ended(int(pid))
