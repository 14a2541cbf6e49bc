"""The texts behind a theme: a few of each group that has a figure for it, and never others."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.domain.periods import Block
from app.domain.theme_texts import SaidByGroup
from sync_server.analysis.rounding import SMALLEST_NUMERATOR
from sync_server.db.audit import Audit
from sync_server.db.summaries import Summaries
from sync_server.db.tables import summary_code
from sync_server.services.theme_texts import MOST
from tests.sync_server.api.problem_shape import assert_problem
from tests.sync_server.api.test_quotes import ELSE, SAID, THEME, hear
from tests.sync_server.services.test_closing import closing, put
from tests.sync_server.trust import OWN, TRUST, Server, this_quarter

TWIN = "late-finishes-breaks"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One group speaks of the theme often, one seldom, one is withheld; all closed.

    What speaks of it speaks of its twin, too.
    """
    folder: Path = tmp_path_factory.mktemp("theme-texts")
    with Server(folder) as server:
        hear(server, 16, "04", "quay", SAID)
        hear(server, 4, "04", "south", SAID)
        hear(server, 16, "04", "quay", ELSE)
        hear(server, 6, "07", "quay", SAID)
        hear(server, 12, "07", "south", ELSE)
        hear(server, 12, "07", "quay", ELSE)
        has_twin(server)
        for number in (1, 2, 3):
            week = Block.parse(f"{this_quarter()}-B{number}").first_week
            for group, area in (("04", "quay"), ("04", "south"), ("07", "quay"), ("07", "south")):
                put(server, 12, week, group, area)
            for area in ("quay", "south"):
                put(server, 6, week, "08", area)
        closing(server, date.today() + timedelta(days=300)).close_due()
        server.sign_in()
        yield server


def has_twin(server: Server) -> None:
    it = summary_code.c
    with server.parts.database.write() as connection:
        speaking = connection.execute(select(it.summary_id).where(it.code == THEME)).scalars().all()
        codes = [
            {"summary_id": one, "code": TWIN, "phrase": "", "codebook_version": 1}
            for one in speaking
        ]
        Summaries(connection, TRUST.id).add_codes(codes)


def of_theme(server: Server, theme: str = THEME, **other: str) -> Any:
    return server.get("insights/texts", **({"period": this_quarter(), "theme": theme} | other))


def handles(found: Any) -> list[str]:
    return [text["handle"] for group in found["groups"] for text in group["texts"]]


def test_a_few_texts_are_given_where_a_figure_stands_and_none_where_it_does_not(
    site: Server,
) -> None:
    found = of_theme(site)
    (group,) = found["groups"]
    assert (group["staff_group"], group["words"]) == ("04", "about 20 of 110")
    assert set(group) == set(SaidByGroup.__dataclass_fields__)
    assert len(group["texts"]) == found["most"] == MOST < SMALLEST_NUMERATOR
    page = site.get("summaries", quarter=this_quarter(), staff_group="04")["summaries"]
    # As on the page of the group, and nothing more about them than there.
    assert group["texts"] == [one for one in page if one["handle"] in handles(found)]
    assert all(one["text"].startswith(SAID) for one in group["texts"])
    assert of_theme(site) == found, "the same ones each time"


def test_hiding_one_brings_no_other_in_its_place(site: Server) -> None:
    before = handles(of_theme(site))
    where = {"quarter": this_quarter(), "staff_group": "04"}
    site.client.post(f"/api/v1/texts/{before[0]}/flag", json=where, headers=OWN)
    assert handles(of_theme(site)) == before[1:]
    back = where | {"flagged": False}
    site.client.post(f"/api/v1/texts/{before[0]}/flag", json=back, headers=OWN)
    assert handles(of_theme(site)) == before


def test_the_same_theme_under_another_name_gives_the_same_texts(site: Server) -> None:
    before = handles(of_theme(site))
    assert handles(of_theme(site, TWIN)) == before


def test_texts_are_read_by_closed_quarter_and_for_themes_that_are_told(site: Server) -> None:
    block = f"{this_quarter()}-B1"
    asked = [(block, THEME, "period"), ("2031-Q1", THEME, "period"), (this_quarter(), "x", "theme")]
    for period, theme, field in asked:
        answer = site.client.get(f"/api/v1/insights/texts?period={period}&theme={theme}")
        assert assert_problem(answer, 422)["field"] == field


def test_a_look_is_kept(site: Server) -> None:
    of_theme(site)
    with site.parts.database.read() as connection:
        said = [what for _, _, what in Audit(connection, TRUST.id).all()]
    assert f"looked at texts that speak of a theme in {this_quarter()}" in said
