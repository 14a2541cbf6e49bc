"""The command line, as an administrator meets it: real processes, ports and HTTP."""

import socket
import stat
from pathlib import Path

import httpx
import pytest
from click.testing import Result
from typer.testing import CliRunner

from app.domain.organisation import Organisation
from sync_server.cli import cli
from sync_server.errors import ServerError
from sync_server.parts import Parts
from sync_server.services.first_start import EXAMPLE_TRUST, first_start
from sync_server.services.organisations import add_organisation
from sync_server.settings import Settings, read_settings
from tests.sync_server.process import Process, run

OWN = {"Layby-Request": "1"}


def sign_in(client: httpx.Client, username: str, password: str) -> int:
    who = {"username": username, "password": password}
    answer = client.post("/api/v1/session", json=who, headers=OWN)
    return answer.status_code


def own_folder(folder: Path) -> dict[str, str]:
    return {"LAYBY_DATA_DIR": str(folder / "data"), "LAYBY_PWA_DIR": str(folder / "pwa")}


def command(folder: Path, *arguments: str, given: str = "") -> Result:
    """Run one command in this process."""
    return CliRunner().invoke(cli, list(arguments), input=given, env=own_folder(folder))


def enrol(client: httpx.Client, code: str) -> httpx.Response:
    body = {"code": code, "attempt": "0b0d1f9e-6f0e-4d2c-9f57-0d6a3d1c9a11"}
    return client.post("/api/v1/enrolments", json=body)


def test_the_first_start_makes_a_trust_and_the_second_shows_no_secret(tmp_path: Path) -> None:
    with Process(tmp_path, "serve") as server:
        password, code = server.printed("Password:"), server.printed("Enrolment code:")
        assert "Example Ambulance Trust" in server.output
        assert "not built yet" in server.output
        assert "“I am a wellbeing lead”" in server.output  # where all of it goes
        with httpx.Client(base_url=server.address) as client:
            assert sign_in(client, "lead", password) == 200
            found = enrol(client, code)
            organisation = Organisation.from_document(found.json()["organisation"])
    assert server.status == 0
    assert len(organisation.leaves()) == 6
    assert not organisation.synthetic
    assert {role.staff_group for role in organisation.role_families} >= {"02", "04", "07", "09"}
    assert "Traceback" not in server.log_file.read_text()
    for file in (tmp_path / "data").iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700

    with Process(tmp_path, "serve") as again:
        assert "Password:  " not in again.output
        assert password not in again.output
        assert code not in again.output
        assert "sync_server enrol" in again.output
        assert "sync_server reset-password" in again.output
        new_code = command(tmp_path, "enrol", "--uses", "2", "--days", "3")
        assert "2 devices within 3 days" in new_code.stdout
        reset = command(tmp_path, "reset-password", "lead")
        new_password = reset.stdout.split("Password: ")[1].splitlines()[0]
        with httpx.Client(base_url=again.address) as client:
            assert sign_in(client, "lead", password) == 401
            assert sign_in(client, "lead", new_password) == 200
            answer = enrol(client, new_code.stdout.split("code: ")[1].splitlines()[0])
            assert answer.json()["trust_key"] == found.json()["trust_key"]
            assert answer.json()["credential"] != found.json()["credential"]
            assert client.delete("/api/v1/session", headers=OWN).status_code == 204


def test_accounts_can_be_made_with_a_password_from_standard_input(tmp_path: Path) -> None:
    before = command(tmp_path, "create-lead", "ana")
    assert (before.exit_code, before.stdout) == (1, "")
    assert before.stderr.startswith("There is no trust yet.")
    parts = Parts(read_settings(data_dir=tmp_path / "data"))
    add_organisation(parts.database, EXAMPLE_TRUST)
    made = command(tmp_path, "create-lead", "Ana", "--password-stdin", given="a long new phrase\n")
    assert made.exit_code == 0
    assert "a long new phrase" not in made.stdout
    assert parts.accounts.sign_in("ana", "a long new phrase")[1].username == "ana"
    twice = command(tmp_path, "create-lead", "ana")
    assert twice.exit_code == 1
    assert "reset-password" in twice.stderr
    parts.database.close()


@pytest.mark.parametrize(
    ("arguments", "given", "said"),
    [
        (("enrol",), "", "no trust yet"),
        (("reset-password", "nobody"), "", "no account nobody"),
        (("reset-password", "a b"), "", "A username has"),
        (("reset-password", "lead", "--password-stdin"), "short\n", "12 to 256"),
        (("enrol", "--uses", "0"), "", "Invalid value"),
        (("serve", "--port", "99999"), "", "Invalid value"),
        (("fly",), "", "No such command"),
    ],
)
def test_mistakes_are_answered_in_a_sentence(
    tmp_path: Path, arguments: tuple[str, ...], given: str, said: str
) -> None:
    answer = command(tmp_path, *arguments, given=given)
    assert answer.exit_code in (1, 2)
    assert said in answer.stderr
    assert "Traceback" not in answer.output


def test_a_database_that_is_away_is_said_without_its_address(tmp_path: Path) -> None:
    environment = {"DATABASE_URL": "postgresql://someone:hidden@127.0.0.1:1/none?connect_timeout=1"}
    answer = CliRunner().invoke(cli, ["enrol"], env=environment | own_folder(tmp_path))
    assert answer.exit_code == 1
    assert answer.stderr.startswith("The database cannot be used")
    assert "hidden" not in answer.output


