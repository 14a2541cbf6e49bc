"""Talking to the server. Nothing is lost by any of these: items wait."""

from app.domain.errors.base import ContentError, LaybyError
from app.domain.wording import to_say


class SyncError(LaybyError):
    """Anything to do with talking to the server. Nothing is lost by it: items wait."""

    code = "sync"
    default = to_say("That did not reach your trust's server.")


class ServerUnreachable(SyncError):
    """No answer came: no network, server stopped, or too slow."""

    code = "server-unreachable"
    default = to_say("No connection to your trust's server.")


class ServerFailed(SyncError):
    """The server answered with a fault of its own (5xx)."""

    code = "server-failed"
    default = to_say("Your trust's server has a fault just now. Try again later.")


class ServerNotUnderstood(SyncError):
    """Something answered that is not Layby's server: a sign-in page, a proxy, nonsense."""

    code = "server-not-understood"
    default = to_say("Something other than Layby's server answered, perhaps a Wi-Fi sign-in page.")


class ServerRefused(SyncError):
    """The server said no, with a reason.

    ``problem`` is the stable last part of the problem document's ``type`` (RFC 9457),
    ``retry_after`` the seconds it asked for, if it did, ``field`` what does not fit, by name.
    """

    code = "server-refused"
    default = to_say("Your trust's server did not accept this.")

    def __init__(
        self,
        message: str | None = None,
        *,
        problem: str = "",
        retry_after: int | None = None,
        field: str = "",
    ) -> None:
        self.problem = problem
        self.field = field
        self.retry_after = retry_after
        super().__init__(message)


class BadSignature(SyncError, ContentError):
    """A signature that is not the one of the key it should be of: nothing of it is used."""

    code = "bad-signature"
    default = to_say(
        "Your trust's server answered with something it did not sign as it should. "
        "Nothing was used. If this goes on, tell whoever looks after Layby."
    )
