"""Every error the sync server raises on purpose.

    LaybyError
    └── ServerError            a sentence for whoever runs the server's command line
        ├── DatabaseNewer      the database was migrated by a newer version
        ├── MigrationWaits     the database is older, and the settings say to ask first
        ├── MigrationFailed    a step of an upgrade did not work; nothing was changed
        └── Refusal            a request is answered with a problem document (RFC 9457)

A Refusal's ``slug`` is the stable last part of the problem's type; the catalogue of slugs
stands in ``sync_server.api.problems``. No message may hold anything a request contained.
"""

from app.domain.errors import LaybyError


class ServerError(LaybyError):
    """Something stops the server or a command; the message says what to do."""

    code = "server"
    default = "The server could not do that."


class DatabaseNewer(ServerError):
    """The database carries migrations this version does not know."""

    code = "database-newer"
    default = (
        "The database was written by a newer version of Layby. "
        "Install that version, or restore the backup made before it."
    )


class MigrationWaits(ServerError):
    """The database is of an older version, and is not to be touched before somebody agrees."""

    code = "migration-waits"


class MigrationFailed(ServerError):
    """A step of an upgrade did not work; the database is as it was."""

    code = "migration-failed"


class Refusal(ServerError):
    """A request that is answered with a problem document.

    ``slug`` names the problem, ``field`` the misfitting input by name (never its value),
    ``retry_after`` the seconds to wait, where waiting helps.
    """

    code = "refusal"

    def __init__(
        self,
        slug: str,
        message: str | None = None,
        *,
        field: str = "",
        retry_after: int | None = None,
    ) -> None:
        self.slug = slug
        self.field = field
        self.retry_after = retry_after
        super().__init__(message)
