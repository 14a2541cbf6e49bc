"""Accounts and trusts on the command line: who may sign in, and for which trust.

A password is printed once, when it is made.
"""

import json
import sys
from datetime import datetime
from typing import Annotated

import typer

from app.domain.organisation import Area, Organisation
from sync_server.db.accounts import Accounts
from sync_server.db.audit import COMMAND_LINE, Audit
from sync_server.errors import ServerError
from sync_server.parts import Parts
from sync_server.permissions import Role
from sync_server.sentences import in_sentences, opened
from sync_server.services.accounts import checked_password, checked_username, generated_password
from sync_server.services.first_start import ROLE_FAMILIES
from sync_server.services.organisations import add_organisation, the_organisation
from sync_server.settings import read_settings

accounts_cli = typer.Typer(help="Who may sign in.", no_args_is_help=True)
Username = Annotated[str, typer.Argument(help="The name for signing in.")]
Trust = Annotated[str, typer.Option(help="Which trust, where there are several: its id.")]
FromStdin = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input.")
]
OwnSignIn = Annotated[
    bool, typer.Option("--sign-on-only", help="No password: only the trust's own sign-in.")
]


@accounts_cli.command()
def create_lead(
    username: Username,
    password_stdin: FromStdin = False,
    trust: Trust = "",
    area: Annotated[
        list[str] | None, typer.Option(help="Only this area, by its id; may be repeated.")
    ] = None,
    sign_on_only: OwnSignIn = False,
) -> None:
    """Make a lead's account; prints a generated password, or takes yours."""
    _create(username, password_stdin, Role.LEAD, trust, sign_on_only, areas=area or ())


@accounts_cli.command()
def create_ics_lead(
    username: Username,
    password_stdin: FromStdin = False,
    trust: Annotated[
        list[str] | None, typer.Option(help="A trust to read, by its id; repeat for each.")
    ] = None,
    sign_on_only: OwnSignIn = False,
) -> None:
    """Make an account that reads several trusts, one at a time, and edits none."""
    first, *also = trust or [""]
    _create(username, password_stdin, Role.ICS_LEAD, first, sign_on_only, also=also)


@accounts_cli.command()
def create_admin(
    username: Username,
    password_stdin: FromStdin = False,
    trust: Trust = "",
    sign_on_only: OwnSignIn = False,
) -> None:
    """Make an account that edits guides, services and areas, and reads no themes."""
    _create(username, password_stdin, Role.ADMIN, trust, sign_on_only)


@accounts_cli.command()
def create_auditor(
    username: Username,
    password_stdin: FromStdin = False,
    trust: Trust = "",
    sign_on_only: OwnSignIn = False,
) -> None:
    """Make an account that reads who did what, and nothing else."""
    _create(username, password_stdin, Role.AUDITOR, trust, sign_on_only)


def _create(
    username: str,
    password_stdin: bool,
    role: Role,
    trust: str,
    sign_on_only: bool,
    **scope: list[str] | tuple[()],
) -> None:
    with in_sentences(), opened(read_settings) as parts:
        organisation = the_organisation(parts.database, trust or parts.settings.trust)
        known = {area.id for area in organisation.leaves()}
        if unknown := [area for area in scope.get("areas", ()) if area not in known]:
            raise ServerError(f"There is no area {unknown[0]}. There are: {', '.join(known)}.")
        password = None if sign_on_only else _password(password_stdin)
        parts.accounts.create(username, username.strip(), organisation.id, password, role, **scope)
        _note(parts, organisation.id, f"made the account {checked_username(username)}: {role}")
        _tell_password(username, password, chosen=password_stdin)


@accounts_cli.command()
def reset_password(username: Username, password_stdin: FromStdin = False) -> None:
    """Give an account a new password and end its sessions."""
    with in_sentences(), opened(read_settings) as parts:
        password = _password(password_stdin)
        parts.accounts.reset_password(username, password)
        _note_about(parts, username, "reset the password of")
        _tell_password(username, password, chosen=password_stdin)


