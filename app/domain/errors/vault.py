"""Keys, locking, and whose profile is open where."""

import math

from app.domain.errors.base import LaybyError
from app.domain.wording import to_say, trn


class VaultError(LaybyError):
    """Anything to do with keys and locking."""

    code = "vault"
    default = to_say("This profile could not be opened.")


class WrongPassphrase(VaultError):
    """The passphrase does not open this profile."""

    code = "wrong-passphrase"
    default = to_say(
        "That passphrase does not open this profile. Check capitals and spaces, then try again."
    )


class WrongRecoveryCode(VaultError):
    """A well-formed recovery code that does not open this profile."""

    code = "wrong-recovery-code"
    default = to_say(
        "That recovery code does not open this profile. A newer code may have replaced it."
    )


class WrongPasskey(VaultError):
    """The passkey was refused, cancelled, or does not open this profile."""

    code = "wrong-passkey"
    default = to_say("The passkey did not open this profile. Use your passphrase instead.")


class WrongPin(VaultError):
    """The PIN does not lift the screen lock."""

    code = "wrong-pin"
    default = to_say("That is not the PIN.")


class TooManyTries(VaultError):
    """The next try has to wait; ``wait`` is in seconds. Nothing is ever wiped for it."""

    code = "too-many-tries"
    default = to_say("Wait 1 second, then try again.")

    def __init__(self, wait: float = 1.0) -> None:
        self.wait = wait
        seconds = max(1, math.ceil(wait))
        super().__init__(
            trn(
                "Wait {count} second, then try again.",
                "Wait {count} seconds, then try again.",
                seconds,
            )
        )


class ProfileInUse(VaultError):
    """The profile is open in another window of this device."""

    code = "profile-in-use"
    default = to_say("This profile is open in another window. You can use it here instead.")


class KeysMoved(VaultError):
    """Another window changed what opens the profile while this one was about to."""

    code = "keys-moved"
    default = to_say(
        "The keys of this profile were changed in another window meanwhile. "
        "Nothing was changed here. Look at what opens it now, then try again."
    )


class VaultFormatUnknown(VaultError):
    """The profile was written by a newer Layby, or its header is damaged."""

    code = "vault-format"
    default = to_say(
        "This profile was made by a newer version of Layby, or it is damaged. "
        "Update the app, then try again."
    )


class VaultLocked(VaultError):
    """Something needs an open profile and none is open."""

    code = "vault-locked"
    default = to_say("Unlock your profile first.")
