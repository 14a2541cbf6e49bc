"""The table of how well, how surely and how fast themes are told: ``make bench-themes``.

    python -m tests.bench.themes_table [DATA] [--record]

Runs every bench of themes, each in a process of its own, and the tests that replay what leads may
see: two at a time where no time is taken, and what is timed alone. On two quiet cores it takes
less than ten minutes. Then prints one row for each measure that Layby is held to, and ``--record``
keeps the table in ``themes-record.md`` with the day. DATA holds ``px_v6.jsonl``; without it the
rows that need it say so.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
RECORD = HERE / "themes-record.md"
MILLIONS = 1_500_000
Found = dict[str, dict[str, Any]]
Row = tuple[str, str, str, str]
CURVE = ("Learning, macro/micro F1", "Default engine", "Phrases alone", "With the language model")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("--record", action="store_true")
    asked = parser.parse_args()
    data = [str(asked.data)] if asked.data else []
    found: Found = {}
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as both:
        # Made by one process and read by another: what making takes is no part of it.
        making = both.submit(said, "bench_lead_views", "--two", "--folder", folder, "--make-only")
        cells = both.submit(replayed)
        making.result()
        last = cells.result()
        found |= said("bench_lead_views", "--two", "--folder", folder)
        found |= said("bench_themes", "--only", "speed")
        quality = both.submit(said, "bench_themes", *data, "--only", "quality")
        found |= said("bench_themes_statistics", *data) | quality.result()
    told = table([*rows(found), last])
    told += "\n\n" + table(curve(found), head=CURVE)
    sys.stdout.write(told + "\n")
    if asked.record:
        text = RECORD.read_text(encoding="utf-8").rstrip()
        RECORD.write_text(f"{text}\n\n## {date.today():%-d %B %Y}\n\n{told}\n", encoding="utf-8")


def said(bench: str, *arguments: str) -> Found:
    """Run a bench; give what it says by name, and pass it on."""
    command = [sys.executable, "-m", f"tests.bench.{bench}", *arguments]
    found: Found = {}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        for line in running.stdout or ():
            sys.stdout.write(line)
            sys.stdout.flush()
            told = json.loads(line)
            found[told["name"]] = told
    if running.returncode:
        raise SystemExit(f"{bench} failed.")
    return found


def rows(found: Found) -> list[Row]:
    """Give the measures in the order in which Layby is held to them."""

    def f1(name: str) -> str:
        one = found.get(name)
        return f"{one['macro']:.3f}/{one['micro']:.3f}" if one else "not measured: no DATA"

    def value(name: str, form: str) -> str:
        return format(found[name]["value"], form) if name in found else "not measured"

    views = [name for name in found if re.match(r"(periods|nodes|counts)\b.* p95", name)]
    slowest = max(found[name]["value"] for name in views)
    coder, rest = found["texts_a_second"]["value"], found["re-coding but for the coder"]["value"]
    whole = MILLIONS / 60 * (1 / coder + 1 / rest)
    keyness = max(
        one["value"] for name, one in found.items() if name.startswith(("words", "codes by group"))
    )
    false = "false_distinctive_{}_{}"
    return [
        ("PX v6, 24 codes, 3,000 labels, macro/micro F1", f1("px_v6 3000"), "0.60/0.72",
         "0.65/0.76"),
        ("Own gold set, no labels: phrases' half, test half", f"{f1('gold dev')}, "
         f"{f1('gold test')}", "0.60/0.65", "0.70/0.75"),
        ("Worst against the phrases, macro or micro F1: the splits of the table below",
         value("px_v6 worst", "+.3f"), "−0.01", "0"),
        ("Worst against the phrases, macro/micro F1: small draws that nothing was tuned on",
         small_draws(found.get("px_v6 small draws")), "−0.01", "0"),
        ("Coverage of 95 % intervals, 60 audits a group: made up, PX",
         f"{value('interval_coverage_made_up_60', '.3f')}, {value('interval_coverage_px', '.3f')}",
         "0.93", "0.95"),
        ("False distinctive findings, groups shuffled: made up, PX",
         f"{value(false.format('shuffled', 'made_up'), '.1%')}, "
         f"{value(false.format('shuffled', 'px'), '.1%')}", "5 %", "2 %"),
        ("False distinctive findings, groups confounded: made up, PX",
         f"{value(false.format('confounded', 'made_up'), '.1%')}, "
         f"{value(false.format('confounded', 'px'), '.1%')}", "5 %", "5 %"),
        ("Coding speed, one core, 86 words", f"{coder:,.0f}/s", "4,000/s", "8,000/s"),
        ("1.5 million coded again, one core: coding, with reading and writing",
         f"{MILLIONS / coder / 60:.1f} min, {whole:.1f} min", "7 min", "3 min"),
        ("Slowest lead view, p95 at 1.5 million", f"{slowest:.0f} ms", "300 ms", "150 ms"),
        ("Keyness over all, p95", f"{keyness:.0f} ms", "500 ms", "200 ms"),
        ("A sync of 500, p95", value("a sync of 500: stored, coded, released", ".0f") + " ms",
         "500 ms", "200 ms"),
        ("Memory at 1.5 million: columns, whole process",
         f"{value('columns', '.0f')} MB, {value('process', '.0f')} MB", "300 MB", "150 MB"),
        ("Extra install of the default engine", f"{installed(['numpy']):.0f} MB", "270 MB",
         "75 MB"),
    ]  # fmt: skip


def small_draws(one: dict[str, Any] | None) -> str:
    """Say the worst of the small draws, beside how they do on average."""
    if one is None:
        return "not measured: no DATA"
    worst, mean = (
        f"{one[f'{kind}_macro']:+.3f}/{one[f'{kind}_micro']:+.3f}" for kind in ("worst", "mean")
    )
    return f"{worst} in {one['draws']} draws (mean {mean})"


def curve(found: Found) -> list[Row]:
    """Give how the engine does as labels grow, beside the phrases alone."""
    kept = [(name, one) for name, one in found.items() if re.match(r"(px_v6|few phrases) \d", name)]
    return [
        (
            name + " labels",
            f"{one['macro']:.3f}/{one['micro']:.3f}",
            f"{one['phrases_macro']:.3f}/{one['phrases_micro']:.3f}",
            one.get("meant") or "not measured",
        )
        for name, one in kept
    ]


def replayed() -> Row:
    """Run the tests that put together everything leads may see, of a simulated trust."""
    command = [sys.executable, "-m", "pytest", "-q", "tests/sync_server/replay"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    last = ran.stdout.strip().splitlines()[-1] if ran.stdout.strip() else "nothing ran"
    passed = re.search(r"(\d+) passed", last)
    fine = ran.returncode == 0 and passed
    figure = f"0 in {passed[1]} replays" if fine and passed else f"some: {last}"
    return ("Cells under the minimum derivable from all views and exports", figure, "0", "0")


def installed(names: Sequence[str]) -> float:
    """Give what packages take on the disk, in MB."""
    files = [distribution(name).locate_file(file)
             for name in names for file in distribution(name).files or ()]  # fmt: skip
    sizes = (Path(str(file)).stat().st_size for file in files if Path(str(file)).is_file())
    return sum(sizes) / 1e6


def table(lines: Sequence[Row], *, head: Row = ("Measure", "Found", "Floor", "Goal")) -> str:
    rule = ("---",) * len(head)
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, rule, *lines))


if __name__ == "__main__":
    main()
