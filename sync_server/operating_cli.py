"""``python -m sync_server doctor``, ``rotate-keys``, ``purge``, ``close-blocks``, ``copy``."""

import shutil
import time
from datetime import datetime
from typing import Annotated

import typer
from sqlalchemy.exc import OperationalError

from sync_server.db.arrival_order import forget_arrival_order
from sync_server.db.audit import note_everywhere
from sync_server.sentences import in_sentences, opened
from sync_server.services.data import left_over, opened_data
from sync_server.services.doctor import Doctor
from sync_server.services.moving import move
from sync_server.services.retention import texts_since
from sync_server.services.signing_changes import note_change
from sync_server.settings import read_settings

operating_cli = typer.Typer(help="Looking after a running server.", no_args_is_help=True)
_DAY = 24 * 60 * 60


@operating_cli.command()
def doctor() -> None:
    """Look at everything Layby rests on; say what is in trouble and what to do."""
    with in_sentences():
        findings = []
        for finding in Doctor(read_settings()).look():
            typer.echo(str(finding))
            findings.append(finding)
        ill = [finding for finding in findings if not finding.is_well]
        if ill:
            typer.echo(f"\n{len(ill)} of {len(findings)} need you.")
            raise typer.Exit(1)
        typer.echo("\nAll is well.")


@operating_cli.command(name="rotate-keys")
def rotate_keys(
    signing: Annotated[
        bool, typer.Option("--signing", help="Each trust's signing key as well.")
    ] = False,
) -> None:
    """Seal every text with a new key, row by row, while the server runs.

    Issuer keys change by themselves each quarter. A trust's signing key is followed by one
    that it has signed, so that devices go along.
    """
    with in_sentences(), opened(read_settings) as parts:
        number = parts.resealing.rotate()
        for trust in parts.organisations() if signing else ():
            key, today = parts.trust_keys.rotate(trust).key_id, parts.today().isoformat()
            with parts.database.read() as connection:
                note_change(parts.settings.signing_file, connection, trust, key, today)
            typer.echo(f"{trust}: signing key {key} from now on. Devices follow, and never back.")
        with parts.database.write() as connection:
            note_everywhere(connection, "sealed every text with a new key", datetime.now())
        typer.echo(
            f"New key {parts.cipher.keys.current}: {number:,} texts and wordings are under it. "
            "Make a backup now. The key before goes with the next purge after today."
            + (" Backups from before today no longer fit your devices." if signing else "")
        )


@operating_cli.command()
def purge() -> None:
    """Delete what has been kept long enough, as the policy says; best every night."""
    with in_sentences(), opened(read_settings) as parts:
        parts.retention.tend(now=True)
        parts.withdrawn_list.forget_before(texts_since(parts.today()))
        parts.digest_keys.run()
        dropped = parts.resealing.drop_unused()
        try:
            forgot = forget_arrival_order(parts.database)
        except OperationalError:
            forgot = False
            typer.echo("Somebody held on to the tables: their order goes with the next purge.")
        for name in dropped:
            typer.echo(f"Text key {name} is gone: nothing was under it.")
        for folder in left_over(parts.settings):
            # One that is being written belongs to a command that is still at work.
            if time.time() - folder.stat().st_mtime > _DAY:
                shutil.rmtree(folder, ignore_errors=True)
        if forgot:
            typer.echo("Wrote the rows anew: nothing tells in which order they came.")
        typer.echo("Purged: old texts, spent tokens and traces that were due.")


@operating_cli.command(name="close-blocks")
def close_blocks() -> None:
    """Freeze the figures of blocks that ended two weeks ago; a running server does so daily."""
    with in_sentences(), opened(read_settings) as parts:
        done = parts.closing.close_due()
        for closure in done:
            typer.echo(
                f"{closure.organisation}: {closure.block} closed, {closure.summaries:,} summaries."
            )
        if not done:
            typer.echo("Nothing is due.")


@operating_cli.command()
def copy(
    database_url: Annotated[str, typer.Argument(help="An empty database: postgresql://…")],
) -> None:
    """Copy this server's SQLite database to PostgreSQL. Stop every server first."""
    with in_sentences():
        with opened_data(read_settings()) as data:
            counts = move(data, database_url)
        rows = sum(counts.values())
        typer.echo(
            f"Copied and compared: {rows:,} rows in {len(counts)} tables, "
            f"{counts.get('summary', 0):,} summaries among them."
        )
        typer.echo(
            "Set DATABASE_URL to that address, start the server, and run the doctor. The keys "
            "stay where they are; keep layby.db until all is well, and start no server on it."
        )
