"""Every error Layby raises on purpose.

    LaybyError
    ├── InputError                 what a person typed cannot be used as it stands
    │   ├── PassphraseTooShort
    │   └── InvalidSummary         a summary breaks the wire schema (carries the field)
    ├── ContentError               a guide, service or codebook file breaks its schema
    ├── VaultError
    │   ├── WrongPassphrase
    │   ├── VaultFormatUnknown     written by a newer Layby, or not by Layby at all
    │   └── VaultLocked
    ├── StoreError
    │   ├── RecordDamaged          one record fails authentication
    │   ├── StoreFull
    │   └── StoreUnavailable
    ├── SyncError
    │   ├── ServerUnreachable      no answer: offline, stopped, timed out
    │   ├── ServerFailed           it answered with a 5xx
    │   ├── ServerNotUnderstood    it answered with something that is not Layby's API
    │   └── ServerRefused          a problem document (RFC 9457); carries its stable type
    └── TransitionError            a step was asked for that this state does not allow

Each class has a stable ``code`` for logs and tests and a ``message`` fit for a person.
Neither may hold anything a person typed: errors end up on screens that others can see.
"""

from typing import ClassVar


class LaybyError(Exception):
    """Base of all deliberate errors: ``code`` for machines, ``message`` for a person."""

    code: ClassVar[str] = "layby"
    default: ClassVar[str] = "Something went wrong. What you typed is safe."

    def __init__(self, message: str | None = None) -> None:
        self.message = message or self.default
        super().__init__(self.message)


class InputError(LaybyError):
    """Input that cannot be used as it stands; ``field`` names where it was typed."""

    code = "input"
    default = "Please check this field."

    def __init__(self, message: str | None = None, *, field: str = "") -> None:
        self.field = field
        super().__init__(message)


class PassphraseTooShort(InputError):
    """A passphrase under the minimum length."""

    code = "passphrase-too-short"
    default = "Use at least 12 characters. Four unrelated words work well."


class InvalidSummary(InputError):
    """A summary that does not fit the wire schema; ``field`` names the first misfit."""

    code = "invalid-summary"
    default = "This summary does not have the expected form."


class ContentError(LaybyError):
    """A content file (guide, service, codebook) breaks its schema."""

    code = "content"
    default = "A content file does not have the expected form."


class VaultError(LaybyError):
    """Anything to do with keys and locking."""

    code = "vault"
    default = "This profile could not be opened."


class WrongPassphrase(VaultError):
    """The passphrase does not open this profile."""

    code = "wrong-passphrase"
    default = (
        "That passphrase does not open this profile. Check capitals and spaces, then try again."
    )


class VaultFormatUnknown(VaultError):
    """The profile was written by a newer Layby, or its header is damaged."""

    code = "vault-format"
    default = "This profile was made by a newer version of Layby. Update the app, then try again."


class VaultLocked(VaultError):
    """Something needs an open profile and none is open."""

    code = "vault-locked"
    default = "Unlock your profile first."


class StoreError(LaybyError):
    """Anything to do with keeping records on this device."""

    code = "store"
    default = "This device could not save just now. Your words are still on the screen."


class RecordDamaged(StoreError):
    """One record fails authentication: altered, swapped or written under another key."""

    code = "record-damaged"
    default = "One saved item is damaged and was set aside. Everything else is fine."


class StoreFull(StoreError):
    """The device has no room left."""

    code = "store-full"
    default = "This device is out of space. Free some, then carry on: nothing on screen is lost."


class StoreUnavailable(StoreError):
    """The device's storage cannot be opened."""

    code = "store-unavailable"
    default = "This browser does not let Layby save. Check that private browsing is off."


class SyncError(LaybyError):
    """Anything to do with talking to the server. Nothing is lost by it: items wait."""

    code = "sync"
    default = "That did not reach your trust's server."


class ServerUnreachable(SyncError):
    """No answer came: no network, server stopped, or too slow."""

    code = "server-unreachable"
    default = "No connection to your trust's server."


class ServerFailed(SyncError):
    """The server answered with a fault of its own (5xx)."""

    code = "server-failed"
    default = "Your trust's server has a fault just now. Try again later."


class ServerNotUnderstood(SyncError):
    """Something answered that is not Layby's server: a sign-in page, a proxy, nonsense."""

    code = "server-not-understood"
    default = "Something other than Layby's server answered, perhaps a Wi-Fi sign-in page."


class ServerRefused(SyncError):
    """The server said no, with a reason.

    ``problem`` is the stable last part of the problem document's ``type`` (RFC 9457),
    ``retry_after`` the seconds it asked for, if it did.
    """

    code = "server-refused"
    default = "Your trust's server did not accept this."

    def __init__(
        self, message: str | None = None, *, problem: str = "", retry_after: int | None = None
    ) -> None:
        self.problem = problem
        self.retry_after = retry_after
        super().__init__(message)


class TransitionError(LaybyError):
    """A step was asked for that the present state does not allow."""

    code = "transition"
    default = "That step is not possible from here."
