"""One support service on a card: what it is, and buttons that call, text, write or open.

The buttons stand right below the one line that says what it is: whoever needs the number must
not read first.
"""

from collections.abc import Sequence
from datetime import date

import flet as ft

from app.domain.support import (
    PROVIDERS,
    ROUTES,
    SERVICE_TYPES,
    Service,
    checked_words,
    is_stale,
)
from app.domain.wording import left_to_right, sentence, sentences, tr
from app.views.components import buttons
from app.views.components.cards import card, stack
from app.views.components.text import body, section
from app.views.services import go
from app.views.theme import BODY, BOLD, SMALL, SMALL_ICON


def service_card(
    service: Service,
    today: date,
    *,
    compact: bool = False,
    reason: str = "",
    titled: bool = True,
) -> ft.Control:
    """Give the card of ``service``.

    ``compact`` keeps to what is needed to get in touch and leads on to the rest. ``reason``
    says in a sentence why this service is shown. ``titled`` is False below a heading that
    already names it.
    """
    rows: list[ft.Control] = [section(left_to_right(service.name))] if titled else []
    if reason:
        rows.append(_reason(reason))
    rows += [body(service.provided), *ways(service)]
    if not compact:
        said = [_fact(name, words) for name, words in facts(service)]
        return card([*rows, *said, body(checked_words(service, today), quiet=True)])
    if is_stale(service, today):
        rows.append(body(checked_words(service, today), quiet=True))
    more = buttons.quiet(
        tr("More about {name}", name=left_to_right(service.name)),
        lambda _: go(f"/support/service/{service.id}"),
    )
    return card([*rows, body(when_and_who(service), quiet=True), more])


def line_card(services: Sequence[Service]) -> ft.Control:
    """Give the numbers of ``services`` and nothing else, to be called or texted in one tap."""
    rows: list[ft.Control] = []
    for service in services:
        name = ft.Text(left_to_right(service.name), size=BODY, weight=BOLD)
        rows.append(stack([name, *numbers(service)], spacing=6))
    return card(rows, spacing=18)


def facts(service: Service) -> list[tuple[str, str]]:
    """Give what there is to know about a service, each with its name, in reading order."""
    return [
        (tr("Hours"), service.hours),
        (tr("Who it is for"), service.eligible),
        (tr("How to get in"), tr(ROUTES[service.route])),
        (tr("Cost"), service.cost),
        (tr("Who is told what"), service.confidentiality),
        (tr("Languages"), service.languages),
        (tr("Kind"), sentences((tr(SERVICE_TYPES[service.type]), tr(PROVIDERS[service.provider])))),
        (tr("Where we found this"), service.source),
    ]


def when_and_who(service: Service) -> str:
    """Give hours, who it is for and the cost in one breath."""
    # "See the website" may be all there is to say of two of them: once is enough.
    parts = dict.fromkeys((service.hours, service.eligible, service.cost))
    return sentences(parts)


def ways(service: Service) -> list[ft.Control]:
    """Give a button for each way to get in touch, and in words what no button can do."""
    shown = numbers(service)
    if service.how_to_reach:
        shown.append(body(service.how_to_reach))
    mail = service.mail_uri()
    if mail:
        words = tr("Write to {email} (needs a signal)", email=service.email)
        shown.append(buttons.leaves(words, mail, icon=ft.Icons.MAIL_OUTLINE))
    if service.website:
        named = service.website.removeprefix("https://").removeprefix("www.").rstrip("/")
        words = tr("Open {named} (needs a signal)", named=named)
        shown.append(buttons.leaves(words, service.website, icon=ft.Icons.OPEN_IN_NEW))
    return shown


def numbers(service: Service) -> list[ft.Control]:
    """Give the buttons that call and text, with what to do next where that is known."""
    shown: list[ft.Control] = []
    tel, sms = service.tel_uri(), service.sms_uri()
    if tel:
        shown.append(buttons.call(tr("Call {phone}", phone=service.phone), tel, icon=ft.Icons.CALL))
        if service.phone_steps:
            shown.append(
                body(sentence(f"{service.phone_steps[:1].upper()}{service.phone_steps[1:]}"))
            )
    if sms:
        keyword, number = service.text_keyword, service.text_number
        words = (
            tr("Text {keyword} to {number}", keyword=keyword, number=number)
            if keyword
            else tr("Text {number}", number=number)
        )
        shown.append(buttons.call(words, sms, icon=ft.Icons.SMS_OUTLINED))
    return shown


def _reason(reason: str) -> ft.Control:
    icon = ft.Icon(ft.Icons.ARROW_FORWARD, size=SMALL_ICON, color=ft.Colors.PRIMARY)
    words = ft.Text(reason, size=SMALL, color=ft.Colors.PRIMARY, expand=True)
    return ft.Row([icon, words], spacing=6, vertical_alignment=ft.CrossAxisAlignment.START)


def _fact(name: str, said: str) -> ft.Control:
    title = ft.Text(name, size=SMALL, weight=BOLD)
    return ft.Column([title, body(said)], spacing=2, tight=True)
