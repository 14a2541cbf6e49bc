"""The notes corpus is what its README says: whole, in bounds, apart, and of nobody real."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.anonymise.contact import HELPLINES
from app.anonymise.identifiers import nhs_check_digit_fits
from app.anonymise.spans import Kind
from tests.corpora.marked_notes import KINDS, NOTES, SOURCES, BadMarkup, Note, as_lines, notes
from tests.corpora.marked_notes import read_source as read

README = (NOTES / "README.md").read_text(encoding="utf-8")
SPLITS = {split: notes(split) for split in ("train", "test")}
ALL = [note for split in SPLITS.values() for note in split]
FILES = sorted(SOURCES.glob("*.txt"))
QUASI_KINDS = {"ROLE", "EVENT", "FAMILY", "HEALTH", "GROUP"}
ORIGINS = set(
    """
    english scottish welsh irish polish romanian punjabi gujarati bengali urdu tamil kerala
    filipino yoruba igbo hausa ghanaian shona somali arabic turkish chinese vietnamese portuguese
    caribbean jewish greek word other
    """.split()
)
REGIONS = set(
    """
    north-east north-west yorkshire east-midlands west-midlands east london south-east
    south-central south-west iow wales scotland ni
    """.split()
)

#: Ofcom, "Telephone numbers for use in TV and radio drama programmes", without the first 0.
DRAMA = re.compile(
    r"(?:7700900|1632960|1(?:13|14|15|16|17|18|21|31|41|51|61)4960|1914980|2079460|2896496"
    r"|2920180|3069990|808157[01])\d{3}"
)


def covered(kind: str) -> Iterator[tuple[Note, str]]:
    """Yield each text marked as ``kind``, with its note."""
    for note in ALL:
        for start, end, its_kind, _ in note.spans:
            if its_kind == kind:
                yield note, note.text[start:end]


def words(notes: list[Note]) -> set[str]:
    """Return the case-folded words of all names; single letters are initials."""
    return {
        word
        for note in notes
        for start, end, kind, _ in note.spans
        if kind == "NAME"
        for word in re.findall(r"[^\W\d_]{2,}", note.text[start:end].casefold())
    }


def runs(notes: list[Note], length: int) -> set[tuple[str, ...]]:
    """Return every run of ``length`` words in a row."""
    found = set()
    for note in notes:
        said = re.findall(r"\w+", note.text.casefold())
        found |= {tuple(said[at : at + length]) for at in range(len(said) - length + 1)}
    return found


def rows() -> Iterator[str]:
    """Yield the rows that the tables of the README must have."""
    for path in FILES:
        its = list(read(path))
        clean = sum(not note.spans for note in its)
        yield f"| {path.stem} | {len(its)} | {clean} |"
    counts = {
        split: Counter(kind for note in its for _, _, kind, _ in note.spans)
        for split, its in SPLITS.items()
    }
    for kind, _ in KINDS.values():
        yield f"| {kind} | {counts['train'][kind]} | {counts['test'][kind]} |"
    origins = {split: Counter(note.origin for note in its) for split, its in SPLITS.items()}
    for origin in sorted(ORIGINS):
        yield f"| {origin} | {origins['train'][origin]} | {origins['test'][origin]} |"


# -- what the files hold ----------------------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_json_lines_are_those_of_the_source(path: Path) -> None:
    written = (NOTES / f"{path.stem}.jsonl").read_text(encoding="utf-8")
    assert written == as_lines(path), "run python -m tests.corpora.marked_notes"


def test_no_file_is_left_over() -> None:
    assert {path.stem for path in NOTES.glob("*.jsonl")} == {path.stem for path in FILES}


def test_every_line_has_the_schema() -> None:
    for path in NOTES.glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            fields = json.loads(line)
            assert list(fields) in (
                ["id", "split", "style", "region", "origin", "text", "spans"],
                ["id", "split", "style", "region", "origin", "text", "spans", "traps"],
            )
            assert fields["id"].startswith(f"{fields['split']}-{fields['style']}-")


def test_the_kinds_are_the_apps_and_five_more() -> None:
    known = {kind.value for kind in Kind} | QUASI_KINDS
    assert {kind for kind, _ in KINDS.values()} <= known
    assert {weight for note in ALL for *_, weight in note.spans} == {"direct", "quasi"}


def faults(note: Note) -> Iterator[str]:
    """Yield what is wrong with a note's form."""
    if not 8 <= len(note.text.split()) <= 120:
        yield "too short or too long"
    if note.region not in REGIONS or note.origin not in ORIGINS | {""}:
        yield "unknown region or origin"
    if note.origin and all(kind != "NAME" for _, _, kind, _ in note.spans):
        yield "an origin without a name"
    for start, stop, kind, _ in note.spans:
        first = note.text[start:stop].casefold().split()[0]
        if first == "the" or (kind == "NAME" and first.strip(".") in ("mr", "mrs", "ms", "dr")):
            yield "an article or a title inside a mark"
    end = 0
    for start, stop in sorted([(a, b) for a, b, *_ in note.spans] + note.traps):
        marked = note.text[start:stop]
        if not end <= start < stop <= len(note.text):
            yield "marks out of bounds or overlapping"
        if marked != marked.strip():
            yield "a mark with a space at its edge"
        end = stop


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_note_is_well_made(path: Path) -> None:
    assert [(note.id, fault) for note in read(path) for fault in faults(note)] == []


