"""One support service in full: how to reach it, for whom, when, and who is told what."""

import flet as ft

from app.domain.wording import left_to_right, tr
from app.usecases.find_support import Support
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.frame import screen
from app.views.components.service_card import service_card
from app.views.components.text import body
from app.views.screens.support import use_every_service
from app.views.services import go, use_services


@component
def SupportServiceScreen() -> ft.View:
    """All that is known of the service, with its source and the day it was checked."""
    services = use_services()
    desk = Support(services.content.services, services.today())
    service = desk.service(ft.use_route_params().get("service", ""))
    panes = use_every_service(desk, service.id if service else "")
    back = buttons.secondary(tr("See all support"), lambda _: go("/support"))
    if service is None:
        return screen(
            tr("Not here"),
            [body(tr("This service is not in the list.")), back],
            aside=True,
            panes=panes,
        )
    shown = service_card(service, desk.today, titled=False)
    return screen(left_to_right(service.name), [shown, back], aside=True, panes=panes)
