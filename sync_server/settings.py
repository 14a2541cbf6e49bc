"""Settings of the sync server: read from the environment, checked at start.

``LAYBY_DATA_DIR``, ``LAYBY_PWA_DIR``, ``LAYBY_HOST``, ``LAYBY_PORT``, ``LAYBY_HTTPS``,
``LAYBY_MINIMUM_GROUP``, ``LAYBY_TOKENS_PER_WEEK``, ``LAYBY_SENDING_GAP_SECONDS``,
``LAYBY_SECOND_LOOK_MODEL``,
``LAYBY_LOCK_IDLE_MINUTES``, ``LAYBY_LOCK_HIDDEN_MINUTES``, ``LAYBY_ORIGIN``,
``LAYBY_SECOND_FACTOR``, ``LAYBY_SIGN_ON_FILE``, ``LAYBY_TRUST``,
``LAYBY_TLS_CERTIFICATE``, ``LAYBY_TLS_KEY``,
``LAYBY_MIGRATE``, ``LAYBY_METRICS_TOKEN`` and ``DATABASE_URL``. Nothing is read from files
beside the code.
"""

from pathlib import Path
from typing import Literal, Self

from pydantic import AliasChoices, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.domain.lock import LONGEST_HIDDEN, LONGEST_IDLE, SHORTEST, LockTimes
from app.domain.organisation import MINIMUM_GROUP
from app.domain.server_meta import LEAST_GAP, LONGEST_GAP, USUAL_GAP
from sync_server.errors import ServerError

VERSION = "0.1.0"
_ASSETS = Path(__file__).resolve().parents[1] / "assets"


class Settings(BaseSettings):
    """One server's settings.

    ``minimum_group`` is in summaries and may be raised, never lowered below 11 (see
    ``app.domain.organisation.MINIMUM_GROUP``). ``tokens_per_week`` is how many summaries a device
    can have tokens signed for in an ISO week; ``sending_gap_seconds`` is the longest random pause
    between two requests of one device: a small trust may want more of it. ``https`` says that
    browsers reach this server over https, through a proxy in front of it: cookies become Secure,
    HSTS is sent.
    ``lock_idle_minutes`` and ``lock_hidden_minutes`` say after how long devices that enrol
    lock themselves; they may be shortened, never lengthened (see ``app.domain.lock``).
    ``second_look_model`` names a spaCy model that is installed here: then Presidio, an optional
    part, reads each summary too before it is stored. ``semantic`` lets the optional language
    model of the extra of that name help to learn themes; each text then takes some 30 ms.

    ``origin`` is the address under which browsers know this server, such as
    ``https://layby.trust.nhs.uk``: passkeys and the trust's own sign-in are bound to it, and
    are offered only where it is set. ``second_factor`` says whether people with a password are
    ``asked`` to set up a second factor, or may do nothing before they did (``required``).
    ``sign_on_file`` describes the trust's own sign-in (see ``services.sign_on_providers``);
    left out, it is ``sign-on.toml`` in ``data_dir``, if that is there. ``trust`` is the id of
    the trust that commands are about, where several share the server.
    ``tls_certificate`` and ``tls_key`` (PEM files) let the server speak TLS itself. With
    ``migrate`` set to ``ask`` a newer version does not touch the database before it was told
    to. ``metrics_token`` is what a monitor has to show; without one there are no metrics.
    """

    model_config = SettingsConfigDict(env_prefix="LAYBY_", populate_by_name=True, extra="ignore")

    data_dir: Path = Path("data")
    database_url: str = Field("", validation_alias=AliasChoices("database_url", "DATABASE_URL"))
    pwa_dir: Path = Path("build/pwa")
    assets_dir: Path = _ASSETS
    host: str = "127.0.0.1"
    port: int = Field(8000, ge=0, le=65_535)
    https: bool = False
    minimum_group: int = Field(MINIMUM_GROUP, ge=MINIMUM_GROUP, le=1000)
    tokens_per_week: int = Field(60, ge=10, le=1000)
    sending_gap_seconds: int = Field(USUAL_GAP, ge=LEAST_GAP, le=LONGEST_GAP)
    second_look_model: str = ""
    semantic: bool = False
    origin: str = Field("", pattern=r"^(https?://[a-z0-9.\-]+(:\d+)?)?$")
    second_factor: Literal["asked", "required"] = "asked"
    sign_on_file: Path | None = None
    trust: str = ""
    lock_idle_minutes: float = Field(LONGEST_IDLE / 60, ge=SHORTEST / 60, le=LONGEST_IDLE / 60)
    lock_hidden_minutes: float = Field(
        LONGEST_HIDDEN / 60, ge=SHORTEST / 60, le=LONGEST_HIDDEN / 60
    )
    tls_certificate: Path | None = None
    tls_key: Path | None = None
    migrate: Literal["auto", "ask"] = "auto"
    metrics_token: SecretStr = SecretStr("")

    @model_validator(mode="after")
    def _tls_is_https(self) -> Self:
        """A server that speaks TLS itself is reached over https."""
        self.https = self.https or self.tls_certificate is not None
        return self

    @property
    def url(self) -> str:
        """The database's SQLAlchemy URL: PostgreSQL as given, else SQLite in ``data_dir``."""
        given = self.database_url.strip()
        if not given:
            return f"sqlite:///{self.data_dir.absolute() / 'layby.db'}"
        for scheme in ("postgresql://", "postgres://"):
            if given.startswith(scheme):
                return "postgresql+psycopg://" + given.removeprefix(scheme)
        return given

    @property
    def lock(self) -> LockTimes:
        """After how long the trust's devices lock themselves."""
        return LockTimes(self.lock_idle_minutes * 60, self.lock_hidden_minutes * 60)

    @property
    def database_file(self) -> Path | None:
        """SQLite's file; None with PostgreSQL."""
        name = self.url.removeprefix("sqlite:///")
        return Path(name) if name != self.url else None

    @property
    def text_keys_file(self) -> Path:
        """Where the keys of the texts lie (mode 0600); several processes share it."""
        return self.data_dir / "text.keys"

    @property
    def backup_key_file(self) -> Path:
        """Where the half of the recovery key lies that seals backups."""
        return self.data_dir / "backup.public"

    @property
    def audit_ends_file(self) -> Path:
        """Where the ends of the audit's chains are kept, outside the database."""
        return self.data_dir / "audit.ends"

    @property
    def withdrawn_file(self) -> Path:
        """Where it is kept what was withdrawn, so that no older backup brings it back."""
        return self.data_dir / "withdrawn.list"

    @property
    def signing_file(self) -> Path:
        """Where changes of signing keys are noted, outside the database."""
        return self.data_dir / "signing.changes"

    @property
    def running_file(self) -> Path:
        """What a running server holds, so that nothing is restored under it."""
        return self.data_dir / "running.lock"

    @property
    def secret_file(self) -> Path:
        """Where the server's own secret lies (mode 0600); several processes share it."""
        return self.data_dir / "server.secret"

    @property
    def step_cookie(self) -> str:
        """The name of the cookie that holds together the steps of one sign-in."""
        return "__Host-layby_step" if self.https else "layby_step"

    @property
    def cookie(self) -> str:
        """The session cookie's name; browsers bind the ``__Host-`` prefix to this host."""
        return "__Host-layby_session" if self.https else "layby_session"


def read_settings(**overrides: object) -> Settings:
    """Read the environment; raises ServerError with a sentence that names what is wrong.

    ``overrides`` that are None are left to the environment.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = str(first["loc"][0]) if first["loc"] else "A setting"
        raise ServerError(f"The setting {name} cannot be used: {first['msg']}.") from error
