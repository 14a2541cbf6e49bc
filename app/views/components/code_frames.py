"""Shows a plan's codes one after the other, big and on light, for another phone's camera."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import flet as ft

from app.domain.wording import tr
from app.views.boundary import component, start
from app.views.components import buttons
from app.views.components.cards import stack
from app.views.components.text import body
from app.views.services import use_services
from app.views.theme import SMALL_CORNER, code_ground

#: Long enough for a camera to read one code, short enough to hold a phone still for all.
TURN_SECONDS = 1.5
#: As wide as a code grows: on a tablet the buttons below it stay in sight.
_WIDEST = 440


@dataclass
class _Turning:
    """Whether the codes turn by themselves; causes no redraw."""

    on: bool = False
    gone: bool = False
    #: Turnings that were begun; only the last one goes on.
    count: int = 0


@component
def CodeFrames(codes: Sequence[bytes]) -> ft.Control:
    """The codes (PNG), turned by themselves or by hand; by hand only where motion is unwelcome."""
    services = use_services()
    at, set_at = ft.use_state(0)
    turns, set_turns = ft.use_state(False)
    make: Any = _Turning
    turning: _Turning = ft.use_state(make)[0]
    several = len(codes) > 1

    async def turn() -> None:
        turning.count += 1
        mine = turning.count
        while turning.on and not turning.gone and turning.count == mine:
            await services.pause(TURN_SECONDS)
            if turning.on and not turning.gone and turning.count == mine:
                set_at(lambda shown: (shown + 1) % len(codes))

    def let_turn(on: bool) -> None:
        turning.on = on
        set_turns(on)
        if on:
            start(turn, lambda _: None)

    async def begin() -> None:
        if several and not await services.device.wants_less_motion() and not turning.gone:
            let_turn(True)

    def leave() -> None:
        turning.gone = True

    ft.use_effect(begin, [], leave)

    def step(by: int) -> None:
        let_turn(False)
        set_at(lambda shown: (shown + by) % len(codes))

    which = tr("Code {at} of {number}", at=at + 1, number=len(codes))
    rows = [on_light(codes[at], which, spoken=not turns)]
    if several:
        rows += [_by_themselves(turns, let_turn), _by_hand(step)]
    return stack(rows)


def _by_themselves(turns: bool, let_turn: Callable[[bool], None]) -> ft.Control:
    if turns:
        return buttons.secondary(
            tr("Pause"), lambda _: let_turn(False), icon=ft.Icons.PAUSE, key="turn"
        )
    return buttons.secondary(
        tr("Turn by itself"), lambda _: let_turn(True), icon=ft.Icons.PLAY_ARROW, key="turn"
    )


def on_light(code: bytes, name: str, *, spoken: bool = False) -> ft.Control:
    """Show one code (PNG) and say its name; ``spoken`` announces a change of it.

    A camera looks for dark squares on light ground in every look. Only at night the ground is
    dimmer (``code_ground``), for white would be the one bright thing in a dark cab.
    """
    ground = code_ground(use_services().shared.look.scheme)
    picture = ft.Container(
        ft.Image(
            code,
            fit=ft.BoxFit.CONTAIN,
            filter_quality=ft.FilterQuality.NONE,
            gapless_playback=True,
            exclude_from_semantics=True,
            # The picture's own white becomes the ground, and its black stays black.
            color=ground,
            color_blend_mode=ft.BlendMode.MULTIPLY,
        ),
        width=_WIDEST,
        aspect_ratio=1,
        bgcolor=ground,
        border_radius=SMALL_CORNER,
    )
    words = ft.Semantics(live_region=spoken, container=True, content=body(name))
    return ft.Column([picture, words], spacing=8, horizontal_alignment=ft.CrossAxisAlignment.CENTER)


def _by_hand(step: Any) -> ft.Control:  # noqa: ANN401 - a plain function of one number
    back = buttons.secondary(tr("Previous"), lambda _: step(-1), icon=ft.Icons.ARROW_BACK)
    on = buttons.secondary(tr("Next"), lambda _: step(1), icon=ft.Icons.ARROW_FORWARD)
    return ft.Row([ft.Container(back, expand=True), ft.Container(on, expand=True)], spacing=12)
