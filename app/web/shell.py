"""Layby's own page: index.html, the script that boots it, Python's worker and the manifest.

The page's scripts are kept one purpose a file in ``assets/shell`` and joined into one
``shell.js`` here, because each file is one more thing to fetch before anything shows.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from app.domain.plain_page import emergency_lines
from app.web import numbers
from app.web.snapshot import Snapshot

SCRIPTS = (
    "enrol_link.js",  # takes what is secret out of the address before anything can read it there
    "trusted_types.js",  # before anything can name a script
    "words.js",  # before anything is said
    "splash.js",
    "bridge.js",
    "python.js",  # starts the worker: as early as may be
    "guard.js",
    "cover.js",  # after what watches keys, before Flutter: keeps keys from those that come later
    "install.js",
    "forget.js",
    "tap.js",
    "copies.js",
    "shelf.js",
    "first_screen.js",  # after what it looks at
    "way_in.js",  # after what it reads there
    "scan.js",
    "passkeys.js",
    "sign_in.js",
    "updates.js",
    "a11y.js",
    "entries.js",  # before Flutter, which adds to the history
    "flutter_bootstrap.js",  # Flutter's loader, from flet-web
    "boot.js",
)
"""In the order they run."""

ICONS = ("icon-192.png", "icon-512.png", "maskable-512.png", "apple-touch-icon.png")


WORKER_SCRIPTS = ("argon2.js", "cipher.js", "archive.js", "restore.js")
"""What the build puts in front of Python's worker."""


def render_shell(
    assets: Path,
    bootstrap: str,
    lock_info: Mapping[str, str],
    snapshot: Snapshot | None = None,
    letters: Mapping[str, str] | None = None,
) -> dict[str, bytes]:
    """Return our own files by their path on the site.

    Args:
        assets: the project's ``assets`` folder.
        bootstrap: Flutter's loader, trimmed.
        lock_info: Pyodide's description of itself, which its loader wants to see.
        snapshot: the app's snapshot, or None.
        letters: the addresses of the fonts for other scripts (``fonts.addresses``).
    """
    shell = assets / "shell"
    files = {f"icons/{name}": (assets / "icons" / name).read_bytes() for name in ICONS}
    files["manifest.webmanifest"] = (shell / "manifest.webmanifest").read_bytes()
    build = snapshot.name if snapshot else ""
    files["look.js"] = (shell / "look.js").read_bytes()
    files["shell.js"] = _join(shell, bootstrap).replace("__BUILD__", build).encode()
    values = {
        "__LOCK_INFO__": dict(lock_info),
        "__SNAPSHOT__": snapshot.index if snapshot else None,
    }
    worker = _fill(
        shell / "python-worker.js",
        {
            mark: json.dumps(value, sort_keys=True, separators=(",", ":"))
            for mark, value in values.items()
        },
    )
    parts = [(shell / name).read_text(encoding="utf-8") for name in WORKER_SCRIPTS]
    files["python-worker.js"] = "\n".join([*parts, worker]).encode()
    files["index.html"] = render_index(shell, assets / "services", letters).encode()
    return files


#: What the plain page and a printed one take from which font, where the device has no letters.
_LETTERS = {
    "Noto Sans Arabic": "U+600-6FF, U+750-77F, U+8A0-8FF, U+FB50-FDFF, U+FE70-FEFF",
    "Noto Sans Bengali": "U+964-965, U+980-9FF",
}


def render_index(shell: Path, services: Path, letters: Mapping[str, str] | None = None) -> str:
    """The page with its style and the numbers to call written into it."""
    shown = numbers.read_services(services)
    values = {
        "__STYLE__": (shell / "splash.css").read_text(encoding="utf-8"),
        "__FACES__": "".join(
            f'@font-face {{ font-family: "Layby letters"; src: url({letters[name]}) '
            f'format("woff2"); unicode-range: {taken}; font-display: swap; }}\n'
            for name, taken in _LETTERS.items()
            if letters
        ),
        "__HOURS__": numbers.render_hours(shown),
        "__NUMBERS__": numbers.render_lines(emergency_lines(shown)),
    }
    return _fill(shell / "index.html", values)


def _join(shell: Path, bootstrap: str) -> str:
    parts = []
    for name in SCRIPTS:
        flutter = name == "flutter_bootstrap.js"
        parts.append(bootstrap if flutter else (shell / name).read_text(encoding="utf-8"))
    return "\n".join(parts)


def _fill(template: Path, values: Mapping[str, str]) -> str:
    text = template.read_text(encoding="utf-8")
    for mark, value in values.items():
        if mark not in text:
            raise ValueError(f"{template.name} has no {mark}")
        text = text.replace(mark, value)
    return text
