"""Breathing to a pace: a shape that grows and shrinks, words, and a light buzz at each turn."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from app.domain.breathing import Moment, Pace, moment
from app.domain.wording import amount, tr
from app.views.boundary import component, start
from app.views.components import buttons, notice
from app.views.components.cards import stack
from app.views.services import Services, use_services
from app.views.theme import BOLD, LARGE, READ_OUT

#: Width of the shape at its largest, in logical pixels, and its least share of it.
_WIDEST = 200
_LEAST = 0.45
#: Milliseconds of a buzz at the turn to breathing in; out is half as long, to be told apart.
BUZZ = 60


@dataclass
class _Running:
    """Which of the pauses begun here still counts; 0 is none. It outlives redraws."""

    begun: int = 0
    counting: int = 0


@dataclass(frozen=True)
class _Shown:
    """What stands on the screen: nothing yet, a moment, or that it is over."""

    now: Moment | None = None
    over: bool = False


@component
def BreathingPace(pace: Pace) -> ft.Control:
    """A button to begin, then two minutes that end by themselves or when asked to stop."""
    services = use_services()
    make: Any = _Running
    running: _Running = ft.use_state(make)[0]
    shown, show = ft.use_state(_Shown())
    still, set_still = ft.use_state(False)

    async def ask_device() -> None:
        set_still(await services.device.wants_less_motion())

    def leave() -> None:
        running.counting = 0

    ft.use_effect(ask_device, [], leave)

    def begin() -> None:
        running.begun += 1
        running.counting = mine = running.begun
        start(
            lambda: _breathe(services, pace, lambda: running.counting == mine, show),
            lambda _: show(_Shown()),
        )

    def stop() -> None:
        running.counting = 0
        show(_Shown())

    rows = [] if still else [_shape(shown.now)]
    if shown.now is not None:
        return stack(
            [*rows, _words(shown.now), buttons.secondary(tr("Stop"), stop, icon=ft.Icons.STOP)]
        )
    done = [notice.good(tr("Done."))] if shown.over else []
    words = tr("Once more") if shown.over else tr("Begin")
    return stack(
        [*rows, *done, buttons.primary(words, begin, icon=ft.Icons.PLAY_ARROW, key="begin")]
    )


async def _breathe(
    services: Services,
    pace: Pace,
    counts: Callable[[], bool],
    show: Callable[[_Shown], None],
) -> None:
    second = 0
    while (now := moment(pace, second)) is not None:
        if not counts():
            return
        show(_Shown(now))
        if now.begins:
            _buzz(services, now)
        await services.pause(1.0)
        second += 1
    if counts():
        show(_Shown(over=True))


def _buzz(services: Services, now: Moment) -> None:
    # Nothing waits for it: a page that is slow to answer must not hold up the breath.
    length = BUZZ if now.is_in else BUZZ // 2
    start(lambda: services.device.buzz(length), lambda _: None)


def _shape(now: Moment | None) -> ft.Control:
    # Flet's client moves it over the whole breath: nothing is sent in between. It stands there
    # before it begins, for a shape that has only now come cannot grow.
    circle = ft.Container(
        width=_WIDEST,
        height=_WIDEST,
        shape=ft.BoxShape.CIRCLE,
        bgcolor=ft.Colors.PRIMARY_CONTAINER,
        scale=1.0 if now is not None and now.is_in else _LEAST,
        animate_scale=ft.Animation(
            now.lasts * 1000 if now is not None else 600, ft.AnimationCurve.EASE_IN_OUT
        ),
    )
    return ft.Container(circle, height=_WIDEST, alignment=ft.Alignment.CENTER)


def _words(now: Moment) -> ft.Control:
    # A screen reader hears the turn, not every second.
    says = ft.Text(now.in_words(), size=READ_OUT, weight=BOLD, text_align=ft.TextAlign.CENTER)
    count = ft.Text(
        amount(now.count),
        size=LARGE,
        color=ft.Colors.ON_SURFACE_VARIANT,
        text_align=ft.TextAlign.CENTER,
    )
    return ft.Semantics(
        live_region=True,
        container=True,
        exclude_semantics=True,
        label=now.in_words(),
        content=stack([says, count], spacing=4),
    )
