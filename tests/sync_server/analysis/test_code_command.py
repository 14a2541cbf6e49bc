"""The command: one line for one, clear refusals with the line's number, nothing half-silent."""

import io
import json
from pathlib import Path

import pytest

from sync_server.analysis.code_command import run

CODEBOOK = """
[[theme]]
id = "pay"
label = "Pay and money"
include = ["pay", "wage*"]
[[theme]]
id = "Breaks & meals"
include = ["break*", "don't eat", "A&E", "pay"]
[[theme]]
id = "old"
status = "retired"
merged_into = "pay"
"""


def tried(
    folder: Path, source: bytes, labels: str | None = None, codebook: str = CODEBOOK, *more: str
):
    (folder / "codebook.toml").write_text(codebook, encoding="utf-8")
    arguments = ["code", "--codebook", str(folder / "codebook.toml"), *more]
    if labels is not None:
        (folder / "labels.jsonl").write_text(labels, encoding="utf-8")
        arguments += ["--labels", str(folder / "labels.jsonl")]
    out, told = io.StringIO(), io.StringIO()
    status = run(arguments, io.BytesIO(source), out, told)
    return status, [json.loads(line) for line in out.getvalue().splitlines()], told.getvalue()


def test_each_line_gets_one_line(tmp_path: Path):
    source = '{"text": "Wages"}\n{"text": "", "id": 7}\n{"text": "I don’t eat at A&E; no pay"}'
    assert tried(tmp_path, source.encode()) == (
        0,
        [{"codes": ["pay"]}, {"codes": []}, {"codes": ["Breaks & meals"]}],
        "",
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "input, line 2: this is not JSON.\n"),
        (b"", "input, line 2: this is not JSON.\n"),
        (b"[]", 'input, line 2: expected an object such as {"text": "…"}.\n'),
        (b'{"text": 5}', 'input, line 2: "text" is missing or is not a text.\n'),
        (b'{"text": "\xff"}', "input, line 2: this is not UTF-8 text.\n"),
    ],
)
def test_a_bad_line_stops_it_with_its_number_after_the_answers_before(
    line: bytes, said: str, tmp_path: Path
):
    source = b'{"text": "pay"}\n' + line + b'\n{"text": "pay"}\n'
    assert tried(tmp_path, source) == (2, [{"codes": ["pay", "Breaks & meals"]}], said)


def test_labels_teach_and_unknown_codes_are_told_once(tmp_path: Path):
    taught = (("salary", ["old"]), ("lunch", ["breaks & meals", "ghost"]))
    lines = [{"text": f"{w} {a}", "codes": codes} for w, codes in taught for a in "abcdefghijkl"]
    labels = "\n".join(json.dumps(line) for line in lines)
    status, found, told = tried(tmp_path, b'{"text": "salary"}\n{"text": "lunch"}', labels)
    assert (status, found) == (0, [{"codes": ["pay"]}, {"codes": ["Breaks & meals"]}])
    assert told == "labels: no live theme 'ghost' in the codebook; left out 12 times.\n"


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ('{"text": "x", "codes": []}\n{"text": "x"}', 'labels, line 2: "codes" must be a list'),
        ("nonsense", "labels, line 1: this is not JSON"),
    ],
)
def test_bad_labels_are_refused_before_anything_is_written(labels: str, said: str, tmp_path: Path):
    status, found, told = tried(tmp_path, b'{"text": "pay"}', labels)
    assert (status, found) == (2, [])
    assert told.startswith(said)


@pytest.mark.parametrize(
    ("codebook", "said"),
    [
        ("[[theme", "this is not TOML"),
        ('[[theme]]\nid = "a"\n[[theme]]\nid = "a"', "theme a: id: this id is used twice."),
        ('[[theme]]\nid = "a"\ninclude = ["p*"]', "theme a: include[1]: * needs"),
        ('[[theme]]\nid = "a"\ninclude = [""]', "theme a: include[1]: must be a text"),
        ('[[theme]]\nid = "a"\nstatus = "draft"', "no theme is live"),
        ('[[theme]]\nid = "a"\nphrase = "x"', "theme a: unknown field: phrase"),
    ],
)
def test_a_codebook_that_does_not_fit_is_refused(codebook: str, said: str, tmp_path: Path):
    status, found, told = tried(tmp_path, b'{"text": "pay"}', codebook=codebook)
    assert (status, found) == (2, [])
    assert said in told


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    out, told = io.StringIO(), io.StringIO()
    missing = str(tmp_path / "none.toml")
    assert run(["code", "--codebook", missing], io.BytesIO(), out, told) == 2
    assert told.getvalue() == f"codebook: {missing} cannot be read.\n"
