"""The language of the device: chosen once, said everywhere, kept through a kill."""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.wording import Catalogue, speak
from tests.app.scripted_server import ScriptedServer
from tests.app.views.phone import Phone

VIEWS = Path(__file__).parent.parent.parent.parent / "app" / "views"
#: Flutter's ``Icons`` with ``matchTextDirection``, as far as Layby uses them; tried in Chromium.
TURNED = {"ARROW_BACK", "ARROW_FORWARD", "CHEVRON_RIGHT"}
#: Named like one that points, but does not.
POINTS_NOWHERE = {
    "BACK_HAND_OUTLINED",
    "PERSON_ADD_ALT",
    "SAVE_ALT",
    "SETTINGS_BACKUP_RESTORE",
    "TASK_ALT",
}


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak(Catalogue())


def test_a_language_is_said_at_once_and_at_the_next_start(tmp_path: Path) -> None:
    async def story() -> None:
        phone = Phone(tmp_path, ScriptedServer())
        screen = await phone.start()
        assert "Welcome" in screen.words()
        await screen.tap("Language: English")
        await screen.tap("Cymraeg")
        assert "Iaith" in screen.words()
        await screen.go("/")
        assert "Croeso" in screen.words()
        assert "Welcome" not in screen.words()
        speak(Catalogue())
        screen = await phone.start()
        assert "Croeso" in screen.words()
        assert "Get support now" not in screen.words()
        await phone.dies()

    asyncio.run(story())


def test_another_direction_turns_every_screen(tmp_path: Path) -> None:
    async def story() -> None:
        phone = Phone(tmp_path, ScriptedServer())
        screen = await phone.start()
        await screen.tap("Language: English")
        await screen.tap("اردو")
        assert phone.services.languages.spoken.right_to_left
        assert screen.page.rtl  # what the client takes every screen's direction from
        await screen.tap("English")
        assert not screen.page.rtl
        await phone.dies()

    asyncio.run(story())


def test_every_picture_that_points_sideways_is_one_that_the_client_turns_round() -> None:
    sideways = re.compile("BACK|FORWARD|LEFT|RIGHT|NEXT|PREVIOUS|BEFORE|FIRST_|LAST_|REPLY|_ALT$")
    pictures: set[str] = set()
    for file in VIEWS.rglob("*.py"):
        pictures.update(re.findall(r"ft\.Icons\.(\w+)", file.read_text(encoding="utf-8")))
    assert {one for one in pictures if sideways.search(one)} - POINTS_NOWHERE <= TURNED


def test_nothing_is_set_off_from_one_side_of_the_screen_alone() -> None:
    one_sided = re.compile(
        r"(?:only|Padding|Margin)\((?:.*, )?(?:left|right)="
        r"|CENTER_(?:LEFT|RIGHT)|TextAlign\.(?:LEFT|RIGHT)"
    )
    found = {
        file.name
        for file in VIEWS.rglob("*.py")
        if not file.name.startswith(("lead", "heat_grid"))  # leads read English
        and one_sided.search(file.read_text(encoding="utf-8"))
    }
    assert not found
