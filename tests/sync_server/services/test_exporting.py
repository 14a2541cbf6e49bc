"""What a trust takes out says no more than its leads see."""

import csv
import json
import stat
from pathlib import Path

import pytest
from sqlalchemy import update

from sync_server.db.audit import Audit
from sync_server.db.tables import summary
from sync_server.errors import ServerError
from sync_server.services.editing import Editor
from sync_server.services.exporting import Exporting
from tests.sync_server.stock import CANARY, PHRASE, put, stock
from tests.sync_server.trust import TRUST, Server


@pytest.fixture
def exporting(server: Server) -> Exporting:
    return Exporting(server.parts.database, server.parts.reporting)


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(newline="", encoding="utf-8") as opened:
        return list(csv.DictReader(opened))


def release(server: Server) -> None:
    with server.parts.database.write() as connection:
        released = {"released_staff_group": True, "released_area": True}
        connection.execute(update(summary).values(released))


def test_figures_are_those_a_lead_sees_and_hold_no_words(
    server: Server, exporting: Exporting, tmp_path: Path
) -> None:
    stock(server.parts, 12)
    release(server)
    (quarter,) = server.parts.reporting.quarters(TRUST)[:1]
    file = tmp_path / "figures.csv"
    assert exporting.figures(TRUST, file) == len(rows(file))
    found = [row for row in rows(file) if row["quarter"] == quarter and not row["theme"]]
    shown = {row["id"]: row["summaries"] for row in found if row["by"] == "staff_group"}
    content = file.read_text(encoding="utf-8")
    assert CANARY not in content
    assert PHRASE not in content
    assert all(row["summaries"] or row["withheld"] for row in found)
    assert {number for number in shown.values() if number} <= {"12"}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(ServerError, match="there already"):
        exporting.figures(TRUST, file)


def test_a_group_below_the_minimum_gives_no_number(
    server: Server, exporting: Exporting, tmp_path: Path
) -> None:
    put(server.parts.database, server.parts.cipher, 10)
    release(server)
    file = tmp_path / "figures.csv"
    exporting.figures(TRUST, file)
    assert {row["summaries"] for row in rows(file)} == {""}
    assert {row["theme"] for row in rows(file)} == {""}


def test_the_trusts_own_content_comes_without_its_staffs_names(
    server: Server, exporting: Exporting, tmp_path: Path
) -> None:
    editor = Editor("lead", TRUST.id)
    lists = {"stations": ["Gull Wharf"]}
    server.parts.own_lists.save(editor, lists, 0)
    folder = tmp_path / "content"
    number = exporting.content(TRUST, folder)
    files = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}
    assert len(files) == number
    assert json.loads(files["organisation.json"]) == TRUST.to_document()
    assert any("Gull Wharf" in text for text in files.values())
    assert not any(name.startswith("roster") for name in files)
    with pytest.raises(ServerError, match="a new one"):
        exporting.content(TRUST, folder)


def test_the_log_comes_whole_and_harmless_for_a_spreadsheet(
    server: Server, exporting: Exporting, tmp_path: Path
) -> None:
    with server.parts.database.write() as connection:
        acts = Audit(connection, TRUST.id)
        acts.add("=cmd()", "looked", "2026-11-02T10:15")
        acts.add("lead", "-1+1", "2026-11-02T10:16")
    file = tmp_path / "audit.csv"
    exporting.audit(TRUST, file)
    written = rows(file)[-2:]
    assert [row["who"] for row in written] == ["'=cmd()", "lead"]
    assert written[1]["what"] == "'-1+1"
    assert len(written[1]["hash"]) == 64
