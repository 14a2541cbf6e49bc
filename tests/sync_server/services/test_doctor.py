"""The doctor says ok where all is well, and for each ailment what to do."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from alembic import command
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import text

from sync_server.db import migrations
from sync_server.services.backup import Backups
from sync_server.services.doctor import Doctor
from sync_server.services.files import write_once
from sync_server.settings import Settings
from tests.sync_server.stock import data_of, recovery_key, stock
from tests.sync_server.trust import Server


def troubles(settings: Settings, now: Callable[[], datetime] = datetime.now) -> dict[str, str]:
    return {f.about: str(f) for f in Doctor(settings, now).look() if not f.is_well}


@pytest.fixture
def healthy(either_server: Server, tmp_path: Path) -> Server:
    """A server as it should be: built app, proxy, recovery key, verified backup."""
    server = either_server
    server.settings.https = True
    server.settings.data_dir.chmod(0o700)
    for file in server.settings.data_dir.iterdir():
        file.chmod(0o600)  # as a server makes them; the fixture copied its database
    server.settings.pwa_dir.mkdir()
    (server.settings.pwa_dir / "index.html").write_text("<!doctype html>")
    public, _ = recovery_key(tmp_path)
    write_once(server.settings.backup_key_file, public.to_line().encode())
    stock(server.parts)
    Backups(data_of(server.parts)).make(tmp_path / "backups", public)
    return server


def test_a_server_as_it_should_be_has_no_trouble(healthy: Server) -> None:
    findings = list(Doctor(healthy.settings).look())
    assert [str(finding) for finding in findings if not finding.is_well] == []
    names = {finding.about for finding in findings}
    assert names == {
        *("Files", "Secret", "Recovery key", "TLS", "App", "Database", "Migrations"),
        *("Integrity", "Clock", "Disk", "Backup", "Text keys", "Signing keys"),
        "Audit",
        *([] if healthy.settings.database_file else ["Arrival"]),
    }


def test_each_ailment_is_named_with_what_to_do(healthy: Server) -> None:
    settings, database = healthy.settings, healthy.parts.database
    in_ten_days = lambda: datetime.now() + timedelta(days=10)  # noqa: E731
    assert "verified one is of" in troubles(settings, in_ten_days)["Backup"]
    assert "Set it" in troubles(settings, lambda: datetime(1970, 1, 1))["Clock"]
    settings.secret_file.chmod(0o644)
    assert "chmod 600" in troubles(settings)["Files"]
    settings.secret_file.chmod(0o600)
    settings.data_dir.chmod(0o755)
    assert "chmod 700" in troubles(settings)["Data folder"]
    settings.data_dir.chmod(0o700)
    (settings.data_dir / "work-abc").mkdir()
    assert "Run: purge" in troubles(settings)["Leftovers"]
    (settings.data_dir / "work-abc").rmdir()
    keys = settings.text_keys_file.read_bytes()
    settings.text_keys_file.unlink()
    assert "Put text.keys back" in troubles(settings)["Text keys"]
    settings.text_keys_file.write_bytes(keys)
    settings.text_keys_file.chmod(0o600)
    with database.write() as connection:
        connection.execute(text("UPDATE text_key SET complete = false"))
    assert "Run: purge" in troubles(settings)["Text keys"]
    with database.write() as connection:
        connection.execute(text("UPDATE text_key SET complete = true"))
    settings.backup_key_file.unlink()
    assert "backup-key FILE" in troubles(settings)["Recovery key"]
    with database.write() as connection:
        guards = ("audit_stays", "audit_is_kept")
        for guard in guards if database.is_sqlite else ("audit_stays ON audit",):
            connection.execute(text(f"DROP TRIGGER {guard}"))
        connection.execute(text("UPDATE audit SET who = 'nobody' WHERE number = 2"))
    ends = settings.audit_ends_file.read_bytes()
    assert "row 2" in troubles(settings)["Audit"]
    assert settings.audit_ends_file.read_bytes() == ends, "a broken chain is not taken for good"


def test_the_doctor_changes_no_schema(either_server: Server) -> None:
    database, settings = either_server.parts.database, either_server.settings
    with database.write() as connection:
        command.downgrade(migrations.configuration(connection), "0003")
    assert "at step 0003" in troubles(settings)["Migrations"]
    with database.write() as connection:
        assert migrations.state_of(connection).current == "0003"
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert "newer version" in troubles(settings)["Migrations"]


def test_a_folder_without_anything_and_a_database_that_is_away(tmp_path: Path) -> None:
    nowhere = Settings(data_dir=tmp_path / "none", database_url="")
    assert {"Data folder", "Database"} <= troubles(nowhere).keys()
    assert not (tmp_path / "none").exists()
    away = "postgresql://127.0.0.1:1/layby"
    settings = Settings(data_dir=tmp_path, database_url=away)
    assert "Is it running?" in troubles(settings)["Database"]


def test_listening_in_clear_and_a_certificate_that_ends_are_troubles(tmp_path: Path) -> None:
    open_wide = Settings(data_dir=tmp_path, database_url="", host="192.0.2.7")
    assert "in clear" in troubles(open_wide)["TLS"]
    assert "this machine" in troubles(Settings(data_dir=tmp_path, database_url=""))["TLS"]
    file = tmp_path / "certificate.pem"
    settings = Settings(data_dir=tmp_path, database_url="", tls_certificate=file)
    assert settings.https
    assert "cannot be read" in troubles(settings)["Certificate"]
    file.write_bytes(certificate(days=5))
    assert "Renew it" in troubles(settings)["Certificate"]
    file.write_bytes(certificate(days=90))
    assert "Certificate" not in troubles(settings)


def certificate(days: int) -> bytes:
    return self_signed("127.0.0.1", days)[0]


def self_signed(address: str, days: int = 30) -> tuple[bytes, bytes]:
    """Make a certificate for an address, and its key, both as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, address)])
    now = datetime.now(UTC)
    alternative = x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))])
    builder = x509.CertificateBuilder(
        name, name, key.public_key(), 1, now - timedelta(hours=1), now + timedelta(days=days)
    )
    made = builder.add_extension(alternative, critical=False).sign(key, hashes.SHA256())
    plain = serialization.NoEncryption()
    pem, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    return made.public_bytes(pem), key.private_bytes(pem, form, plain)
