"""Measure what the statistics of themes promise: ``make bench-themes DATA=folder``.

Prints one JSON line each: name, value, unit, what it is held against, spread. On made-up groups
always; on real comments as well where DATA names ``px_v6.jsonl`` or its folder.

- Do 95 % intervals of a group's share hold the truth, with sixty audits a group?
- How often is something called distinctive where groups do not differ, or differ only in where
  their people work?
- Is a theme that comes up found as a burst or as a cluster, and how often is there a false alarm?
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one core is what is measured

import numpy as np
from numpy.typing import NDArray

from app.domain.codebook import parse_codebook
from sync_server.analysis.coding import PhraseCoder
from sync_server.analysis.distributions import wilson
from sync_server.analysis.emerging import bursts, clusters
from sync_server.analysis.intervals import Audits, share
from sync_server.analysis.keyness import Tally, themes, words
from sync_server.analysis.vocabulary import Vocabulary

AUDITED = 60
BOOK = Path(__file__).with_name("px_codebook.toml")
Flags = NDArray[np.bool_]


def say(name: str, value: float, unit: str, versus: str, spread: str = "") -> None:
    """Print one line."""
    found = {"name": name, "value": value, "unit": unit, "versus": versus, "spread": spread}
    sys.stdout.write(json.dumps(found) + "\n")


def main() -> None:
    """Measure; the argument is a folder or file with real comments."""
    started = time.process_time()
    _made_up_intervals()
    _made_up_findings()
    _made_up_bursts()
    if len(sys.argv) > 1:
        given = Path(sys.argv[1])
        comments = _read(given if given.is_file() else given / "px_v6.jsonl")
        _intervals(comments)
        _findings(comments)
        _held_out(comments)
    say("themes_statistics_cpu", round(time.process_time() - started, 1), "s", "")


# -- intervals


def _made_up_intervals() -> None:
    rng = np.random.default_rng(1)
    for checked in (AUDITED, 20):
        held, widths = [], []
        for of in (80, 200, 600, 3000):
            for part in (0.02, 0.05, 0.15, 0.4):
                for hit, slip in ((0.95, 0.01), (0.8, 0.02), (0.6, 0.03)):
                    about = rng.random((200, of)) < part
                    coded = np.where(
                        about, rng.random((200, of)) < hit, rng.random((200, of)) < slip
                    )
                    found = [_covers(a, c, checked) for a, c in zip(about, coded, strict=True)]
                    held.append(statistics.mean(covers for covers, _ in found))
                    widths.append(statistics.mean(width for _, width in found))
        _say_intervals(f"made_up_{checked}", held, widths)


def _covers(about: Flags, coded: Flags, checked: int) -> tuple[bool, float]:
    """Audit the first summaries, which lie in no order; give (covered, half a width)."""
    seen, said = about[:checked], coded[:checked]
    audits = Audits(checked, int((seen & ~said).sum()), int((~seen & said).sum()))
    found = share(int(coded.sum()), len(coded), audits)
    low, high = found.low or 0.0, found.high or 0.0
    return bool(low - 1e-9 <= about.mean() <= high + 1e-9), (high - low) / 2


def _say_intervals(name: str, held: Sequence[float], widths: Sequence[float]) -> None:
    middle = round(statistics.mean(held), 3)
    say(f"interval_coverage_{name}", middle, "share", "floor 0.93, goal 0.95",
        f"lowest {min(held):.3f} of {len(held)}")  # fmt: skip
    say(f"interval_half_width_{name}", round(100 * statistics.mean(widths), 1), "points",
        "goal 10 or less", f"widest {100 * max(widths):.1f}")  # fmt: skip


# -- what is distinctive


def _made_up_findings() -> None:
    for confounded in (False, True):
        rng = np.random.default_rng(2)
        pages, compared, named = 0, 0, 0
        rounds = 150
        for _ in range(rounds):
            places, groups, codes, people = 8, 8, 24, 2500
            shares = np.exp(rng.normal(-2.6, 0.8, codes)).clip(0.01, 0.5)
            shares = shares * np.exp(rng.normal(0, 0.6 * confounded, (places, codes)))
            mix = rng.dirichlet(np.full(groups, 0.8), places if confounded else 1)
            mix = np.broadcast_to(mix, (places, groups))
            place = rng.integers(0, places, people)
            group = (rng.random((people, 1)) > mix.cumsum(axis=1)[place, :-1]).sum(axis=1)
            about = rng.random((people, codes)) < shares.clip(0, 0.9)[place]
            found, tested = _page(place, group, about, groups)
            pages, named, compared = pages + bool(found), named + found, compared + tested
        _say_findings("made_up", confounded, pages, rounds, (named, compared))


def _page(
    place: NDArray[np.int64], group: NDArray[np.int64], about: Flags, groups: int
) -> tuple[int, int]:
    """Give (groups that something is called distinctive of, groups compared)."""
    sizes = np.zeros((int(place.max()) + 1, groups))
    counts = np.zeros((*sizes.shape, about.shape[1]))
    np.add.at(sizes, (place, group), 1)
    np.add.at(counts, (place, group), about)
    everyone = Tally(sizes.sum(axis=1), counts.sum(axis=1))
    codes = [str(code) for code in range(about.shape[1])]
    found = themes([str(one) for one in range(groups)], codes, Tally(sizes, counts), everyone)
    return len({finding.group for finding in found}), int((sizes.sum(axis=0) >= 11).sum())


def _say_findings(
    name: str, confounded: bool, pages: int, rounds: int, groups: tuple[int, int]
) -> None:
    kind = "confounded" if confounded else "shuffled"
    named, compared = groups
    versus = "floor 0.05, goal 0.05" if confounded else "floor 0.05, goal 0.02"
    say(f"false_distinctive_{kind}_{name}", round(named / compared, 4), "share of comparisons",
        versus, f"{pages} of {rounds} pages with any")  # fmt: skip


# -- what is new


def _made_up_bursts() -> None:
    """Zipf talk of 1,000 summaries a block; a theme of eight words comes up in the fifth block."""
    rng = np.random.default_rng(3)
    usual = 1 / np.arange(1, 4001)
    usual = 14 * usual / usual.sum()
    alarms, looked = 0, 0
    for part in (0.01, 0.02, 0.04):
        found = 0
        for _ in range(40):
            quiet = rng.binomial(1000, usual.clip(0, 0.8), (6, 4000))
            theme = np.zeros((6, 8), dtype=np.int64)
            for block in (4, 5):
                brought = rng.binomial(1000, part)
                theme[block] = rng.binomial(brought, np.linspace(0.8, 0.15, 8))
            seen = False
            for block in (3, 4, 5):
                said = _bursting(quiet, theme, block)
                seen = seen or any(term.startswith("new") for term in said)
                alarms += any(not term.startswith("new") for term in said)
                looked += 1
            found += seen
        say(f"burst_found_{int(100 * part)}_percent", found, "of 40 within two blocks", "")
    say("burst_false_alarms", round(alarms / looked, 3), "a block", "0.05")


def _bursting(quiet: NDArray[np.int64], theme: NDArray[np.int64], block: int) -> list[str]:
    def counts(rows: slice) -> dict[str, int]:
        usual, new = quiet[rows].sum(axis=0), theme[rows].sum(axis=0)
        named = {f"word{place}": int(count) for place, count in enumerate(usual)}
        return named | {f"new{place}": int(count) for place, count in enumerate(new)}

    now, before = counts(slice(block, block + 1)), counts(slice(block - 3, block))
    return [burst.term for burst in bursts(now, 1000, before, 3000)]


# -- real comments


@dataclass(frozen=True)
class _Comments:
    texts: list[str]
    about: Flags
    coded: Flags
    codes: list[str]
    group: NDArray[np.int64]


def _read(file: Path) -> _Comments:
    book = parse_codebook(BOOK.read_text(encoding="utf-8"), whole=False)
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    codes, coder = [theme.label for theme in book.live()], PhraseCoder(book)
    places = {theme.id: place for place, theme in enumerate(book.live())}
    about = np.array([[code in row["codes"] for code in codes] for row in rows])
    coded = np.zeros_like(about)
    for number, row in enumerate(rows):
        for match in coder.code(row["text"]):
            coded[number, places[match.code]] = True
    _, group = np.unique([row["service"] or "" for row in rows], return_inverse=True)
    return _Comments([row["text"] for row in rows], about, coded, codes, group)


def _intervals(comments: _Comments) -> None:
    """Each service that has 250 comments, each code above 2 %, audited five times over."""
    rng = np.random.default_rng(4)
    held, widths, plain = [], [], []
    for place in _large(comments.group, 250):
        rows = np.flatnonzero(comments.group == place)
        for _ in range(10):
            mixed = rng.permutation(rows)
            for code in range(len(comments.codes)):
                about, coded = comments.about[mixed, code], comments.coded[mixed, code]
                if about.mean() > 0.02:
                    covered, width = _covers(about, coded, AUDITED)
                    low, high = wilson(int(coded.sum()), len(coded))
                    held.append(float(covered))
                    widths.append(width)
                    plain.append(bool(low <= about.mean() <= high))
    middle, spread = round(statistics.mean(held), 3), f"{len(held)} intervals"
    say("interval_coverage_px", middle, "share", "floor 0.93, goal 0.95", spread)
    width = round(100 * statistics.mean(widths), 1)
    say("interval_half_width_px", width, "points", "goal 10 or less",
        f"90th percentile {100 * float(np.quantile(widths, 0.9)):.1f}")  # fmt: skip
    say("interval_coverage_plain_px", round(statistics.mean(plain), 3), "share", "what is replaced")


def _large(group: NDArray[np.int64], fewest: int) -> Iterator[int]:
    for place in np.unique(group):
        if (group == place).sum() >= fewest:
            yield int(place)


def _findings(comments: _Comments) -> None:
    """Groups drawn by chance, the same in each service or a different mix in each."""
    held, names = _held_words(comments.texts)
    for confounded in (False, True):
        rng = np.random.default_rng(5)
        pages, named, compared, spoken, rounds = 0, 0, 0, 0, 30
        for _ in range(rounds):
            places = int(comments.group.max()) + 1
            mix = rng.dirichlet(np.full(6, 1.0), places if confounded else 1)
            mix = np.broadcast_to(mix, (places, 6))
            draws = rng.random((len(comments.texts), 1))
            group = (draws > mix.cumsum(axis=1)[comments.group, :-1]).sum(axis=1)
            found, tested = _page(comments.group, group, comments.coded, 6)
            pages, named, compared = pages + bool(found), named + found, compared + tested
            spoken += _words_of_one(comments.group, group == 0, held, names)
        _say_findings("px", confounded, pages, rounds, (named, compared))
        kind = "confounded" if confounded else "shuffled"
        say(f"false_words_{kind}_px", round(spoken / rounds, 3), "share of comparisons", "0.05")


def _held_words(texts: Sequence[str]) -> tuple[NDArray[np.float64], list[str]]:
    vocabulary = Vocabulary()
    documents = [vocabulary.numbers(text) for text in texts]
    held = np.zeros((len(texts), len(vocabulary)))
    for number, document in enumerate(documents):
        held[number, list(document)] = 1
    common = held.sum(axis=0) >= 11
    return held[:, common], [vocabulary.words[int(place)] for place in np.flatnonzero(common)]


def _words_of_one(
    place: NDArray[np.int64], inside: Flags, held: NDArray[np.float64], names: list[str]
) -> bool:
    strata = [place == one for one in np.unique(place)]
    theirs = Tally([(part & inside).sum() for part in strata],
                   [held[part & inside].sum(axis=0) for part in strata])  # fmt: skip
    everyone = Tally([part.sum() for part in strata], [held[part].sum(axis=0) for part in strata])
    return bool(words("0", names, theirs, everyone))


def _held_out(comments: _Comments) -> None:
    """Take eight codes out of the codebook, one at a time: does each surface as a cluster?"""
    held, names = _held_words(comments.texts)
    documents = [np.flatnonzero(row).tolist() for row in held]
    sizes = comments.about.sum(axis=0)
    tried = sorted(range(len(comments.codes)), key=lambda code: sizes[code])[8:16]
    surfaced, best_parts = 0, []
    for code in tried:
        known = np.delete(comments.coded, code, axis=1).sum(axis=1).astype(float)
        found = clusters(documents, known.tolist(), names)
        parts = [float(comments.about[list(one.members), code].mean()) for one in found] or [0.0]
        best_parts.append(max(parts))
        surfaced += max(parts) >= 0.6
    say("held_out_theme_surfaces_px", surfaced, "of 8", "measured before 3 to 5",
        f"purest cluster {statistics.median(best_parts):.2f} in the middle")  # fmt: skip


if __name__ == "__main__":
    main()
