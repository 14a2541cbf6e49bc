"""Somebody who reads texts, with their staff group, and words a theme that finds some of them.

The figures of that theme by area would say where those texts were said: a table of groups by
areas. No view may tell it by area in a period whose texts they can have read before.
"""

import csv
import io
import json
import uuid
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.periods import Block
from app.domain.summary import WireSummary
from sync_server.analysis.nodes import ROOT
from tests.sync_server.replay.site import Site
from tests.sync_server.services.test_closing import after, closing
from tests.sync_server.trust import OWN, TRUST, summary

WHO = "lead"
#: How many of each group spoke in each area; what the attacker is after.
SAID = {
    ("04", "quay"): 30,
    ("04", "south"): 20,
    ("07", "hill"): 25,
    ("07", "south"): 40,
    ("08", "quay"): 14,
    ("09", "south"): 3,
}
#: Only paramedics say this, and whoever reads their texts knows.
MARK = "The siren on the new cars is far too loud."
OLD = "late-finishes-breaks"
ASKED = "asked"
#: The first quarter and the block after it have been read by then; the last block begins later.
PUBLISHED = date(2026, 4, 14)
BEFORE = ("2026-Q1-B1", "2026-Q1-B2", "2026-Q1-B3", "2026-Q1", "2026-Q2-B1")
LATER = "2026-Q2-B2"
SECOND = "2026-Q1-B2"


class Attacker:
    """A lead who may publish codebooks."""

    def __init__(self, site: Site) -> None:
        self.site = site
        site.invites(WHO, TRUST)

    def publishes(self, day: date, *themes: dict[str, Any], **changes: Any) -> int:
        """Add themes, or change what is there by its id, and bring that in; gives the release."""
        self.site.lives_on(day)
        desk = self.site.reads(WHO, "codebook")
        known = [one | changes.get(one["id"].replace("-", "_"), {}) for one in desk["themes"]]
        seen = desk["if_version"]
        said = self.site.does(
            WHO, "PUT", "codebook/draft", if_version=seen, themes=[*known, *themes]
        )
        self.site.does(WHO, "POST", "codebook/publish", if_version=said["if_version"])
        self.site.parts.coding_work.settle()
        return self.site.parts.coding.of(TRUST.id).number

    def rolls_back(self, day: date, number: int) -> None:
        self.site.lives_on(day)
        self.site.parts.coding_desk.roll_back(TRUST.id, WHO, number)
        self.site.parts.coding_work.settle()

    def quotes(self, words: str, theme: str) -> Any:
        """Ask for a quote of a paramedic with its area."""
        texts = {"quarter": "2026-Q1", "staff_group": "04"}
        found = self.site.reads(WHO, "summaries", **texts)["summaries"]
        text = min((one for one in found if words in one["text"]), key=lambda one: one["handle"])
        wanted = texts | {"handle": text["handle"], "words": words, "theme": theme}
        return self.site.client.post("/api/v1/quotes", json=wanted | {"tree": "area"}, headers=OWN)

    def heat(self, period: str, tree: str = "area") -> Any:
        return self.site.reads(WHO, "insights/heat", period=period, tree=tree)

    def by_area(self, period: str) -> dict[tuple[str, str], str]:
        """Give what the heat map says of (area, theme) below the whole trust."""
        return {
            (row["id"], cell["code"]): cell["words"]
            for row in self.heat(period)["rows"]
            for cell in row["themes"]
            if row["id"] != ROOT
        }

    def told(self, period: str) -> set[str]:
        return {code for _, code in self.by_area(period)}


def asked(**changes: Any) -> dict[str, Any]:
    theme: dict[str, Any] = {
        "id": ASKED,
        "label": "Sirens",
        "description": "What the sirens are like.",
        "include": ["siren*"],
        "examples": ["The siren is loud."],
        "group": "Places",
        "owner": "Estates",
        "status": "live",
    }
    return theme | changes


def store(site: Site, block: Block) -> None:
    made = []
    for (group, area), number in SAID.items():
        for place in range(number):
            words = ["We talked for a while."] if place % 2 else ["Meal breaks were missed."]
            words += [MARK] if group == "04" else []
            wire = summary(text=" ".join(words), staff_group=group, area=area)
            wire |= {"week": str(block.first_week), "id": str(uuid.uuid4())}
            made.append(WireSummary.from_wire(wire))
    with site.parts.database.write() as connection:
        site.parts.intake.store_composed(connection, TRUST, made)
    closing(site, after(block)).close_due()


def years(folder: Path, number: int = 5) -> Iterator[Attacker]:
    with Site(folder) as site:
        block = Block(2026, 1, 1)
        for _ in range(number):
            store(site, block)
            block = block.next()
        yield Attacker(site)


@pytest.fixture(scope="module")
def attacker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacker]:
    """Who has read all that was said until April, and published a theme that finds one group."""
    for one in years(tmp_path_factory.mktemp("worded")):
        one.publishes(PUBLISHED, asked())
        yield one


@pytest.mark.parametrize("period", BEFORE)
def test_a_theme_worded_after_reading_is_not_told_by_area(attacker: Attacker, period: str) -> None:
    heat = attacker.heat(period)
    assert ASKED not in attacker.told(period), "it would say where one group's texts were said"
    assert OLD in attacker.told(period), "what nobody changed stays"
    (whole,) = (row for row in heat["rows"] if row["id"] == ROOT)
    assert ASKED in {cell["code"] for cell in whole["themes"]}
    assert heat["note"].startswith("Not told by area, nor held against other groups yet: Sirens.")
    by_group = attacker.heat(period, "group")
    rows = {row["id"]: {cell["code"] for cell in row["themes"]} for row in by_group["rows"]}
    assert ASKED in rows["04"]
    assert "Sirens" not in by_group["note"]


