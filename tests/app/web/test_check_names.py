"""The lists and the model that ship are checked before a build."""

import shutil
from pathlib import Path

import pytest

from app.web import check_names

SHIPPED = Path(__file__).resolve().parents[3] / "assets" / "names"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "names"))


def test_what_ships_is_in_order() -> None:
    assert check_names.problems(SHIPPED) == []


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "letters.bin").unlink()
    assert check_names.problems(folder) == ["names/letters.bin: is missing."]


def test_a_broken_file_is_told(folder: Path) -> None:
    (folder / "words.bin").write_bytes(b"no book")
    assert check_names.problems(folder) == ["names: a packed file cannot be read (error)."]


def test_a_book_without_its_families_is_told(folder: Path) -> None:
    packed = (folder / "letters.bin").read_bytes()
    (folder / "families.bin").write_bytes(packed[:0] + bytes.fromhex("789c030000000001"))
    found = check_names.problems(folder)
    assert found
    assert all("do not fit together" in line for line in found)


def test_too_large_a_model_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_names, "BUDGET", 1_000)
    (found,) = check_names.problems(folder)
    assert "more than 1000" in found
