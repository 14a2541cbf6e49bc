"""Dozens of SIGKILLs of a whole browser in the middle of its commits lose nothing."""

from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.e2e.adapter_page.kills import Kills
from tests.e2e.adapter_page.lab import Lab, browsing

pytestmark = [pytest.mark.browser, pytest.mark.soak]

KILLS = 30


def test_dozens_of_killed_browsers_lose_nothing_acknowledged(tmp_path: Path) -> None:
    lab, kills = Lab(), Kills("canary Gravel lantern otter")
    with sync_playwright() as playwright:
        for _ in range(KILLS):
            with browsing(playwright, lab, tmp_path / "profile") as browser:
                kills.commit_until_killed(lab, browser)
        with browsing(playwright, lab, tmp_path / "profile"):
            kills.look(lab)
    lab.close()
    kills.check(KILLS)
