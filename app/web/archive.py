"""The Python that goes to the browser: which files of ours and of the wheels, and as what zip.

Several archives, because they are used in two ways, and change at different times:

* ``libraries.zip`` is imported from as it lies (``zipimport``); nothing is unpacked at start.
* ``app.zip`` is laid out as files: our code finds its ``assets`` through ``__file__``, and a
  compiled extension cannot be loaded out of a zip. So are ``locales.zip``, all languages in one,
  since they have every English sentence in common, ``content.zip``, and ``names.zip``, which
  hardly ever changes.

All are stored, not deflated: the server compresses them on the wire, and the browser then
reads them without inflating a second time.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

Entries = dict[str, bytes]
"""Path inside the archive, with forward slashes, to content."""

ASSETS = (
    *("guides", "services", "leaflets", "names", "words", "locales", "codebook.toml"),
    *("fonts/NotoSans-Regular.ttf", "fonts/NotoSans-SemiBold.ttf"),
)
"""Parts of ``assets`` that Python reads; the rest belongs to the page."""

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say: the build has no clock
_UNUSED = (
    *("flet/testing/", "flet/fastapi/", "flet/cli.py", "flet/pytest_plugin.py"),
    *("segno/cli.py", "segno/helpers.py"),
)
_UNUSED_SUFFIXES = (".pyi", ".typed", ".c", ".pyx", ".h", ".exe")


class ArchiveError(Exception):
    """The app that should be packed is not where it should be."""


def pack(entries: Mapping[str, bytes]) -> bytes:
    """Zip ``entries``, stored, sorted and without a clock: equal entries give equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(entries):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.external_attr = 0o644 << 16
            info.create_system = 3
            archive.writestr(info, entries[name])
    return out.getvalue()


def sort_out(entries: Entries) -> dict[str, Entries]:
    """Split what is laid out as files into archives, by their names."""
    places = {"assets/names/": "names", "assets/locales/": "locales", "assets/": "content"}
    sorted_out: dict[str, Entries] = {"app": {}, "content": {}, "locales": {}, "names": {}}
    for name, body in entries.items():
        found = (archive for place, archive in places.items() if name.startswith(place))
        sorted_out[next(found, "app")][name] = body
    return sorted_out


def read_wheels(wheels: Iterable[Path]) -> tuple[Entries, Entries]:
    """Split what the wheels hold into (importable from a zip, must be laid out as files).

    A package with a compiled extension goes to the second whole. Package metadata, type stubs
    and parts that only tests or servers import are left out.
    """
    zipped: Entries = {}
    laid_out: Entries = {}
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            names = [n for n in archive.namelist() if _is_used(n)]
            target = laid_out if any(n.endswith(".so") for n in names) else zipped
            target.update({name: archive.read(name) for name in names})
    return zipped, laid_out


def _is_used(name: str) -> bool:
    if name.endswith("/") or ".dist-info/" in name or name.endswith(_UNUSED_SUFFIXES):
        return False
    return not any(name.startswith(part) or f"/{part}" in name for part in (*_UNUSED, "tests/"))


def read_app(root: Path) -> Entries:
    """Collect ``app/`` and the assets it reads from ``root``, at their relative paths.

    Left out: the build step itself, native adapters (``native.py``), tests and caches.

    Raises:
        ArchiveError: there is no ``app/main.py`` under ``root``.
    """
    if not (root / "app" / "main.py").is_file():
        raise ArchiveError("app/main.py is missing: there is nothing to start in the browser")
    entries = {}
    for path in _files(root / "app"):
        relative = path.relative_to(root)
        if path.suffix == ".py" and path.name != "native.py" and relative.parts[1] != "web":
            entries[relative.as_posix()] = path.read_bytes()
    for part in ASSETS:
        for path in _files(root / "assets" / part):
            entries[path.relative_to(root).as_posix()] = path.read_bytes()
    return entries


def _files(path: Path) -> Iterator[Path]:
    found = [path] if path.is_file() else path.rglob("*")
    for file in sorted(found):
        hidden = any(part.startswith(".") for part in file.parts[-2:])
        if file.is_file() and not hidden and "__pycache__" not in file.parts:
            yield file
