"""The comments that ordinary words are learnt from: those that could name somebody stay out."""

import json
from pathlib import Path

from app.anonymise.lexicon import Lexicon
from app.web.train_anonymiser_texts import COMMENTS, HELD_COMMENTS, comments

LISTS = Lexicon(
    forenames=frozenset({"sarah", "hope"}),
    surnames=frozenset({"okafor"}),
    places=frozenset({"leeds"}),
    ordinary=frozenset("the crew was kind and quick hope they get a break long wait".split()),
)


def read(tmp_path: Path, texts: list[str]) -> list[tuple[str, str]]:
    (tmp_path / "themes").mkdir()
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    (tmp_path / "themes" / "px_v6.jsonl").write_text(lines, encoding="utf-8")
    return [(text, source) for (text, _), source in comments(tmp_path / "anonymise", LISTS)]


def test_what_could_be_a_name_stays_out(tmp_path: Path) -> None:
    kept = "The crew was kind, hope they get a break"
    told = [
        "told sarah the crew was kind",
        "wait in leeds was long",
        "the crew from Zorvan was kind",
    ]
    assert [text for text, _ in read(tmp_path, [kept, *told, "kind", kept])] == [kept]


def test_every_fifth_is_held_back(tmp_path: Path) -> None:
    made = read(tmp_path, [f"the wait was long and quick {number}" for number in range(10)])
    sources = [source for _, source in made]
    assert sources.count(HELD_COMMENTS) == 2
    assert sources.count(COMMENTS) == 8
