"""News from the trust while a profile is open: its areas and lock times count from then on."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.views.services import Services
    from app.views.state.session import Session


def trust_news(session: "Session", services: "Services") -> Callable[[], Awaitable[None]]:
    """Give what is called once new content was kept: screens are drawn again with it.

    A conversation under way keeps the guide it was begun with; only its areas may change.
    """

    async def heard() -> None:
        workspace = session.workspace
        if workspace is None:
            return
        session.organisation = workspace.enrolments.organisation()
        session.revision += 1
        await session.rearm(services)

    return heard
