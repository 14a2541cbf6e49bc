"""Find spans from a command line: ``python -m app.anonymise < notes.jsonl``.

Reads JSON lines ``{"text": …}`` and writes, one line for one,
``{"spans": [[start, end, KIND, "red" | "amber"], …]}``. A line that is not such an object gets
``{"error": …}``, which never repeats what the line held. The only file of this room with I/O.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from app.anonymise.policy import Anonymiser, load_anonymiser

LISTS = Path(__file__).resolve().parents[2] / "assets" / "names"


def answers(lines: Iterable[str], anonymiser: Anonymiser) -> Iterator[str]:
    """Answer each line with a line."""
    for line in lines:
        try:
            text = json.loads(line)["text"]
        except (ValueError, KeyError, TypeError):
            text = None
        if not isinstance(text, str):
            yield json.dumps({"error": "expected an object with a text"})
            continue
        spans = [[s.start, s.end, s.kind.value, s.level.value] for s in anonymiser.find(text)]
        yield json.dumps({"spans": spans})


def main() -> None:
    """Connect standard input and output to ``answers``."""
    anonymiser = load_anonymiser(lambda name: (LISTS / name).read_bytes())
    for answer in answers(sys.stdin, anonymiser):
        sys.stdout.write(answer + "\n")


if __name__ == "__main__":
    main()
