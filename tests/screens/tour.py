"""Walks through all of Layby as a person would, and has every screen pictured and measured.

``python -m tests.screens.tour --only crew --size 360x640 --scheme night`` walks a part of it.
Each part, language and size is a walk of its own of some minutes, several of them side by side. The
whole may be done in pieces, too: what another piece left in the folder stays. Contact sheets are
laid beside the pictures; ``report-….jsonl`` says of each piece what should not be as it is.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from playwright.sync_api import Error

from app.domain.wording import ENGLISH
from tests.e2e.person import PHONE, TABLET, Phone
from tests.e2e.sync_server_process import PWA, ROOT, SyncServerProcess
from tests.screens import alone, brought, crew, desk, keeping, lead, manager
from tests.screens.gallery import Gallery, Report, Scheme, Size
from tests.screens.opening import languages, opens
from tests.screens.pseudo import PSEUDO, make_site
from tests.screens.sheet import make_sheets
from tests.screens.spoken import SpokenPhone
from tests.screens.walk import Walk

DESKTOP: Size = (1280, 800)
SIZES: tuple[Size, ...] = (PHONE, TABLET, DESKTOP)
SCHEMES: tuple[Scheme, ...] = ("light", "dark", "night")
#: English, and one that runs the other way.
LANGUAGES = ("en", "ur")
PARTS: dict[str, Callable[[Walk], None]] = {
    "alone": alone.walk,
    "crew": crew.walk,
    "manager": manager.walk,
    "brought": brought.walk,
    "keeping": keeping.walk,
    "lead": lead.walk,
    "desk": desk.walk,
}
#: Parts that only leads see.
FOR_LEADS = frozenset({"lead", "desk"})
#: Parts that look at the demonstration trust, so that every figure has something to show.
DEMONSTRATED = frozenset({"desk"})
#: Walks at once: most of a walk is waiting until a screen no longer moves.
SIDE_BY_SIDE = 4


def _size(words: str) -> Size:
    width, _, height = words.partition("x")
    return int(width), int(height)


def read_wishes(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Read what was asked for on the command line; without a wish, everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--size", nargs="+", type=_size, default=SIZES, metavar="WxH")
    parser.add_argument("--scheme", nargs="+", choices=SCHEMES, default=SCHEMES)
    parser.add_argument("--language", nargs="+", choices=languages(), default=LANGUAGES)
    parser.add_argument("--pwa", type=Path, default=PWA)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "screenshots")
    parser.add_argument("--side-by-side", type=int, default=SIDE_BY_SIDE, metavar="WALKS")
    return parser.parse_args(words)


def go_through(part: str, language: str, size: Size, wishes: argparse.Namespace) -> Report:
    """Walk one part on a phone of its own; a part that ends early is said and pictured."""
    report = Report(wishes.out / f"report-{part}-{language}-{size[0]}x{size[1]}.jsonl")
    report.file.unlink(missing_ok=True)
    gallery = Gallery(wishes.out, report, [size], wishes.scheme, language)
    # Where there is the least room is looked at once, with the smallest of the sizes.
    gallery.tight = size == min(wishes.size)
    gallery.number = 100 * (1 + list(PARTS).index(part))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        verb = "demo" if part in DEMONSTRATED else "serve"
        pwa = make_site(ROOT / "build" / PSEUDO) if language == PSEUDO else wishes.pwa.resolve()
        server = SyncServerProcess(folder / "server", pwa, verb=verb).start()
        try:
            with _phone(folder / "phone", language, size) as phone:
                walk = Walk(phone, server, gallery, folder)
                try:
                    opens(walk)
                    PARTS[part](walk)
                except (Error, AssertionError) as ended:
                    said = " ".join(str(ended).split())[:300]
                    report.complains("part ended early", part, language=language, said=said)
                    phone.looks(wishes.out / f"ended-{part}-{language}.png")
                for stopped in phone.violations():
                    report.complains("policy violation", part, said=stopped)
        finally:
            server.stop()
    report.says(
        screens=report.screens,
        pictures=report.pictures,
        wrong=report.wrong,
        smallest_target=report.smallest,
    )
    return report


def _phone(folder: Path, language: str, size: Size) -> Phone:
    spoken = language != ENGLISH
    return SpokenPhone(folder, size, "light", language) if spoken else Phone(folder, size)


def main() -> int:
    """Walk the parts that were asked for; 1 when something should not be as it is."""
    wishes = read_wishes()
    wishes.out.mkdir(parents=True, exist_ok=True)
    walks = [
        (part, language, size, wishes)
        # The longest parts come last in the table, and first here: nobody waits for one at the end.
        for part in reversed(PARTS)
        if part in wishes.only
        for language in wishes.language
        # What leads read is English whatever is chosen.
        if part not in FOR_LEADS or language == ENGLISH
        for size in wishes.size
    ]
    # Each in a process of its own: a browser is held by the thread that opened it.
    with ProcessPoolExecutor(
        wishes.side_by_side, get_context("spawn"), max_tasks_per_child=1
    ) as pool:
        reports = list(pool.map(go_through, *zip(*walks, strict=True)))
    make_sheets(wishes.out)
    return 1 if any(report.wrong for report in reports) else 0


if __name__ == "__main__":
    sys.exit(main())
