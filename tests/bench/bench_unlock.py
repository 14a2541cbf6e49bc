"""What it takes from the tap on "Unlock" to the home screen, with a thousand conversations.

    python -m tests.bench.bench_unlock [--times 5] [--record]

The built app in a real browser with no server. What making the key from the passphrase takes
is slow on purpose; it is timed inside Python's worker and taken off.
"""

import argparse
import statistics
import tempfile
from pathlib import Path

from app.web.build import ROOT
from tests.bench.history import Reporter
from tests.bench.many_plans import back_up_many
from tests.e2e.person import Phone
from tests.e2e.pwa_server import PwaServer
from tests.e2e.steps import PASSPHRASE, wait_for_worker

CONVERSATIONS = 1000
_WATCH = Path(__file__).with_name("stopwatch.js").read_text(encoding="utf-8")
_TIME_KEYS = """async () => {
  await import("/argon2/argon2.umd.min.js");
  const { argon2id } = self.hashwasm;
  self.keysTook = [];
  self.hashwasm = { ...self.hashwasm, argon2id: async (cost) => {
    const begun = performance.now();
    try { return await argon2id(cost); } finally { self.keysTook.push(performance.now() - begun); }
  } };
}"""


def timed_unlock(phone: Phone, url: str) -> tuple[float, float]:
    """Open cold and unlock; milliseconds in all, and those of the key alone."""
    phone.open(url)
    phone.taps("Unlock Profile 1")
    phone.types("Passphrase", PASSPHRASE)
    (worker,) = phone.page.workers
    worker.evaluate(_TIME_KEYS)
    phone.page.evaluate("laybyWatch.arm('pointerup', 'heading', 'Home')")
    phone.taps("Unlock")
    whole = float(phone.page.evaluate("laybyWatch.result()"))
    return whole, float(sum(worker.evaluate("self.keysTook")))


def measure(times: int) -> list[tuple[float, float]]:
    """Unlock so many times on a phone where a backup with everything was restored."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        back_up_many(folder / "many.layby", PASSPHRASE, 0, CONVERSATIONS)
        server = PwaServer(ROOT / "build" / "pwa")
        server.start()
        with Phone(folder / "phone") as phone:
            phone.context.add_init_script(_WATCH)
            phone.open(server.url)
            phone.sees_heading("Welcome")
            wait_for_worker(phone)
            server.stop()
            phone.taps("Restore a backup")
            phone.picks("Choose a backup file", folder / "many.layby")
            phone.types("Passphrase of the backup", PASSPHRASE)
            phone.taps("Restore it")
            phone.sees("Restored as Profile 1.")
            return [timed_unlock(phone, server.url) for _ in range(times)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--record", action="store_true")
    asked = parser.parse_args()
    reporter = Reporter(keeps=asked.record)
    taken = measure(asked.times)
    beyond = [whole - key for whole, key in taken]
    name = f"unlock to home, {CONVERSATIONS} conversations"
    reporter.figure(
        f"{name}, beyond the key", statistics.median(beyond), "ms", "at most 1000", beyond
    )
    keys = [key for _, key in taken]
    reporter.figure(f"{name}, the key alone", statistics.median(keys), "ms", "", keys)


if __name__ == "__main__":
    main()
