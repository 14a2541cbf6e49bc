"""What a tap and a key cost in a conversation, and whether a thousand plans scroll.

    python -m tests.bench.bench_conversation [--taps 30] [--keys 60] [--pwa FOLDER] [--record]

The built app in a real browser with no server, on a profile that holds a thousand plans of five
versions each. Every figure is taken three times: "plain"; "page at 4x", by the browser's own
throttle, which slows the page but not the worker that Python runs in; and "all at 4x", where page
and Python alike stand still for three quarters of the time. One JSON object a line: the median and,
of what has many, the 95th percentile; ``--record`` adds them to ``history.jsonl``.

"tap" goes from the finger's lifting to the first frame after the one that shows an area open or
closed, "touch" from there to the first frame in which what was tapped looks different at all; "key"
from the key's going down to the frame in which the field looks different; "step" from the tap to
the next screen's heading. What a commit costs is measured in ``bench_store``.
"""

import argparse
import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from pathlib import Path

from playwright.sync_api import Locator

from app.web.build import ROOT
from tests.bench.history import Reporter
from tests.bench.many_plans import PLANS, VERSIONS, back_up_many
from tests.bench.slowed import slow_everything, slow_page
from tests.e2e.person import Phone
from tests.e2e.pwa_server import PwaServer
from tests.e2e.steps import PASSPHRASE, start_talking, unlock, wait_for_worker

AREA = "Workload and demand"
NOTES = f"Notes: {AREA}"
#: Milliseconds between two keys of somebody who types with their thumbs, quickly.
BETWEEN_KEYS = 200
STEPS = (
    ("On to the plan", "Personal plan"),
    ("On to the summary", "Summary for your trust"),
    ("Back to the plan", "Personal plan"),
    ("Back to the conversation", "The conversation"),
)
#: Of fewer than this the 95th percentile is one of them, and says nothing.
MANY = 10
WORDS = "late jobs and no hot meal three days running "
_WATCH = Path(__file__).with_name("stopwatch.js").read_text(encoding="utf-8")

Report = Callable[[str, Sequence[float]], None]


def timed_tap(phone: Phone, name: str, kind: str, wanted: str) -> float:
    """Tap what bears this name; milliseconds until the frame after what is wanted stands."""
    phone.page.evaluate("([k, n]) => laybyWatch.arm('pointerup', k, n)", [kind, wanted])
    phone.taps(name)
    return float(phone.page.evaluate("laybyWatch.result()"))


def measure_taps(phone: Phone, taps: int) -> dict[str, list[float]]:
    """Open and close one area over and over; it is closed again at the end."""
    taken: dict[str, list[float]] = {"open": [], "closed": []}
    for number in range(taps):
        kind = "closed" if number % 2 else "open"
        taken[kind].append(timed_tap(phone, AREA, kind, AREA))
    return taken


