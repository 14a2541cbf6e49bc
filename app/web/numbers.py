"""The numbers on the plain page: there before any script runs, and still there if none does."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from app.domain.plain_page import ALL_ANSWER, Line
from app.domain.support import Service, parse_service, plain_page_services


def read_services(folder: Path) -> list[Service]:
    """The services in ``folder`` that belong on the plain page, most urgent first.

    Raises:
        ContentError: a service file breaks its schema.
    """
    return plain_page_services(
        parse_service(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.toml"))
    )


def render_hours(services: Sequence[Service]) -> str:
    """One sentence for all when everyone is there day and night; nothing otherwise."""
    always = services and all(service.always_open for service in services)
    return f"<p>{ALL_ANSWER}</p>" if always else ""


def render_lines(lines: Sequence[Line]) -> str:
    """The list items for the page: every number is a link that a phone can follow."""
    return "\n        ".join(
        f'<li><a href="{escape(line.href)}"><b>{escape(line.label)}</b> '
        f"<span>{escape(line.who)}</span></a></li>"
        for line in lines
    )
