"""What a trust may take out: figures as its leads see them, its own content, its own log.

Figures come through ``Reporting`` and nothing else: what a lead may not see is in no file
either, and nobody's words are in any of them.
"""

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path

from app.domain.organisation import Organisation
from app.domain.periods import Quarter
from sync_server.db.audit import Audit
from sync_server.db.content import LISTS, PUBLISHED, ROSTER, ContentItems
from sync_server.db.engine import Database
from sync_server.errors import ServerError
from sync_server.services.files import write_file
from sync_server.services.reporting import Dimension, Reporting

_VIEWS: tuple[Dimension, ...] = ("staff_group", "area")
_FIGURES = (
    *("quarter", "by", "id", "name", "summaries", "withheld"),
    *("theme", "theme_name", "share"),
)
#: What a spreadsheet would take for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Exporting:
    """Writes files for one trust."""

    def __init__(self, database: Database, reporting: Reporting) -> None:
        self._database = database
        self._reporting = reporting

    def figures(self, trust: Organisation, file: Path) -> int:
        """Write every quarter's figures as CSV; gives the number of lines."""
        lines = [
            line
            for quarter in self._reporting.quarters(trust)
            for by in _VIEWS
            for line in self._lines(trust, Quarter.parse(quarter), by)
        ]
        _write(file, table(_FIGURES, lines))
        return len(lines)

    def _lines(self, trust: Organisation, quarter: Quarter, by: Dimension) -> list[list[str]]:
        lines = []
        for group in self._reporting.themes(trust, quarter, by):
            head = [str(quarter), by, group.id, group.name]
            number = "" if group.summaries is None else str(group.summaries)
            lines.append([*head, number, group.withheld or "", "", "", ""])
            for theme in group.themes:
                lines.append([*head, "", "", theme.code, theme.label, theme.words])
        return lines

    def audit(self, trust: Organisation, file: Path) -> int:
        """Write the trust's whole log as CSV, with the hashes that link it; gives its rows."""
        with self._database.read() as connection:
            rows = [
                [str(row.number), row.at, row.who, row.what, row.hash]
                for row in Audit(connection, trust.id).rows()
            ]
        _write(file, table(("number", "at", "who", "what", "hash"), rows))
        return len(rows)

    def content(self, trust: Organisation, folder: Path) -> int:
        """Write the trust's areas, guides, services and lists; gives the number of files.

        The filter of its staff's names stays: it was made so that nobody reads it.
        """
        files = {"organisation.json": json.dumps(trust.to_document(), indent=2)}
        with self._database.read() as connection:
            for row in ContentItems(connection, trust.id).standing():
                if row.state != PUBLISHED or row.kind == ROSTER.kind:
                    continue
                kind = "json" if row.kind == LISTS.kind else "toml"
                files[f"{row.kind}-{row.id}-{row.language}.{kind}"] = row.text
        try:
            folder.mkdir(mode=0o700, parents=True)
        except OSError as error:
            raise ServerError(f"The folder {folder} must be a new one.") from error
        for name, text in files.items():
            _write(folder / name, text)
        return len(files)


def table(head: Iterable[str], lines: Iterable[Iterable[str]]) -> str:
    """Give CSV text in which no cell can act as a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_harmless(cell) for cell in head])
    writer.writerows([_harmless(cell) for cell in line] for line in lines)
    return out.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _write(file: Path, text: str) -> None:
    if file.exists():
        raise ServerError(f"The file {file} is there already. Choose a new name.")
    try:
        write_file(file, text.encode("utf-8", "replace"))
    except OSError as error:
        raise ServerError(f"The file {file} cannot be written.") from error
