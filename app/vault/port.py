"""What the app asks of its keys: make a vault, open one, change its slots, seal and open bytes.

Two adapters keep this promise, ``native`` and ``browser``, and one contract suite
(``tests/contracts/key_chest.py``) holds both to it. What one seals, the other opens.
"""

from collections.abc import Sequence
from typing import Protocol

from app.vault.envelope import Envelope
from app.vault.secrets import Secret


class Cipher(Protocol):
    """The key of one open profile. It never shows its bytes."""

    async def seal(self, plaintext: bytes, context: bytes) -> bytes:
        """Encrypt with AES-256-GCM under a fresh random nonce.

        ``context`` is not stored but authenticated: ``open`` must be given the same.
        """
        ...

    async def open(self, sealed: bytes, context: bytes) -> bytes:
        """Give back the plaintext; raises RecordDamaged.

        That covers altered bytes, another context, another key and another format alike:
        authentication cannot tell them apart.
        """
        ...

    async def open_all(self, records: Sequence[tuple[bytes, bytes]]) -> list[bytes | None]:
        """Give back the plaintext of each (sealed, context); None where ``open`` would raise.

        Many at once take a fraction of the time that they take one by one.
        """
        ...


class KeyChest(Protocol):
    """Makes vaults, opens them, and changes what opens them. All of it works offline."""

    async def create(self, vault_id: str, passphrase: str) -> tuple[Envelope, Cipher]:
        """Make a vault with a new random data key behind ``passphrase``.

        The envelope is to be stored as it is; it holds nothing secret without the
        passphrase. Raises PassphraseTooShort under ``domain.passphrase.MINIMUM``
        characters, and VaultError when the device has not the memory to stretch it.
        """
        ...

    async def unlock(self, envelope: Envelope, secret: Secret) -> Cipher:
        """Open a vault; raises WrongPassphrase, WrongRecoveryCode or WrongPasskey.

        Which of them follows from ``secret``; also when the envelope has no such slot. An
        envelope altered after writing gives the same: without the key the two cannot be
        told apart. A passphrase takes some tenths of a second on purpose, and VaultError
        says when the device has not the memory for it.
        """
        ...

    async def set_slot(self, envelope: Envelope, opener: Secret, new: Secret) -> Envelope:
        """Give an envelope of the present format that ``new`` opens as well.

        It takes the place of the slot of its kind (for a passkey: of the same credential);
        other slots stay. ``opener`` must open the vault: its data key cannot be taken out of
        an open cipher. Raises what ``unlock`` raises, PassphraseTooShort, and VaultError
        when there is no place for one more passkey. A passphrase that opens an outdated
        envelope (``Envelope.is_outdated``) gets a slot of the present format in passing.
        """
        ...

    def random_bytes(self, count: int) -> bytes:
        """Give ``count`` bytes from the system's cryptographic random source."""
        ...
