"""The numbers on the plain page: there before any script runs, and still there if none does."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from app.domain.support import Service, ordered, parse_service


@dataclass(frozen=True)
class Line:
    """One way to reach someone: where the link leads, what it says, and who answers."""

    href: str
    label: str
    who: str


def read_services(folder: Path) -> list[Service]:
    """The services in ``folder`` that belong on the plain page, most urgent first.

    Raises:
        ContentError: a service file breaks its schema.
    """
    found = [parse_service(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.toml"))]
    return ordered(service for service in found if service.emergency_screen)


def list_lines(services: Sequence[Service]) -> list[Line]:
    """Every way to call or text ``services``, in their order.

    Hours are named only where somebody is not always there; ``render_hours`` covers the rest.
    """
    always = all(service.always_open for service in services)
    return [line for service in services for line in _lines(service, with_hours=not always)]


def _lines(service: Service, *, with_hours: bool) -> list[Line]:
    hours = f". {service.hours}" if with_hours else ""
    lines = []
    if call := service.tel_uri():
        steps = f": {service.phone_steps}" if service.phone_steps else ""
        lines.append(Line(call, service.phone or "", service.name + steps + hours))
    if text := service.sms_uri():
        words = f"{service.text_keyword} to " if service.text_keyword else ""
        lines.append(Line(text, f"Text {words}{service.text_number}", service.name + hours))
    return lines


def render_hours(services: Sequence[Service]) -> str:
    """One sentence for all when everyone is there day and night; nothing otherwise."""
    always = services and all(service.always_open for service in services)
    return "<p>All of these answer day and night.</p>" if always else ""


def render_lines(lines: Sequence[Line]) -> str:
    """The list items for the page: every number is a link that a phone can follow."""
    return "\n        ".join(
        f'<li><a href="{escape(line.href)}"><b>{escape(line.label)}</b> '
        f"<span>{escape(line.who)}</span></a></li>"
        for line in lines
    )
