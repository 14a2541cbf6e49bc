"""What the page takes from npm: pinned by hash, checked whenever it is read, with its licence."""

import io
import json
import shutil
import tarfile
from pathlib import Path

import pytest

from app.web import build, licences, node, packages, shell

CACHE = build.ROOT / "build" / "npm"
MANIFEST = packages.LOCK.with_name("package.json")


@pytest.fixture(scope="module")
def archives() -> dict[str, Path]:
    return packages.fetch_packages(CACHE)


def unreachable() -> Path:
    raise AssertionError("nothing may be fetched")


def relocked(folder: Path, **changes: object) -> Path:
    """Write a lock whose one package says something else."""
    lock = json.loads(packages.LOCK.read_text(encoding="utf-8"))
    entry = lock["packages"]["node_modules/hash-wasm"]
    for name, value in changes.items():
        entry[name] = value
    path = folder / "package-lock.json"
    path.write_text(json.dumps(lock), encoding="utf-8")
    return path


def test_the_lock_pins_what_the_manifest_names_and_nothing_else() -> None:
    asked = json.loads(MANIFEST.read_text(encoding="utf-8"))["dependencies"]
    pins = packages.read_lock()
    assert {name: version for name, (version, _) in pins.items()} == asked
    assert all(len(digest) == 88 for _, digest in pins.values())
    assert {package for package, _ in packages.SCRIPTS.values()} == set(asked)
    lock = packages.LOCK.read_text(encoding="utf-8")
    assert "resolved" not in lock
    assert "://" not in lock


@pytest.mark.parametrize(
    "changes",
    [{"integrity": ""}, {"integrity": "sha1-abc"}, {"resolved": "somewhere"}],
    ids=["no hash", "weak hash", "address"],
)
def test_a_package_not_pinned_by_its_hash_alone_is_refused(
    tmp_path: Path, changes: dict[str, object]
) -> None:
    with pytest.raises(packages.PackageError, match="hash-wasm is not pinned"):
        packages.read_lock(relocked(tmp_path, **changes))


def test_what_is_there_is_not_fetched_again(archives: dict[str, Path]) -> None:
    assert packages.fetch_packages(CACHE, npm=unreachable) == archives


def test_a_damaged_package_in_the_cache_is_not_used(
    archives: dict[str, Path], tmp_path: Path
) -> None:
    for path in archives.values():
        (tmp_path / path.name).write_bytes(path.read_bytes()[:-1])
    with pytest.raises(AssertionError, match="nothing may be fetched"):
        packages.fetch_packages(tmp_path, npm=unreachable)


def test_a_package_that_is_not_the_pinned_one_stops_the_build(
    archives: dict[str, Path], tmp_path: Path
) -> None:
    # What is delivered has another content than the lock says.
    deliver = tmp_path / "npm.js"
    source = json.dumps(str(archives["hash-wasm"]))
    deliver.write_text(f"require('fs').copyFileSync({source}, 'hash-wasm.tgz');", encoding="utf-8")
    lock = relocked(tmp_path, integrity="sha512-" + "A" * 86 + "==")
    (tmp_path / "cache").mkdir()
    shutil.copy(archives["qr"], tmp_path / "cache")
    with pytest.raises(packages.PackageError, match="hash-wasm@"):
        packages.fetch_packages(tmp_path / "cache", lock, lambda: deliver)
    assert packages.fetch_packages(tmp_path / "cache", npm=unreachable).keys() == archives.keys()


def test_a_failing_npm_is_quoted(tmp_path: Path) -> None:
    failing = tmp_path / "npm.js"
    failing.write_text("console.error('no such place'); process.exit(1);", encoding="utf-8")
    with pytest.raises(packages.PackageError, match="no such place"):
        packages.fetch_packages(tmp_path / "cache", npm=lambda: failing)


def test_an_unknown_layout_stops_the_build(tmp_path: Path) -> None:
    archive = tmp_path / "hash-wasm.tgz"
    with tarfile.open(archive, "w:gz") as packed:
        packed.addfile(tarfile.TarInfo("package/README.md"), io.BytesIO())
    with pytest.raises(packages.PackageError, match="argon2"):
        packages.read_scripts({"hash-wasm": archive})


def test_the_scripts_are_shipped_with_their_licences_and_loaded_where_they_are_used(
    archives: dict[str, Path],
) -> None:
    scripts = packages.read_scripts(archives)
    assert set(scripts) == {"argon2/argon2.umd.min.js", "qr/decode.js", "qr/index.js"}
    texts = licences.collect(build.ROOT / "assets", [], archives)
    for words in (b"Permission is hereby granted", b"Apache License"):
        assert words in texts["licences/npm-packages.txt"]
    assert b"Creative Commons" in texts["licences/word-lists.txt"]
    assert all(
        leaf.partition("/")[2].encode() in texts["licences/about.txt"]
        for leaf in texts
        if "about" not in leaf
    )
    site = shell.render_shell(build.ROOT / "assets", "", {})
    worker = site["python-worker.js"].decode()
    assert 'import("/argon2/argon2.umd.min.js")' in worker
    assert b'import("/qr/decode.js")' in site["shell.js"]
    assert b"from './index.js'" in scripts["qr/decode.js"]
    assert worker.index("laybyArgon2") < worker.index("self.onmessage")


def test_node_and_npm_lie_together() -> None:
    assert node.find_node().is_file()
    assert node.find_npm().name == "npm-cli.js"
    assert shutil.which(str(node.find_node()))
    with pytest.raises(node.NodeError, match="carries no npm"):
        node._first("npm", "nowhere/npm-cli.js")
