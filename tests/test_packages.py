"""Every package is pinned, says why it is there, and is locked with its hashes."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PYPROJECT = ROOT / "pyproject.toml"
REQUIREMENT = re.compile(r"([\w.-]+)(?:\[[\w,-]+\])?==([\w.]+)")


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def requirements(extra: str | None = None) -> list[str]:
    """List what the project asks for, or one of its extras; not the project itself."""
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    asked = project["optional-dependencies"][extra] if extra else project["dependencies"]
    return [one for one in asked if not one.startswith("layby[")]


def locked(name: str) -> dict[str, tuple[str, int]]:
    """Read a lock file: package -> version, and by how many hashes it is held."""
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\w)", text)
    found = {}
    for entry in entries:
        pinned = REQUIREMENT.match(entry)
        assert pinned, entry[:80]
        hashes = re.findall(r"--hash=sha256:[0-9a-f]{64}\b", entry)
        found[plain(pinned[1])] = (pinned[2], len(hashes))
    return found


def test_every_requirement_is_pinned_and_says_why() -> None:
    lines = PYPROJECT.read_text(encoding="utf-8").splitlines()
    extras = ("postgres", "second-look", "semantic", "dev")
    asked = [*requirements(), *(one for extra in extras for one in requirements(extra))]
    assert len(asked) > 20
    for requirement in asked:
        assert REQUIREMENT.fullmatch(requirement), requirement
        asking = [line for line in lines if f'"{requirement}"' in line]
        assert asking
        for line in asking:
            assert re.search(r'",\s+# \S+ \S+', line), line


@pytest.mark.parametrize(
    ("lock", "extras"),
    [
        ("requirements.lock", ["postgres"]),
        ("requirements-dev.lock", ["postgres", "semantic", "dev"]),
    ],
)
def test_every_requirement_is_locked_with_its_hashes(lock: str, extras: list[str]) -> None:
    held = locked(lock)
    assert [name for name, (_, hashes) in held.items() if hashes == 0] == []
    for requirement in [*requirements(), *(one for e in extras for one in requirements(e))]:
        pinned = REQUIREMENT.fullmatch(requirement)
        assert pinned
        assert held[plain(pinned[1])][0] == pinned[2], requirement


def test_both_locks_agree() -> None:
    running, testing = locked("requirements.lock"), locked("requirements-dev.lock")
    assert {name: testing.get(name) for name in running} == running