def test_a_taken_port_is_said_before_anything_is_made(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        answer = run(tmp_path, "serve", "--port", str(taken.getsockname()[1]))
    assert answer.returncode == 1
    assert "another program has it" in answer.stderr
    assert "Password" not in answer.stdout
    assert not (tmp_path / "data").exists()


def test_settings_and_files_that_cannot_be_used_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAYBY_PORT", "many")
    with pytest.raises(ServerError, match="setting port cannot be used"):
        read_settings()
    monkeypatch.setenv("LAYBY_PORT", "8001")
    monkeypatch.setenv("DATABASE_URL", "postgresql://user@host/name")
    assert read_settings().port == 8001
    assert read_settings().url == "postgresql+psycopg://user@host/name"
    (tmp_path / "server.secret").write_bytes(b"too short")
    with pytest.raises(ServerError, match="damaged"):
        Parts(Settings(data_dir=tmp_path, database_url=""))
    with pytest.raises(ServerError, match="codebook"):
        Parts(Settings(data_dir=tmp_path / "new", assets_dir=tmp_path, database_url=""))


def test_content_is_added_listed_and_retired_from_files(tmp_path: Path) -> None:
    command(tmp_path, "enrol")  # makes the folder
    opened = Parts(Settings(data_dir=tmp_path / "data", pwa_dir=tmp_path / "pwa"))
    add_organisation(opened.database, EXAMPLE_TRUST)
    opened.database.close()
    folder = opened.settings.assets_dir / "demo/content"
    assert "nothing of its own" in command(tmp_path, "content", "list").output
    service, overlay = folder / "trim-desk.toml", folder / "overlay-post-incident-check.toml"
    done = command(tmp_path, "content", "add", str(service), str(overlay))
    assert done.exit_code == 0, done.output
    assert "Published: service demo-trim-desk en, version 1" in done.output
    listed = command(tmp_path, "content", "list").output
    assert "published  overlay post-incident-check en, version 1" in listed
    assert command(tmp_path, "content", "retire", "service", "demo-trim-desk").exit_code == 0
    assert "retired    service demo-trim-desk" in command(tmp_path, "content", "list").output
    broken = tmp_path / "broken.toml"
    broken.write_text(service.read_text().replace("0113 496 0762", "ring us"))
    for arguments, said in (
        (("add", str(overlay), str(broken)), "broken.toml: service: phone"),
        (("add", str(overlay), str(overlay)), "same item"),
        (("add", str(tmp_path / "none.toml")), "cannot be read"),
        (("retire", "guide", "never-was"), "There is no guide never-was"),
        (("retire", "service", "samaritans"), "stays"),
    ):
        refused = command(tmp_path, "content", *arguments)
        assert refused.exit_code == 1
        assert said in refused.output, refused.output
    assert "version 1" in command(tmp_path, "content", "list").output, "all of them, or none"


def test_an_admin_edits_and_reads_no_themes(tmp_path: Path) -> None:
    opened = Parts(Settings(data_dir=tmp_path / "data", pwa_dir=tmp_path / "pwa"))
    add_organisation(opened.database, EXAMPLE_TRUST)
    done = command(tmp_path, "create-admin", "gov", "--password-stdin", given="four plain words\n")
    assert done.exit_code == 0, done.output
    _, account = opened.accounts.sign_in("gov", "four plain words")
    opened.database.close()
    assert {permission.value for permission in account.role.permissions} == {
        "edit-content",
        "manage-accounts",
        "manage-enrolment",
    }


def test_a_journal_is_told_no_password_and_no_code(tmp_path: Path) -> None:
    (tmp_path / "out-1.txt").touch()  # systemd says by its numbers where the output goes
    kept = (tmp_path / "out-1.txt").stat()
    journal = {"JOURNAL_STREAM": f"{kept.st_dev}:{kept.st_ino}"}
    with Process(tmp_path, "serve", **journal) as server:
        assert "Password:" not in server.output
        assert "Enrolment code:" not in server.output
        assert "reset-password lead" in server.output
    new = command(tmp_path, "reset-password", "lead")
    assert "Password: " in new.stdout


_SLOW = """
import runpy, sys, time
from sync_server import cli

class Gone:
    def __del__(self):
        time.sleep(2)  # an interrupt in here is reported, and goes no further

def wire(parts, done=cli.wire):
    Gone()
    return done(parts)

cli.wire = wire
sys.argv[:] = sys.argv[2:]
runpy.run_module("sync_server", run_name="__main__")
"""


def test_a_server_that_says_it_has_started_is_ended_by_one_signal(tmp_path: Path) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text(_SLOW)
    server = Process(tmp_path, "serve")
    server.through = (str(slow),)
    with server:
        pass
    assert server.status == 0


def test_a_trust_that_was_named_before_the_first_start_is_the_only_one(tmp_path: Path) -> None:
    command(tmp_path, "add-trust", "harbour", "Harbour Ambulance Service")
    command(tmp_path, "create-lead", "mo")
    parts = Parts(Settings(data_dir=tmp_path / "data", pwa_dir=tmp_path, database_url=""))

    def found() -> None:
        raise AssertionError("there is a trust already")

    assert first_start(parts.accounts, parts.enrolment, parts.organisations, found) is None
    assert list(parts.organisations()) == ["harbour"]
    parts.database.close()
