"""Files that must be whole or not there: written beside, flushed to disk, then put in place."""

import os
import secrets
from pathlib import Path

OWNER_ONLY = 0o600


def write_file(file: Path, content: bytes) -> None:
    """Put ``content`` in place of ``file`` (mode 0600), whole or not at all; raises OSError."""
    draft = _draft(file, content)
    try:
        draft.replace(file)
        flush_folder(file.parent)
    finally:
        draft.unlink(missing_ok=True)


def write_once(file: Path, content: bytes) -> None:
    """Write ``file`` where there is none: of two processes one wins. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = _draft(file, content)
    try:
        os.link(draft, file)
        flush_folder(file.parent)
    except FileExistsError:
        return
    finally:
        draft.unlink(missing_ok=True)


def flush_file(file: Path) -> None:
    """Wait until what was written to ``file`` is on disk."""
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def flush_folder(folder: Path) -> None:
    """Wait until a folder's list of names is on disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _draft(file: Path, content: bytes) -> Path:
    draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(descriptor, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    return draft