def measure_touch(phone: Phone, taps: int) -> list[float]:
    """Tap one area over and over: times until it shows that it was tapped."""
    tile = phone.page.get_by_role("button", name=phone.named(AREA)).first
    box = tile.bounding_box()
    assert box is not None
    phone.page.mouse.move(box["x"] + 100, box["y"] + box["height"] / 2)
    phone.page.wait_for_timeout(1000)  # a mouse over it shows as well
    _watch(tile, "pointerup")
    for _ in range(2 * (taps // 2)):  # in the end it is closed again
        phone.page.mouse.down()
        phone.page.mouse.up()
        phone.page.wait_for_timeout(1000)
    shown: list[float] = phone.page.evaluate("laybyWatch.endTyping()")
    return shown


def _watch(what: Locator, event: str) -> None:
    """Note from now on when ``what`` looks different after the event."""
    box = what.bounding_box()
    assert box is not None
    strip = {key: int(value) for key, value in box.items()}  # type: ignore[call-overload]
    strip |= {"left": strip["x"], "top": strip["y"]}
    what.page.evaluate("([b, e]) => laybyWatch.beginTyping(b, e)", [strip, event])


def measure_typing(phone: Phone, keys: int) -> list[float]:
    """Type into the notes: times until the field shows the key."""
    words = (WORDS * (keys // len(WORDS) + 1))[:keys]
    field = phone.enters(NOTES)
    _watch(field, "keydown")
    for key in words:
        phone.page.keyboard.type(key)
        phone.page.wait_for_timeout(BETWEEN_KEYS)
    phone.page.wait_for_timeout(1000)
    painted: list[float] = phone.page.evaluate("laybyWatch.endTyping()")
    return painted


def measure_steps(phone: Phone, rounds: int) -> list[float]:
    """Walk from the conversation to the summary and back."""
    return [
        timed_tap(phone, button, "heading", heading)
        for _ in range(rounds)
        for button, heading in STEPS
    ]


def measure_list(phone: Phone) -> tuple[float, list[int], list[float]]:
    """Open the plans and fling through them: first frame, tiles that stand, frame times."""
    first = timed_tap(phone, "Plans", "heading", "Plans")
    built = [_tiles(phone)]
    phone.page.mouse.move(phone.size[0] / 2, phone.size[1] / 2)
    phone.page.evaluate("laybyWatch.beginFrames()")
    for _ in range(40):
        phone.page.mouse.wheel(0, 250)
        phone.page.wait_for_timeout(50)
    frames = phone.page.evaluate("laybyWatch.endTyping()")
    built.append(_tiles(phone))
    return first, built, frames


def _tiles(phone: Phone) -> int:
    return int(phone.page.evaluate("laybyWatch.count('Person ')"))


def measure(phone: Phone, report: Report, taps: int, keys: int) -> None:
    """Take every figure once; begins and ends on the home screen."""
    start_talking(phone, "Zebedee")
    measure_taps(phone, 4)  # the first ones compile
    for kind, times in measure_taps(phone, taps).items():
        report(f"tap, {kind}", times)
    report("touch", measure_touch(phone, taps))
    phone.taps(AREA)
    report("key", measure_typing(phone, keys))
    phone.taps(AREA)
    report("step", measure_steps(phone, max(2, taps // 6)))
    phone.taps("Back to home")
    phone.sees_heading("Home")
    first, built, frames = measure_list(phone)
    report("plans, first frame", [first])
    report("plans, frame while flinging", frames)
    report("plans, tiles built at first and after flinging", [float(count) for count in built])
    phone.taps("Back to home")
    phone.sees_heading("Home")


@contextmanager
def a_phone_with_plans(reporter: Reporter, pwa: Path, plans: int) -> Iterator[tuple[Phone, Path]]:
    """A phone at the home screen of a profile with a thousand plans, and no server any more."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place)
        backup = folder / "plans.layby"
        name = f"first reading of {plans} plans of {VERSIONS} versions, native"
        report(reporter, name, back_up_many(backup, PASSPHRASE, plans))
        server = PwaServer(pwa)
        server.start()
        with Phone(folder / "phone") as phone:
            phone.context.add_init_script(_WATCH)
            phone.open(server.url)
            phone.sees_heading("Welcome")
            wait_for_worker(phone)
            server.stop()
            phone.taps("Restore a backup")
            phone.picks("Choose a backup file", backup)
            phone.sees("A backup of Profile 1")
            phone.types("Passphrase of the backup", PASSPHRASE)
            phone.taps("Restore it")
            phone.sees("Restored as Profile 1.")
            phone.taps("Go to home")
            unlock(phone)
            yield phone, folder / "phone"


def report(reporter: Reporter, name: str, times: Sequence[float], pace: str = "") -> None:
    """Report the median of what was taken, and the 95th percentile of what has many."""
    assert times, f"{name}: nothing was measured"
    ordered = sorted(times)
    unit = "tiles" if "tiles" in name else "ms"
    named = f"{name}, {pace}" if pace else name
    reporter.figure(f"{named}, median", statistics.median(times), unit, "", ordered)
    if len(ordered) >= MANY:
        p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
        reporter.figure(f"{named}, p95", p95, unit, _asked(name, pace), ordered)


def _asked(name: str, pace: str) -> str:
    """Say what a tap may take at most."""
    if not name.startswith(("tap", "touch")):
        return ""
    return "at most 50" if pace == "plain" else "at most 100"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--taps", type=int, default=30)
    parser.add_argument("--keys", type=int, default=60)
    parser.add_argument("--plans", type=int, default=PLANS)
    parser.add_argument("--pwa", type=Path, default=ROOT / "build" / "pwa")
    parser.add_argument("--only", default="", help="take the figures of this pace alone")
    parser.add_argument("--record", action="store_true")
    asked = parser.parse_args()
    reporter = Reporter(keeps=asked.record)
    with a_phone_with_plans(reporter, asked.pwa, asked.plans) as (phone, profile):
        paces: dict[str, Callable[[], AbstractContextManager[None]]] = {
            "plain": nullcontext,
            "page at 4x": lambda: slow_page(phone.context, phone.page),
            "all at 4x": lambda: slow_everything(profile),
        }
        for pace, slowed in paces.items():
            if asked.only in ("", pace):
                with slowed():
                    measure(phone, partial(_report_at, reporter, pace), asked.taps, asked.keys)


def _report_at(reporter: Reporter, pace: str, name: str, times: Sequence[float]) -> None:
    report(reporter, name, times, pace)


if __name__ == "__main__":
    main()
