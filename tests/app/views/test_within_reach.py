"""What lies out of sight is within reach: a keyboard gets there, and what changes is heard.

A browser scrolls to what has the focus; what holds no control has none (WCAG 2.2, 2.1.1). And
Flutter says aloud only what is in sight; the page says the rest (4.1.3), by a mark.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.views.app_shell import ROUTES
from app.views.components import notice
from tests.app.views.phone import Phone, on_a_phone, with_profile
from tests.harness import Screen

ASSETS = Path(__file__).parents[3] / "assets"
_USED = ("TextField", "Radio")


def pressed(screen: Screen) -> list[str]:
    """Give the kinds of what can be used on the screen, but for its bar and its foot."""
    view = screen.controls()[0]
    inside = [control for part in view.controls for control in screen.inside(part)]
    return [
        type(control).__name__
        for control in inside
        if control._c in _USED or getattr(control, "on_click", None)
    ]


def test_every_screen_of_an_empty_profile_has_something_to_go_to(tmp_path: Path) -> None:
    plain = [route for route in ROUTES if ":" not in route and not route.startswith("lead")]
    bare: list[str] = []

    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        for route in plain:
            await screen.go(f"/{route}")
            if not pressed(screen):
                bare.append(route)

    on_a_phone(tmp_path, story)
    assert len(plain) > 30
    assert bare == []


@pytest.mark.parametrize("say", [notice.trouble, notice.good, notice.note])
def test_the_page_knows_the_mark_of_what_is_to_be_heard(say: Callable[[str], Any]) -> None:
    script = (ASSETS / "shell" / "a11y.js").read_text("utf-8")
    assert f"[${{MARK}}={say('Nothing is waiting.').identifier}]" in script
