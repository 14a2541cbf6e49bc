"""Write a support service as the TOML text that ``support.parse_service`` reads back the same."""

from dataclasses import fields

from app.domain.support import Service
from app.domain.toml_text import lines

#: Every field, in the order of the class: a new one is written without a word here.
_NAMES = tuple(field.name for field in fields(Service))


def write_service(service: Service) -> str:
    """Give the text of a service; ``parse_service`` makes an equal service of it."""
    return "\n".join(lines((name, getattr(service, name)) for name in _NAMES)) + "\n"
