"""Runs inside Pyodide: load the anonymiser and read notes; the last line is what is measured."""

import json
import sys
from collections import deque
from pathlib import Path

from machine import processor  # type: ignore[import-not-found] # the script that runs this has it

ROOT = Path("/repository")
WORDS = 4000

sys.path.insert(0, str(ROOT))
begun = processor()
from app.anonymise.loading import warming  # noqa: E402 - importing is measured as well
from app.anonymise.policy import load_anonymiser  # noqa: E402

imported = processor() - begun
files = {path.name: path.read_bytes() for path in (ROOT / "assets" / "names").iterdir()}
begun = processor()
anonymiser = load_anonymiser(files.__getitem__)
loaded = processor() - begun
begun = processor()
deque(warming(), 0)
warmed = processor() - begun

texts: list[str] = []
words = 0
for path in sorted((ROOT / "tests" / "corpora" / "notes").glob("test-*.jsonl")):
    for line in path.read_text(encoding="utf-8").splitlines():
        if words < WORDS:
            texts.append(json.loads(line)["text"])
            words += len(texts[-1].split())
begun = processor()
anonymiser.find(" ".join(texts)[:1100])
first = processor() - begun
begun = processor()
for text in texts:
    anonymiser.find(text)
read = (processor() - begun) / words * 1000

json.dumps(
    {
        "import": imported,
        "load": loaded,
        "warm": warmed,
        "first_note": first,
        "thousand_words": read,
    }
)
