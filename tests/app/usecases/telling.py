"""Stories of one profile on a device, with a scripted server."""

from collections.abc import Awaitable, Callable

from app.usecases.open_workspace import Workspace
from tests.app.scripted_server import ScriptedServer
from tests.app.usecases import summaries
from tests.app.usecases.parts import Place, run

Story = Callable[[Place, Workspace], Awaitable[None]]


def with_workspace(server: ScriptedServer, story: Story) -> None:
    """Tell a story on a device that may not be enrolled yet, and leave its profile in the end."""

    async def whole() -> None:
        place = Place(server=server)
        workspace = place.enter((await place.create()).profile)
        try:
            await story(place, workspace)
        finally:
            await place.leave(workspace)

    run(whole())


def told(story: Story, server: ScriptedServer) -> None:
    """Tell a story on an enrolled device whose sender does nothing by itself."""

    async def enrolled(place: Place, workspace: Workspace) -> None:
        await ready(workspace)
        await story(place, workspace)

    with_workspace(server, enrolled)


async def ready(workspace: Workspace) -> None:
    """Enrolled, and nothing is sent unless the test says so."""
    await workspace.outbox.stop()
    await workspace.enrolments.enrol(summaries.CODE)
