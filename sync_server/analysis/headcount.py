"""Read a headcount file: how many people of each group work in each area. Pure.

Spreadsheets save it in many ways: with commas, semicolons or tabs, as UTF-8, UTF-16 or a
Windows code page, codes without their leading nought, small numbers turned into dates. What
can be read for certain is read; all else is said with its row and column, everything at once,
and then nothing of the file is used. A column that is not asked for is refused, so that nobody
uploads names by mistake.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.organisation import STAFF_GROUPS, Organisation

COLUMNS = ("group", "area", "headcount")
#: More than the rows that any trust has: groups times areas, with room.
MOST_ROWS = 20_000
MOST_BYTES = 4_000_000
_MOST_PEOPLE = 500_000
_MOST_ERRORS = 200
#: Columns of a file that are named where they are the wrong ones.
_NAMED = 8

_DATE = re.compile(
    r"\d{1,2}[-/ ](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?:[-/ ]\d{2,4})?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-/ ]\d{2,4}"
    r"|\d{1,4}[-/]\d{1,2}[-/]\d{1,4}",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\d{1,3}(?:[,\u00a0 ]\d{3})+|\d+")
_DATED = "A spreadsheet has turned this into a date. Format the column as text and type it again."


@dataclass(frozen=True)
class HeadcountRow:
    """``headcount`` people of a staff group (ESR code) work in an area (leaf id)."""

    group: str
    area: str
    headcount: int


@dataclass(frozen=True)
class CellError:
    """What is wrong in ``row`` (1 is the first line of the file) and ``column``, if one."""

    row: int
    column: str
    message: str


@dataclass(frozen=True)
class HeadcountFile:
    """What a file says, or all that is wrong with it: one of the two is empty."""

    rows: tuple[HeadcountRow, ...]
    errors: tuple[CellError, ...]


def read_headcount(content: bytes, organisation: Organisation) -> HeadcountFile:
    """Read a CSV file with the columns group, area and headcount."""
    if len(content) > MOST_BYTES:
        return _wrong(1, "", "The file is larger than 4 MB. Is it the right one?")
    text = _decoded(content)
    if text is None:
        return _wrong(1, "", "This is not a text file. Save the sheet as CSV (UTF-8).")
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error:
        return _wrong(1, "", "This could not be read as CSV. Save the sheet as CSV again.")
    start = next((number for number, line in enumerate(lines) if _filled(line)), None)
    if start is None:
        return _wrong(1, "", "The file is empty.")
    named = [cell.strip().casefold() for cell in lines[start]]
    while named and not named[-1]:
        named.pop()
    if errors := _head_errors(named, start + 1):
        return HeadcountFile((), tuple(errors))
    places = [named.index(name) for name in COLUMNS]
    return _Reading(organisation, places).read(lines[start + 1 :], start + 2)


class _Reading:
    """Reads the rows under the head, and collects what is wrong."""

    def __init__(self, organisation: Organisation, places: Sequence[int]) -> None:
        self._places = places
        self._groups = _names((code, name) for code, name in STAFF_GROUPS.items())
        for code in STAFF_GROUPS:
            self._groups.setdefault(code.lstrip("0"), [code])
        leaves = organisation.leaves()
        self._areas = _names((area.id, area.name) for area in leaves)
        ids = {area.id for area in leaves}
        above = [area for area in organisation.areas if area.id not in ids and not area.retired]
        self._above = _names((area.id, area.name) for area in above)
        self._errors: list[CellError] = []
        self._seen: dict[tuple[str, str], int] = {}

    def read(self, lines: Sequence[Sequence[str]], first: int) -> HeadcountFile:
        """Read all rows; ``first`` is the number of the first of them in the file."""
        rows: list[HeadcountRow] = []
        for number, line in enumerate(lines, first):
            if not _filled(line):
                continue
            if len(rows) >= MOST_ROWS or len(self._errors) >= _MOST_ERRORS:
                self._say(number, "", "We stopped reading here: there is too much to go on.")
                break
            row = self._row(number, line)
            if row:
                rows.append(row)
        if not rows and not self._errors:
            self._say(first, "", "There are no rows under the column names.")
        if self._errors:
            return HeadcountFile((), tuple(self._errors))
        return HeadcountFile(tuple(rows), ())

    def _row(self, number: int, line: Sequence[str]) -> HeadcountRow | None:
        cells = [line[place].strip() if place < len(line) else "" for place in self._places]
        if any(cell.strip() for cell in line[max(self._places) + 1 :]):
            self._say(number, "", "This row has more cells than there are column names.")
        group = self._known(number, "group", cells[0], self._groups)
        area = self._known(number, "area", cells[1], self._areas)
        people = self._number(number, cells[2])
        if group is None or area is None or people is None:
            return None
        before = self._seen.setdefault((group, area), number)
        if before != number:
            self._say(number, "area", f"This group and area already stand in row {before}.")
            return None
        return HeadcountRow(group, area, people)

    def _known(
        self, number: int, column: str, cell: str, names: Mapping[str, list[str]]
    ) -> str | None:
        found = names.get(_folded(cell), [])
        if len(found) == 1:
            return found[0]
        if not cell:
            self._say(number, column, f"The {column} is missing.")
        elif found:
            ids = " or ".join(sorted(found))
            self._say(number, column, f"More than one {column} has this name. Use its id: {ids}.")
        elif _DATE.fullmatch(cell):
            self._say(number, column, _DATED)
        elif column == "area" and _folded(cell) in self._above:
            self._say(number, column, "This area has others in it. Give each of those its row.")
        else:
            self._say(number, column, f"“{cell[:40]}” is not {_expected(column)}.")
        return None

    def _number(self, number: int, cell: str) -> int | None:
        plain = re.sub(r"[.,]0{1,2}$", "", cell) if not _WHOLE.fullmatch(cell) else cell
        if _WHOLE.fullmatch(plain) and plain.replace("\u00a0", "").isascii():
            people = int(re.sub(r"\D", "", plain))
            if people <= _MOST_PEOPLE:
                return people
            self._say(number, "headcount", "This is more people than the largest trust has.")
            return None
        self._say(number, "headcount", _number_trouble(cell))
        return None

    def _say(self, row: int, column: str, message: str) -> None:
        self._errors.append(CellError(row, column, message))


def _number_trouble(cell: str) -> str:
    if not cell:
        return "The headcount is missing. Write 0 where nobody works."
    if _DATE.fullmatch(cell):
        return _DATED
    if re.fullmatch(r"[-−–]\s*[\d.,]+|\([\d.,]+\)", cell):
        return "A headcount cannot be less than 0."
    if re.fullmatch(r"\d*[.,]\d+", cell):
        return "A headcount is a whole number of people, not full-time equivalents."
    return f"“{cell[:40]}” is not a whole number."


def _expected(column: str) -> str:
    if column == "group":
        return "a staff group: use its ESR code, such as 04, or its full name"
    return "an area of your trust: use its name or id as it stands under Areas"


def _head_errors(named: Sequence[str], row: int) -> list[CellError]:
    """Say in one line what the first line should be, where it is anything else."""
    if sorted(named) == sorted(COLUMNS):
        return []
    found = ", ".join(f"“{name[:40]}”" if name else "one without a name" for name in named[:_NAMED])
    more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
    asked = "The first line names the columns: group, area, headcount, and no others."
    return [CellError(row, "", f"{asked} In this file they are {found}{more}.")]


def _decoded(content: bytes) -> str | None:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\x00" in content[1:200:2] and b"\x00" not in content[:200:2]:
        encodings = ("utf-16-le",)
    else:
        encodings = "utf-8-sig", "cp1252"
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\x00" in text or text.startswith(("PK\x03\x04", "%PDF")) else text
    return None


def _delimiter(text: str) -> str:
    """Give what parts the cells of the first line that has any."""
    head = next((line for line in text.splitlines() if line.strip(' ,;\t"')), "")
    return max(",;\t", key=head.count)


def _filled(line: Sequence[str]) -> bool:
    return any(cell.strip() for cell in line)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _names(named: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for identity, name in named:
        for word in {_folded(identity), _folded(name)}:
            found.setdefault(word, []).append(identity)
    return found


def _wrong(row: int, column: str, message: str) -> HeadcountFile:
    return HeadcountFile((), (CellError(row, column, message),))
