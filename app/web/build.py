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
    licences,
    node,
    packages,
    precache,
    shell,
    standard_library,
    wheels,
)

ROOT = Path(__file__).parent.parent.parent
"""The checkout: where app/ and assets/ are."""

_FAILURES = (
    archive.ArchiveError,
    bytecode.BytecodeError,
    client.ClientError,
    node.NodeError,
    packages.PackageError,
    wheels.WheelError,
)


def build(out: Path, *, root: Path = ROOT, cache: Path = ROOT / "build") -> bool:
    """Write the site to ``out``; return False if it was up to date already.

    Args:
        out: the folder to write; whatever was in it is replaced.
        root: where ``app/`` and the assets it reads are taken from; the page itself always
            comes from this project's own ``assets``.
        cache: where fetched wheels and npm packages are kept between builds.

    Raises:
        WheelError: a pinned wheel is not to be had.
        ArchiveError: ``root`` holds no app.
        ClientError: flet-web is not laid out as expected.
        BytecodeError: a Python file does not compile.
        NodeError: Node or npm is missing.
        PackageError: a pinned npm package is not to be had.
    """
    stamp = out.with_name(out.name + ".stamp")
    inputs = hash_inputs(root)
    if out.is_dir() and stamp.is_file() and stamp.read_text(encoding="utf-8") == inputs:
        return False
    site = assemble(root, cache)
    stamp.unlink(missing_ok=True)
    packed = compress.compress_site(site, cache / "gzip")
    _write(out, site, packed)
    sizes = json.dumps(precache.measure(site, packed), indent=2)
    out.with_name(out.name + "-size.json").write_text(sizes + "\n", encoding="utf-8")
    stamp.write_text(inputs, encoding="utf-8")
    return True


def assemble(root: Path, cache: Path) -> dict[str, bytes]:
    """Make every file of the site in memory, by its path on the site."""
    wheel_files = wheels.fetch_wheels(cache / "wheels")
    npm_files = packages.fetch_packages(cache / "npm")
    app = archive.read_app(root)
    libraries, laid_out = archive.read_wheels(wheel_files)
    site = client.read_client(app)
    bootstrap = site.pop("flutter_bootstrap.js").decode()
    site |= shell.render_shell(ROOT / "assets", bootstrap, client.pyodide_lock_info())
    library = standard_library.trim(site.pop("pyodide/python_stdlib.zip"))
    for name, entries in (
        ("standard-library", library),
        ("libraries", libraries),
        ("app", app | laid_out),
    ):
        site[f"python/{name}.zip"] = bytecode.compile_zip(archive.pack(entries), cache / "bytecode")
    site |= packages.read_scripts(npm_files)
    site |= licences.collect(ROOT / "assets", wheel_files, npm_files)
    template = (ROOT / "assets" / "shell" / "sw.js").read_text(encoding="utf-8")
    site["sw.js"] = precache.render_worker(template, site).encode()
    return site


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


def _write(out: Path, site: Mapping[str, bytes], packed: Mapping[str, bytes]) -> None:
    """Write beside ``out`` first and swap, so that a failed build leaves the old one whole."""
    fresh = out.with_name(f"{out.name}.{os.getpid()}.new")
    compressed = {f"{name}.gz": body for name, body in packed.items()}
    for name, body in sorted({**site, **compressed}.items()):
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
    chosen = parser.parse_args(arguments)
    out = chosen.out.resolve()
    try:
        built = build(out, root=chosen.root.resolve())
    except _FAILURES as error:
        print(f"The web app was not built: {error}", file=sys.stderr)
        return 1
    print(out if built else f"{out} is up to date")
    for size in json.loads(out.with_name(out.name + "-size.json").read_text(encoding="utf-8")):
        print("  {variant}: {files} files, {raw:,} bytes, {gzipped:,} gzipped".format(**size))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
