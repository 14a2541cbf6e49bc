"""A slower phone: everything that a page runs on, or only the page itself, at a quarter's pace.

Chromium's own throttle (``Emulation.setCPUThrottlingRate``) slows the page's main thread alone:
a worker's target does not know the command, and our Python runs in one. So a second way stops
the whole renderer, page and worker alike, for three quarters of the time, a few milliseconds
at a stretch.
"""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

RATE = 4
#: Seconds for which the renderer runs between two stops: short against a frame.
_STRETCH = 0.004


@contextmanager
def slow_page(context: BrowserContext, page: Page) -> Iterator[None]:
    """Throttle the page's main thread as the browser's own tools do; Python is not slowed."""
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": RATE})
    try:
        yield
    finally:
        session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        session.detach()


@contextmanager
def slow_everything(profile: Path) -> Iterator[None]:
    """Stop and continue the renderers of the browser on ``profile``, page and worker alike."""
    renderers = _renderers(profile)
    assert renderers, "no renderer runs on this profile"
    over = threading.Event()

    def pace() -> None:
        while not over.is_set():
            begun = time.perf_counter()
            time.sleep(_STRETCH)
            _signal(renderers, signal.SIGSTOP)
            # The pauses follow what it really ran for, however late this thread woke.
            time.sleep((RATE - 1) * (time.perf_counter() - begun))
            _signal(renderers, signal.SIGCONT)

    pacer = threading.Thread(target=pace, daemon=True)
    pacer.start()
    try:
        yield
    finally:
        over.set()
        pacer.join()
        _signal(renderers, signal.SIGCONT)


def _signal(processes: list[int], number: signal.Signals) -> None:
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, number)


def processor_seconds(profile: Path) -> float:
    """Processor time of every process, alive now, of the browser started on this profile."""
    total = 0
    for process in _descendants(profile):
        with suppress(OSError):
            words = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            total += int(words[11]) + int(words[12])
    return total / os.sysconf("SC_CLK_TCK")


def page_megabytes(profile: Path) -> float:
    """Give the memory of the largest renderer: its own pages, and its part of those it shares."""
    largest = 0
    for process in _renderers(profile):
        with suppress(OSError):
            rolled = Path(f"/proc/{process}/smaps_rollup").read_text()
            (said,) = (line for line in rolled.splitlines() if line.startswith("Pss:"))
            largest = max(largest, int(said.split()[1]))
    return largest / 1024


def _renderers(profile: Path) -> list[int]:
    """Find the renderers that descend from the browser started on this profile."""
    found = _descendants(profile)
    return [process for process, said in found.items() if b"--type=renderer" in said]


def _descendants(profile: Path) -> dict[int, bytes]:
    """Find every process of the browser started on this profile, with its command line."""
    words, parents = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            process = int(folder.name)
            words[process] = (folder / "cmdline").read_bytes()
            parents[process] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    ours = {process for process, said in words.items() if os.fsencode(profile) in said}

    def descends(process: int) -> bool:
        while process in parents:
            if process in ours:
                return True
            process = parents[process]
        return False

    return {process: said for process, said in words.items() if descends(process)}
