"""A snapshot of Python's memory with the app imported, so that no phone imports it again.

Node runs the Pyodide that ships and writes its memory down (``make_snapshot.mjs``). Results
are cached by a hash of everything they depend on.
"""

import hashlib
import json
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.web import client
from app.web.bytecode import Compiled
from app.web.node import find_node

_HERE = Path(__file__).parent
_SCRIPTS = ("make_snapshot.mjs", "make_snapshot.py", "snapshot_memory.mjs")
_PAGE = 4096
_SHARED = ("archive.js", "restore.js")
ARCHIVES = ("standard-library", "libraries", "app", "content", "locales", "names")
"""The archives that a snapshot is made from."""


class SnapshotError(Exception):
    """The app could not be imported for a snapshot."""


@dataclass(frozen=True)
class Snapshot:
    """What the worker must know of the parts, and the parts by their path on the site."""

    index: dict[str, Any]
    parts: dict[str, bytes]
    together: bytes
    """All parts one behind the other, in the index's order: what a first visit fetches."""

    @property
    def name(self) -> str:
        """Tells it from that of any other build."""
        return hashlib.sha256(json.dumps(self.index, sort_keys=True).encode()).hexdigest()[:16]

    @property
    def order(self) -> list[tuple[str, int]]:
        """Where each part is on the site, and its size, in the order in which they lie together."""
        wanted = (self.index["loose"], *self.index["parts"])
        return [(path_of(part["sha256"]), part["size"]) for part in wanted]


def path_of(sha256: str) -> str:
    """Give the path on the site of the part with this digest."""
    return f"python/snapshot-{sha256[:16]}.bin"


def take(archives: dict[str, Compiled], shell: Path, cache: Path) -> Snapshot:
    """Return the snapshot of an app whose ``archives`` are given by name.

    Args:
        archives: of each, what the snapshot is made of, and what is on the site as
            ``python/<name>.zip``.
        shell: the project's ``assets/shell``, whose code reads archives.
        cache: where results are kept between builds.

    Raises:
        SnapshotError: the app does not import, or holds what no snapshot can.
        NodeError: there is no Node.
    """
    kept = cache / f"{_key(archives, shell)}.bin"
    if not kept.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as name:
            folder = Path(name)
            for archive in ARCHIVES:
                (folder / f"{archive}.zip").write_bytes(archives[archive].bytecode)
                (folder / f"{archive}.sent.zip").write_bytes(archives[archive].source)
            _run_node(folder, shell)
            (folder / "out.bin").rename(kept)
    return unpack(kept.read_bytes())


def unpack(body: bytes) -> Snapshot:
    """Cut what Node wrote (its description's length, the description, all parts) into parts."""
    at = 4 + int.from_bytes(body[:4], "little")
    index = json.loads(body[4:at])
    parts: dict[str, bytes] = {}
    together = body[at:]

    def cut(size: int) -> dict[str, Any]:
        nonlocal at
        part = body[at : at + size]
        at += size
        digest = hashlib.sha256(part).hexdigest()
        parts[path_of(digest)] = part
        return {"sha256": digest, "size": size}

    index["loose"] = cut(index["loose"])
    index["parts"] = [
        cut(sum(count for _, count in runs) * _PAGE) | {"runs": runs} for runs in index["parts"]
    ]
    digest = hashlib.sha256(together).hexdigest()
    index["together"] = {"path": f"python/together-{digest[:16]}.bin"}
    return Snapshot(index, parts, together)


def _key(archives: dict[str, Compiled], shell: Path) -> str:
    total = hashlib.sha256()
    for archive in ARCHIVES:
        for body in (archives[archive].bytecode, archives[archive].source):
            total.update(hashlib.sha256(body).digest())
    for script in (*(_HERE / name for name in _SCRIPTS), *(shell / name for name in _SHARED)):
        used = script.read_bytes().split(b"// -- up to here")[0]
        total.update(hashlib.sha256(used).digest())
    for part in ("pyodide.asm.wasm", "pyodide.asm.mjs", "pyodide.mjs"):
        total.update(hashlib.sha256((client.web_dir() / "pyodide" / part).read_bytes()).digest())
    return total.hexdigest()


def _run_node(folder: Path, shell: Path) -> None:
    command = [str(find_node()), str(_HERE / _SCRIPTS[0]), str(shell)]
    command += [str(client.web_dir() / "pyodide"), str(folder), str(folder / "out.bin")]
    # Node asks the environment for the time zone and the language; neither is the phone's.
    plain = {"TZ": "UTC", "LC_ALL": "C"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=plain)
    if done.returncode:
        raise SnapshotError(f"no snapshot was made of the app:\n{done.stderr[-2000:]}")
