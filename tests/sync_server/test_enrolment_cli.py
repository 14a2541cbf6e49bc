"""Enrolment codes on the command line: printed once, listed without themselves, taken back."""

import re

import pytest
from click.testing import Result
from sqlalchemy import insert
from typer.testing import CliRunner

from app.domain.enrolment_link import fingerprint_words, read_enrolment
from sync_server.cli import cli
from sync_server.db.tables import enrolment_code
from sync_server.services.organisations import add_organisation
from tests.sync_server.api.test_enrolment import admitted, enrol
from tests.sync_server.api.test_enrolment_codes import OTHER
from tests.sync_server.trust import TRUST, Server


def command(server: Server, *arguments: str, **settings: str) -> Result:
    """Run one command over the data of ``server``."""
    folder = str(server.settings.data_dir)
    return CliRunner().invoke(cli, list(arguments), env={"LAYBY_DATA_DIR": folder, **settings})


def made(server: Server, *arguments: str) -> str:
    """Make a code and give it."""
    done = command(server, "enrol", *arguments)
    assert done.exit_code == 0, done.output
    return done.stdout.split("Enrolment code: ")[1].splitlines()[0]


def test_a_code_with_its_link_is_printed_once_and_taken_back(server: Server) -> None:
    done = command(
        server,
        *("enrol", "--uses", "3", "--days", "2", "--area", "Quay", "--area", "south"),
        *("--site", "https://layby.test"),
    )
    assert "It enrols 3 devices within 2 days, for Quay and South." in done.stdout
    code = done.stdout.split("Enrolment code: ")[1].splitlines()[0]
    link = read_enrolment(done.stdout.split("Link: ")[1].splitlines()[0])
    key = server.parts.trust_keys.trust_key(TRUST.id).key_id
    assert (link.code, link.trust) == (code, key)
    assert len(re.findall("[█▀▄]", done.stdout)) > 200, "a picture of it"
    status, enrolled = enrol(server, code)
    assert (status, enrolled["areas"]) == (201, ["quay", "south"])
    listed = command(server, "codes").stdout
    assert f"{code[:4]}…    open     2 of 3 left" in listed
    assert code not in listed
    assert fingerprint_words(key) in listed
    done = command(server, "revoke", code[:4].lower(), "--devices")
    assert f"Taken back: {code[:4]}…" in done.stdout
    assert "must enrol again" in done.stdout
    assert not admitted(server, enrolled["credential"])
    assert f"{code[:4]}…    revoked" in command(server, "codes").stdout


def test_whole_codes_are_understood_and_devices_are_spared_unless_named(server: Server) -> None:
    code = made(server)
    _, enrolled = enrol(server, code)
    assert command(server, "revoke", code).exit_code == 0
    assert admitted(server, enrolled["credential"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("revoke", "ZZZZ"), "no such code"),
        (("enrol", "--area", "Atlantis"), "There are: North, Quay, Hill, South."),
        (("enrol", "--trust", "elsewhere"), "There are: harbour-trust."),
        (("enrol", "--days", "0"), "Invalid value"),
        (("revoke",), "Missing argument"),
    ],
    ids=["code", "area", "trust", "days", "nothing"],
)
def test_mistakes_are_answered_in_a_sentence(
    server: Server, arguments: tuple[str, ...], said: str
) -> None:
    done = command(server, *arguments)
    assert done.exit_code in (1, 2)
    assert said in done.stderr
    assert "Traceback" not in done.output


def test_with_several_trusts_one_must_be_named(server: Server) -> None:
    add_organisation(server.parts.database, OTHER)
    assert "Name one with --trust, or in the setting LAYBY_TRUST" in command(server, "codes").stderr
    code = made(server, "--trust", OTHER.id)
    assert code[:4] in command(server, "codes", "--trust", OTHER.id).stdout
    assert "There is no code." in command(server, "codes", "--trust", TRUST.id).stdout
    assert enrol(server, code)[1]["organisation"]["id"] == OTHER.id
    # The setting names one for every command, as for the others.
    assert code[:4] in command(server, "codes", LAYBY_TRUST=OTHER.id).stdout
    assert "There is no code." in command(server, "codes", LAYBY_TRUST=TRUST.id).stdout
    assert command(server, "revoke", code[:4], LAYBY_TRUST=TRUST.id).exit_code == 1
    assert command(server, "revoke", code[:4], LAYBY_TRUST=OTHER.id).exit_code == 0


def test_a_code_from_before_is_listed_and_taken_back_by_its_id(server: Server) -> None:
    with server.parts.database.write() as connection:
        row = {"code_hash": "5a" * 32, "organisation": TRUST.id, "uses_left": 4}
        connection.execute(insert(enrolment_code).values({**row, "expires_on": "2999-01-01"}))
    listed = command(server, "codes").stdout
    assert "4 of 4 left, until 2999-01-01, all areas" in listed
    assert command(server, "revoke", "").exit_code == 1
    assert command(server, "revoke", listed.split()[0]).exit_code == 0
    assert "revoked" in command(server, "codes").stdout
