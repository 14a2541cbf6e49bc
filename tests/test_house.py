"""The house keeps its own rules: arrows between rooms, what files may say, how long they are."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("app", "sync_server")
MAX_LINES = 250
#: Long enough for a screen that only lists its parts; most functions have a third of it.
MAX_FUNCTION_LINES = 50
#: A function with the reason why it may be longer. Take a line out once it is short.
LONGER = {
    "sync_server/db/migrations/versions/0001_first_tables.py:upgrade": "one table after another",
}
LINT = (
    "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
)
NOT_OURS = {".git", ".venv", "build", "data", "__pycache__", "node_modules", "screenshots"}

#: Modules that exist only in the browser's Python, and the files that may name them.
BROWSER_MODULES = {"js", "pyodide", "pyodide_js"}
TOUCH_THE_PAGE = {Path("app/main.py"), Path("app/device/page_bridge.py")}

#: Places that are somebody's machine, and hosts that packages come from.
ELSEWHERE = re.compile(
    r"/(?:work|root)/|/tmp/lab|pythonhosted\.org|pypi\.(?:org|python\.org)|npmjs\.(?:org|com)"
    r"|registry\.yarnpkg|anaconda\.org|rubygems\.org|crates\.io|proxy\.golang\.org"
)
OVERCLAIM = re.compile(r"fully[\s-]+anonymous", re.IGNORECASE)
DENIAL = re.compile(r"\b(?:never|not?|nor|cannot|nothing|forbid\w*)\b|n[’']t\b", re.IGNORECASE)


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


# -- what the files say -----------------------------------------------------------------------


def walked(root: Path) -> Iterator[Path]:
    """List the project's files where Git keeps none: in an unpacked archive."""
    for folder, folders, files in os.walk(root):
        folders[:] = [f for f in folders if f not in NOT_OURS and (f[0] != "." or f == ".ci")]
        yield from (Path(folder) / file for file in files)


def tracked(root: Path) -> list[Path]:
    """List the files that Git keeps and that are there; without Git, all of the project's."""
    if not (root / ".git").exists() or not shutil.which("git"):
        return list(walked(root))
    listed = subprocess.run(["git", "ls-files", "-z"], check=False, cwd=root, capture_output=True)
    files = [root / name for name in listed.stdout.decode().split("\0") if name]
    return [file for file in files if file.is_file()] or list(walked(root))


def faults(text: str) -> list[str]:
    """Find what a file may not say: where a machine keeps things, and more than is true."""
    found = [hit.group() for hit in ELSEWHERE.finditer(text)]
    for hit in OVERCLAIM.finditer(text):
        sentence = re.split(r"[.!?;]\s|\n\s*\n", text[: hit.start()])[-1]
        if not DENIAL.search(sentence):
            found.append(hit.group())
    return found


def test_every_file_speaks_of_the_project_alone() -> None:
    files = set(tracked(ROOT))
    assert ROOT / "pyproject.toml" in files
    found = {}
    for path in files - {Path(__file__)}:
        content = path.read_bytes()
        if b"\0" not in content and (said := faults(content.decode("utf-8", "replace"))):
            found[str(path.relative_to(ROOT))] = said
    assert found == {}


def test_an_archive_without_git_is_read_as_a_whole() -> None:
    assert set(tracked(ROOT)) <= set(walked(ROOT))


@pytest.mark.parametrize(
    "text",
    [
        *("see /work/notes", "cd /root/x", "/tmp/lab"),
        "https://files.pythonhosted.org/a.whl",
        "--index-url https://pypi.org/simple",
        '"resolved": "https://registry.npmjs.org/x"',
        "Summaries are fully anonymous.",
        "It never leaves. It is Fully\n  anonymous",
    ],
)
def test_a_word_about_elsewhere_or_an_overclaim_is_caught(text: str) -> None:
    assert faults(text) != []


@pytest.mark.parametrize(
    "text", ["Never call them fully anonymous.", "They are\nnot fully anonymous.", "at work/home"]
)
def test_what_may_be_said_is_left_alone(text: str) -> None:
    assert faults(text) == []


# -- version and commands ---------------------------------------------------------------------


def targets_named(prose: str) -> set[str]:
    """Name the targets that ``make`` is given in a text's code, in line or in blocks."""
    fenced = re.findall(r"^```.*?\n(.*?)^```", prose, re.MULTILINE | re.DOTALL)
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"(?ms)^```.*?^```", "", prose))
    code = re.sub(r"(^|\s)#.*", "", "\n".join(fenced + inline))
    calls = re.findall(r"(?<![\w./-])make((?:[ \t]+[\w=./-]+)*)", code)
    return {word for call in calls for word in call.split() if not re.search(r"^-|=", word)}


def test_the_changelog_begins_with_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert re.findall(r"^## \[?([\w.]+)", changelog, re.MULTILINE)[0] == project["version"]


def test_every_command_the_readme_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z][\w-]*):(?!=)", makefile, re.MULTILINE))
    named = targets_named((ROOT / "README.md").read_text(encoding="utf-8"))
    assert {"serve", "test"} <= named
    assert named - targets == set()


def test_targets_are_read_from_code_and_not_from_prose() -> None:
    block = "```sh\n$ make PORT=9000 serve  # make haste\nmake -n demo test\n```\n"
    prose = f"Make sure to make it.\n{block}`make lock`."
    assert targets_named(prose) == {"serve", "demo", "test", "lock"}


# -- the files themselves ---------------------------------------------------------------------


def sources() -> list[Path]:
    return [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def test_every_file_says_first_what_it_is_for_and_is_short() -> None:
    texts = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in sources()}
    assert [path for path, text in texts.items() if not ast.get_docstring(ast.parse(text))] == []
    assert [path for path, text in texts.items() if len(text.splitlines()) > MAX_LINES] == []


def too_long(source: str) -> list[str]:
    """Name the functions in ``source`` that have too many lines, what is inside them included."""
    return [
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= MAX_FUNCTION_LINES
    ]


def test_every_function_is_short() -> None:
    found = {
        f"{path.relative_to(ROOT).as_posix()}:{name}"
        for path in sources()
        for name in too_long(path.read_text(encoding="utf-8"))
    }
    assert found == set(LONGER)


def test_a_function_with_a_line_too_many_is_caught() -> None:
    longest = "def f():\n" + "    x = 1\n" * (MAX_FUNCTION_LINES - 1)
    assert too_long(longest) == []
    assert too_long(longest + "    x = 1\n") == ["f"]
    assert too_long("class C:\n    async def g(self):\n" + "        x = 1\n" * 50) == ["g"]


def test_every_folder_of_code_is_a_package() -> None:
    folders = {path.parent for path in sources()}
    # Alembic finds its versions by file name; they are never imported as a package.
    folders -= {ROOT / "sync_server" / "db" / "migrations" / "versions"}
    assert [folder for folder in folders if not (folder / "__init__.py").is_file()] == []
