"""``python -m sync_server backup-key``, ``backup``, ``verify-backup`` and ``restore``."""

from pathlib import Path
from typing import Annotated

import typer

from sync_server.db.copies import size_of
from sync_server.errors import ServerError
from sync_server.sentences import in_sentences
from sync_server.services.backup import Backups, Verified
from sync_server.services.data import opened_data
from sync_server.services.files import write_once
from sync_server.services.recovery_key import (
    Opener,
    Passphrase,
    Sealer,
    checked_passphrase,
    make_pair,
    read_private,
    read_public,
)
from sync_server.services.restoring import Restoring
from sync_server.services.signing_changes import TODO
from sync_server.settings import Settings, read_settings

backup_cli = typer.Typer(help="Backups: made, verified and restored.", no_args_is_help=True)
KeyFile = Annotated[Path | None, typer.Option("--key", help="The file that backup-key wrote.")]
PassphraseFile = Annotated[
    Path | None, typer.Option(help="A file whose first line is the passphrase.")
]
BackupFile = Annotated[Path, typer.Argument(help="A file that backup wrote.")]


@backup_cli.command(name="backup-key")
def backup_key(
    file: Annotated[Path, typer.Argument(help="A new file for the half that opens backups.")],
) -> None:
    """Make the recovery key: its secret half goes into FILE, to be kept away from here."""
    with in_sentences():
        settings = read_settings()
        if settings.backup_key_file.exists():
            raise ServerError(
                f"There is a recovery key already. For a new one put {settings.backup_key_file} "
                "aside first, and keep the old file: it opens the older backups."
            )
        public = make_pair(file)
        write_once(settings.backup_key_file, f"{public.to_line()}\n".encode())
        typer.echo(
            f"Recovery key {public.name} is in {file}. Take it off this machine now, to two safe "
            "places. Nothing else opens the backups, and nobody can make it again."
        )


@backup_cli.command()
def backup(
    folder: Annotated[Path, typer.Argument(help="Where it goes: best another machine's disk.")],
    keep: Annotated[int | None, typer.Option(min=1, help="Delete all but so many.")] = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Back up while the server runs, into one sealed file, and read it back.

    It holds the database and the keys, sealed for the recovery key or a passphrase. Only when
    it was read back and found whole do devices delete their own copies.
    """
    with in_sentences():
        settings = read_settings()
        sealer = _sealer(settings, passphrase_file)
        with opened_data(settings) as data:
            backups = Backups(data)
            made = backups.make(folder, sealer)
            _tell(made, f"{_mb(made.file)} MB; the database has {size_of(data.database):,} bytes")
            if _same_disk(settings, folder):
                typer.echo("It lies on the same disk as the data. Copy it somewhere else.")
            for file in backups.prune(folder, keep) if keep else ():
                typer.echo(f"Deleted: {file.name}")


@backup_cli.command(name="verify-backup")
def verify_backup(
    file: BackupFile, key: KeyFile = None, passphrase_file: PassphraseFile = None
) -> None:
    """Open a backup as a restore would, and look at everything in it."""
    with in_sentences():
        opener = _opener(key, passphrase_file)
        with opened_data(read_settings()) as data:
            _tell(Backups(data).verify(file, opener), "verified")


@backup_cli.command()
def restore(
    file: BackupFile,
    key: KeyFile = None,
    passphrase_file: PassphraseFile = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the data here.")] = False,
) -> None:
    """Put a backup in place of this server's data. Stop every server first."""
    with in_sentences():
        opener = _opener(key, passphrase_file)
        done = Restoring(read_settings()).restore(file, opener, force=force)
        manifest, aside = done.manifest, done.aside
        number = manifest.counts.get("summary", 0)
        typer.echo(f"Restored: the server as of {manifest.made_on}, with {number:,} summaries.")
        if aside is not None:
            typer.echo(f"What was here before is in {aside}. Delete it when all is well.")
        if done.withdrawn:
            typer.echo(f"Withdrawn again, as their authors wished since: {done.withdrawn:,}.")
        typer.echo("Devices send again what they still hold; everybody signs in again.")
        for warning in done.warnings:
            typer.echo(f"Take care. {warning}\n{TODO}")


def _sealer(settings: Settings, passphrase_file: Path | None) -> Sealer:
    if passphrase_file is not None:
        return checked_passphrase(_first_line(passphrase_file))
    public = read_public(settings.backup_key_file)
    if public is None:
        raise ServerError("There is no recovery key yet. Make one: backup-key FILE")
    return public


def _opener(key: Path | None, passphrase_file: Path | None) -> Opener:
    if (key is None) == (passphrase_file is None):
        raise ServerError("Say what opens it: --key FILE, or --passphrase-file FILE.")
    return read_private(key) if key else Passphrase(_first_line(passphrase_file))


def _first_line(file: Path | None) -> str:
    try:
        return file.read_text(encoding="utf-8").split("\n", 1)[0].rstrip("\r") if file else ""
    except (OSError, UnicodeDecodeError) as error:
        raise ServerError(f"The file {file} cannot be read.") from error


def _tell(found: Verified, what: str) -> None:
    summaries, rows = found.counts.get("summary", 0), sum(found.counts.values())
    typer.echo(f"{found.file}: {what}. {summaries:,} summaries, {rows:,} rows.")
    if found.published:
        typer.echo("Opened again and found whole. Devices may now delete their own copies.")
    else:
        typer.echo("Whole, but of another life of this server: devices keep their own copies.")


def _mb(file: Path) -> str:
    return f"{file.stat().st_size / 1_000_000:,.1f}"


def _same_disk(settings: Settings, folder: Path) -> bool:
    return settings.data_dir.stat().st_dev == folder.stat().st_dev
