"""``python -m sync_server anonymiser``: texts that slipped through, as the trust's own tests."""

from pathlib import Path
from typing import Annotated

import typer

from sync_server.sentences import in_sentences, opened
from sync_server.services.flagging import tried
from sync_server.services.organisations import the_organisation
from sync_server.settings import read_settings

_RISK = (
    "It holds words that a reader thought could point to someone. Keep it where only those may "
    "look who look after Layby, send it to nobody, and delete it when it is no longer needed."
)

anonymiser_cli = typer.Typer(
    help="Texts that a lead flagged, as test cases for the anonymiser.", no_args_is_help=True
)


@anonymiser_cli.command()
def cases(file: Annotated[Path, typer.Argument(help="A new file; it gets mode 0600.")]) -> None:
    """Move the flagged texts into a file of the trust's own, and delete them here."""
    with in_sentences(), opened(read_settings) as parts:
        organisation = the_organisation(parts.database, parts.settings.trust).id
        number = parts.flagging.cases(organisation, file, parts.second_look)
        if not number:
            typer.echo("No flagged text is waiting. No file was written.")
            return
        typer.echo(f"{_texts(number)} moved to {file}. {_RISK}")


@anonymiser_cli.command(name="try")
def try_cases(
    file: Annotated[Path, typer.Argument(help="A file that `anonymiser cases` wrote.")],
) -> None:
    """Say in how many of a file's texts something would be found now. No text is printed."""
    with in_sentences(), opened(read_settings) as parts:
        number, then, now = tried(file, parts.second_look)
        typer.echo(f"{_texts(number)}. Found when the file was written: {then}. Found now: {now}.")


def _texts(number: int) -> str:
    return "1 flagged text" if number == 1 else f"{number} flagged texts"
