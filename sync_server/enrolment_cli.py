"""``python -m sync_server enrol``, ``codes`` and ``revoke``: who may join, on the command line.

A code is printed once, when it is made; it is nowhere to be found afterwards.
"""

import io
import uuid
from typing import Annotated

import segno
import typer

from app.domain.area_scope import scope_words
from app.domain.enrolment_link import EnrolmentLink, fingerprint_words
from app.domain.listed_code import MOST_USES, ListedCode
from app.domain.organisation import Organisation
from sync_server.db.audit import COMMAND_LINE
from sync_server.errors import ServerError
from sync_server.parts import Parts
from sync_server.sentences import in_sentences, opened
from sync_server.services.editing import Editor
from sync_server.services.enrolment_codes import (
    MOST_DAYS,
    MadeCode,
    Wanted,
    found_by,
)
from sync_server.services.organisations import the_organisation
from sync_server.settings import read_settings

enrolment_cli = typer.Typer(help="Enrolment codes.", no_args_is_help=True)
Trust = Annotated[str, typer.Option(help="Which trust, where there are several: its id.")]


@enrolment_cli.command()
def enrol(
    uses: Annotated[int, typer.Option(min=1, max=MOST_USES, help="How many devices.")] = 1,
    days: Annotated[int, typer.Option(min=1, max=MOST_DAYS, help="How long it works.")] = 14,
    area: Annotated[
        list[str] | None, typer.Option(help="Only for this area (id or name); may be repeated.")
    ] = None,
    site: Annotated[
        str,
        typer.Option(help="Where people open Layby (https://…): prints a link, a QR code."),
    ] = "",
    trust: Trust = "",
) -> None:
    """Print a new enrolment code."""
    with in_sentences(), opened(read_settings) as parts:
        organisation = the_organisation(parts.database, trust or parts.settings.trust)
        areas = tuple(_area(organisation, named) for named in area or ())
        maker = Editor(COMMAND_LINE, organisation.id)
        made = parts.enrolment.codes.make(maker, Wanted(uses, days, areas), str(uuid.uuid4()))
        devices = "1 device" if uses == 1 else f"{uses} devices"
        typer.echo(f"Enrolment code: {made.code}")
        scope = f", for {scope_words(organisation.areas, areas)}" if areas else ""
        typer.echo(f"It enrols {devices} within {days} days{scope}. It is shown only now.")
        if site:
            _show_link(parts, organisation, made, site)


@enrolment_cli.command()
def codes(trust: Trust = "") -> None:
    """List the codes: never one in full, only its first four characters."""
    with in_sentences(), opened(read_settings) as parts:
        organisation = the_organisation(parts.database, trust or parts.settings.trust)
        found = parts.enrolment.codes.all(organisation.id)
        for code in found:
            typer.echo(_line(organisation, code))
        if not found:
            typer.echo("There is no code. Make one: enrol --uses 10")
        key = fingerprint_words(parts.trust_keys.trust_key(organisation.id).key_id)
        typer.echo(f"The trust's key, for comparing: {key}")


@enrolment_cli.command()
def revoke(
    code: Annotated[str, typer.Argument(help="Its first four characters, or all of it.")],
    devices: Annotated[
        bool, typer.Option("--devices", help="The devices it enrolled must enrol again.")
    ] = False,
    trust: Trust = "",
) -> None:
    """Take an enrolment code back. Devices stay enrolled unless you say otherwise."""
    with in_sentences(), opened(read_settings) as parts:
        organisation = the_organisation(parts.database, trust or parts.settings.trust)
        book = parts.enrolment.codes
        found = found_by(book.all(organisation.id), code)
        if not found:
            raise ServerError("There is no such code. See: codes")
        if len(found) > 1:
            ids = ", ".join(one.id for one in found)
            raise ServerError(f"Several codes begin like that. Name one by its id: {ids}")
        maker = Editor(COMMAND_LINE, organisation.id)
        ended = book.revoke(maker, found[0].id, devices=devices)
        typer.echo(f"Taken back: {ended.first_group}…")
        if devices:
            typer.echo("The devices it enrolled must enrol again. What they sent stays counted.")


def _area(organisation: Organisation, named: str) -> str:
    wanted = named.strip().casefold()
    for area in organisation.areas:
        if not area.retired and wanted in (area.id.casefold(), area.name.casefold()):
            return area.id
    there = ", ".join(area.name for area in organisation.areas if not area.retired)
    raise ServerError(f"There is no such area. There are: {there}.")


def _line(organisation: Organisation, code: ListedCode) -> str:
    scope = scope_words(organisation.areas, code.areas)
    left = f"{code.uses_left} of {code.uses} left"
    name = f"{code.first_group}…" if code.first_group else code.id[:8]
    return f"{name:<8} {code.state:<8} {left}, until {code.expires_on}, {scope}"


def _show_link(parts: Parts, organisation: Organisation, made: MadeCode, site: str) -> None:
    fingerprint = parts.trust_keys.trust_key(organisation.id).key_id
    link = EnrolmentLink(made.code, fingerprint).write(site)
    typer.echo(f"Link: {link}")
    drawn = io.StringIO()
    segno.make_qr(link, error="m").terminal(drawn, compact=True)
    typer.echo(drawn.getvalue())
