"""A server process as an administrator starts it, on a free port."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parents[2]


def environment(folder: Path) -> dict[str, str]:
    """An environment in which nothing but ``folder`` is used."""
    kept = {key: os.environ[key] for key in ("PATH", "LANG", "HOME") if key in os.environ}
    return kept | {
        "LAYBY_DATA_DIR": str(folder / "data"),
        "LAYBY_PWA_DIR": str(folder / "pwa"),
        "PYTHONPATH": str(ROOT),
    }


def run(folder: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "sync_server", *arguments],
        cwd=folder,
        env=environment(folder),
        input=given,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


class Process:
    """``python -m sync_server serve`` or ``demo``, with its output in files."""

    def __init__(self, folder: Path, *command: str, **settings: str) -> None:
        self.environment = environment(folder) | settings
        number = len(list(folder.glob("out-*.txt")))
        self.output_file = folder / f"out-{number}.txt"
        self.log_file = folder / f"log-{number}.txt"
        self._folder = folder
        self._command = command
        #: What Python runs first, which runs the rest in its turn.
        self.through: tuple[str, ...] = ()

    def __enter__(self) -> Self:
        with self.output_file.open("w") as output, self.log_file.open("w") as log:
            self._process = subprocess.Popen(
                [sys.executable, *self.through, "-m", "sync_server", *self._command, "--port", "0"],
                cwd=self._folder,
                env=self.environment,
                stdout=output,
                stderr=log,
            )
        deadline = time.monotonic() + 90
        while '"started"' not in self.log_file.read_text():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self._process.kill()
                raise AssertionError(self.output_file.read_text() + self.log_file.read_text())
            time.sleep(0.05)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.send_signal(signal.SIGINT)
        try:
            self.status = self._process.wait(90)
        except subprocess.TimeoutExpired:
            self._process.kill()
            raise

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def output(self) -> str:
        return self.output_file.read_text()

    @property
    def address(self) -> str:
        return next(
            word for word in self.output.split() if word.startswith(("http://", "https://"))
        )

    def printed(self, label: str) -> str:
        """Give what stands behind a label in the output."""
        (line,) = (line for line in self.output.splitlines() if label in line)
        return line.split(label)[1].strip()
