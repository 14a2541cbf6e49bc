"""A trust's file of staff names, read into the single name parts that its roster holds.

The file is one name a line, or a table (CSV) whose first line says which columns hold names.
Nothing of it is kept: what comes out goes into a filter that cannot be read.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence

from app.anonymise import company
from app.anonymise.tokens import fold, tokenise
from app.domain.errors import ContentError
from app.domain.roster import Roster

#: A trust of tens of thousands fits with every column it may have.
MAX_FILE_BYTES = 8_000_000
_NAME_COLUMN = re.compile(
    r"(?:.*\b(?:fore|sur|nick|last|first|family|given|middle|maiden|preferred|full|birth|staff"
    r"|employee|display|legal)?[ _-]?names?\b.*|.*\bsurname\b.*|.*\bknown[ _-]?as\b.*)",
    re.IGNORECASE,
)
_NOT_A_NAME_COLUMN = re.compile(
    r"user|log ?in|file|site|station|team|unit|job|role|post|dep|manager|org|area|base|course",
    re.IGNORECASE,
)
# Parts of surnames that are words of their own in any note.
_PARTICLES = frozenset(
    "de da di du del della van von der den dos la le el al bin bint ibn ap ab st san abu abd y e "
    "o mac mc jr jnr sr snr ii iii phd msc bsc ba ma mba obe mbe cbe she her hers he him his they "
    "them their theirs ms mx".split()
)
_LONGEST_CELL = 200
_CELL = re.compile(r"[^\d@/\\<>=]{2,80}")


def decoded(content: bytes) -> str:
    """Give a file's text: UTF-8, UTF-16 with its mark, or what older spreadsheets write.

    Raises ContentError, without a word of it, where it is none of these.
    """
    if len(content) > MAX_FILE_BYTES:
        raise ContentError("This file is too large for a list of names.")
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ContentError("This file cannot be read as text. Save it as CSV in UTF-8.")


def roster_of(text: str, salt: bytes) -> Roster:
    """Build the filter from a file's text; raises ContentError that says what it lacks."""
    return Roster.of(name_parts(text), salt)


def name_parts(text: str) -> frozenset[str]:
    """Give every name part of a file's text, folded; raises ContentError where none is found."""
    if len(text) > MAX_FILE_BYTES:
        raise ContentError("This file is too large for a list of names.")
    rows = _rows(text)
    columns = _name_columns(rows)
    found: set[str] = set()
    for row in rows[1:] if columns else rows:
        for cell in [row[at] for at in columns if at < len(row)] if columns else row:
            found.update(_parts(cell))
    if not found:
        raise ContentError("No names were found in this file: one name a line is enough.")
    return frozenset(found)


def _rows(text: str) -> list[list[str]]:
    lines = text.removeprefix("\ufeff").replace("\x00", "").splitlines()
    first = next((line for line in lines if line.strip()), "")
    mark = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(lines, delimiter=mark))
    except csv.Error as error:
        raise ContentError("This file is not a table of names that can be read.") from error
    return [row for row in rows if any(cell.strip() for cell in row)]


def _name_columns(rows: Sequence[Sequence[str]]) -> list[int]:
    """Find the columns that hold names; none when the file is names from the first line on.

    Without a heading a third column could be anything, and a list of job titles among the names
    would hide ordinary words in every note.
    """
    heads = rows[0] if rows else []
    columns = [at for at, head in enumerate(heads) if _is_heading_of_names(head.strip()[:80])]
    if not columns and any(len(row) > 2 for row in rows):
        raise ContentError(
            "Say in the first line which columns hold names, such as: First name, Surname."
        )
    return columns


def _is_heading_of_names(head: str) -> bool:
    return bool(_NAME_COLUMN.fullmatch(head)) and not _NOT_A_NAME_COLUMN.search(head)


def _parts(cell: str) -> Iterator[str]:
    """Cut one cell into parts: "O'Neill-Okafor" gives o'neill, oneill and okafor."""
    without = re.sub(r"\([^)]*\)", " ", cell[:_LONGEST_CELL])
    if len(cell) > _LONGEST_CELL or not _CELL.fullmatch(without.strip()):
        return
    for word in _words(without):
        if len(word) < 2 or word in _PARTICLES or word in company.TITLES:
            continue
        yield word
        if "'" in word:
            yield word.replace("'", "")


def _words(cell: str) -> Iterable[str]:
    return (fold(token.text) for token in tokenise(cell) if token.is_word)
