"""``anonymiser cases`` and ``anonymiser try``, as an administrator types them."""

from pathlib import Path

from app.domain.periods import Quarter
from sync_server.services.flagging import Where
from tests.sync_server.api.test_flags import POINTED, fill, quotes
from tests.sync_server.process import run
from tests.sync_server.trust import TRUST, Server, this_quarter


def test_cases_are_written_tried_and_never_printed(tmp_path: Path) -> None:
    with Server(tmp_path) as server:
        fill(server)
        where = Where(TRUST.id, Quarter.parse(this_quarter()), "04", quotes(server)[POINTED])
        server.parts.flagging.flag(where, "lead")
    file = tmp_path / "cases.jsonl"
    wrote = run(tmp_path, "anonymiser", "cases", str(file))
    assert wrote.returncode == 0, wrote.stderr
    assert "1 flagged text moved to" in wrote.stdout
    assert "send it to nobody" in wrote.stdout
    tried = run(tmp_path, "anonymiser", "try", str(file))
    assert "Found when the file was written: 0. Found now: 0." in tried.stdout
    assert POINTED in file.read_text(encoding="utf-8")
    none = run(tmp_path, "anonymiser", "cases", str(tmp_path / "more.jsonl"))
    assert "No flagged text is waiting" in none.stdout
    wrong = run(tmp_path, "anonymiser", "try", str(tmp_path / "none.jsonl"))
    assert wrong.returncode == 1
    for result in (wrote, tried, none, wrong):
        assert "keeps bees" not in result.stdout + result.stderr
        assert "Traceback" not in result.stderr
