"""A browser killed in the middle of its commits, and what it still knows afterwards."""

from tests.e2e.adapter_page.lab import Browser, Lab

#: Commits to see acknowledged before each kill.
COMMITS = 15


class Kills:
    """``runs`` holds, for each kill, the numbers acknowledged before it and those found after."""

    def __init__(self, passphrase: str) -> None:
        self._passphrase = passphrase
        self.runs: list[tuple[set[int], set[int]]] = []

    def commit_until_killed(self, lab: Lab, browser: Browser) -> None:
        """Look what an earlier kill left, commit on, and SIGKILL the browser meanwhile."""
        kept = self.look(lab)
        lab.durable.clear()
        lab.start("commit_without_end", max(kept, default=-1) + 1)
        lab.wait_for_durable(COMMITS)
        browser.kill()
        self.runs.append((kept | set(lab.durable), set()))

    def look(self, lab: Lab) -> set[int]:
        """Open the tables and note the numbers in them as found after the last kill."""
        kept = set(lab.ask("open_killable", self._passphrase))
        if self.runs:
            self.runs[-1] = (self.runs[-1][0], kept)
        return kept

    def check(self, times: int) -> None:
        """Hold that nothing acknowledged was lost and nothing invented, in so many kills."""
        assert len(self.runs) == times
        for acknowledged, found in self.runs:
            assert acknowledged <= found
            assert len(found - acknowledged) <= 1  # durable, but killed before it could say so
        assert len(self.runs[-1][0]) >= times * COMMITS
