"""Everything of a report that a computer reads on, as one ZIP file."""

import io
import json
import zipfile
from pathlib import Path

from sync_server.reports.dataset import long_tables
from sync_server.reports.plain_tables import as_csv
from sync_server.reports.report import Report

#: A fixed moment: the same report gives the same bytes.
_MOMENT = (1980, 1, 1, 0, 0, 0)
SCHEMA = "minimum-dataset.schema.json"


def as_bundle(report: Report, assets: Path) -> bytes:
    """Give the tables as CSV and the minimum dataset with its schema and what it means.

    Raises OSError where the schema is not among ``assets``.
    """
    folder = assets / "reports"
    files = {
        "README.md": (folder / "README.md").read_bytes(),
        "minimum-dataset.json": json.dumps(report.dataset, indent=1, ensure_ascii=False).encode(),
        SCHEMA: (folder / SCHEMA).read_bytes(),
    }
    for number, table in enumerate((*report.tables, *long_tables(report.dataset)), 1):
        files[f"tables/{number:02d}-{table.id}.csv"] = as_csv(table)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            bundle.writestr(entry, content)
    return out.getvalue()
