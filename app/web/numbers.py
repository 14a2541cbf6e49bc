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


def read_lines(services: Path) -> list[Line]:
    """The ways to reach the services that belong on the plain page, most urgent first.

    Raises:
        ContentError: a service file breaks its schema.
    """
    found = [parse_service(p.read_text(encoding="utf-8")) for p in sorted(services.glob("*.toml"))]
    shown = ordered(service for service in found if service.emergency_screen)
    return [line for service in shown for line in _lines(service)]


def _lines(service: Service) -> list[Line]:
    who = service.name
    if service.always_open:
        who += ", day and night"
    lines = []
    if call := service.tel_uri():
        steps = f": {service.phone_steps}" if service.phone_steps else ""
        lines.append(Line(call, service.phone or "", who + steps))
    if text := service.sms_uri():
        words = f"{service.text_keyword} to " if service.text_keyword else ""
        lines.append(Line(text, f"Text {words}{service.text_number}", who))
    return lines


def render(lines: Sequence[Line]) -> str:
    """The list items for the page: every number is a link that a phone can follow."""
    return "\n        ".join(
        f'<li><a href="{escape(line.href)}"><b>{escape(line.label)}</b> '
        f"<span>{escape(line.who)}</span></a></li>"
        for line in lines
    )
