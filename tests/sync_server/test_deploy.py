"""The files that a trust copies for systemd and for Prometheus, held against the real programs."""

import json
import re
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from sync_server.services.backup import Backups
from sync_server.settings import Settings
from tests.sync_server.confined import filter_of
from tests.sync_server.process import ROOT, Process
from tests.sync_server.proxies import DEPLOY, UNPACKED, program, put_in
from tests.sync_server.stock import data_of, recovery_key
from tests.sync_server.test_operating_cli import told
from tests.sync_server.test_traces import Device
from tests.sync_server.trust import OWN, Server, summary

UNITS = ("layby.service", "layby-nightly.service", "layby-nightly.timer")
SERVICES = [name for name in UNITS if name.endswith(".service")]
TOKEN = "a-monitors-token"


def private_libraries() -> Path:
    """Where systemd's own program finds its own library."""
    (library,) = UNPACKED.glob("usr/lib/*/systemd/libsystemd-shared-*.so")
    return library.parent


def read(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The units as they would lie on a machine where Python is where it is here."""
    folder = tmp_path_factory.mktemp("units")
    for name in UNITS:
        text = read(name).replace("/opt/layby/.venv/bin/python", sys.executable)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", UNITS)
def test_systemd_has_nothing_to_say_about_a_unit(units: Path, name: str) -> None:
    shipped = next(UNPACKED.glob("**/systemd/system/network-online.target")).parent
    done = subprocess.run(
        [str(program("systemd-analyze")), "verify", "--man=no", "--generators=no", f"./{name}"],
        cwd=units,
        env={
            "SYSTEMD_UNIT_PATH": f"{units}:{shipped}",
            "LD_LIBRARY_PATH": str(private_libraries()),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("name", SERVICES)
def test_a_unit_names_commands_and_settings_that_there_are(name: str) -> None:
    for setting, _ in re.findall(r"^Environment=(LAYBY_\w+)=(.+)$", read(name), re.MULTILINE):
        assert setting.removeprefix("LAYBY_").lower() in Settings.model_fields, setting
    commands = re.findall(r"^ExecStart=\S+ -m sync_server (.+)$", read(name), re.MULTILINE)
    assert commands
    for command in commands:
        words = [word for word in command.split() if word.startswith("--")]
        told = subprocess.run(
            [sys.executable, "-m", "sync_server", command.split()[0], "--help"],
            cwd=ROOT,
            env={"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        assert all(re.search(rf"{word}\b", told) for word in words), command


def under_filters_of(unit: str, folder: Path) -> tuple[str, ...]:
    """What Python runs first, to be confined as a unit says."""
    asked = filter_of(read(unit), program("systemd-analyze"), private_libraries())
    (library,) = UNPACKED.glob("usr/lib/*/libseccomp.so.2")
    file = folder / f"{unit}.json"
    file.write_text(json.dumps(asked | {"library": str(library)}), encoding="utf-8")
    return (str(ROOT / "tests" / "sync_server" / "confined.py"), str(file))


def test_the_server_and_the_nightly_work_do_all_of_it_under_the_units_filters(
    tmp_path: Path,
) -> None:
    serving = Process(tmp_path, "serve")
    serving.through = under_filters_of("layby.service", tmp_path)
    with serving as server, httpx.Client(base_url=server.address, timeout=60) as client:
        status = Path(f"/proc/{server.pid}/status").read_text(encoding="utf-8")
        assert re.search(r"^Seccomp:\s+2$", status, re.MULTILINE), "no filter is in force"
        device = Device(client, server.printed("Enrolment code:"))
        device.fetch(1)
        wire = summary(organisation=device.organisation, area="north")
        assert device.send(wire, device.tokens[0])["status"] == "stored"
        given = {"username": "lead", "password": server.printed("Password:")}
        assert client.post("/api/v1/session", json=given, headers=OWN).status_code == 200
    told(tmp_path, "backup-key", str(tmp_path / "key"))
    through = under_filters_of("layby-nightly.service", tmp_path)
    commands = re.findall(r"-m sync_server (.+)$", read("layby-nightly.service"), re.MULTILINE)
    for command in commands:
        words = command.replace("/mnt/layby-backups", str(tmp_path / "backups")).split()
        done = subprocess.run(
            [sys.executable, *through, "-m", "sync_server", *words],
            cwd=tmp_path,
            env=server.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        # The doctor finds no app and no other disk here; a call that ends it would be below 0.
        assert done.returncode in ((0, 1) if command == "doctor" else (0,)), done.stderr
        assert done.stdout, command


def promtool(folder: Path, *arguments: str, given: str = "", but: str = "") -> str:
    """Run Prometheus's own checker; gives what it says where nothing is wrong ``but`` this."""
    done = subprocess.run(
        [str(program("promtool")), *arguments],
        cwd=folder,
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    found = done.stdout + done.stderr
    assert done.returncode == 0 or found == but, found
    return found


def test_prometheus_takes_its_files_and_the_alarms_ring_when_they_should(tmp_path: Path) -> None:
    (tmp_path / "layby.token").write_text(TOKEN, encoding="utf-8")
    (tmp_path / "layby.rules.yml").write_text(read("layby.rules.yml"), encoding="utf-8")
    where = {"/etc/prometheus/layby.token": str(tmp_path / "layby.token")}
    job = put_in(read("prometheus.yml"), where)
    (tmp_path / "prometheus.yml").write_text(job, encoding="utf-8")
    assert "4 rules found" in promtool(tmp_path, "check", "config", "prometheus.yml")
    tests = (ROOT / "tests" / "sync_server" / "alarms.test.yml").read_text(encoding="utf-8")
    (tmp_path / "tests.yml").write_text(tests, encoding="utf-8")
    assert "SUCCESS" in promtool(tmp_path, "test", "rules", "tests.yml")


def test_every_figure_that_an_alarm_reads_is_there_from_the_first_visit_on(
    tmp_path: Path,
) -> None:
    (tmp_path / "site").mkdir()
    public, _ = recovery_key(tmp_path)
    with Server(tmp_path / "site", metrics_token=TOKEN) as server:
        Backups(data_of(server.parts)).make(tmp_path / "backups", public)
        asked = {"Authorization": f"Bearer {TOKEN}"}
        said = server.client.get("/health/metrics", headers=asked).text
    shown = {re.split(r"[{ ]", line)[0] for line in said.splitlines() if line[0] != "#"}
    wanted = set(re.findall(r"\blayby_[a-z_]+", read("layby.rules.yml")))
    # A counter that begins with its first fault has not grown, as Prometheus sees it.
    assert wanted == wanted & shown
    # Days on purpose: to the second it would say when the backup is made.
    days = 'layby_backup_age_days use base unit "seconds" instead of "days"\n'
    promtool(tmp_path, "check", "metrics", given=said, but=days)
