"""The keys that texts are sealed with: ``text.keys`` in the data folder, never in the database.

One key a line: its id, a space, 32 bytes as base64url. The last line is the key that seals;
those before it only open what is not re-sealed yet. The id is the start of the key's SHA-256,
so a damaged line is recognised. Several server processes share the file: it is looked at again
whenever it has changed, so that a rotation needs no restart.
"""

import base64
import binascii
import hashlib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from sync_server.errors import ServerError
from sync_server.services.files import write_file, write_once

KEY_BYTES = 32


def key_id(key: bytes) -> str:
    """Give the eight hex digits by which a key is named in the database."""
    return hashlib.sha256(b"layby text key\n" + key).hexdigest()[:8]


def parse_keys(content: bytes, name: str) -> dict[str, bytes]:
    """Read keys by id, oldest first; raises ServerError when a line is damaged or there is none."""
    found: dict[str, bytes] = {}
    for line in content.decode("ascii", "replace").splitlines():
        identity, _, encoded = line.strip().partition(" ")
        if not identity:
            continue
        try:
            key = base64.urlsafe_b64decode(encoded.encode("ascii", "replace"))
        except binascii.Error:
            key = b""
        if len(key) != KEY_BYTES or key_id(key) != identity:
            raise ServerError(f"The file {name} is damaged. Put it back from a backup.")
        found[identity] = key
    if not found:
        raise ServerError(f"The file {name} holds no key. Put it back from a backup.")
    return found


def _lines(keys: Mapping[str, bytes]) -> bytes:
    rows = (f"{name} {base64.urlsafe_b64encode(key).decode()}\n" for name, key in keys.items())
    return "".join(rows).encode()


class TextKeys:
    """The keys in one file, as it stands now."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._seen: tuple[int, ...] = ()
        self._keys: dict[str, bytes] = {}

    def ensure(self) -> None:
        """Make the file with a first key where there is none; raises ServerError."""
        try:
            if not self.file.exists():
                key = secrets.token_bytes(KEY_BYTES)
                write_once(self.file, _lines({key_id(key): key}))
        except OSError as error:
            raise ServerError(f"The keys {self.file} can be neither read nor written.") from error
        self.all()

    def all(self) -> dict[str, bytes]:
        """Give every key by id, the one that seals last; raises ServerError when unreadable."""
        try:
            state = os.stat(self.file)  # noqa: PTH116 (asked for every text: Path costs more)
            seen = (state.st_ino, state.st_mtime_ns, state.st_size)
            if seen != self._seen:
                self._keys = parse_keys(self.file.read_bytes(), self.file.name)
                self._seen = seen
        except OSError as error:
            raise ServerError(f"The keys {self.file} cannot be read.") from error
        return self._keys

    @property
    def current(self) -> str:
        """The id of the key that seals."""
        return next(reversed(self.all()))

    def add(self) -> str:
        """Put a new key last: from now on it seals. Gives its id."""
        key = secrets.token_bytes(KEY_BYTES)
        write_file(self.file, _lines({**self.all(), key_id(key): key}))
        return self.current

    def drop(self, identity: str) -> None:
        """Take out a key that seals nothing any more; the one that seals now stays."""
        left = {name: key for name, key in self.all().items() if name != identity}
        if identity != self.current:
            write_file(self.file, _lines(left))
