"""What a person typed cannot be used as it stands."""

from app.domain.errors.base import LaybyError
from app.domain.wording import to_say


class InputError(LaybyError):
    """Input that cannot be used as it stands; ``field`` names where it was typed."""

    code = "input"
    default = to_say("Please check this field.")

    def __init__(self, message: str | None = None, *, field: str = "") -> None:
        self.field = field
        super().__init__(message)


class PassphraseTooShort(InputError):
    """A passphrase under the minimum length."""

    code = "passphrase-too-short"
    default = to_say("Use at least 12 characters. Four unrelated words work well.")


class PassphraseTooCommon(InputError):
    """A passphrase that a guesser would try early."""

    code = "passphrase-too-common"
    default = to_say("That one is easy to guess. Use four unrelated words, or let Layby make them.")


class RecoveryCodeMistyped(InputError):
    """A recovery code whose checksum does not fit."""

    code = "recovery-code-mistyped"
    default = to_say("That is not quite the code. Check each group against your paper copy.")


class PinRefused(InputError):
    """A PIN that cannot be chosen."""

    code = "pin-refused"
    default = to_say("Use 4 to 8 digits that are not all the same and not in a row.")


class InvalidSummary(InputError):
    """A summary that does not fit the wire schema; ``field`` names the first misfit."""

    code = "invalid-summary"
    default = to_say("This summary does not have the expected form.")
