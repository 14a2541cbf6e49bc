"""The page in the colours that were chosen for this device, and as still as it asks for."""

import flet as ft

from app.views.components.room import note_look
from app.views.services import Services
from app.views.state.shape import take_measure
from app.views.theme import show_scheme


async def show_look(page: ft.Page, services: Services) -> None:
    """Show everything as it was chosen to look; letters take their size from the page around."""
    still = await services.device.wants_less_motion()
    note_look(services.shared.look)
    show_scheme(page, services.shared.look.scheme, still=still)
    page.update()
    take_measure(page, services)
    # What stands has to be drawn anew: there may be less room beside words, or more.
    services.session.revision += 1