def test_no_other_way_tells_it_by_area_either(attacker: Attacker) -> None:
    reads = attacker.site.reads
    for period in BEFORE:
        for tree in ("group", "area"):
            found = reads(WHO, "insights/distinctive", period=period, tree=tree)
            assert ASKED not in {one["code"] for one in found["themes"]}
            assert "Sirens" in found["note"]
    groups = reads(WHO, "themes", quarter="2026-Q1", by="area")
    assert ASKED not in {one["code"] for group in groups["groups"] for one in group["themes"]}
    assert OLD in {one["code"] for group in groups["groups"] for one in group["themes"]}
    assert "Sirens" in groups["note"]
    action = {"theme": ASKED, "tree": "area", "node": "quay", "words": "A quieter siren",
              "owner": "Estates", "from_day": "2026-04-10", "state": "under-way",
              "if_version": 0}  # fmt: skip
    attacker.site.does(WHO, "PUT", f"actions/{uuid.uuid4()}", **action)
    (kept,) = reads(WHO, "actions")["actions"]
    assert (kept["before"], kept["after"]) == (None, None)


def test_a_trend_by_area_begins_with_the_first_period_that_nobody_had_read(
    attacker: Attacker,
) -> None:
    asked_for = {"theme": ASKED, "tree": "area", "node": "quay"}
    found = attacker.site.reads(WHO, "insights/trend", **asked_for)
    points = {point["period"]: point for point in (*found["blocks"], *found["quarters"])}
    for period in BEFORE:
        assert points[period]["cell"] is None
        assert points[period]["withheld"].startswith("Not told by area: the theme was published")
    assert found["note"].startswith("A theme is told by area only in periods that begin more than")
    assert points[LATER]["cell"]["words"] == "about 30 of 45"
    old = attacker.site.reads(WHO, "insights/trend", **asked_for | {"theme": OLD})
    assert all(point["cell"] for point in (*old["blocks"], *old["quarters"]))
    whole = attacker.site.reads(WHO, "insights/trend", **asked_for | {"node": ROOT})
    assert all(point["cell"] for point in (*whole["blocks"], *whole["quarters"]))


def test_a_report_and_its_dataset_do_not_tell_it_by_area(attacker: Attacker) -> None:
    bundle = attacker.site.reads(WHO, "reports/2026-Q1-0.zip")
    with zipfile.ZipFile(io.BytesIO(bundle)) as files:
        rows = json.loads(files.read("minimum-dataset.json"))["rows"]
        tables = [files.read(one).decode() for one in files.namelist() if one.endswith(".csv")]
    theirs = [row for row in rows if row["measure"] == "theme" and row["answer"] == ASKED]
    below = [row for row in theirs if row["tree"] == "area" and row["node"] != ROOT]
    assert below
    assert {(row["count"], row["percent"], row["hidden"]) for row in below} == {
        (None, None, "withheld")
    }
    assert any(row["count"] for row in theirs if row["tree"] == "group")
    lines = [line for table in tables for line in csv.reader(io.StringIO(table))]
    assert ["Sirens", "not told", "not told"] in [[line[0], *line[-2:]] for line in lines]
    page = attacker.site.reads(WHO, "reports/2026-Q1-0.html").decode()
    assert "Not told by area, nor held against other groups yet: Sirens." in page


def test_a_quote_does_not_tell_it_by_area(attacker: Attacker) -> None:
    refused = attacker.quotes(MARK, ASKED)
    assert refused.status_code == 422, refused.text
    assert "A theme is told by area only" in refused.json()["detail"]


def test_it_is_told_in_a_period_that_began_after(attacker: Attacker) -> None:
    told = attacker.by_area(LATER)
    assert (told["quay", ASKED], told["south", ASKED]) == ("about 30 of 45", "about 20 of 65")
    assert "Sirens" not in attacker.heat(LATER)["note"]


def test_a_theme_that_is_changed_is_hidden_and_another_description_hides_nothing(
    tmp_path: Path,
) -> None:
    for attacker in years(tmp_path, 3):
        everything = attacker.told(SECOND)
        quoted = attacker.quotes("Meal breaks were missed.", OLD)
        assert quoted.status_code == 200, quoted.text
        assert OLD in everything
        attacker.publishes(
            date(2026, 4, 20), late_finishes_breaks={"description": "Meals and pauses."}
        )
        assert attacker.told(SECOND) == everything
        assert attacker.site.reads(WHO, "quotes")["quotes"] == [quoted.json()]
        (old,) = (one for one in attacker.site.reads(WHO, "codebook")["themes"] if one["id"] == OLD)
        wider = {"include": [*old["include"], "siren*"]}
        number = attacker.publishes(date(2026, 4, 21), late_finishes_breaks=wider)
        assert attacker.told(SECOND) == everything - {OLD}
        assert attacker.site.reads(WHO, "quotes")["quotes"] == []
        attacker.rolls_back(date(2026, 4, 22), number)
        assert attacker.told(SECOND) == everything - {OLD}, "a roll-back is a publishing"
