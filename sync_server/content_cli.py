"""``python -m sync_server content``: a trust's guides, overlays, services and lists from files."""

import secrets
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from app.anonymise.staff_names import decoded, roster_of
from app.domain.errors import ContentError
from app.domain.roster import SALT_BYTES
from app.domain.trust_lists import LISTS, TrustLists, parse_lists
from sync_server.db.audit import COMMAND_LINE
from sync_server.db.content import ItemKey
from sync_server.errors import Refusal, ServerError
from sync_server.parts import Parts
from sync_server.sentences import in_sentences, opened
from sync_server.services.editing import Editor
from sync_server.services.item_forms import key_of
from sync_server.services.organisations import the_organisation
from sync_server.settings import read_settings

content_cli = typer.Typer(
    help="The trust's own guides, overlays, services and lists.", no_args_is_help=True
)


class Kind(StrEnum):
    """What an item is."""

    GUIDE = "guide"
    OVERLAY = "overlay"
    SERVICE = "service"
    ACTION = "action"


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
    """List the trust's own items and what it hides; what ships with Layby is not listed."""
    with in_sentences(), opened(read_settings) as parts:
        trust = the_organisation(parts.database, parts.settings.trust)
        found = parts.editing_lists.everything(trust)
        own = [item for item in found["items"] if item["own"]]
        for item in own:
            key = ItemKey(item["kind"], item["id"], item["language"])
            typer.echo(f"{item['state']:<10} {key}, version {item['version']}: {item['title']}")
        hidden = _hidden(parts.own_lists.standing(trust.id).lists)
        if hidden:
            typer.echo(f"hidden     {'; '.join(hidden)}")
        if not own and not hidden:
            typer.echo("The trust has nothing of its own yet. Add some: content add FILE.toml")


def _hidden(lists: TrustLists) -> list[str]:
    """Say how much of each list there is."""
    counted = [(title, len(getattr(lists, name))) for name, (title, _) in LISTS.items()]
    said = [f"{title}: {count}" for title, count in counted if count]
    return said + ([f"Staff names: {lists.roster.names:,} parts"] if lists.roster else [])


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
            seen = parts.editing_lists.one(
                the_organisation(parts.database, parts.settings.trust), key
            )["version"]
        except Refusal as error:
            raise ServerError(f"There is no {key}. See: content list") from error
        parts.editing.retire(_editor(parts), key, seen)
        typer.echo(f"Retired: {key}")


@content_cli.command()
def lists(
    file: Annotated[Path, typer.Argument(metavar="FILE.toml", help=f"With: {', '.join(LISTS)}.")],
) -> None:
    """Say which places and codes the anonymiser is to hide: # is a digit, @ a letter."""
    with in_sentences(), opened(read_settings) as parts:
        try:
            found = parse_lists(_text(file))
        except ContentError as error:
            raise ServerError(f"{file.name}: {error.message}") from error
        editor = _editor(parts)
        seen = parts.own_lists.standing(editor.organisation).version
        parts.own_lists.save(editor, found.words_document(), seen)
        typer.echo("; ".join(_hidden(found)) or "Nothing is hidden by lists now.")


@content_cli.command()
def roster(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE.csv", help="One name a line, or name columns.")
    ] = None,
    remove: Annotated[bool, typer.Option(help="Take the list of staff names away.")] = False,
) -> None:
    """Let devices know your staff's names without being able to read them.

    The file is read once, into a filter. No name is stored, logged or sent anywhere.
    """
    if (file is None) is not remove:
        raise typer.BadParameter("Give a file, or --remove.")
    with in_sentences(), opened(read_settings) as parts:
        editor = _editor(parts)
        if file is None:
            parts.own_lists.save_roster(editor, None, None)
            typer.echo("The list of staff names is gone. Devices forget it at their next sync.")
            return
        try:
            made = roster_of(decoded(_bytes(file)), secrets.token_bytes(SALT_BYTES))
        except ContentError as error:
            raise ServerError(error.message) from None
        parts.own_lists.save_roster(editor, made.to_document(), None)
        typer.echo(
            f"{made.names:,} name parts in {len(made.bits):,} bytes. About 1 in {made.one_in:,} "
            f"other words will be marked too. The file itself is not kept."
        )


def _editor(parts: Parts) -> Editor:
    return Editor(COMMAND_LINE, the_organisation(parts.database, parts.settings.trust).id)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ServerError(f"The file {file} cannot be read.") from error


def _text(file: Path) -> str:
    try:
        return _bytes(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ServerError(f"The file {file} cannot be read.") from error


def _read(file: Path) -> tuple[ItemKey, str]:
    text = _text(file)
    try:
        return key_of(text), text
    except ContentError as error:
        raise ServerError(f"{file.name}: {error.message}") from error
