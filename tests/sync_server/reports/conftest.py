"""A trust's database, and a report of all that can be in one."""

from collections.abc import Iterator

import pytest

from sync_server.db.engine import Database
from sync_server.reports.report import Report
from tests.sync_server.reports.trusts import database, figures, insights, report


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    made = database(tmp_path_factory.mktemp("reports"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def full(kept: Database) -> Report:
    return report(insights(figures(7), checks=True), kept)
