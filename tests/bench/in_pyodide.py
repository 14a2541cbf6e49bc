"""Runs inside Pyodide: load the anonymiser and read notes; the last line is what is measured."""

import json
import sys
import time
from pathlib import Path

ROOT = Path("/repository")
WORDS = 4000

sys.path.insert(0, str(ROOT))
begun = time.perf_counter()
from app.anonymise.policy import load_anonymiser  # noqa: E402 - importing is measured as well

imported = time.perf_counter() - begun
files = {path.name: path.read_bytes() for path in (ROOT / "assets" / "names").iterdir()}
begun = time.perf_counter()
anonymiser = load_anonymiser(files.__getitem__)
loaded = time.perf_counter() - begun

texts: list[str] = []
words = 0
for path in sorted((ROOT / "tests" / "corpora" / "notes").glob("test-*.jsonl")):
    for line in path.read_text(encoding="utf-8").splitlines():
        if words < WORDS:
            texts.append(json.loads(line)["text"])
            words += len(texts[-1].split())
begun = time.perf_counter()
anonymiser.find(" ".join(texts)[:1100])
first = time.perf_counter() - begun
begun = time.perf_counter()
for text in texts:
    anonymiser.find(text)
read = (time.perf_counter() - begun) / words * 1000

json.dumps({"import": imported, "load": loaded, "first_note": first, "thousand_words": read})
