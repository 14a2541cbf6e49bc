"""Nothing that could lead back to a sender is left: not in files, not in logs.

A real process is run, spoken to over a real socket, stopped, and every byte it left is
searched for what it must not keep.
"""

import re
import time
import uuid
from pathlib import Path

import httpx
from sqlalchemy import create_engine, inspect

from sync_server.db.tables import summary as table
from tests.sync_server.process import Process
from tests.sync_server.trust import summary

AGENT = "Canary-Agent-7Zq/1.0"
ADDRESS = "203.0.113.77"


def test_files_and_logs_hold_no_sender_pass_code_or_arrival_time(tmp_path: Path) -> None:
    headers = {
        "User-Agent": AGENT,
        "X-Forwarded-For": ADDRESS,
        "Forwarded": f"for={ADDRESS}",
        "Cookie": "canary-cookie-7Zq=1",
        "Referer": "http://canary-referer-7zq.test/",
    }
    started = time.time()
    attempt = str(uuid.uuid4())
    with Process(tmp_path, "serve") as server:
        code = server.printed("Enrolment code:")
        password = server.printed("Password:")
        with httpx.Client(base_url=server.address, headers=headers) as client:
            enrolled = client.post("/api/v1/enrolments", json={"code": code, "attempt": attempt})
            assert enrolled.status_code == 201
            submission_pass = enrolled.json()["submission_pass"]
            organisation = enrolled.json()["organisation"]["id"]
            items = [
                summary(organisation=organisation, area="north", text=f"Text number {n}.")
                for n in range(12)
            ]
            for item in items:
                sent = client.post(
                    "/api/v1/summaries",
                    json={"items": [item]},
                    headers={"Layby-Submission-Pass": submission_pass},
                )
                assert sent.json()["receipts"][0]["status"] == "stored"
            named = summary(
                organisation=organisation,
                area="north",
                schema=3,
                text="Zebulon Natarajan-Quux rang 07700 900123.",
                withdrawal="5a" * 32,
                looked_again=False,
            )
            asked = client.post(
                "/api/v1/summaries",
                json={"items": [named]},
                headers={"Layby-Submission-Pass": submission_pass},
            )
            assert asked.json()["receipts"][0]["status"] == "needs-another-look"
            client.post("/api/v1/second-look", json={"code": "c0de" * 8})
            client.post("/api/v1/summaries", content=b"{canary-body-7Zq")
            client.get("/api/v1/canary-path-7Zq?canary-query-7Zq=1")
    ended = time.time()
    left = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert any(b"Text number 3." in content for content in left.values())
    del left[server.output_file]  # the one place where code and password are shown, on purpose
    # Of a text that could name someone nothing is left, nor of a code that was asked with.
    named_needles = ["Zebulon", "Natarajan", "Quux", "900123", named["id"], "c0dec0de"]
    needles = [
        *named_needles,
        submission_pass,
        code,
        code.replace("-", ""),
        attempt,
        password,
        AGENT,
        ADDRESS,
    ]
    for path, content in left.items():
        for needle in [*needles, "127.0.0.1:", "canary", "Canary", "python-httpx"]:
            assert needle.encode() not in content, (needle, path.name)
    log = left[server.log_file].decode()
    assert [line for line in log.splitlines() if '"event": "started"' not in line] == []
    assert_no_time_in(tmp_path / "data" / "layby.db", started, ended)
    assert server.output_file.read_text().count(code) == 1


def assert_no_time_in(file: Path, started: float, ended: float) -> None:
    """No column of the summary tables holds a time, as a number or as text."""
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        names = {column["name"] for column in inspect(connection).get_columns("summary")}
        assert names == {column.name for column in table.columns}
        rows = connection.execute(table.select()).mappings().all()
        codes = connection.exec_driver_sql("SELECT * FROM summary_code").all()
    engine.dispose()
    assert len(rows) == 12
    for value in [*(v for row in rows for v in row.values()), *(v for row in codes for v in row)]:
        if isinstance(value, str):
            assert not re.search(r"\d{4}-\d\d-\d\d|\d\d:\d\d", value)
        elif value is not None:
            assert not started - 60 <= value <= ended + 60


def test_rows_lie_in_the_order_of_their_random_ids(tmp_path: Path) -> None:
    from tests.sync_server.trust import Server

    with Server(tmp_path) as server:
        items = [summary() for _ in range(40)]
        for item in items:
            server.send(item)
        with server.parts.database.read() as connection:
            found = connection.exec_driver_sql("SELECT id, digest FROM summary")
            order = [row.id for row in found]
    assert order == sorted(item["id"] for item in items)
    assert order != [item["id"] for item in items]
