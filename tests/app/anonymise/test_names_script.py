"""The script that makes the lists: counted, sorted, the same every time."""

import json
from pathlib import Path

import pytest

from app.anonymise.lexicon import FILES, unpack
from app.web.names import NOT_PLACES, classes, make
from app.web.names_additions import NICKNAMES, TOWNS
from app.web.names_origins import FIRST, LAST, WORDS_BORNE


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "anonymise").mkdir()
    (tmp_path / "themes").mkdir()
    lists = {
        "uk_forenames.tsv": "sarah\t7\nSiân\t4\ngrace\t6\nrota\t1\nzq\t1\nannabel\t1\n",
        "surnames.tsv": "okafor\t1\nlong\t3\nrare\t0\nannabel\t1\n",
        "places.tsv": "leeds\t4\nlittle thorpe\t1\nfarawayville\t1\nreading\t4\n",
    }
    for name, text in lists.items():
        (tmp_path / "anonymise" / name).write_text(text, encoding="utf-8")
    note = {"text": "the rota is long. told sarah", "spans": [[23, 28, "PERSON"]]}
    for name in ("btc_train", "wnut_train", "hwu_train"):
        path = tmp_path / "anonymise" / f"{name}.jsonl"
        path.write_text(json.dumps(note) + "\n", encoding="utf-8")
    (tmp_path / "themes" / "px_v6.jsonl").write_text('{"text": "the rota"}\n', encoding="utf-8")
    return tmp_path


def test_the_same_sources_make_the_same_lists(source: Path) -> None:
    assert make(source) == make(source)
    assert set(make(source)) == set(FILES)


def test_each_word_lands_on_its_lists(source: Path) -> None:
    made = {name: unpack(text) for name, text in make(source).items()}
    forenames, common = made["forenames.txt"]
    known = {"sarah", "sian", "grace", "rota", "annabel"}
    assert known | set(NICKNAMES) | set(FIRST) | set(WORDS_BORNE) == forenames
    assert {"sarah", "sian", "grace"} <= common
    surnames, usual = made["surnames.txt"]
    ordinary = made["ordinary.txt"][0]
    assert {"okafor", "long"} | (set(LAST) - forenames - ordinary) == surnames
    assert usual == {"long"}
    assert made["places.txt"][0] == {"leeds", "little thorpe"} | (set(TOWNS) - set(NOT_PLACES))
    assert {"rota", "long", "the", "grace"} <= ordinary
    assert "sarah" not in ordinary


def test_a_word_that_folds_onto_another_keeps_the_higher_class(tmp_path: Path) -> None:
    (tmp_path / "list.tsv").write_text("zoe\t2\nZoë\t5\n", encoding="utf-8")
    assert classes(tmp_path / "list.tsv") == {"zoe": 5}
