"""A process of its own: reads {assets, day, report} as JSON and writes the PDF.

It imports nothing of Layby, so that it starts fast.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import typst


def set_pages(asked: bytes) -> bytes:
    """Set a report; raises ``typst.TypstError`` where the template does not take it."""
    order = json.loads(asked)
    assets = Path(order["assets"])
    return typst.compile(
        str(assets / "reports" / "board.typ"),
        root=str(assets / "reports"),
        font_paths=[str(assets / "fonts")],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"report": json.dumps(order["report"])},
        pdf_standards=["ua-1"],
        # A folder that is not there: packages are neither kept nor fetched.
        package_path=str(assets / "reports" / "none"),
        package_cache_path=str(assets / "reports" / "none"),
        timestamp=datetime.fromisoformat(order["day"]).replace(tzinfo=UTC),
    )


if __name__ == "__main__":
    sys.stdout.buffer.write(set_pages(sys.stdin.buffer.read()))
