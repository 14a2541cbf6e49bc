"""While names are looked for: a quiet shape of what comes, and a way on when it fails."""

from collections.abc import Callable

import flet as ft

from app.domain.wording import tr
from app.views.boundary import guard, start
from app.views.components import buttons, notice
from app.views.components.skeleton import skeleton
from app.views.services import Services

#: The first moments on a screen belong to whoever taps there.
_SETTLED_SECONDS = 1.5


def get_ready(services: Services) -> None:
    """Load what finds names soon, so that nobody waits for it later.

    Where that fails it is tried again, and reported, once it is needed.
    """

    async def load() -> None:
        await services.pause(_SETTLED_SECONDS)
        await services.summaries.finder.load()

    start(load, lambda _: None)


def looking(problem: str, again: Callable[..., object]) -> list[ft.Control]:
    """Say that names are being looked for; with a ``problem``, offer to look once more."""
    if problem:
        return [
            notice.trouble(problem),
            buttons.secondary(tr("Look for names again"), guard(again)),
        ]
    return [skeleton(tr("Looking for names…"))]
