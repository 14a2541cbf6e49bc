"""One large file, sealed in pieces: how a backup lies on a disk that others can read.

Layout: the magic line, the length of the header (4 bytes, big-endian), the header (JSON), then
pieces of 1 MiB, each AES-256-GCM under the file's own random key. A piece's nonce is its number
and whether it is the last one (the STREAM construction of Hoang, Reyhanitabar, Rogaway and
Vizár, CRYPTO 2015): pieces cannot be swapped, dropped or cut off unseen. The header says who
can open the file (``sync_server.services.recovery_key``) and is bound to every piece.
"""

import hashlib
import io
import json
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sync_server.errors import ServerError

MAGIC = b"Layby backup, format 1\n"
_PIECE = 1024 * 1024
_TAG = 16
_LONGEST_HEADER = 64 * 1024


class BackupDamaged(ServerError):
    """The file is no backup, was cut short or altered."""

    code = "backup-damaged"
    default = "This file is not a whole backup of Layby: it was cut short, altered or mixed up."


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


class SealedWriter(io.RawIOBase):
    """Seals what is written to it into ``out``; ``close`` writes the last piece."""

    def __init__(self, out: BinaryIO, header: dict[str, Any], key: bytes) -> None:
        head = json.dumps(header, sort_keys=True).encode()
        prefix = MAGIC + len(head).to_bytes(4, "big") + head
        out.write(prefix)
        self._out, self._cipher = out, AESGCM(key)
        self._bound = hashlib.sha256(prefix).digest()
        self._waiting = bytearray()
        self._number = 0

    def writable(self) -> bool:
        """Say that this can be written to."""
        return True

    def write(self, content: Any) -> int:  # noqa: ANN401 (any buffer, as io has it)
        """Take more content; whole pieces go out at once."""
        self._waiting += content
        # One byte more than a piece must be there: the last piece is marked as such.
        while len(self._waiting) > _PIECE:
            self._seal(bytes(self._waiting[:_PIECE]), last=False)
            del self._waiting[:_PIECE]
        return len(content)

    def close(self) -> None:
        """Write the last piece; the file under it stays open."""
        if not self.closed:
            self._seal(bytes(self._waiting), last=True)
            super().close()

    def _seal(self, piece: bytes, *, last: bool) -> None:
        nonce = _nonce(self._number, last=last)
        self._out.write(self._cipher.encrypt(nonce, piece, self._bound))
        self._number += 1


def read_header(source: BinaryIO) -> tuple[dict[str, Any], bytes]:
    """Read the header and what binds it to the pieces; raises BackupDamaged."""
    if source.read(len(MAGIC)) != MAGIC:
        raise BackupDamaged
    length = source.read(4)
    size = int.from_bytes(length, "big")
    head = source.read(min(size, _LONGEST_HEADER))
    try:
        header = json.loads(head)
    except ValueError as error:
        raise BackupDamaged from error
    if size != len(head) or not isinstance(header, dict):
        raise BackupDamaged
    return header, hashlib.sha256(MAGIC + length + head).digest()


class SealedReader(io.RawIOBase):
    """Opens what a SealedWriter wrote, piece by piece; raises BackupDamaged while reading.

    Nothing of a piece is given before its tag is checked, and the end only after the last one.
    """

    def __init__(self, source: BinaryIO, bound: bytes, key: bytes) -> None:
        self._source, self._bound, self._cipher = source, bound, AESGCM(key)
        self._ahead = source.read(_PIECE + _TAG)
        self._opened = memoryview(b"")
        self._number = 0
        self._ended = False

    def readable(self) -> bool:
        """Say that this can be read from."""
        return True

    def readinto(self, target: Any) -> int:  # noqa: ANN401 (any buffer, as io has it)
        """Fill ``target``; 0 at the true end."""
        while not self._opened and not self._ended:
            self._open_next()
        size = min(len(target), len(self._opened))
        target[:size] = self._opened[:size]
        self._opened = self._opened[size:]
        return size

    def _open_next(self) -> None:
        piece, self._ahead = self._ahead, self._source.read(_PIECE + _TAG)
        last = not self._ahead
        try:
            nonce = _nonce(self._number, last=last)
            self._opened = memoryview(self._cipher.decrypt(nonce, piece, self._bound))
        except InvalidTag as error:
            raise BackupDamaged from error
        self._number += 1
        self._ended = last
