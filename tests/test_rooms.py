"""The arrows between the rooms hold, and only adapters speak to the page."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_house import ROOMS, ROOT

LINT = (
    "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
)

#: Modules that exist only in the browser's Python, and the files that may name them.
BROWSER_MODULES = {"js", "pyodide", "pyodide_js"}
TOUCH_THE_PAGE = {Path("app/main.py"), Path("app/device/page_bridge.py")}


# -- the arrows between the rooms -------------------------------------------------------------


def lint(folder: Path) -> tuple[int, str]:
    """Run import-linter over ``folder``, in a process of its own: it imports what it finds."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, "-c", LINT],
        check=False,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_arrows_between_rooms_hold() -> None:
    status, said = lint(ROOT)
    assert status == 0, said


@pytest.fixture(scope="module")
def copied_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    for room in ROOMS:
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.mark.parametrize(
    ("room", "offence", "contract"),
    [
        ("app/domain", "app.store", "Arrows in the app point inward"),
        ("app/store", "app.vault", "Arrows in the app point inward"),
        ("app/usecases", "flet", "Only views, device and main know Flet"),
        ("sync_server", "app.usecases", "The server sees only the app's domain and anonymiser"),
        ("app/sync", "sync_server", "The app never sees the server"),
    ],
)
def test_an_arrow_against_the_rule_is_caught(
    copied_house: Path, room: str, offence: str, contract: str
) -> None:
    offender = copied_house / room / "offender.py"
    offender.write_text(f'"""Breaks a rule."""\n\nimport {offence}\n', encoding="utf-8")
    try:
        status, said = lint(copied_house)
    finally:
        offender.unlink()
    assert status == 1, said
    assert f"{contract} BROKEN" in said
    assert f"{room.replace('/', '.')}.offender ->" in said


# -- who may speak to the page ----------------------------------------------------------------


def imported(source: str) -> set[str]:
    """Name the top-level packages that a file imports, wherever in it the import stands."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def speaking_to_the_page(root: Path) -> set[Path]:
    """Find the files under ``root``/app that import what only the browser's Python has."""
    return {
        path.relative_to(root)
        for path in (root / "app").rglob("*.py")
        if imported(path.read_text(encoding="utf-8")) & BROWSER_MODULES
    }


def out_of_place(files: set[Path]) -> set[Path]:
    return {file for file in files if file.name != "browser.py"} - TOUCH_THE_PAGE


def test_only_adapters_speak_to_the_page() -> None:
    found = speaking_to_the_page(ROOT)
    assert Path("app/store/browser.py") in found
    assert out_of_place(found) == set()


@pytest.mark.parametrize(
    "line", ["import js", "from pyodide.ffi import to_js", "def f() -> None:\n    import js.x as y"]
)
def test_a_file_that_speaks_to_the_page_out_of_place_is_caught(tmp_path: Path, line: str) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "browser.py").write_text(line, encoding="utf-8")
    (tmp_path / "app" / "made_up.py").write_text(line, encoding="utf-8")
    (tmp_path / "app" / "innocent.py").write_text("import json\nfrom .js import x\n")
    assert out_of_place(speaking_to_the_page(tmp_path)) == {Path("app/made_up.py")}
