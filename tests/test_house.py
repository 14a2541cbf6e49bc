"""The house keeps its own rules: what files may say, which commands there are, how long all is."""

import ast
import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("app", "sync_server")
MAX_LINES = 250
#: A file of the tests: of one subject, found by its name.
MAX_TEST_LINES = 300
#: Long enough for a screen that only lists its parts; most functions have a third of it.
MAX_FUNCTION_LINES = 50
#: A function with the reason why it may be longer. Take a line out once it is short.
LONGER = {
    "sync_server/db/migrations/versions/0001_first_tables.py:upgrade": "one table after another",
}
NOT_OURS = {".git", ".venv", "build", "data", "__pycache__", "node_modules", "screenshots"}

#: Places that are somebody's machine, and hosts that packages come from.
ELSEWHERE = re.compile(
    r"/(?:work|root)/|/tmp/lab|pythonhosted\.org|pypi\.(?:org|python\.org)|npmjs\.(?:org|com)"
    r"|registry\.yarnpkg|anaconda\.org|rubygems\.org|crates\.io|proxy\.golang\.org"
)
OVERCLAIM = re.compile(r"fully[\s-]+anonymous", re.IGNORECASE)
DENIAL = re.compile(r"\b(?:never|not?|nor|cannot|nothing|forbid\w*)\b|n[’']t\b", re.IGNORECASE)


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


def overlong(folder: Path, most: int) -> list[str]:
    """Name the files under ``folder`` that have more than ``most`` lines."""
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*.py"))
        if len(path.read_text(encoding="utf-8").splitlines()) > most
    ]


def test_every_file_says_first_what_it_is_for_and_is_short() -> None:
    texts = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in sources()}
    assert [path for path, text in texts.items() if not ast.get_docstring(ast.parse(text))] == []
    assert [file for room in ROOMS for file in overlong(ROOT / room, MAX_LINES)] == []


def test_every_file_of_the_tests_is_short() -> None:
    assert overlong(ROOT / "tests", MAX_TEST_LINES) == []


def test_a_file_with_a_line_too_many_is_caught(tmp_path: Path) -> None:
    (tmp_path / "longest.py").write_text("x = 1\n" * MAX_TEST_LINES, encoding="utf-8")
    assert overlong(tmp_path, MAX_TEST_LINES) == []
    (tmp_path / "longer.py").write_text("x = 1\n" * (MAX_TEST_LINES + 1), encoding="utf-8")
    assert overlong(tmp_path, MAX_TEST_LINES) == ["longer.py"]


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
