"""The doctor's look at files and settings: owners, secrets, certificate, the app itself."""

import ipaddress
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509

from app.domain.errors import LaybyError
from sync_server.services.data import left_over
from sync_server.services.findings import Finding, ok, trouble
from sync_server.services.recovery_key import read_public
from sync_server.services.server_secret import load_secret
from sync_server.settings import Settings

#: Certificates from most authorities are renewed a month before they end.
CERTIFICATE_DAYS = 21


def look_at_files(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Give a finding for each thing outside the database."""
    folder = settings.data_dir
    if not folder.is_dir():
        yield trouble("Data folder", f"{folder} is not there", "Is LAYBY_DATA_DIR set?")
        return
    yield from _permissions(settings)
    yield _secret(settings)
    yield _backup_key(settings)
    yield _encrypted_way(settings)
    if settings.tls_certificate is not None:
        yield _certificate(settings.tls_certificate, now)
    if (settings.pwa_dir / "index.html").is_file():
        yield ok("App", f"built, in {settings.pwa_dir}")
    else:
        yield trouble("App", "not built: devices find nothing here", "Run: make pwa")
    cut_off = left_over(settings)
    if cut_off:
        names = ", ".join(path.name for path in cut_off)
        yield trouble("Leftovers", f"{names}, of a command that was cut off", "Run: purge")


def _permissions(settings: Settings) -> Iterator[Finding]:
    folder = settings.data_dir
    private = [settings.secret_file, settings.text_keys_file, settings.audit_ends_file]
    private += [settings.withdrawn_file, settings.signing_file]
    private += [settings.tls_key] if settings.tls_key else []
    private += [settings.database_file] if settings.database_file else []
    private += [*folder.glob("*.db-wal"), *folder.glob("*.db-shm")]
    open_files = [file for file in private if file.exists() and _others_may(file)]
    if _others_may(folder):
        yield trouble("Data folder", "others may look into it", f"chmod 700 {folder}")
    elif open_files:
        names = " ".join(str(file) for file in open_files)
        yield trouble("Files", "others may read them", f"chmod 600 {names}")
    else:
        yield ok("Files", f"{folder} is for its owner only")


def _others_may(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def _secret(settings: Settings) -> Finding:
    file = settings.secret_file
    if not file.exists():
        return trouble("Secret", f"{file} is not there", "Put it back from the last backup.")
    try:
        load_secret(file)
    except LaybyError as error:
        return trouble("Secret", error.message, "Put it back from the last backup.")
    return ok("Secret", "readable")


def _backup_key(settings: Settings) -> Finding:
    todo = "Make one, and keep its file elsewhere: backup-key FILE"
    try:
        public = read_public(settings.backup_key_file)
    except LaybyError as error:
        return trouble("Recovery key", error.message, todo)
    if public is None:
        return trouble("Recovery key", "there is none, so no backup by itself", todo)
    return ok("Recovery key", f"backups are sealed for key {public.name}")


def _encrypted_way(settings: Settings) -> Finding:
    if settings.tls_certificate is not None:
        return ok("TLS", "this server speaks it itself")
    if settings.https:
        return ok("TLS", "a proxy in front speaks it")
    if _is_loopback(settings.host):
        return trouble(
            "TLS",
            "no device but this machine can use the app",
            "Put a proxy in front and set LAYBY_HTTPS=1, or set LAYBY_TLS_CERTIFICATE.",
        )
    return trouble(
        "TLS",
        "passwords and summaries would travel in clear",
        "Set LAYBY_TLS_CERTIFICATE and LAYBY_TLS_KEY, or listen on 127.0.0.1 behind a proxy.",
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _certificate(file: Path, now: datetime) -> Finding:
    try:
        certificate = x509.load_pem_x509_certificates(file.read_bytes())[0]
    except (OSError, ValueError, IndexError):
        return trouble("Certificate", f"{file} cannot be read", "Is it a PEM file?")
    ends = certificate.not_valid_after_utc
    said = f"valid until {ends:%d %B %Y}"
    if ends - now.astimezone(UTC) < timedelta(days=CERTIFICATE_DAYS):
        return trouble("Certificate", said, "Renew it, then restart the server.")
    return ok("Certificate", said)
