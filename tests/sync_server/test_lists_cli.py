"""Lists and staff names from files: the names themselves end up nowhere."""

from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from app.domain.trust_lists import TrustLists
from sync_server.cli import cli
from sync_server.parts import Parts
from sync_server.services.first_start import EXAMPLE_TRUST
from sync_server.services.organisations import add_organisation
from sync_server.settings import Settings


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tmp_path = tmp_path_factory.mktemp("trust")
    parts = Parts(Settings(data_dir=tmp_path / "data", pwa_dir=tmp_path / "pwa"))
    add_organisation(parts.database, EXAMPLE_TRUST)
    parts.database.close()
    return tmp_path


def command(folder: Path, *arguments: str) -> Result:
    given = {"LAYBY_DATA_DIR": str(folder / "data"), "LAYBY_PWA_DIR": str(folder / "pwa")}
    return CliRunner().invoke(cli, ["content", *arguments], env=given)


def standing(folder: Path) -> TrustLists:
    parts = Parts(Settings(data_dir=folder / "data", pwa_dir=folder / "pwa"))
    found = parts.own_lists.standing(EXAMPLE_TRUST.id).lists
    parts.database.close()
    return found


def test_a_file_of_names_becomes_a_filter_and_nothing_else(folder: Path) -> None:
    file = folder / "staff.csv"
    file.write_text("Surname,First name,Site\nBrondesbury,Zsuzsika,Quay\n", encoding="utf-8")
    done = command(folder, "roster", str(file))
    assert done.exit_code == 0, done.output
    assert done.output.startswith("2 name parts in ")
    assert "other words will be marked too. The file itself is not kept." in done.output
    roster = standing(folder).roster
    assert roster is not None
    assert roster.holds("zsuzsika")
    assert roster.holds("brondesbury")
    kept = b"".join(path.read_bytes() for path in (folder / "data").rglob("*") if path.is_file())
    for name in ("brondesbury", "Brondesbury", "zsuzsika", "Zsuzsika"):
        assert name not in done.output
        assert name.encode() not in kept
    assert "hidden     Staff names: 2 parts" in command(folder, "list").output
    assert "is gone" in command(folder, "roster", "--remove").output
    assert standing(folder).roster is None


def test_places_and_codes_come_from_a_file_and_a_second_replaces_them(folder: Path) -> None:
    file = folder / "lists.toml"
    file.write_text('stations = ["Oakham"]\ncall_signs = ["RR ##"]\n')
    done = command(folder, "lists", str(file))
    assert done.exit_code == 0, done.output
    assert done.output == "Stations: 1; Call signs: 1\n"
    assert "hidden     Stations: 1; Call signs: 1" in command(folder, "list").output
    assert standing(folder) == TrustLists(stations=("Oakham",), call_signs=("RR ##",))
    file.write_text('hospitals = ["Castle Hill Hospital"]\n')
    assert command(folder, "lists", str(file)).exit_code == 0
    assert standing(folder) == TrustLists(hospitals=("Castle Hill Hospital",))


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("lists", 'call_signs = ["@@@"]', "Call sign “@@@”: this would hide ordinary words"),
        ("lists", 'vehicles = ["x"]', "unknown field: vehicles"),
        ("lists", "stations = ", "not TOML"),
        ("roster", "Zsuzsika,Brondesbury,Paramedic", "Say in the first line"),
        ("roster", "1\n2\n", "No names were found"),
        ("roster", "Zsuzsika \udc81", "Save it as CSV in UTF-8"),
    ],
    ids=["pattern", "unknown", "toml", "columns", "numbers", "encoding"],
)
def test_a_file_that_does_not_fit_is_said_in_a_sentence(
    folder: Path, kind: str, text: str, said: str
) -> None:
    file = folder / "file"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    refused = command(folder, kind, str(file))
    assert refused.exit_code == 1
    assert said in refused.output
    assert "Zsuzsika" not in refused.output


def test_nothing_of_a_refused_file_is_kept(folder: Path) -> None:
    assert command(folder, "roster").exit_code == 2
    lists = standing(folder)
    assert "x" not in lists.stations
    assert lists.call_signs == ()
    assert lists.roster is None
