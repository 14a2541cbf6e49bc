"""What is in a backup: the database as one SQLite file, the keys beside it, and a list of both.

Inside the sealed file lies a compressed tar: first ``manifest.json``, then ``layby.db``,
``server.secret`` and ``text.keys``. The keys are in it on purpose. Without them nothing in the
copy could be read, and a backup that needs a second one is none.
"""

import gzip
import hashlib
import io
import json
import os
import secrets
import shutil
import tarfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from sync_server.services.files import flush_folder
from sync_server.services.recovery_key import Opener, Sealer, open_slots
from sync_server.services.sealed_file import BackupDamaged, SealedReader, SealedWriter, read_header

DATABASE, SECRET, KEYS = "layby.db", "server.secret", "text.keys"
MEMBERS = (DATABASE, SECRET, KEYS)
_MANIFEST = "manifest.json"
_LARGEST_MANIFEST = 16 * 1024 * 1024
_BLOCK = 1024 * 1024


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. ``counts`` are rows by table, ``ends`` the audits' ends."""

    version: str
    made_on: str
    revision: str
    epoch: str
    mark: int
    counts: Mapping[str, int]
    ends: Mapping[str, tuple[int, str]]
    digests: Mapping[str, str]


@dataclass(frozen=True)
class FileKey:
    """The key of one file, held by whoever has just written it."""

    key: bytes

    def open(self, _slot: Mapping[str, Any]) -> bytes:
        """Give the key, whatever the slot."""
        return self.key


def pack(file: Path, manifest: Manifest, folder: Path, sealer: Sealer) -> FileKey:
    """Write a new sealed ``file`` of what lies in ``folder``; it is on disk afterwards."""
    key = secrets.token_bytes(32)
    header = {"format": 1, "slots": [sealer.seal(key)]}
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        with (
            SealedWriter(out, header, key) as sealed,
            gzip.GzipFile("", "wb", 1, sealed, mtime=0) as packed,
            tarfile.open(fileobj=packed, mode="w|") as archive,
        ):
            _add(archive, _MANIFEST, io.BytesIO(json.dumps(asdict(manifest)).encode()))
            for name in MEMBERS:
                with (folder / name).open("rb") as member:
                    _add(archive, name, member)
        out.flush()
        os.fsync(out.fileno())
    flush_folder(file.parent)
    return FileKey(key)


def _add(archive: tarfile.TarFile, name: str, content: BinaryIO) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = content.seek(0, os.SEEK_END)
    entry.mode = 0o600
    content.seek(0)
    archive.addfile(entry, content)


def unpack(file: Path, opener: Opener, folder: Path) -> Manifest:
    """Open a backup into the empty ``folder``; raises BackupDamaged, CannotOpen or OSError.

    What comes out has the digests that the backup's own list gives.
    """
    with file.open("rb") as source:
        header, bound = read_header(source)
        key = open_slots(header.get("slots"), opener)
        opened = io.BufferedReader(SealedReader(source, bound, key), _BLOCK)
        try:
            with gzip.GzipFile(fileobj=opened) as packed:
                manifest = _extract(packed, folder)
        except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise BackupDamaged from error
    for name in MEMBERS:
        if not (folder / name).is_file() or digest_of(folder / name) != manifest.digests.get(name):
            raise BackupDamaged
    return manifest


def _extract(packed: gzip.GzipFile, folder: Path) -> Manifest:
    manifest = None
    with tarfile.open(fileobj=packed, mode="r|") as archive:
        for entry in archive:
            content = archive.extractfile(entry) if entry.isreg() else None
            if content is None:
                raise BackupDamaged
            if entry.name == _MANIFEST:
                manifest = _read_manifest(content.read(_LARGEST_MANIFEST))
            elif entry.name in MEMBERS:
                _write(folder / entry.name, content)
            else:
                raise BackupDamaged
    while packed.read(_BLOCK):  # to the last piece: only then is the end known to be the end
        pass
    if manifest is None:
        raise BackupDamaged
    return manifest


def _write(file: Path, content: Any) -> None:  # noqa: ANN401 (tarfile's own kind of file)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        shutil.copyfileobj(content, out, _BLOCK)


def _read_manifest(content: bytes) -> Manifest:
    try:
        given = json.loads(content)
        ends = {str(t): (int(end[0]), str(end[1])) for t, end in given.pop("ends").items()}
        return Manifest(ends=ends, **given)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise BackupDamaged from error


def digest_of(file: Path) -> str:
    """Give the SHA-256 of a file in hex."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
