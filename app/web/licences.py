"""The licence texts of what the site carries, on the site itself under ``/licences/``."""

import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from app.web import client, packages

_ABOUT = """\
Layby carries software by others.

Flutter and its packages, including the fonts and icons that Flutter draws with: flutter.txt
Python packages: python-packages.txt
Argon2 in the browser (hash-wasm) and the reader of QR codes (qr): npm-packages.txt
Word lists for passphrases: word-lists.txt
Atkinson Hyperlegible Next, the letters of the app; Noto Sans, those of a printed
plan; Noto's Arabic and Bengali letters and emoji: fonts.txt
Pyodide (the Python interpreter in the browser): Mozilla Public License 2.0; its source is
published by the Pyodide project under the version named in pyodide.mjs.
CPython and its standard library, inside Pyodide: Python Software Foundation License 2.0.
"""


def collect(assets: Path, wheels: Iterable[Path], npm: Mapping[str, Path]) -> dict[str, bytes]:
    """Return the licence files by their path on the site.

    ``assets`` is the project's folder of that name; ``npm`` maps the packages that scripts come
    from to their archives.
    """
    texts = []
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            names = sorted(n for n in archive.namelist() if _is_licence(n))
            name = wheel.name.split("-")[0]
            metadata = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
            found = [archive.read(n).decode("utf-8") for n in names]
            texts.append(_heading(name))
            texts.extend(found or [_declared(archive.read(metadata).decode("utf-8"))])
    scripts = [
        _heading(name) + "\n" + packages.read_file(path, "LICENSE").decode("utf-8")
        for name, path in sorted(npm.items())
    ]
    return {
        "licences/about.txt": _ABOUT.encode(),
        "licences/flutter.txt": (client.web_dir() / "assets" / "NOTICES").read_bytes(),
        "licences/python-packages.txt": "\n".join(texts).encode(),
        "licences/npm-packages.txt": "\n".join(scripts).encode(),
        "licences/word-lists.txt": (assets / "words" / "NOTICE.txt").read_bytes(),
        "licences/fonts.txt": (assets / "fonts" / "OFL.txt").read_bytes(),
    }


def _heading(name: str) -> str:
    return f"{'=' * 72}\n{name}\n{'=' * 72}\n"


def _is_licence(name: str) -> bool:
    leaf = name.rpartition("/")[2].upper()
    return ".dist-info/" in name and leaf.startswith(("LICENSE", "LICENCE", "COPYING", "NOTICE"))


def _declared(metadata: str) -> str:
    keys = ("License", "License-Expression", "Classifier: License")
    return "\n".join(line for line in metadata.splitlines() if line.startswith(keys)) + "\n"
