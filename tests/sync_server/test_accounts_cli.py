"""Accounts of every role, further trusts and lost phones, on the command line."""

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from sync_server.cli import cli
from sync_server.db.audit import COMMAND_LINE, Audit
from sync_server.parts import Parts
from sync_server.permissions import Role
from sync_server.services.organisations import add_organisation
from sync_server.settings import Settings
from tests.sync_server.trust import PASSWORD, TRUST, migrated, small_assets


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A server's folder with one trust; commands find it by the environment."""
    assets = small_assets(tmp_path / "assets")
    data = tmp_path / "data"
    data.mkdir()
    (data / "layby.db").write_bytes(migrated())
    monkeypatch.setenv("LAYBY_DATA_DIR", str(data))
    monkeypatch.setenv("LAYBY_ASSETS_DIR", str(assets))
    parts = Parts(Settings(data_dir=data, assets_dir=assets))
    add_organisation(parts.database, TRUST)
    yield parts
    parts.database.close()


def run(*words: str, typed: str = "") -> str:
    """Run a command that works; gives what it prints."""
    done = CliRunner().invoke(cli, list(words), input=typed)
    assert done.exit_code == 0, done.output
    return done.output


def refused(*words: str) -> str:
    """Run a command that cannot; gives its sentence."""
    done = CliRunner().invoke(cli, list(words))
    assert done.exit_code == 1, done.output
    return done.output


def test_every_role_is_made_listed_and_kept_in_the_audit(site: Parts) -> None:
    assert "Password: " in run("create-lead", "lea", "--area", "quay")
    run("create-admin", "ada", "--password-stdin", typed=PASSWORD)
    run("create-auditor", "aud", "--sign-on-only")
    listed = run("accounts").splitlines()
    assert listed == [
        "ada: admin, no second factor",
        "aud: auditor, no second factor",
        "lea: lead for quay, no second factor",
    ]
    assert site.accounts.sign_in("ada", PASSWORD)[1].role is Role.ADMIN
    with site.database.read() as connection:
        acts = [(who, what) for _, who, what in Audit(connection, TRUST.id).all()]
    assert (COMMAND_LINE, "made the account lea: lead") in acts
    assert "There is no area nowhere" in refused("create-lead", "x", "--area", "nowhere")


def test_where_several_trusts_share_a_server_one_has_to_be_named(
    site: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "create-lead NAME --trust vale" in run("add-trust", "vale", "Vale Ambulance Trust")
    assert run("trusts").splitlines() == [f"{TRUST.id}: {TRUST.name}", "vale: Vale Ambulance Trust"]
    assert "already" in refused("add-trust", "vale", "Again")
    with site.database.read() as connection:
        acts = [(who, what) for _, who, what in Audit(connection, "vale").all()]
    assert acts == [(COMMAND_LINE, "added the trust vale")]
    assert "Name one with --trust" in refused("create-lead", "lea")
    assert "no trust nowhere" in refused("create-lead", "lea", "--trust", "nowhere")
    run("create-lead", "lea", "--trust", "vale")
    run("create-ics-lead", "ica", "--trust", TRUST.id, "--trust", "vale", "--sign-on-only")
    _, both = site.accounts.sessions.open("ica", "sign-on")
    assert (both.role, both.organisations) == (Role.ICS_LEAD, (TRUST.id, "vale"))
    monkeypatch.setenv("LAYBY_TRUST", "vale")
    assert run("accounts").splitlines() == ["lea: lead, no second factor"]


def test_a_lost_phone_and_somebody_who_left(site: Parts) -> None:
    run("create-lead", "lea")
    token, _ = site.accounts.sessions.open("lea", "code")
    assert "password alone" in run("reset-second-factor", "LEA")
    assert "gone" in run("remove-account", "lea")
    assert site.accounts.signed_in(token) is None
    for command in ("remove-account", "reset-second-factor"):
        assert "There is no account lea" in refused(command, "lea")
    assert "no provider" in refused("link-sign-on", "lea", "own", "person-1")
