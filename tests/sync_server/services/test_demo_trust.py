"""The demonstration trust: large, uneven, the same every time, and marked as made up."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.organisation import STAFF_GROUPS
from app.domain.periods import IsoWeek, Quarter
from sync_server.errors import ServerError
from sync_server.parts import Parts
from sync_server.services.demo_trust import DEMO_TRUST, compose, read_lists, read_sentences
from sync_server.services.first_start import first_start
from sync_server.services.organisations import found_with
from sync_server.services.reporting import GroupThemes
from tests.sync_server.trust import ASSETS, Server

TODAY = date(2026, 11, 21)


def test_it_is_large_uneven_the_same_each_time_and_covers_eighteen_months() -> None:
    summaries = compose(read_sentences(ASSETS), TODAY)
    assert compose(read_sentences(ASSETS), TODAY) == summaries
    assert len(summaries) >= 5000
    weeks = {IsoWeek.parse(summary.week) for summary in summaries}
    assert max(weeks) == IsoWeek.of(TODAY)
    assert max(weeks).weeks_after(min(weeks)) == 77
    groups = Counter(summary.staff_group for summary in summaries)
    assert set(groups) == set(STAFF_GROUPS)
    assert max(groups.values()) > 20 * min(groups.values())
    assert {summary.area for summary in summaries} == {a.id for a in DEMO_TRUST.leaves()}
    assert len({summary.id for summary in summaries}) == len(summaries)
    assert len({summary.text for summary in summaries}) > len(summaries) / 2
    assert DEMO_TRUST.synthetic
    assert "made-up" in DEMO_TRUST.name


def test_sentences_that_cannot_be_read_are_said_so(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    for content in ("", "[", 'openers = []\nclosers = []\ntheme = "x"', "theme = [{}]"):
        (tmp_path / "demo" / "sentences.toml").write_text(content)
        with pytest.raises(ServerError, match="cannot be read"):
            read_sentences(tmp_path)


def test_the_demonstration_hides_places_and_codes_of_its_own(tmp_path: Path) -> None:
    lists = read_lists(ASSETS)
    assert lists.stations
    assert lists.call_signs
    assert lists.incident_numbers
    with pytest.raises(ServerError, match="cannot be used"):
        read_lists(tmp_path)


@pytest.fixture
def demonstration(tmp_path: Path, server_url: str) -> Iterator[Parts]:
    with Server(tmp_path, server_url, assets_dir=ASSETS) as server:
        yield server.parts


def test_each_screen_has_something_to_show_and_something_to_hide(demonstration: Parts) -> None:
    parts = demonstration
    found_with(parts.database, DEMO_TRUST, parts.intake, compose(read_sentences(ASSETS), TODAY))
    parts.closing.close_due()
    quarters = [Quarter.parse(text) for text in parts.reporting.quarters(DEMO_TRUST)]
    assert len(quarters) >= 6
    closed = Quarter.parse(parts.reporting.first(DEMO_TRUST))
    by_group = [parts.reporting.themes(DEMO_TRUST, quarter, "staff_group") for quarter in quarters]
    by_area = parts.reporting.themes(DEMO_TRUST, closed, "area")
    assert any(group.withheld for groups in by_group for group in groups)
    paramedics = by_group[quarters.index(closed)][3]
    assert len(paramedics.themes) >= 15
    assert all(len(group.themes) >= 3 for group in by_area if group.id != "headquarters")

    def top(group: GroupThemes) -> set[str]:
        return {theme.code for theme in group.themes[:3]}

    assert len({frozenset(top(group)) for group in by_area}) >= 4
    withheld, texts = parts.reporting.texts(DEMO_TRUST, closed, "04")
    assert withheld is None
    # Shown rounded, and let out in steps.
    assert paramedics.summaries
    assert abs(len(texts) - paramedics.summaries) < 20
    desk = parts.insights
    blocks = [one for one in desk.insights.periods(DEMO_TRUST) if one.kind == "block"]
    new = [desk.new_themes.emerging(DEMO_TRUST, one).bursts for one in blocks[:2]]
    assert "handset" in {burst.term for bursts in new for burst in bursts}


def test_a_start_that_was_cut_short_is_completed(server: Server) -> None:
    parts = server.parts
    founded: list[int] = []
    welcome = first_start(
        parts.accounts, parts.enrolment, parts.organisations, lambda: founded.append(1)
    )
    assert welcome is not None  # the trust was there, its lead and code were not
    assert founded == []
    assert parts.accounts.sign_in(welcome.username, welcome.password)[1].username == "lead"
    assert (
        first_start(parts.accounts, parts.enrolment, parts.organisations, lambda: founded.append(1))
        is None
    )