def test_there_is_enough_of_everything() -> None:
    assert len(ALL) >= 600
    assert sum(not note.spans for note in ALL) >= 150
    kinds = Counter(kind for note in SPLITS["test"] for _, _, kind, _ in note.spans)
    assert all(kinds[kind] >= 5 for kind, _ in KINDS.values()), kinds
    assert all(kinds[kind] >= 13 for kind in QUASI_KINDS), kinds
    origins = Counter(note.origin for note in SPLITS["test"])
    assert all(origins[origin] >= 7 for origin in ORIGINS), origins
    small = sum(text.islower() for note, text in covered("NAME") if note.split == "test")
    assert small >= 150, "too few names typed without a capital"


def test_the_readme_counts_right() -> None:
    missing = [row for row in rows() if row not in README]
    assert not missing, missing


# -- train and test are apart -----------------------------------------------------------------


def test_no_id_is_given_twice() -> None:
    assert len({note.id for note in ALL}) == len(ALL)


def test_train_and_test_share_no_name() -> None:
    assert words(SPLITS["train"]) & words(SPLITS["test"]) == set()


def test_train_and_test_share_no_author() -> None:
    styles = [{note.style for note in split} for split in SPLITS.values()]
    assert min(map(len, styles)) >= 4
    assert styles[0].isdisjoint(styles[1])


def test_train_and_test_share_no_wording() -> None:
    assert runs(SPLITS["train"], 6) & runs(SPLITS["test"], 6) == set()


def test_no_note_is_another_with_the_names_changed() -> None:
    shapes: Counter[str] = Counter()
    for note in ALL:
        shape = note.text
        for start, end, kind, _ in sorted(note.spans, reverse=True):
            shape = f"{shape[:start]}{kind}{shape[end:]}"
        shapes[shape.casefold()] += 1
    assert shapes.most_common(1)[0][1] == 1


# -- nobody real ------------------------------------------------------------------------------


def digits(text: str) -> str:
    """Return the digits, reading the letter O as a nought."""
    return re.sub(r"\D", "", text.upper().replace("O", "0"))


def test_every_telephone_number_is_ofcoms_for_drama() -> None:
    for note, text in covered("PHONE"):
        number = re.sub(r"^(?:44)?0?", "", digits(text.replace("(0)", "")))
        assert DRAMA.fullmatch(number) or len(number) <= 3, note.id


def test_nothing_unmarked_looks_like_a_telephone_number() -> None:
    for note in ALL:
        bare = note.text
        for start, end, *_ in note.spans:
            bare = bare[:start] + "#" * (end - start) + bare[end:]
        for found in re.findall(r"0\d(?:[ -]?\d){7,}", bare):
            assert digits(found) in HELPLINES, note.id


def test_every_nhs_number_is_of_the_range_kept_for_tests() -> None:
    numbers = [digits(text) for _, text in covered("NHS_NUMBER")]
    assert all(number.startswith("999") for number in numbers)
    fitting = sum(nhs_check_digit_fits(number) for number in numbers)
    assert 0 < len(numbers) - fitting < fitting, "some mistyped, most of them sound"


def test_every_national_insurance_number_has_a_prefix_that_is_never_given() -> None:
    # QQ is HMRC's own example; TN and NT are kept for temporary and administrative use.
    for note, text in covered("NATIONAL_INSURANCE"):
        assert text[:2] in ("QQ", "TN", "NT"), note.id


def test_every_plate_has_an_age_that_was_never_issued() -> None:
    # 90 to 99 would be the years after 2040; no prefix plate began with U.
    for note, text in covered("VEHICLE"):
        assert re.match(r"[A-Z]{2} ?9\d|U\d", text.upper()), note.id


def test_every_address_on_the_net_is_an_example() -> None:
    for kind in ("EMAIL", "WEB"):
        for note, text in covered(kind):
            spelt = re.sub(r"[ \[\]]|\bat\b", "", text.replace(" dot ", "."))
            spelt = spelt.replace("[dot]", ".").replace("dot", ".")
            assert re.search(r"example\.(?:com|org|net|nhs\.uk)\b", spelt) or text[0] == "@", (
                note.id
            )


def test_every_hcpc_number_is_above_those_issued() -> None:
    for note, text in covered("REGISTRATION"):
        if text.upper().startswith("PA"):
            assert re.fullmatch(r"PA9\d{4}", text.upper().replace(" ", "")), note.id


# -- the markup -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    ["@ wales\nhalf a {mark", "@ wales\n", "no heading\n", "@ Wales!\nwrong heading", "@ ni\n} {"],
)
def test_bad_markup_is_refused(tmp_path: Path, source: str) -> None:
    path = tmp_path / "test-anyone.txt"
    path.write_text(source, encoding="utf-8")
    with pytest.raises(BadMarkup, match=r"test-anyone\.txt"):
        list(read(path))


def test_marks_become_spans_and_traps(tmp_path: Path) -> None:
    path = tmp_path / "test-anyone.txt"
    path.write_text("# who\n@ ni irish\n{Orla} <may>,\n{age!:61} \\{x\\}\n", encoding="utf-8")
    [note] = read(path)
    assert note.text == "Orla may,\n61 {x}"
    assert note.spans == [(0, 4, "NAME", "direct"), (10, 12, "AGE", "direct")]
    assert note.traps == [(5, 8)]
