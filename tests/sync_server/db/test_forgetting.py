"""The log is emptied soon after every hand-in, and tried again where somebody was at it."""

import threading
from pathlib import Path

from sync_server.db.engine import open_database
from sync_server.db.forgetting import Forgetting


def test_many_at_once_are_one_emptying_and_what_comes_later_is_another() -> None:
    emptied = threading.Semaphore(0)

    def empty() -> bool:
        emptied.release()
        return True

    forgetting = Forgetting(empty, pause=0.05)
    for _ in range(20):
        forgetting.soon()
    assert emptied.acquire(timeout=5)
    assert not emptied.acquire(timeout=0.2)
    forgetting.soon()
    assert emptied.acquire(timeout=5)


def test_it_is_tried_until_nobody_is_at_the_log() -> None:
    answers = [False, False, True]
    done = threading.Event()

    def empty() -> bool:
        if len(answers) == 1:
            done.set()
        return answers.pop(0)

    Forgetting(empty, pause=0.01).soon()
    assert done.wait(5)
    assert answers == []


def test_nothing_happens_after_its_end() -> None:
    emptied = threading.Event()
    forgetting = Forgetting(lambda: emptied.set() is None, pause=0.1)
    forgetting.soon()
    forgetting.end()
    forgetting.end()
    assert not emptied.wait(0.3)


def test_a_reader_keeps_the_log_and_once_it_is_gone_the_log_is_emptied(tmp_path: Path) -> None:
    file = tmp_path / "layby.db"
    database = open_database(f"sqlite:///{file}")
    log = Path(f"{file}-wal")
    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE one (id INTEGER)")
    with database.read() as reader:
        reader.exec_driver_sql("SELECT * FROM one").all()
        with database.write() as connection:
            connection.exec_driver_sql("INSERT INTO one VALUES (1)")
        assert not database._emptied()
        assert log.stat().st_size
    assert database._emptied()
    assert not log.stat().st_size
    database.close()
