"""What opens a vault: a passphrase, a printed recovery code, or a passkey's answer."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Passphrase:
    """Words that a person remembers."""

    words: str = field(repr=False)


@dataclass(frozen=True)
class RecoveryCode:
    """The 20 random bytes (160 bits) behind a printed recovery code."""

    raw: bytes = field(repr=False)


@dataclass(frozen=True)
class PasskeyAnswer:
    """What a passkey answers over WebAuthn's PRF extension.

    ``credential`` names the passkey, ``salt`` (32 bytes) is what it was asked, ``output``
    (32 bytes) is its secret answer, the same each time for this credential and salt.
    """

    credential: bytes
    salt: bytes
    output: bytes = field(repr=False)


Secret = Passphrase | RecoveryCode | PasskeyAnswer
