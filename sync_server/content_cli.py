"""``python -m sync_server content``: a trust's guides, overlays and services from files."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from app.domain.errors import ContentError
from sync_server.db.content import ItemKey
from sync_server.errors import Refusal, ServerError
from sync_server.main import Parts
from sync_server.sentences import in_sentences, opened
from sync_server.services.editing import Editor
from sync_server.services.item_forms import key_of
from sync_server.services.organisations import the_organisation
from sync_server.settings import read_settings

#: What stands in the audit for whoever may use the server's own command line.
WHO = "command line"

content_cli = typer.Typer(
    help="The trust's own guides, overlays and services.", no_args_is_help=True
)


class Kind(StrEnum):
    """What an item is."""

    GUIDE = "guide"
    OVERLAY = "overlay"
    SERVICE = "service"


@content_cli.command()
def add(
    files: Annotated[list[Path], typer.Argument(help="TOML files; what each is, is recognised.")],
) -> None:
    """Check guides, overlays and services, and publish them: all of them, or none."""
    with in_sentences(), opened(read_settings) as parts:
        texts = dict(_read(file) for file in files)
        if len(texts) < len(files):
            raise ServerError("Two of these files are the same item. Nothing was published.")
        for key, version in parts.editing.publish_all(_editor(parts), texts).items():
            typer.echo(f"Published: {key}, version {version}")


@content_cli.command(name="list")
def list_items() -> None:
    """List the trust's own items; what ships with Layby is not listed."""
    with in_sentences(), opened(read_settings) as parts:
        found = parts.editing_lists.everything(the_organisation(parts.database))
        own = [item for item in found["items"] if item["own"]]
        for item in own:
            key = ItemKey(item["kind"], item["id"], item["language"])
            typer.echo(f"{item['state']:<10} {key}, version {item['version']}: {item['title']}")
        if not own:
            typer.echo("The trust has nothing of its own yet. Add some: content add FILE.toml")


@content_cli.command()
def retire(
    kind: Kind,
    identity: Annotated[str, typer.Argument(metavar="ID", help="An overlay goes by its guide's.")],
    language: Annotated[str, typer.Option(help="The language it is written in.")] = "en",
) -> None:
    """Take an item back: ours stands again where it replaced one; a service is hidden."""
    with in_sentences(), opened(read_settings) as parts:
        key = ItemKey(kind.value, identity, language)
        try:
            seen = parts.editing_lists.one(the_organisation(parts.database), key)["version"]
        except Refusal as error:
            raise ServerError(f"There is no {key}. See: content list") from error
        parts.editing.retire(_editor(parts), key, seen)
        typer.echo(f"Retired: {key}")


def _editor(parts: Parts) -> Editor:
    return Editor(WHO, the_organisation(parts.database).id)


def _read(file: Path) -> tuple[ItemKey, str]:
    try:
        text = file.read_text(encoding="utf-8")
        return key_of(text), text
    except (OSError, UnicodeDecodeError) as error:
        raise ServerError(f"The file {file} cannot be read.") from error
    except ContentError as error:
        raise ServerError(f"{file.name}: {error.message}") from error
