"""One support service on a card: what it is, and buttons that call, text, write or open.

The buttons stand right below the one line that says what it is: whoever needs the number must
not read first.
"""

from datetime import date

import flet as ft

from app.domain.support import PROVIDERS, ROUTES, SERVICE_TYPES, Service, is_stale
from app.views.components import buttons
from app.views.components.cards import card
from app.views.components.text import body, section
from app.views.services import go
from app.views.theme import CORNER, FONT


def service_card(
    service: Service, today: date, *, compact: bool = False, reason: str = ""
) -> ft.Control:
    """Give the card of ``service``.

    ``compact`` keeps to what is needed to get in touch and leads on to the rest. ``reason``
    says in a sentence why this service is shown.
    """
    rows: list[ft.Control] = [section(service.name)]
    if reason:
        rows.append(_reason(reason))
    rows += [body(service.provided), *ways(service)]
    if compact:
        rows += [body(when_and_who(service), quiet=True), *_if_stale(service, today)]
        more = buttons.quiet(
            f"More about {service.name}", lambda _: go(f"/support/service/{service.id}")
        )
        return card([*rows, more])
    rows += [_fact(name, said) for name, said in facts(service)]
    return card([*rows, body(checked(service, today), quiet=True)])


def facts(service: Service) -> list[tuple[str, str]]:
    """Give what there is to know about a service, each with its name, in reading order."""
    return [
        ("Hours", service.hours),
        ("Who it is for", service.eligible),
        ("How to get in", ROUTES[service.route]),
        ("Cost", service.cost),
        ("Who is told what", service.confidentiality),
        ("Languages", service.languages),
        ("Kind", f"{SERVICE_TYPES[service.type]}. {PROVIDERS[service.provider]}."),
        ("Where we found this", service.source),
    ]


def when_and_who(service: Service) -> str:
    """Give hours, who it is for and the cost in one breath."""
    parts = (service.hours, service.eligible, service.cost)
    return " ".join(f"{part.rstrip('.')}." for part in parts)


def checked(service: Service, today: date) -> str:
    """Say when the entry was last checked; an old one says that it may have changed."""
    day = f"{service.checked_on.day} {service.checked_on:%B %Y}"
    if is_stale(service, today):
        return f"Last checked on {day}. That is a while ago: it may have changed."
    return f"Checked on {day}."


def ways(service: Service) -> list[ft.Control]:
    """Give a button for each way to get in touch, with what to do next where that is known."""
    shown: list[ft.Control] = []
    tel, sms = service.tel_uri(), service.sms_uri()
    if tel:
        shown.append(buttons.call(f"Call {service.phone}", tel, icon=ft.Icons.CALL))
        if service.phone_steps:
            shown.append(body(f"{service.phone_steps[:1].upper()}{service.phone_steps[1:]}."))
    if sms:
        keyword = f"{service.text_keyword} to " if service.text_keyword else ""
        words = f"Text {keyword}{service.text_number}"
        shown.append(buttons.call(words, sms, icon=ft.Icons.SMS_OUTLINED))
    if service.website:
        shown.append(_website(service.website))
    return shown


def _website(address: str) -> ft.Control:
    shown = address.removeprefix("https://").removeprefix("www.").rstrip("/")
    return ft.OutlinedButton(
        f"Open {shown} (needs a signal)",
        icon=ft.Icons.OPEN_IN_NEW,
        action=ft.OpenUrl(address, target=ft.UrlTarget.BLANK),
        style=ft.ButtonStyle(
            shape=ft.RoundedRectangleBorder(radius=CORNER),
            text_style=ft.TextStyle(size=17, weight=ft.FontWeight.W_600, font_family=FONT),
            padding=ft.Padding.symmetric(horizontal=20, vertical=17),
        ),
    )


def _if_stale(service: Service, today: date) -> list[ft.Control]:
    return [body(checked(service, today), quiet=True)] if is_stale(service, today) else []


def _reason(reason: str) -> ft.Control:
    icon = ft.Icon(ft.Icons.ARROW_RIGHT_ALT, size=20, color=ft.Colors.PRIMARY)
    words = ft.Text(reason, size=15, color=ft.Colors.PRIMARY, expand=True)
    return ft.Row([icon, words], spacing=6, vertical_alignment=ft.CrossAxisAlignment.START)


def _fact(name: str, said: str) -> ft.Control:
    title = ft.Text(name, size=15, weight=ft.FontWeight.W_600)
    return ft.Column([title, body(said)], spacing=2, tight=True)
