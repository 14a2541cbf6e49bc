"""What the page takes from npm: fetched once, checked by hash.

``npm/package.json`` names exact versions and ``npm/package-lock.json`` pins the SHA-512 of each
package. npm fetches them from whatever registry it is configured with and runs no script of
theirs. They stay in a cache folder as they came; each is checked again whenever it is read, so
a damaged cache cannot reach the build. After a change of ``package.json``, write the lock
again with ``npm install --package-lock-only --omit-lockfile-registry-resolved``.
"""

import base64
import hashlib
import json
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path

from app.web.node import find_node, find_npm

LOCK = Path(__file__).parent / "npm" / "package-lock.json"
"""Exact versions with one SHA-512 each, and no address: that is npm's to know."""

SCRIPTS = {
    "argon2/argon2.umd.min.js": ("hash-wasm", "dist/argon2.umd.min.js"),
    "qr/decode.js": ("qr", "decode.js"),
    "qr/index.js": ("qr", "index.js"),  # tables that the decoder shares
}
"""Path on the site: the package it comes from, and where it lies in there."""


class PackageError(Exception):
    """The lock cannot be read, or a package in it cannot be had with the right hash."""


def read_lock(lock: Path = LOCK) -> dict[str, tuple[str, str]]:
    """Map each package to its version and its SHA-512 in base64.

    Raises:
        PackageError: a package has no SHA-512, or an address of its own.
    """
    listed = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    pins = {}
    for place, entry in listed.items():
        if place:  # the empty one is this project
            kind, _, digest = entry.get("integrity", "").partition("-")
            if kind != "sha512" or "resolved" in entry:
                raise PackageError(f"{lock.name}: {place} is not pinned by its hash alone")
            pins[place.removeprefix("node_modules/")] = (entry["version"], digest)
    return pins


def fetch_packages(
    cache: Path, lock: Path = LOCK, npm: Callable[[], Path] = find_npm
) -> dict[str, Path]:
    """Map each package of ``lock`` to its archive, asking npm only for missing ones.

    ``npm`` finds the script that fetches; it is not called when nothing is missing.

    Raises:
        PackageError: npm could not deliver a package that has the pinned hash.
        NodeError: there is no npm.
    """
    pins = read_lock(lock)
    found = _find(pins, cache)
    missing = [f"{name}@{pins[name][0]}" for name in sorted(pins.keys() - found.keys())]
    if missing:
        cache.mkdir(parents=True, exist_ok=True)
        _download(missing, cache, npm())
        found = _find(pins, cache)
    if len(found) < len(pins):
        raise PackageError(f"no package with the pinned hash among: {', '.join(missing)}")
    return found


def read_scripts(archives: dict[str, Path]) -> dict[str, bytes]:
    """Return the scripts that the page loads, by their path on the site.

    Raises:
        PackageError: a package is not laid out as this build step knows it.
    """
    return {place: read_file(archives[package], name) for place, (package, name) in SCRIPTS.items()}


def read_file(archive: Path, name: str) -> bytes:
    """Read one file of a package; raises PackageError."""
    with tarfile.open(archive, "r:gz") as packed:
        try:
            body = packed.extractfile(f"package/{name}")
        except KeyError:
            body = None
        if body is None:
            raise PackageError(f"{archive.name} has no {name}; was its version changed?")
        return body.read()


def _find(pins: dict[str, tuple[str, str]], cache: Path) -> dict[str, Path]:
    by_hash = {_digest(path): path for path in sorted(cache.glob("*.tgz"))}
    return {name: by_hash[digest] for name, (_, digest) in pins.items() if digest in by_hash}


def _digest(path: Path) -> str:
    return base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode("ascii")


def _download(specs: list[str], cache: Path, npm: Path) -> None:
    command = [str(find_node()), str(npm), "pack", "--silent", "--ignore-scripts"]
    command += ["--pack-destination", str(cache.resolve()), *specs]
    done = subprocess.run(command, cwd=cache, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip()
        raise PackageError(f"npm could not fetch {', '.join(specs)}:\n{said[-2000:]}")
