"""How long Layby waits before it locks by itself; a trust may ask for less, never for more."""

from dataclasses import replace

import flet as ft

from app.domain.lock import LockTimes
from app.domain.wording import tr, trn
from app.views.boundary import component, start
from app.views.components import notice
from app.views.components.cards import stack
from app.views.components.fields import Choice
from app.views.components.text import body, section
from app.views.services import use_session

#: The choices, in minutes without a touch.
_MINUTES = (1, 2, 5)


def time_words(seconds: float) -> str:
    """Say a span of time: "45 seconds", "1 minute", "5 minutes"."""
    minutes, rest = divmod(round(seconds), 60)
    if rest or not minutes:
        return trn("{count} second", "{count} seconds", round(seconds))
    return trn("{count} minute", "{count} minutes", minutes)


@component
def LockTimesChoice() -> ft.Control:
    """Choose the idle time; what counts in the end is said below."""
    services, session = use_session()
    problem, set_problem = ft.use_state("")
    _, redraw = ft.use_state(0)
    workspace = session.workspace
    if workspace is None:
        return ft.Container(visible=False)

    def choose(minutes: str) -> None:
        async def keep() -> None:
            idle = 60.0 * int(minutes)
            lock = LockTimes(idle, min(LockTimes().hidden_seconds, idle))
            await workspace.settings.keep(replace(workspace.settings.get(), lock=lock))
            redraw(lambda count: count + 1)
            await session.rearm(services)

        set_problem("")
        start(keep, set_problem)

    own = workspace.settings.get().lock or LockTimes()
    counts = workspace.lock.times()
    options = [(str(n), time_words(60 * n), "") for n in _MINUTES]
    shorter = counts.idle_seconds < own.idle_seconds or counts.hidden_seconds < own.hidden_seconds
    said = tr(
        "Layby locks after {time_words} without a touch, and {time_words_2} after you leave it.",
        time_words=time_words(counts.idle_seconds),
        time_words_2=time_words(counts.hidden_seconds),
    )
    return stack(
        [
            section(tr("Lock by itself")),
            body(tr("When nothing is touched for:")),
            Choice(tr("Lock when nothing is touched for"), options, _nearest(own), choose),
            body(
                tr("Your trust asks for a shorter time. {said}", said=said) if shorter else said,
                quiet=True,
            ),
            notice.trouble(problem),
        ],
        spacing=6,
    )


def _nearest(times: LockTimes) -> str:
    fitting = [n for n in _MINUTES if 60 * n <= times.idle_seconds]
    return str(max(fitting, default=_MINUTES[0]))
