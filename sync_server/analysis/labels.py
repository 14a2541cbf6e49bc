"""Labels: texts whose themes a person has checked, and the scores that are held against them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from app.domain.codebook import Codebook
from sync_server.errors import ServerError

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Label:
    """A checked text: ``codes`` are ids of themes; an empty set says that none fits.

    ``kind`` says how it was chosen: at random (audit), because the coding was unsure, or not at
    all, where the people of a conversation ticked what it was about (picked): that says what is
    there and not what is not. Of a code outside of ``asked`` nothing was said; None asks all.
    ``of`` names the text to whoever brings it.
    """

    text: str
    codes: frozenset[str]
    kind: Literal["audit", "unsure", "picked"] = "audit"
    asked: frozenset[str] | None = None
    of: str = ""


def read_line(line: str, number: int, what: str) -> dict[str, object]:
    """Read one JSON line with a "text"; raises ServerError naming file and line."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        raise ServerError(f"{what}, line {number}: this is not JSON.") from None
    if not isinstance(found, dict):
        raise ServerError(f'{what}, line {number}: expected an object such as {{"text": "…"}}.')
    if not isinstance(found.get("text"), str):
        raise ServerError(f'{what}, line {number}: "text" is missing or is not a text.')
    return found


def read_labels(lines: Iterable[str], codebook: Codebook) -> tuple[list[Label], dict[str, int]]:
    """Read lines of ``{"text", "codes"}``; codes may be ids or labels of themes.

    Also gives the codes that no live theme has, with how often each was met; they are left out.
    Raises ServerError.
    """
    names = {theme.label.casefold(): theme.id for theme in codebook.live()}
    names |= {theme.id.casefold(): theme.id for theme in codebook.live()}
    labels: list[Label] = []
    unknown: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        found = read_line(line, number, "labels")
        codes = found.get("codes")
        if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
            raise ServerError(f'labels, line {number}: "codes" must be a list of texts.')
        for code in codes:
            if codebook.current(code) is None and code.strip().casefold() not in names:
                unknown[code] = unknown.get(code, 0) + 1
        known = (codebook.current(code) or names.get(code.strip().casefold()) for code in codes)
        labels.append(Label(str(found["text"]), frozenset(code for code in known if code)))
    return labels, unknown


def in_order(labels: Iterable[Label]) -> list[Label]:
    """Give labels in an order of their own, so that sums do not depend on how they came."""
    return sorted(labels, key=lambda label: (label.text, sorted(label.codes)))


def flags(labels: Sequence[Label], codes: Sequence[str]) -> Flags:
    """Give labels x codes: which label has which code."""
    place = {code: number for number, code in enumerate(codes)}
    found = np.zeros((len(labels), len(codes)), bool)
    for row, label in enumerate(labels):
        for code in label.codes:
            if code in place:
                found[row, place[code]] = True
    return found


def asked_flags(labels: Sequence[Label], codes: Sequence[str]) -> Flags:
    """Give labels x codes: of which code a label says something."""
    found = np.ones((len(labels), len(codes)), bool)
    for row, label in enumerate(labels):
        if label.asked is not None:
            found[row] = [code in label.asked for code in codes]
    return found


def as_said_today(
    codes: Iterable[str], version: int, codebook: Codebook
) -> tuple[frozenset[str], frozenset[str]]:
    """Read an answer made on an earlier ``version``: (codes of today, codes it speaks of).

    A merged theme counts as its heir. Of what was split, nobody knows which part was meant; of
    a theme that came later, nothing was asked.
    """
    given = set(codes)
    today = {codebook.current(code) for code in given} - {None}
    asked = {theme.id for theme in codebook.live() if theme.since <= version} | today
    for code in given:
        theme = codebook.theme(code)
        if theme is not None and theme.split_into and codebook.current(code) is None:
            asked -= set(theme.split_into) - today
    return frozenset(c for c in today if c), frozenset(c for c in asked if c)


def f1_by_code(truth: Flags, said: Flags) -> NDArray[np.float64]:
    """Give F1 per code; 0 where a code is neither there nor said."""
    hits = (truth & said).sum(0)
    return np.asarray(2 * hits / np.maximum(1, truth.sum(0) + said.sum(0)), np.float64)


def micro_f1(truth: Flags, said: Flags) -> float:
    """Give F1 over all decisions together."""
    return float(2 * (truth & said).sum() / max(1, truth.sum() + said.sum()))


def f1_interval(hits: int, wrong: int, missed: int) -> tuple[float, float]:
    """Give a 95 % interval for F1 from its counts.

    F1 is 2J / (1 + J) for J = hits / (hits + wrong + missed), a plain share, so Wilson's
    interval for J carries over.
    """
    n = hits + wrong + missed
    if n == 0:
        return 0.0, 1.0
    z = 1.96
    share = hits / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)) ** 0.5
    low, high = max(0.0, middle - reach), min(1.0, middle + reach)
    return 2 * low / (1 + low), 2 * high / (1 + high)