@accounts_cli.command()
def reset_second_factor(username: Username) -> None:
    """Take away codes and passkeys of somebody whose phone is lost, and their recovery codes."""
    with in_sentences(), opened(read_settings) as parts:
        _note_about(parts, username, "took the second factor from")
        parts.accounts.second_factors.remove(checked_username(username))
        typer.echo("Codes and passkeys are gone. Signing in asks for the password alone now.")


@accounts_cli.command()
def remove_account(username: Username) -> None:
    """Take an account out; its sessions end at once."""
    with in_sentences(), opened(read_settings) as parts:
        _note_about(parts, username, "removed the account")
        with parts.database.write() as connection:
            Accounts(connection).remove(checked_username(username))
        typer.echo("The account is gone.")


@accounts_cli.command()
def link_sign_on(
    username: Username,
    provider: Annotated[str, typer.Argument(help="The provider's id in sign-on.toml.")],
    subject: Annotated[str, typer.Argument(help="Its lasting number for this person.")],
) -> None:
    """Say who somebody is at the trust's own sign-in (Entra ID: the object id; CIS2: the UUID)."""
    with in_sentences(), opened(read_settings) as parts:
        parts.sign_on.link(provider, subject, username)
        _note_about(parts, username, f"linked {provider} with")
        typer.echo("They can sign in there from now on.")


@accounts_cli.command()
def accounts(trust: Trust = "") -> None:
    """List who may sign in."""
    with in_sentences(), opened(read_settings) as parts:
        organisation = the_organisation(parts.database, trust or parts.settings.trust)
        with parts.database.read() as connection:
            rows = Accounts(connection)
            for row in rows.of(organisation.id):
                factor = "" if rows.has_second_factor(row.username) else ", no second factor"
                areas = ", ".join(json.loads(row.areas))
                scope = f" for {areas}" if areas else ""
                out = ", suspended" if row.suspended else ""
                typer.echo(f"{row.username}: {row.role}{scope}{factor}{out}")


@accounts_cli.command()
def add_trust(
    identity: Annotated[str, typer.Argument(help="Its id: lower-case letters, digits, dashes.")],
    name: Annotated[str, typer.Argument(help="Its name, as people know it.")],
) -> None:
    """Add a trust to this server. Its lead then edits its areas in the app."""
    with in_sentences(), opened(read_settings) as parts:
        if identity in parts.organisations():
            raise ServerError(f"There is a trust {identity} already.")
        whole = (Area("whole-trust", "Whole trust"),)
        made = Organisation(identity, name, whole, ROLE_FAMILIES)
        add_organisation(parts.database, made, f"added the trust {identity}")
        typer.echo(f"{name} is here. Make its lead: create-lead NAME --trust {identity}")


@accounts_cli.command()
def trusts() -> None:
    """List the trusts on this server."""
    with in_sentences(), opened(read_settings) as parts:
        for organisation in parts.organisations().values():
            typer.echo(f"{organisation.id}: {organisation.name}")


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return checked_password(sys.stdin.readline().rstrip("\r\n"))
    return generated_password()


def _tell_password(username: str, password: str | None, *, chosen: bool) -> None:
    typer.echo(f"Username: {username.strip().lower()}")
    if password is not None and not chosen:
        typer.echo(f"Password: {password}\nIt is shown only now.")


def _note_about(parts: Parts, username: str, what: str) -> None:
    """Keep an act about an account; raises ServerError when there is none."""
    name = checked_username(username)
    with parts.database.read() as connection:
        row = Accounts(connection).find(name)
    if row is None:
        raise ServerError(f"There is no account {name}.")
    _note(parts, row.organisation, f"{what} {name}")


def _note(parts: Parts, organisation: str, what: str) -> None:
    at = datetime.now().isoformat(timespec="minutes")[:16]
    with parts.database.write() as connection:
        Audit(connection, organisation).add(COMMAND_LINE, what, at)
