"""The server's command line: ``python -m sync_server``.

What is secret is printed once, when it is made. Whatever goes wrong is said in a sentence.
"""

import os
import socket
import ssl
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from sqlalchemy.exc import SQLAlchemyError

from sync_server.accounts_cli import accounts_cli
from sync_server.allocator import give_back, share_pools
from sync_server.anonymiser_cli import anonymiser_cli
from sync_server.backup_cli import backup_cli
from sync_server.content_cli import content_cli
from sync_server.enrolment_cli import enrolment_cli
from sync_server.errors import ServerError
from sync_server.export_cli import export_cli
from sync_server.main import wire
from sync_server.observability import configure_logging, logger
from sync_server.operating_cli import operating_cli
from sync_server.parts import Parts
from sync_server.recoding_cli import recoding_cli
from sync_server.sentences import in_sentences, opened
from sync_server.services.demo_trust import (
    DEMO_TRUST,
    compose,
    read_content,
    read_lists,
    read_sentences,
)
from sync_server.services.editing import Editor
from sync_server.services.first_start import EXAMPLE_TRUST, Welcome, first_start
from sync_server.services.organisations import add_organisation, found_with
from sync_server.services.run_lock import side_by_side
from sync_server.settings import VERSION, Settings, read_settings

cli = typer.Typer(
    help="Layby's sync server: serves the app, takes summaries in, shows leads their themes.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
cli.add_typer(content_cli, name="content")
cli.add_typer(anonymiser_cli, name="anonymiser")
cli.add_typer(export_cli, name="export")
cli.add_typer(accounts_cli)
cli.add_typer(enrolment_cli)
cli.add_typer(backup_cli)
cli.add_typer(operating_cli)
cli.add_typer(recoding_cli)
Host = Annotated[str | None, typer.Option(help="Address to listen on.")]
Port = Annotated[int | None, typer.Option(min=0, max=65_535, help="Port; 0 picks a free one.")]
Https = Annotated[
    bool | None, typer.Option("--https", help="Browsers come through an https proxy.")
]


@cli.command()
def serve(host: Host = None, port: Port = None, https: Https = None) -> None:
    """Serve the app and the API. The first start makes a trust, a lead and a code."""
    with in_sentences():
        settings = read_settings(host=host, port=port, https=https)
        with _place(settings, settings) as listener, opened(lambda: settings) as parts:
            welcome = first_start(
                parts.accounts,
                parts.enrolment,
                parts.organisations,
                lambda: add_organisation(parts.database, EXAMPLE_TRUST),
            )
            _run(parts, listener, welcome)


@cli.command()
def demo(host: Host = None, port: Port = None, https: Https = None) -> None:
    """Serve a made-up trust with eighteen months of made-up summaries, in its own folder."""
    with in_sentences():
        given = read_settings(host=host, port=port, https=https)
        own = {"data_dir": given.data_dir / "demo", "database_url": ""}
        demonstration = given.model_copy(update=own)
        with _place(given, demonstration) as listener, opened(lambda: demonstration) as parts:
            welcome = first_start(
                parts.accounts, parts.enrolment, parts.organisations, lambda: _make_demo(parts)
            )
            _run(parts, listener, welcome)


def _make_demo(parts: Parts) -> None:
    print("Making the demonstration trust. This takes a moment, once.", flush=True)
    summaries = compose(read_sentences(parts.settings.assets_dir), parts.today())
    found_with(parts.database, DEMO_TRUST, parts.intake, summaries)
    parts.closing.close_due()
    editor, assets = Editor("demonstration", DEMO_TRUST.id), parts.settings.assets_dir
    parts.editing.publish_all(editor, read_content(assets))
    parts.own_lists.save(editor, read_lists(assets).words_document(), 0)


@contextmanager
def _place(listening: Settings, serving: Settings) -> Iterator[socket.socket]:
    """Take the port and the data folder, and look whether the certificate can be used."""
    if serving.tls_certificate is not None:
        try:
            ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(
                serving.tls_certificate, serving.tls_key
            )
        except (OSError, ssl.SSLError) as error:
            raise ServerError(
                "The certificate of LAYBY_TLS_CERTIFICATE and its key cannot be used together."
            ) from error
    with _listening(listening) as listener, side_by_side(serving.running_file):
        yield listener


@contextmanager
def _listening(settings: Settings) -> Iterator[socket.socket]:
    """Take the port before anything is made: what is shown once must not be lost to a clash."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # Said to be TCP: else asyncio lets each answer wait for an acknowledgement of its head.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as error:
        listener.close()
        raise ServerError(
            f"Port {settings.port} on {settings.host} cannot be used: another program has it, "
            "or it is not allowed. Choose another with --port, or: make serve PORT=8001"
        ) from error
    with listener:
        yield listener


def _run(parts: Parts, listener: socket.socket, welcome: Welcome | None) -> None:
    configure_logging()
    share_pools()
    # Now, else the first summary would wait for it; each core reads, and no thread runs yet.
    parts.second_look.share(os.cpu_count() or 1)
    give_back()
    listener.listen(2048)  # from here on callers wait instead of being refused
    settings, port = parts.settings, listener.getsockname()[1]
    _greet(settings, parts, port, welcome)
    # In a quiet week nobody writes, and yet a block may be due to close.
    threading.Thread(target=_tend_hourly, args=(parts,), daemon=True).start()
    config = uvicorn.Config(
        wire(parts),
        log_config=None,
        access_log=False,
        # Addresses are neither looked up nor passed on.
        proxy_headers=False,
        server_header=False,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=10,
        ssl_certfile=settings.tls_certificate,
        ssl_keyfile=settings.tls_key,
    )
    with suppress(KeyboardInterrupt):
        _Server(config, port, parts.database.engine.dialect.name).run(sockets=[listener])


class _Server(uvicorn.Server):
    """Says that it has started once a signal ends it in order, and not before.

    One that comes earlier may be lost: what it raises while Python tidies an object away, Python
    only reports.
    """

    def __init__(self, config: uvicorn.Config, port: int, database: str) -> None:
        super().__init__(config)
        self._said = {"version": VERSION, "port": port, "database": database}

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say so in the log."""
        await super().startup(sockets)
        logger().info("started", **self._said)


def _tend_hourly(parts: Parts) -> None:
    """Do what is due once a day, also where the server runs for months."""
    while True:
        time.sleep(60 * 60)
        with suppress(SQLAlchemyError, ServerError):
            parts.retention.tend()


def _python() -> str:
    """Name the interpreter that has Layby's packages, as one would type it here."""
    here, own = Path.cwd(), Path(sys.executable)
    return str(own.relative_to(here) if own.is_relative_to(here) else own)


def _is_kept_by_systemd() -> bool:
    """Say whether what is printed goes into a journal (systemd.exec(5), JOURNAL_STREAM)."""
    try:
        there = os.fstat(sys.stdout.fileno())
    except (OSError, ValueError):
        return False
    return os.environ.get("JOURNAL_STREAM") == f"{there.st_dev}:{there.st_ino}"


def _greet(settings: Settings, parts: Parts, port: int, welcome: Welcome | None) -> None:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    trusts = list(parts.organisations().values())
    names = ", ".join(trust.name for trust in trusts)
    scheme = "https" if settings.tls_certificate else "http"
    print(f"Layby serves {names} at {scheme}://{host}:{port}")
    if settings.https and not settings.tls_certificate:
        print("Browsers reach it over https, through your proxy.")
    if any(trust.synthetic for trust in trusts):
        print("Everything in this trust is made up. It is for looking around.")
    if not (settings.pwa_dir / "index.html").is_file():
        print("The app itself is not built yet: run make pwa.")
    print()
    if welcome and _is_kept_by_systemd():
        print("A journal is no place for a password or a code. Ask for them on the command line:")
        print(f"  reset-password {welcome.username}, then enrol")
        print()
    elif welcome:
        print("Shown only now. Write it down or pass it on safely.")
        print(f"  Lead's sign-in:  {welcome.username}")
        print(f"  Password:        {welcome.password}")
        print(f"  Enrolment code:  {welcome.code}")
        print(
            "In the app: “I am a wellbeing lead” for the sign-in. The code is for a manager, after"
        )
        print("“Create a profile”, under “Enter your enrolment code”.")
        print()
    prefix = (
        ""
        if settings.data_dir == Settings.model_fields["data_dir"].default
        else (f"LAYBY_DATA_DIR={settings.data_dir} ")
    )
    print(f"New enrolment code:  {prefix}{_python()} -m sync_server enrol --uses 10")
    print(f"Forgotten password:  {prefix}{_python()} -m sync_server reset-password USERNAME")
    print("Stop with Ctrl+C.", flush=True)
