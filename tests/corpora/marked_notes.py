"""Marked-up notes read into text, spans and traps, and written as JSON lines.

The sources under ``notes/source`` are the single source of truth; nobody counts offsets by
hand. ``python -m tests.corpora.marked_notes`` writes the JSON lines again. The markup and
the rules of annotation stand in ``notes/README.md``.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NOTES = Path(__file__).parent / "notes"
SOURCES = NOTES / "source"

#: The word used in the markup, the kind it stands for, and how it counts unless marked otherwise.
KINDS = {
    "name": ("NAME", "direct"),
    "email": ("EMAIL", "direct"),
    "phone": ("PHONE", "direct"),
    "nhs": ("NHS_NUMBER", "direct"),
    "nino": ("NATIONAL_INSURANCE", "direct"),
    "reg": ("REGISTRATION", "direct"),
    "plate": ("VEHICLE", "direct"),
    "inc": ("INCIDENT", "direct"),
    "call": ("CALL_SIGN", "direct"),
    "addr": ("ADDRESS", "direct"),
    "post": ("POSTCODE", "direct"),
    "web": ("WEB", "direct"),
    "num": ("NUMBER", "direct"),
    "place": ("PLACE", "quasi"),
    "date": ("DATE", "quasi"),
    "time": ("TIME", "quasi"),
    "age": ("AGE", "quasi"),
    "role": ("ROLE", "quasi"),
    "event": ("EVENT", "quasi"),
    "family": ("FAMILY", "quasi"),
    "health": ("HEALTH", "quasi"),
    "group": ("GROUP", "quasi"),
}
_HEAD = re.compile(r"@ (?P<region>[a-z-]+)(?: (?P<origin>[a-z-]+))?")
_MARK = re.compile(
    r"\\(?P<plain>[{}<>@\\])"
    rf"|\{{(?:(?P<word>{'|'.join(KINDS)})(?P<weight>[!~])?:)?(?P<marked>[^{{}}]+)\}}"
    r"|<(?P<trap>[^<>]+)>"
    r"|(?P<stray>[{}<])"
)


class BadMarkup(ValueError):
    """A source file cannot be read; the message names the file and the note."""


@dataclass(frozen=True)
class Note:
    """One annotated note; offsets count Python characters of ``text``."""

    id: str
    split: str
    style: str
    region: str
    origin: str
    text: str
    spans: list[tuple[int, int, str, str]]
    traps: list[tuple[int, int]]

    def as_line(self) -> str:
        """Return the note as one JSON line, without ``traps`` where there are none."""
        fields = {
            "id": self.id,
            "split": self.split,
            "style": self.style,
            "region": self.region,
            "origin": self.origin,
            "text": self.text,
            "spans": self.spans,
        }
        if self.traps:
            fields["traps"] = self.traps
        return json.dumps(fields, ensure_ascii=False)


def read_source(path: Path) -> Iterator[Note]:
    """Yield the notes of one source file; ids count from 001 in the order of the file.

    Raises BadMarkup where a mark is not closed or a note has no heading.
    """
    split, style = path.stem.split("-", 1)
    text = path.read_text(encoding="utf-8")
    blocks = re.split(r"^(?=@ )", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE), flags=re.M)
    if blocks[0].strip():
        raise BadMarkup(f"{path.name}: text before the first note")
    for number, block in enumerate(blocks[1:], start=1):
        heading, _, body = block.partition("\n")
        head = _HEAD.fullmatch(heading.rstrip())
        if head is None or not body.strip():
            raise BadMarkup(f"{path.name}: note {number} has no heading or no text")
        try:
            plain, spans, traps = unmark(body.strip())
        except BadMarkup as error:
            raise BadMarkup(f"{path.name}: note {number}: {error}") from error
        yield Note(
            f"{path.stem}-{number:03}",
            split,
            style,
            head["region"],
            head["origin"] or "",
            plain,
            spans,
            traps,
        )


def unmark(body: str) -> tuple[str, list[tuple[int, int, str, str]], list[tuple[int, int]]]:
    """Take the marks out of ``body``; return the text, its spans and its traps."""
    text, at = "", 0
    spans: list[tuple[int, int, str, str]] = []
    traps: list[tuple[int, int]] = []
    for m in _MARK.finditer(body):
        text += body[at : m.start()]
        at = m.end()
        if m["stray"]:
            raise BadMarkup(f"a stray {m['stray']}")
        start = len(text)
        text += m["plain"] or m["marked"] or m["trap"]
        if m["trap"]:
            traps.append((start, len(text)))
        elif m["marked"]:
            kind, weight = KINDS[m["word"] or "name"]
            weight = {"!": "direct", "~": "quasi"}.get(m["weight"] or "", weight)
            spans.append((start, len(text), kind, weight))
    return text + body[at:], spans, traps


def notes(split: str) -> list[Note]:
    """Return all notes of one split, "train" or "test", file by file."""
    return [note for path in sorted(SOURCES.glob(f"{split}-*.txt")) for note in read_source(path)]


def as_lines(path: Path) -> str:
    """Return the JSON lines that belong to one source file."""
    return "".join(note.as_line() + "\n" for note in read_source(path))


def main() -> None:
    """Write every source file's JSON lines beside the README."""
    for path in sorted(SOURCES.glob("*.txt")):
        (NOTES / f"{path.stem}.jsonl").write_text(as_lines(path), encoding="utf-8")


if __name__ == "__main__":
    main()
