"""Figures for a monitor, in Prometheus' text format 0.0.4; small enough to need no library.

A counter read every fifteen seconds is a list of arrival times. So nothing is counted of what
devices do: no summary, no token, no enrolment, no fetched file, by number or by duration. What
is counted are answers to people with an account, and faults. A label holds only words of this
file: never a path, a name, a code or anything else of a request.
"""

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

#: Addresses of which answers are counted and timed, and the word for them.
COUNTED: Mapping[str, str] = {
    "/api/v1/session": "sign-in",
    "/api/v1/themes": "themes",
    "/api/v1/quarters": "themes",
    "/api/v1/texts": "flags",
    "/api/v1/editing": "editing",
    "/api/v1/audit": "audit",
    "/health": "health",
}
#: Upper bounds in seconds.
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
_OTHER = "other"


def word_for(path: str) -> str | None:
    """Give the word under which an address is counted; None where it is not."""
    for prefix, word in COUNTED.items():
        if path == prefix or path.startswith(prefix + "/"):
            return word
    return None


class Metrics:
    """Counts within this process; several processes are read one by one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._started = time.time()
        self._answers: Counter[tuple[str, str]] = Counter()
        self._seconds: dict[str, float] = defaultdict(float)
        self._within: Counter[tuple[str, float]] = Counter()
        # Each part is there from the beginning: Prometheus sees no growth in a counter that
        # begins with its first fault, and no alarm would ring.
        self._faults = Counter(dict.fromkeys((*COUNTED.values(), _OTHER), 0))

    def answered(self, path: str, status: int, seconds: float) -> None:
        """Count one answer, as far as it may be counted."""
        word = word_for(path)
        with self._lock:
            if status >= 500:
                self._faults[word or _OTHER] += 1
            if word is None:
                return
            self._answers[word, f"{status // 100}xx"] += 1
            self._seconds[word] += seconds
            for bound in BUCKETS:
                if seconds <= bound:
                    self._within[word, bound] += 1

    def text(self, gauges: Iterable[tuple[str, str, float]], version: str) -> str:
        """Write everything; ``gauges`` are (name, what it is, value) of this moment."""
        with self._lock:
            lines = [
                *_block("layby_info", "gauge", "The version that runs."),
                f'layby_info{{version="{version}"}} 1',
                *_block("layby_start_time_seconds", "gauge", "When this process began."),
                f"layby_start_time_seconds {self._started:.0f}",
                *_block("layby_faults_total", "counter", "Answers with status 500 and above."),
                *(f'layby_faults_total{{part="{w}"}} {n}' for w, n in sorted(self._faults.items())),
                *self._answered(),
            ]
        for name, what, value in gauges:
            lines += [*_block(name, "gauge", what), f"{name} {value:.15g}"]
        return "\n".join(lines) + "\n"

    def _answered(self) -> Iterable[str]:
        yield from _block("layby_answers_total", "counter", "Answers to people with an account.")
        for (word, status), number in sorted(self._answers.items()):
            yield f'layby_answers_total{{part="{word}",status="{status}"}} {number}'
        name = "layby_answer_seconds"
        yield from _block(name, "histogram", "How long those answers took.")
        for word in sorted(self._seconds):
            whole = sum(n for (w, _), n in self._answers.items() if w == word)
            for bound in BUCKETS:
                yield f'{name}_bucket{{part="{word}",le="{bound}"}} {self._within[word, bound]}'
            yield f'{name}_bucket{{part="{word}",le="+Inf"}} {whole}'
            yield f'{name}_sum{{part="{word}"}} {self._seconds[word]:.6f}'
            yield f'{name}_count{{part="{word}"}} {whole}'


def _block(name: str, kind: str, what: str) -> tuple[str, str]:
    return f"# HELP {name} {what}", f"# TYPE {name} {kind}"


def resident_bytes() -> int:
    """Give the memory this process holds; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * 4096
