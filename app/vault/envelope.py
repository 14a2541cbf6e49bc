"""The vault's envelope: the one document that stands beside a profile's sealed records.

Format 2, as JSON::

    {"kind": "layby-vault", "format": 2, "vault": "<vault id>", "slots": [
      {"kind": "passphrase",
       "kdf": {"name": "Argon2id", "memory": 65536, "passes": 3, "lanes": 1, "salt": "<base64>"},
       "wrapped": "<base64 of nonce (12) | wrapped data key (32) | tag (16)>"},
      {"kind": "recovery",
       "kdf": {"name": "HKDF-SHA256", "salt": "<base64>"}, "wrapped": "…"},
      {"kind": "passkey", "credential": "<base64>",
       "kdf": {"name": "HKDF-SHA256", "salt": "<base64, 32 bytes>"}, "wrapped": "…"}]}

There is one passphrase slot, at most one recovery slot, and any passkey once. ``memory`` is in
KiB. A passkey's salt is also what its PRF is asked. HKDF's info is "layby/recovery/2" or
"layby/passkey/2". Format 1 has the passphrase slot alone, with ``"kdf": {"name":
"PBKDF2-SHA256", "iterations": 600000, "salt": "<base64>"}``; it is read and never written.

A random 256-bit data key is wrapped once per slot with AES-256-GCM, under the key that the
slot's KDF makes of the secret. Kind, format, vault id and the whole description of the slot
are authenticated with it (``KeySlot.context``), so no part can be changed or moved to another
vault. The data key seals nothing itself: the key for records is HKDF-SHA256(data key, salt =
vault id, info = "layby/records/1").

Nothing here is secret without what opens it. Pure: no I/O, no cryptography.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.domain.errors import VaultFormatUnknown
from app.vault.kdf import Argon2id, Hkdf, Kdf, Pbkdf2, read_kdf
from app.vault.strict import from_base64, items, mapping, text, to_base64, whole

FORMAT = 2
KIND = "layby-vault"
PASSPHRASE = "passphrase"  # noqa: S105 - the name of a slot kind
RECOVERY = "recovery"
PASSKEY = "passkey"
PASSKEYS_MAX = 8
#: WebAuthn: a credential id has at most 1,023 bytes.
CREDENTIAL_MAX = 1023
#: What WebAuthn's PRF extension is asked here, in bytes.
PASSKEY_SALT_BYTES = 32
WRAPPED_BYTES = 12 + 32 + 16
_KDFS: dict[int, dict[str, type[Kdf]]] = {
    1: {PASSPHRASE: Pbkdf2},
    2: {PASSPHRASE: Argon2id, RECOVERY: Hkdf, PASSKEY: Hkdf},
}


@dataclass(frozen=True)
class KeySlot:
    """The data key, wrapped for one secret: nonce, ciphertext and tag in ``wrapped``.

    ``credential`` names the passkey of a passkey slot; the others have none.
    """

    kind: str
    kdf: Kdf
    wrapped: bytes
    credential: bytes = b""

    def context(self, vault_id: str, envelope_format: int) -> bytes:
        """Give what is authenticated with the wrapped key: unambiguous, all in ASCII."""
        parts = [KIND, envelope_format, vault_id, self.kind, *self.kdf.to_document().values()]
        if self.credential:
            parts.append(to_base64(self.credential))
        return json.dumps(parts, separators=(",", ":")).encode("ascii")

    def has_place_of(self, other: "KeySlot") -> bool:
        """Tell whether only one of the two can be in an envelope."""
        return (self.kind, self.credential) == (other.kind, other.credential)


@dataclass(frozen=True)
class Envelope:
    """A vault's id and its key slots."""

    vault_id: str
    format: int
    slots: tuple[KeySlot, ...]

    def has(self, kind: str) -> bool:
        """Tell whether there is a slot of this kind."""
        return any(slot.kind == kind for slot in self.slots)

    def passkeys(self) -> list[tuple[bytes, bytes]]:
        """List the credential of each passkey and the salt to ask it with."""
        return [(one.credential, one.kdf.salt) for one in self.slots if one.kind == PASSKEY]

    def with_slot(self, slot: KeySlot) -> "Envelope":
        """Put a slot in the place of the one it replaces, or at the end."""
        if any(slot.has_place_of(one) for one in self.slots):
            slots = tuple(slot if slot.has_place_of(one) else one for one in self.slots)
            return replace(self, slots=slots)
        return replace(self, slots=(*self.slots, slot))

    def without_passkeys(self) -> "Envelope":
        """Leave the passkeys out; the data key stays the same."""
        return replace(self, slots=tuple(one for one in self.slots if one.kind != PASSKEY))

    def is_outdated(self) -> bool:
        """Tell whether changing any slot will bring the passphrase slot up to date too.

        No slot of the present format is below what is chosen at the least today.
        """
        return self.format < FORMAT

    def to_document(self) -> dict[str, object]:
        """Give plain JSON values, as the module's docstring shows them."""
        return {
            "kind": KIND,
            "format": self.format,
            "vault": self.vault_id,
            "slots": [_slot_document(slot) for slot in self.slots],
        }

    @classmethod
    def from_document(cls, document: object, vault_id: str = "") -> "Envelope":
        """Read what ``to_document`` wrote, of the vault ``vault_id`` when that is given.

        Raises VaultFormatUnknown on a newer format, a foreign document, a damaged one or that
        of another vault: nothing is guessed, because a guess here would lock somebody out of
        their notes.
        """
        try:
            envelope = _read_envelope(mapping(document))
        except (KeyError, TypeError, ValueError) as error:
            raise VaultFormatUnknown from error
        if vault_id and envelope.vault_id != vault_id:
            raise VaultFormatUnknown
        return envelope


def _read_envelope(document: Mapping[object, object]) -> Envelope:
    if document["kind"] != KIND:
        raise ValueError
    number = whole(document["format"], 1, FORMAT)
    listed = items(document["slots"], PASSKEYS_MAX + 2)
    slots = tuple(_read_slot(mapping(slot), number) for slot in listed)
    places = {(slot.kind, slot.credential) for slot in slots}
    if (PASSPHRASE, b"") not in places or len(places) != len(slots):
        raise ValueError
    return Envelope(text(document["vault"]), number, slots)


def _read_slot(document: Mapping[object, object], number: int) -> KeySlot:
    kind, kdf = text(document["kind"]), read_kdf(mapping(document["kdf"]))
    if not isinstance(kdf, _KDFS[number][kind]):
        raise TypeError
    wrapped = from_base64(document["wrapped"], WRAPPED_BYTES, WRAPPED_BYTES)
    if kind != PASSKEY:
        return KeySlot(kind, kdf, wrapped)
    if len(kdf.salt) != PASSKEY_SALT_BYTES:
        raise ValueError
    return KeySlot(kind, kdf, wrapped, from_base64(document["credential"], 1, CREDENTIAL_MAX))


def _slot_document(slot: KeySlot) -> dict[str, object]:
    document: dict[str, object] = {"kind": slot.kind, "kdf": slot.kdf.to_document()}
    if slot.credential:
        document["credential"] = to_base64(slot.credential)
    return document | {"wrapped": to_base64(slot.wrapped)}
