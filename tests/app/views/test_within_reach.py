"""A keyboard has somewhere to go in what scrolls: else nobody without a pointer reads its end.

A browser scrolls to what has the focus; what holds no control has none (WCAG 2.2, 2.1.1).
"""

from pathlib import Path

from app.views.app_shell import ROUTES
from tests.app.views.phone import Phone, on_a_phone, with_profile
from tests.harness import Screen

_USED = ("TextField", "Radio")


def pressed(screen: Screen) -> list[str]:
    """Give the kinds of what can be used on the screen, but for its bar and its foot."""
    view = screen.controls()[0]
    inside = [control for part in view.controls for control in screen.inside(part)]
    return [
        type(control).__name__
        for control in inside
        if type(control).__name__ in _USED or getattr(control, "on_click", None)
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
