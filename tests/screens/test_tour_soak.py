"""In a language longer than any, nothing that crews or managers read is cut off or has no room."""

from pathlib import Path

import pytest

from tests.screens.pseudo import PSEUDO
from tests.screens.tour import go_through, read_wishes

#: The smallest phone; each screen is looked at with the largest letters at 320 pixels too.
_SMALL = (360, 640)


@pytest.mark.soak
@pytest.mark.browser
@pytest.mark.parametrize("part", ["alone", "crew", "manager", "brought", "keeping"])
def test_a_longer_language_has_room(part: str, tmp_path: Path) -> None:
    wishes = read_wishes(
        ["--size", "360x640", "--scheme", "light", "--language", PSEUDO, "--out", str(tmp_path)]
    )
    report = go_through(part, PSEUDO, _SMALL, wishes)
    assert report.wrong == 0, report.file.read_text(encoding="utf-8")
