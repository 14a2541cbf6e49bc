"""The guides and services that ship with Layby, which a trust's own stand beside."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from app.domain.errors import ContentError
from app.domain.guide_file import read_guide
from app.domain.support import ALWAYS_SHOWN, parse_service
from sync_server.db.content import ItemKey
from sync_server.errors import ServerError

Form = TypeVar("Form")


@dataclass(frozen=True)
class Shipped:
    """Texts by item, and the version of each; a service has none, which is 0.

    ``hideable`` are the services that a trust may leave out: none for emergencies.
    """

    texts: dict[ItemKey, str] = field(default_factory=dict)
    versions: dict[ItemKey, int] = field(default_factory=dict)
    hideable: set[ItemKey] = field(default_factory=set)

    def of_kind(self, kind: str) -> list[str]:
        """Give the texts of guides or of services."""
        return [text for key, text in self.texts.items() if key.kind == kind]


def read_shipped(assets: Path) -> Shipped:
    """Read what ships; raises ServerError when a file cannot be read. No folder, nothing ships."""
    shipped = Shipped()
    for file in _files(assets / "guides"):
        text, guide = _read(file, read_guide)
        key = ItemKey("guide", guide.id, guide.language)
        shipped.texts[key], shipped.versions[key] = text, guide.version
    for file in _files(assets / "services"):
        text, service = _read(file, parse_service)
        key = ItemKey("service", service.id)
        shipped.texts[key], shipped.versions[key] = text, 0
        if service.type not in ALWAYS_SHOWN:
            shipped.hideable.add(key)
    return shipped


def _files(folder: Path) -> Iterable[Path]:
    return sorted(folder.glob("*.toml"))


def _read(file: Path, parse: Callable[[str], Form]) -> tuple[str, Form]:
    try:
        text = file.read_text(encoding="utf-8")
        return text, parse(text)
    except (OSError, UnicodeDecodeError) as error:
        raise ServerError(f"The file {file} cannot be read.") from error
    except ContentError as error:
        raise ServerError(f"The file {file} cannot be used: {error.message}") from error
