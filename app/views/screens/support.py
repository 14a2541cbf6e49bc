"""Support directory: reachable without a profile, without a signal, in one tap from anywhere."""

from datetime import date

import flet as ft

from app.domain.support import Service, is_stale
from app.views.boundary import component
from app.views.components import buttons
from app.views.components.frame import screen
from app.views.components.text import body, section
from app.views.services import use_services
from app.views.theme import CORNER


@component
def SupportScreen() -> ft.View:
    """Every service with what it is, when it answers and a button that calls it."""
    services = use_services()
    today = services.today()
    cards = [_card(service, today) for service in services.content.services]
    return screen(
        "Get support now",
        [body("You do not need a reason, a profile or a signal to look here."), *cards],
        support=False,
        aside=True,
    )


def _card(service: Service, today: date) -> ft.Control:
    rows: list[ft.Control] = [
        section(service.name),
        body(service.provided),
        body(_when_and_who(service), quiet=True),
        *_ways(service),
        body(_checked(service, today), quiet=True),
    ]
    return ft.Container(
        ft.Column(rows, spacing=10, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        bgcolor=ft.Colors.SURFACE_CONTAINER_LOW,
        border_radius=CORNER,
        padding=16,
    )


def _when_and_who(service: Service) -> str:
    parts = (service.hours, service.eligible, service.cost)
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)


def _ways(service: Service) -> list[ft.Control]:
    ways: list[ft.Control] = []
    tel, sms = service.tel_uri(), service.sms_uri()
    if tel:
        ways.append(buttons.call(f"Call {service.phone}", tel, icon=ft.Icons.CALL))
        if service.phone_steps:
            ways.append(body(f"{service.phone_steps[:1].upper()}{service.phone_steps[1:]}."))
    if sms:
        keyword = f"{service.text_keyword} to " if service.text_keyword else ""
        ways.append(
            buttons.call(f"Text {keyword}{service.text_number}", sms, icon=ft.Icons.SMS_OUTLINED)
        )
    if service.website:
        shown = service.website.removeprefix("https://").rstrip("/")
        ways.append(body(f"Website, when you have a signal: {shown}"))
    return ways


def _checked(service: Service, today: date) -> str:
    day = f"{service.checked_on.day} {service.checked_on:%B %Y}"
    if is_stale(service, today):
        return f"Last checked on {day}. That is a while ago: it may have changed."
    return f"Checked on {day}."
