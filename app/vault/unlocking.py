"""Which slots a secret may open, and the bytes of it that a KDF is given."""

import unicodedata

from app.domain.errors import (
    VaultError,
    WrongPasskey,
    WrongPassphrase,
    WrongRecoveryCode,
)
from app.domain.passphrase import check_length
from app.vault.envelope import (
    CREDENTIAL_MAX,
    PASSKEY,
    PASSKEY_SALT_BYTES,
    PASSPHRASE,
    RECOVERY,
    KeySlot,
)
from app.vault.secrets import PasskeyAnswer, Passphrase, RecoveryCode, Secret

#: 160 bits, beyond guessing without any stretching.
RECOVERY_BYTES = 20
PASSKEY_BYTES = 32


def kind_of(secret: Secret) -> str:
    """Give the kind of slot that a secret opens."""
    if isinstance(secret, Passphrase):
        return PASSPHRASE
    return RECOVERY if isinstance(secret, RecoveryCode) else PASSKEY


def may_open(secret: Secret, slot: KeySlot) -> bool:
    """Tell whether it is worth trying; a passkey's answer fits one credential and salt."""
    if kind_of(secret) != slot.kind or not material(secret):
        return False
    if isinstance(secret, PasskeyAnswer):
        return (secret.credential, secret.salt) == (slot.credential, slot.kdf.salt)
    return True


def material(secret: Secret) -> bytes:
    """Give the secret itself as bytes, for a KDF."""
    if isinstance(secret, Passphrase):
        # NFKC, because keyboards spell the same character in more than one way.
        return unicodedata.normalize("NFKC", secret.words).encode("utf-8", "surrogatepass")
    return secret.raw if isinstance(secret, RecoveryCode) else secret.output


def refusal(secret: Secret) -> VaultError:
    """Give the error that says this secret does not open the vault."""
    if isinstance(secret, Passphrase):
        return WrongPassphrase()
    return WrongRecoveryCode() if isinstance(secret, RecoveryCode) else WrongPasskey()


def check_new(secret: Secret) -> None:
    """Refuse what must not guard a vault.

    Raises PassphraseTooShort; ValueError for a code or an answer that is not as long as
    ``secrets`` says, which is no person's mistake.
    """
    if isinstance(secret, Passphrase):
        check_length(secret.words)
    elif isinstance(secret, RecoveryCode):
        if len(secret.raw) != RECOVERY_BYTES:
            raise ValueError("a recovery code has 20 bytes")
    elif (
        not 1 <= len(secret.credential) <= CREDENTIAL_MAX
        or len(secret.salt) != PASSKEY_SALT_BYTES
        or len(secret.output) != PASSKEY_BYTES
    ):
        raise ValueError("a passkey's answer and its salt have 32 bytes each")
