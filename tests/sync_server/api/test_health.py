"""What a proxy and a monitor ask, and what they are not told."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from sync_server.services.gauges import SIZE_STEP
from sync_server.services.metrics import BUCKETS, COUNTED, Metrics, word_for
from sync_server.services.readiness import Readiness
from tests.sync_server.stock import put, stock
from tests.sync_server.trust import Server

TOKEN = "a-monitors-token"
LINE = re.compile(
    r"^(?:# (?:HELP|TYPE) [a-z_]+ .+|"
    r"[a-z_]+(?:\{[a-z_]+=\"[^\"\\\n]*\"(?:,[a-z_]+=\"[^\"\\\n]*\")*\})? [0-9.e+-]+)$"
)


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Server]:
    (tmp_path / "watched").mkdir()
    with Server(tmp_path / "watched", metrics_token=TOKEN) as made:
        yield made


def metrics(server: Server) -> str:
    answer = server.client.get("/health/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    return answer.text


def test_alive_and_ready(either_server: Server) -> None:
    client = either_server.client
    assert client.get("/health/live").json() == {"status": "ok"}
    ready = client.get("/health/ready")
    assert ready.status_code == 200
    assert ready.json()["checks"] == {"database": "ok", "migrations": "ok", "disk": "ok"}


def test_not_ready_is_a_problem_that_names_what_is_wrong(either_server: Server) -> None:
    with either_server.parts.database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0003'"))
    answer = either_server.client.get("/health/ready")
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/not-ready")
    assert "migrations: pending" in answer.json()["detail"]
    with either_server.parts.database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert "migrations: newer" in either_server.client.get("/health/ready").json()["detail"]


def test_a_full_disk_and_a_database_that_is_away_are_seen(server: Server, tmp_path: Path) -> None:
    full = Readiness(server.parts.database, tmp_path, least_room=10**18)
    assert full.checks()["disk"] == "full"
    gone = Readiness(server.parts.database, tmp_path / "none")
    assert gone.checks()["disk"] == "away"


def test_metrics_are_off_without_a_token_and_shut_to_others(
    server: Server, watched: Server
) -> None:
    for given in ("", "Bearer ", f"Bearer {TOKEN}x", "Bearer é"):
        for asked in (server, watched):
            answer = asked.client.get(
                "/health/metrics", headers={"Authorization": given.encode("latin-1")}
            )
            assert answer.status_code == 401, given
            assert answer.json()["type"] == "/problems/metrics-refused"


def test_metrics_are_in_the_monitors_format_and_hold_no_data(watched: Server) -> None:
    stock(watched.parts)
    watched.sign_in()
    watched.get("quarters")
    said = metrics(watched)
    for line in said.splitlines():
        assert LINE.match(line), line
    for name in ("layby_database_ready 1", "layby_disk_ready 1", "layby_database_bytes"):
        assert name in said
    assert 'layby_answers_total{part="sign-in",status="2xx"} 1' in said
    assert 'layby_answer_seconds_bucket{part="themes",le="+Inf"} 1' in said
    assert "layby_backup_age_days" not in said, "there is no backup yet"
    labels = set(re.findall(r'part="([^"]*)"', said))
    assert labels <= {*COUNTED.values(), "other"}
    for needle in ("lead", "harbour", "Zephyr", "quokka"):
        assert needle not in said


def test_nothing_of_what_devices_do_moves_a_figure(watched: Server) -> None:
    def counted() -> list[str]:
        return [line for line in metrics(watched).splitlines() if "health" not in line]

    counters = ("layby_answer", "layby_faults")
    before = [line for line in counted() if line.startswith(counters)]
    client = watched.client
    client.post("/api/v1/summaries", json={"items": []})
    client.post("/api/v1/tokens", json={"key": "x", "blinded": []})
    client.post("/api/v1/enrolments", json={"code": "x", "attempt": "y"})
    client.post("/api/v1/withdraw", json={"code": "x"})
    client.get("/api/v1/meta")
    client.get("/api/v1/content")
    client.get("/")
    assert [line for line in counted() if line.startswith(counters)] == before


def test_what_is_stored_moves_no_size_that_a_monitor_reads(watched: Server) -> None:
    def sizes() -> list[str]:
        return [line for line in metrics(watched).splitlines() if "_bytes" in line]

    parts = watched.parts
    parts.database.scrub()  # from here on the log would grow with every single write
    said = sizes()
    put(parts.database, parts.cipher, 8)
    for line in [*said, *sizes()]:
        if not line.startswith("#"):
            assert float(line.split()[1]) % SIZE_STEP == 0, line


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("/api/v1/summaries", None),
        ("/api/v1/tokens", None),
        ("/api/v1/themes", "themes"),
        ("/api/v1/themes/x", "themes"),
        ("/api/v1/themesx", None),
        ("/", None),
        ("/health/ready", "health"),
    ],
)
def test_only_listed_addresses_are_counted(path: str, word: str | None) -> None:
    assert word_for(path) == word


def test_a_histogram_adds_up_and_faults_are_counted_without_their_address() -> None:
    metrics = Metrics()
    for seconds in (0.001, 0.04, 0.04, 9.0):
        metrics.answered("/api/v1/themes", 200, seconds)
    metrics.answered("/api/v1/summaries", 500, 0.01)
    said = metrics.text([], "1.2.3")
    counts = [int(n) for n in re.findall(r'_bucket\{part="themes",le="[^"]+"\} (\d+)', said)]
    assert counts == sorted(counts)
    assert len(counts) == len(BUCKETS) + 1
    assert counts[-1] == 4
    assert counts[1] == 1
    assert 'layby_answer_seconds_count{part="themes"} 4' in said
    assert 'layby_faults_total{part="other"} 1' in said
    assert "summaries" not in said
