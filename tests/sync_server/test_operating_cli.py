"""Running it, as a trust's team does on the command line."""

import json
import ssl
import stat
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from click.testing import Result
from typer.testing import CliRunner

from sync_server.cli import cli
from sync_server.parts import Parts
from sync_server.services.organisations import add_organisation
from sync_server.settings import Settings
from tests.sync_server.process import ROOT, Process
from tests.sync_server.services.test_doctor import self_signed
from tests.sync_server.stock import CANARY, stock, words
from tests.sync_server.trust import TRUST


def command(folder: Path, *arguments: str, **environment: str) -> Result:
    """Run one command in this process, on ``folder``/data."""
    own = {"LAYBY_DATA_DIR": str(folder / "data"), "LAYBY_PWA_DIR": str(folder / "pwa")}
    return CliRunner().invoke(cli, list(arguments), env=own | environment)


def told(folder: Path, *arguments: str, **environment: str) -> str:
    done = command(folder, *arguments, **environment)
    assert done.exit_code == 0, done.output
    return done.output


def refused(folder: Path, *arguments: str) -> str:
    done = command(folder, *arguments)
    assert done.exit_code == 1, done.output
    assert "Traceback" not in done.output
    return done.output


def parts_of(folder: Path) -> Parts:
    return Parts(Settings(data_dir=folder / "data", pwa_dir=folder / "pwa", database_url=""))


@pytest.fixture
def stocked(tmp_path: Path) -> Path:
    parts = parts_of(tmp_path)
    add_organisation(parts.database, TRUST)
    stock(parts, 12)
    parts.database.close()
    return tmp_path


def test_a_trust_loses_its_server_and_has_it_again(stocked: Path, tmp_path: Path) -> None:
    key, backups = tmp_path / "recovery.key", tmp_path / "backups"
    assert "no recovery key yet" in refused(stocked, "backup", str(backups))
    assert "off this machine" in told(stocked, "backup-key", str(key))
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert "already" in refused(stocked, "backup-key", str(tmp_path / "second.key"))
    said = told(stocked, "backup", str(backups), "--keep", "2")
    assert "12 summaries" in said
    assert "found whole" in said
    assert "same disk" in said
    (file,) = backups.iterdir()
    assert "found whole" in told(stocked, "verify-backup", str(file), "--key", str(key))
    assert "--key FILE" in refused(stocked, "verify-backup", str(file))

    fresh = tmp_path / "fresh"
    said = told(fresh, "restore", str(file), "--key", str(key))
    assert "with 12 summaries" in said
    parts = parts_of(fresh)
    texts = words(parts.database, parts.cipher)
    parts.database.close()
    assert len(texts) == 12
    assert all(text.startswith(CANARY) for text in texts.values())
    assert "--force" in refused(fresh, "restore", str(file), "--key", str(key))
    assert "is in" in told(fresh, "restore", str(file), "--key", str(key), "--force")


def test_a_passphrase_will_do_where_there_is_no_key(stocked: Path, tmp_path: Path) -> None:
    words_file, wrong = tmp_path / "words", tmp_path / "wrong"
    words_file.write_text("heron quiet anvil maple\n", encoding="utf-8")
    wrong.write_text("heron quiet anvil mapel\n", encoding="utf-8")
    told(stocked, "backup", str(tmp_path / "b"), "--passphrase-file", str(words_file))
    (file,) = (tmp_path / "b").iterdir()
    told(tmp_path / "fresh", "restore", str(file), "--passphrase-file", str(words_file))
    said = refused(tmp_path / "other", "restore", str(file), "--passphrase-file", str(wrong))
    assert "another key or passphrase" in said


def test_keys_change_what_is_due_goes_and_the_doctor_looks_on(stocked: Path) -> None:
    said = told(stocked, "rotate-keys", "--signing")
    assert "24 texts and wordings" in said
    assert "Backups from before today no longer fit" in said
    assert "Purged" in told(stocked, "purge")
    done = command(stocked, "doctor")
    assert done.exit_code == 1
    assert "trouble  Backup: none was made" in done.output
    assert "ok       Audit: 6 acts, every link holds" in done.output
    assert "ok       Text keys: 2 in use" in done.output
    assert f"trouble  Signing keys: {TRUST.id}: no backup holds" in done.output


