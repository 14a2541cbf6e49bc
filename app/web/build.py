"""Builds the installable web app from what is installed and pinned; nothing else is fetched.

    python -m app.web.build [--out build/pwa]

Two builds of the same inputs are equal byte for byte: no clock, sorted names, fixed permissions.
A stamp beside the output holds a hash of all inputs, so a build with nothing to do does nothing.
"""

import argparse
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from app.web import (
    archive,
    bytecode,
    client,
    compress,
    engine,
    fonts,
    icon_font,
    licences,
    node,
    packages,
    precache,
    shell,
    snapshot,
    standard_library,
    wheels,
)

ROOT = Path(__file__).parent.parent.parent
"""The checkout: where app/ and assets/ are."""

_FAILURES = (
    archive.ArchiveError,
    bytecode.BytecodeError,
    client.ClientError,
    engine.EngineError,
    icon_font.IconError,
    node.NodeError,
    packages.PackageError,
    wheels.WheelError,
)


def build(
    out: Path, *, root: Path = ROOT, cache: Path = ROOT / "build", best: bool = False
) -> bool:
    """Write the site to ``out``; return False if it was up to date already.

    Args:
        out: the folder to write; whatever was in it is replaced.
        root: where ``app/`` and the assets it reads are taken from; the page itself always
            comes from this project's own ``assets``.
        cache: where fetched wheels and npm packages are kept between builds.
        best: compress as small as can be, for a release; the first time this takes minutes.

    Raises:
        WheelError: a pinned wheel is not to be had.
        ArchiveError: ``root`` holds no app.
        ClientError: flet-web is not laid out as expected.
        EngineError: nor is its Pyodide.
        IconError: an icon is used that Flutter's font does not have.
        BytecodeError: a Python file does not compile.
        NodeError: Node or npm is missing.
        PackageError: a pinned npm package is not to be had.
    """
    stamp = out.with_name(out.name + ".stamp")
    inputs = hash_inputs(root) + (" best" if best else "")
    if out.is_dir() and stamp.is_file() and stamp.read_text(encoding="utf-8") == inputs:
        return False
    site = assemble(root, cache, best=best)
    stamp.unlink(missing_ok=True)
    twins = compress.compress_site(site, cache / "compressed", best=best)
    _write(out, {**site, **twins})
    sizes = json.dumps(precache.measure(site, twins), indent=2)
    out.with_name(out.name + "-size.json").write_text(sizes + "\n", encoding="utf-8")
    stamp.write_text(inputs, encoding="utf-8")
    return True


def assemble(root: Path, cache: Path, *, best: bool = False) -> dict[str, bytes]:
    """Make every file of the site in memory, by its path on the site.

    ``best`` tells how it will be compressed, for the page says how many bytes are to come.
    """
    wheel_files = wheels.fetch_wheels(cache / "wheels")
    npm_files = packages.fetch_packages(cache / "npm")
    app = archive.read_app(root)
    libraries, laid_out = archive.read_wheels(wheel_files)
    site = client.read_client(app)
    bootstrap = site.pop("flutter_bootstrap.js").decode()
    python_engine = "pyodide/pyodide.asm.wasm"
    python = [body for name, body in (app | libraries).items() if name.endswith(".py")]
    site[python_engine] = engine.trim(site[python_engine], python)
    icons = icon_font.used_icons(python)
    libraries = icon_font.trim_names(libraries, icons)
    font = "assets/fonts/MaterialIcons-Regular.otf"
    site[font] = icon_font.trim_font(site[font], icons)
    library = standard_library.trim(site.pop("pyodide/python_stdlib.zip"))
    python_files = {"standard-library": library, "libraries": libraries}
    archives = {
        name: bytecode.compile_zip(archive.pack(entries), cache / "bytecode")
        for name, entries in (python_files | archive.sort_out(app | laid_out)).items()
    }
    site |= {f"python/{name}.zip": made.source for name, made in archives.items()}
    letters = ROOT / "assets" / "fonts"
    site |= fonts.read_fonts(site["main.dart.js"], site["main.dart.wasm"], letters)
    site |= fonts.read_face(letters)
    listed = "assets/FontManifest.json"
    site[listed] = fonts.add_face(site[listed])
    found = _take_snapshot(archives, cache)
    if found:
        site |= _weighed(found, cache, best=best)
    site |= shell.render_shell(
        ROOT / "assets",
        bootstrap,
        client.pyodide_lock_info(),
        found,
        fonts.addresses(site["main.dart.js"]),
    )
    site |= packages.read_scripts(npm_files)
    site |= licences.collect(ROOT / "assets", wheel_files, npm_files)
    template = (ROOT / "assets" / "shell" / "sw.js").read_text(encoding="utf-8")
    site["sw.js"] = precache.render_worker(template, site, found).encode()
    return site


def _weighed(found: snapshot.Snapshot, cache: Path, *, best: bool) -> dict[str, bytes]:
    """Give a snapshot's files, once its index says what each weighs on the wire."""
    once = {found.index["together"]["path"]: found.together}
    sent = compress.compress_site(found.parts | once, cache / "compressed", best=best)
    found.index["wire"] = precache.wire_sizes(found.parts, sent)
    found.index["together"]["wire"] = precache.wire_sizes(once, sent)
    return found.parts | once


def _take_snapshot(archives: dict[str, bytecode.Compiled], cache: Path) -> snapshot.Snapshot | None:
    """Take the snapshot; an app that cannot be imported has none."""
    try:
        return snapshot.take(archives, ROOT / "assets" / "shell", cache / "snapshot")
    except snapshot.SnapshotError as error:
        print(error, file=sys.stderr)
        return None


def hash_inputs(root: Path) -> str:
    """One SHA-256 over everything the output depends on."""
    total = hashlib.sha256()
    for name, path in _inputs(root):
        total.update(f"{name}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _inputs(root: Path) -> Iterator[tuple[str, Path]]:
    web = client.web_dir()
    folders = [root / "app", root / "assets", ROOT / "app" / "web", ROOT / "assets", web]
    for folder in dict.fromkeys(folders):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path.relative_to(folder).as_posix(), path


def _write(out: Path, files: Mapping[str, bytes]) -> None:
    """Write beside ``out`` first and swap, so that a failed build leaves the old one whole."""
    fresh = out.with_name(f"{out.name}.{os.getpid()}.new")
    for name, body in sorted(files.items()):
        path = fresh / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        path.chmod(0o644)
    shutil.rmtree(out, ignore_errors=True)
    fresh.rename(out)


def main(arguments: list[str] | None = None) -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m app.web.build", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "pwa")
    parser.add_argument("--root", type=Path, default=ROOT, help="where app/ and assets/ are")
    parser.add_argument("--best", action="store_true", help="as small as can be: takes minutes")
    chosen = parser.parse_args(arguments)
    out = chosen.out.resolve()
    try:
        built = build(out, root=chosen.root.resolve(), best=chosen.best)
    except _FAILURES as error:
        print(f"The web app was not built: {error}", file=sys.stderr)
        return 1
    print(out if built else f"{out} is up to date")
    for size in json.loads(out.with_name(out.name + "-size.json").read_text(encoding="utf-8")):
        line = (
            "  {variant}: {files} files, {raw:,} bytes, {gzipped:,} gzipped, {brotli:,} in Brotli"
        )
        print(line.format(**size))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
