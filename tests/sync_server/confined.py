"""Runs Python under the system call filters of a systemd unit, as systemd would set them.

Used as ``python confined.py FILTER.json -m sync_server serve``: the filter is loaded into the
kernel, then Python starts anew under it. systemd itself cannot be asked to in a test: it is the
machine's first process. What a set such as ``@resources`` means is asked of systemd's own program.
"""

import ctypes
import errno
import json
import mmap
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_MASKED_EQ = 7
#: Allowed by systemd whenever anything is (systemd.exec, SystemCallFilter).
_ALWAYS = "@default"


class _Compared(ctypes.Structure):
    _fields_ = (
        ("argument", ctypes.c_uint),
        ("how", ctypes.c_int),
        ("mask", ctypes.c_uint64),
        ("value", ctypes.c_uint64),
    )


def filter_of(unit: str, analyze: Path, libraries: Path) -> dict[str, Any]:
    """Read a unit's text; gives the calls that are allowed and what happens at any other."""
    said = dict[str, str]()
    allowed: set[str] = set()
    for line in unit.splitlines():
        name, _, value = line.partition("=")
        if name == "SystemCallFilter":
            calls = _calls(value.removeprefix("~").split(), analyze, libraries)
            allowed = allowed - calls if value.startswith("~") else allowed | calls
        said[name] = value
    return {
        "allowed": sorted(allowed | _calls([_ALWAYS], analyze, libraries)),
        "error": said.get("SystemCallErrorNumber", ""),
        "no_new_code": said.get("MemoryDenyWriteExecute") == "yes",
    }


def _calls(names: list[str], analyze: Path, libraries: Path) -> set[str]:
    """Give the system calls of some sets, with the sets inside them."""
    found: set[str] = set()
    for name in names:
        if not name.startswith("@"):
            found.add(name)
            continue
        told = subprocess.run(
            [str(analyze), "syscall-filter", "--no-pager", name],
            env={"LD_LIBRARY_PATH": str(libraries), "LANG": "C"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split("\n")[1:]
        inside = [line.strip() for line in told if line.strip() and "#" not in line]
        found |= _calls(inside, analyze, libraries)
    return found


def _load(kernel: ctypes.CDLL, asked: dict[str, Any]) -> None:
    other = _ERRNO | getattr(errno, asked["error"]) if asked["error"] else _KILL
    confined = kernel.seccomp_init(ctypes.c_uint32(other))
    for name in asked["allowed"]:
        number = kernel.seccomp_syscall_resolve_name(name.encode())
        if number >= 0:  # some are of other machines
            _must(kernel.seccomp_rule_add_array(confined, _ALLOW, number, 0, None))
    _must(kernel.seccomp_load(confined))


def _load_no_new_code(kernel: ctypes.CDLL) -> None:
    """Refuse memory that is written and run, as MemoryDenyWriteExecute does."""
    refused = kernel.seccomp_init(ctypes.c_uint32(_ALLOW))
    both = mmap.PROT_WRITE | mmap.PROT_EXEC
    for name, bits in (("mmap", both), ("mprotect", mmap.PROT_EXEC)):
        number = kernel.seccomp_syscall_resolve_name(name.encode())
        rule = (_Compared * 1)(_Compared(2, _MASKED_EQ, bits, bits))
        _must(kernel.seccomp_rule_add_array(refused, _ERRNO | errno.EPERM, number, 1, rule))
    _must(kernel.seccomp_load(refused))


def _must(status: int) -> None:
    if status < 0:
        raise OSError(-status, os.strerror(-status))


if __name__ == "__main__":
    wanted = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    library = ctypes.CDLL(wanted["library"])
    library.seccomp_init.restype = ctypes.c_void_p
    library.seccomp_load.argtypes = [ctypes.c_void_p]
    library.seccomp_rule_add_array.argtypes = [
        *(ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int, ctypes.c_uint, ctypes.c_void_p)
    ]
    if wanted["no_new_code"]:
        _load_no_new_code(library)
    _load(library, wanted)
    os.execv(sys.executable, [sys.executable, *sys.argv[2:]])  # noqa: S606 -- our own program
