"""The pinned wheels that the browser's Python imports: fetched once, checked by hash.

pip does the fetching, from whatever package index it is configured with, and refuses a wheel
whose hash is not in ``browser.lock``. The wheels stay in a cache folder; each is checked again
whenever it is read, so a damaged cache cannot reach the build.
"""

import hashlib
import re
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).parent / "browser.lock"
"""Exact versions with one SHA-256 each."""

_LINE = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>\S+) --hash=sha256:(?P<sha256>[0-9a-f]{64})$")

# The interpreter inside flet-web: CPython 3.14 built for Pyodide's 2026_0 platform. Python of
# the machine that builds plays no part, which is why everything is spelled out.
_TARGET = (
    *("--python-version", "3.14", "--implementation", "cp"),
    *("--abi", "cp314", "--abi", "abi3", "--abi", "none"),
    *("--platform", "pyemscripten_2026_0_wasm32", "--platform", "any"),
)


class WheelError(Exception):
    """The lock file cannot be read, or a wheel in it cannot be had with the right hash."""


def read_lock(lock: Path = LOCK) -> dict[str, str]:
    """Map each SHA-256 in ``lock`` to its ``name==version``.

    Raises:
        WheelError: a line is not ``name==version --hash=sha256:…``.
    """
    pins: dict[str, str] = {}
    for line in lock.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.match(line)
        if match is None:
            raise WheelError(f"{lock.name}: not a pinned wheel: {line}")
        pins[match["sha256"]] = f"{match['name']}=={match['version']}"
    return pins


def fetch_wheels(cache: Path, lock: Path = LOCK) -> list[Path]:
    """Return the wheel files of ``lock``, sorted by name, asking the index only for missing ones.

    Raises:
        WheelError: pip could not deliver a wheel that has the pinned hash.
    """
    pins = read_lock(lock)
    found = _find(pins, cache)
    if len(found) < len(pins):
        cache.mkdir(parents=True, exist_ok=True)
        _download(lock, cache)
        found = _find(pins, cache)
    missing = sorted(name for sha, name in pins.items() if sha not in found)
    if missing:
        raise WheelError(f"no wheel with the pinned hash for: {', '.join(missing)}")
    return sorted(found.values())


def _find(pins: dict[str, str], cache: Path) -> dict[str, Path]:
    hashes = {hashlib.sha256(p.read_bytes()).hexdigest(): p for p in sorted(cache.glob("*.whl"))}
    return {sha: path for sha, path in hashes.items() if sha in pins}


def _download(lock: Path, cache: Path) -> None:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--require-hashes", "--no-deps"]
    command += ["--only-binary=:all:", *_TARGET, "--dest", str(cache), "--requirement", str(lock)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise WheelError(f"pip could not fetch the browser's wheels:\n{done.stderr.strip()}")
