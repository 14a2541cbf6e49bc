"""``python -m sync_server export``: what a trust may take out, and never anybody's words."""

from pathlib import Path
from typing import Annotated

import typer

from app.domain.organisation import Organisation
from sync_server.errors import ServerError
from sync_server.parts import Parts
from sync_server.sentences import in_sentences, opened
from sync_server.services.exporting import Exporting
from sync_server.services.theme_changes import TOO_NEW
from sync_server.settings import read_settings

export_cli = typer.Typer(
    help="Figures as leads see them, the trust's own content, its log.", no_args_is_help=True
)
Trust = Annotated[str | None, typer.Option(help="The trust's id, where there are several.")]
NewFile = Annotated[Path, typer.Argument(metavar="FILE.csv", help="A new file; mode 0600.")]


@export_cli.command()
def figures(file: NewFile, trust: Trust = None) -> None:
    """Write themes and counts by staff group and area, small numbers withheld as for leads."""
    with in_sentences(), opened(read_settings) as parts:
        number = _exporting(parts).figures(_chosen(parts, trust), file)
        typer.echo(f"{number:,} lines in {file}.")
        typer.echo(f"{parts.reading.note()} {TOO_NEW}")


@export_cli.command()
def content(
    folder: Annotated[Path, typer.Argument(help="A new folder.")], trust: Trust = None
) -> None:
    """Write the trust's areas, guides, services and lists; never its staff's names."""
    with in_sentences(), opened(read_settings) as parts:
        number = _exporting(parts).content(_chosen(parts, trust), folder)
        typer.echo(f"{number} files in {folder}.")


@export_cli.command()
def audit(file: NewFile, trust: Trust = None) -> None:
    """Write the trust's log: who did what, with the hashes that link it."""
    with in_sentences(), opened(read_settings) as parts:
        number = _exporting(parts).audit(_chosen(parts, trust), file)
        typer.echo(f"{number:,} acts in {file}.")


def _exporting(parts: Parts) -> Exporting:
    return Exporting(parts.database, parts.reporting)


def _chosen(parts: Parts, trust: str | None) -> Organisation:
    known = parts.organisations()
    if trust is None and len(known) == 1:
        return next(iter(known.values()))
    if trust in known:
        return known[trust]
    raise ServerError(f"Say which trust with --trust: {', '.join(known) or 'there is none yet'}.")