def test_exports_are_written_once_and_for_a_known_trust(stocked: Path, tmp_path: Path) -> None:
    file = tmp_path / "figures.csv"
    assert "De-identified and small-number protected" in told(
        stocked, "export", "figures", str(file)
    )
    assert CANARY not in file.read_text(encoding="utf-8")
    assert "there already" in refused(stocked, "export", "figures", str(file))
    assert "harbour-trust" in refused(stocked, "export", "audit", "x.csv", "--trust", "nobody")
    assert "5 acts" in told(stocked, "export", "audit", str(tmp_path / "audit.csv"))
    told(stocked, "export", "content", str(tmp_path / "content"))
    document = json.loads((tmp_path / "content/organisation.json").read_text(encoding="utf-8"))
    assert document == TRUST.to_document()


def test_without_data_each_command_says_so_and_makes_nothing(tmp_path: Path) -> None:
    key = tmp_path / "recovery.key"
    told(tmp_path, "backup-key", str(key))
    for arguments in (
        ("backup", str(tmp_path / "b")),
        ("verify-backup", str(key), "--key", str(key)),
        ("copy", "postgresql://localhost/none"),
    ):
        assert "There is no database" in refused(tmp_path, *arguments)
    assert [file.name for file in (tmp_path / "data").iterdir()] == ["backup.public"]
    assert "not a whole backup" in refused(tmp_path, "restore", str(key), "--key", str(key))


def test_it_speaks_tls_itself_and_nothing_is_restored_under_it(tmp_path: Path) -> None:
    certificate, key = self_signed("127.0.0.1")
    (tmp_path / "certificate.pem").write_bytes(certificate)
    (tmp_path / "key.pem").write_bytes(key)
    settings = {
        "LAYBY_TLS_CERTIFICATE": str(tmp_path / "certificate.pem"),
        "LAYBY_TLS_KEY": str(tmp_path / "key.pem"),
        "LAYBY_METRICS_TOKEN": "seen",
    }
    trusted = ssl.create_default_context(cafile=str(tmp_path / "certificate.pem"))
    with Process(tmp_path, "serve", **settings) as server:
        assert server.address.startswith("https://")
        with httpx.Client(base_url=server.address, verify=trusted) as client:
            ready = client.get("/health/ready")
            assert ready.json()["status"] == "ok"
            assert "max-age" in ready.headers["strict-transport-security"]
            said = client.get("/health/metrics", headers={"Authorization": "Bearer seen"})
            assert "layby_info" in said.text
        with pytest.raises(httpx.HTTPError):
            httpx.get(server.address.replace("https", "http") + "/health/live")
        backup = tmp_path / "any.backup"
        backup.write_bytes(b"")
        (tmp_path / "words").write_text("heron quiet anvil maple", encoding="utf-8")
        said = refused(
            tmp_path, "restore", str(backup), "--passphrase-file", str(tmp_path / "words")
        )
        assert "Stop it first" in said
        done = subprocess.run(  # a backup beside a running server is what every night does
            [
                *(sys.executable, "-m", "sync_server", "backup", str(tmp_path / "b")),
                *("--passphrase-file", str(tmp_path / "words")),
            ],
            env=dict(server.environment),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "found whole" in done.stdout, done.stderr


def test_a_key_that_is_not_the_certificates_is_said_before_anything_starts(
    tmp_path: Path,
) -> None:
    certificate, _ = self_signed("127.0.0.1")
    _, key = self_signed("127.0.0.1")
    (tmp_path / "certificate.pem").write_bytes(certificate)
    (tmp_path / "key.pem").write_bytes(key)
    done = command(
        tmp_path,
        *("serve", "--port", "0"),
        LAYBY_TLS_CERTIFICATE=str(tmp_path / "certificate.pem"),
        LAYBY_TLS_KEY=str(tmp_path / "key.pem"),
    )
    assert done.exit_code == 1
    assert "cannot be used together" in done.output
    assert not (tmp_path / "data").exists()
