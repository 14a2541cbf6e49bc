"""Walks through all of Layby as a person would, and has every screen pictured and measured.

``python -m tests.screens.tour --only crew --size 360x640 --scheme dark`` walks a part of it.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import Error, expect

from tests.e2e.person import PHONE, SMALL_PHONE, TABLET, Phone
from tests.e2e.steps import wait_for_worker
from tests.e2e.sync_server_process import PWA, ROOT, SyncServerProcess
from tests.screens import alone, brought, crew, desk, keeping, lead, manager
from tests.screens.gallery import Gallery, Report, Scheme, Size
from tests.screens.walk import Walk

SIZES: tuple[Size, ...] = (PHONE, SMALL_PHONE, TABLET, (TABLET[1], TABLET[0]))
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
#: Milliseconds to wait for anything; a machine that does nothing else needs a tenth.
PATIENCE = 60_000
PARTS: dict[str, Callable[[Walk], None]] = {
    "alone": alone.walk,
    "crew": crew.walk,
    "manager": manager.walk,
    "brought": brought.walk,
    "keeping": keeping.walk,
    "lead": lead.walk,
    "desk": desk.walk,
}
#: Parts that look at the demonstration trust, so that every figure has something to show.
DEMONSTRATED = frozenset({"desk"})


def _size(words: str) -> Size:
    width, _, height = words.partition("x")
    return int(width), int(height)


def read_wishes(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Read what was asked for on the command line; without a wish, everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--size", nargs="+", type=_size, default=SIZES, metavar="WxH")
    parser.add_argument("--scheme", nargs="+", choices=SCHEMES, default=SCHEMES)
    parser.add_argument("--pwa", type=Path, default=PWA)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "screens")
    return parser.parse_args(words)


def go_through(part: str, wishes: argparse.Namespace, report: Report) -> None:
    """Walk one part on a phone of its own; a part that ends early is said and pictured."""
    gallery = Gallery(wishes.out, report, wishes.size, wishes.scheme)
    gallery.number = 100 * (1 + list(PARTS).index(part))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        verb = "demo" if part in DEMONSTRATED else "serve"
        server = SyncServerProcess(folder / "server", wishes.pwa.resolve(), verb=verb).start()
        try:
            with Phone(folder / "phone", wishes.size[0], wishes.scheme[0]) as phone:
                phone.context.set_default_timeout(PATIENCE)
                expect.set_options(timeout=PATIENCE)
                walk = Walk(phone, server, gallery, folder)
                try:
                    phone.open(server.url)
                    phone.sees_heading("Welcome")
                    wait_for_worker(phone)
                    PARTS[part](walk)
                except (Error, AssertionError) as ended:
                    said = " ".join(str(ended).split())[:300]
                    report.complains("part ended early", part, said=said)
                    phone.looks(wishes.out / f"ended-{part}.png")
                for stopped in phone.violations():
                    report.complains("policy violation", part, said=stopped)
        finally:
            server.stop()


def main() -> int:
    """Walk the parts that were asked for; 1 when something should not be as it is."""
    wishes = read_wishes()
    wishes.out.mkdir(parents=True, exist_ok=True)
    report = Report(wishes.out / "report.jsonl")
    report.file.unlink(missing_ok=True)
    for part in wishes.only:
        go_through(part, wishes, report)
    report.says(
        screens=report.screens,
        pictures=report.pictures,
        wrong=report.wrong,
        smallest_target=report.smallest,
    )
    return 1 if report.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
