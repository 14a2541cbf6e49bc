"""Nothing that a person wrote, and no key, is in any file of the native store."""

import asyncio
import base64
from pathlib import Path

from app.store.native import NativeStore
from app.store.port import ProfileHeader
from app.store.tables import VaultTables
from app.vault.ladder import RUNGS
from app.vault.native import NativeKeyChest, NativePrimitives
from app.vault.primitives import Wrapping
from app.vault.secrets import PasskeyAnswer, Passphrase, RecoveryCode

NOTE = "Canary-note: not slept since the job on Mill Lane"
PERSON = "Canaria Okonkwo-Featherstone"
PASSPHRASE = "canary Gravel lantern otter"
CODE = RecoveryCode(b"canary recovery code")
ANSWER = PasskeyAnswer(b"credential-1", bytes(32), b"canary answer of some passkey...")


class RememberingPrimitives(NativePrimitives):
    """Keeps every key it meets, so that the test can look for them."""

    def __init__(self) -> None:
        self.keys: set[bytes] = set()

    async def argon2id(
        self, secret: bytes, salt: bytes, memory: int, passes: int, lanes: int
    ) -> bytes:
        return self._met(await super().argon2id(secret, salt, memory, passes, lanes))

    async def hkdf(self, secret: bytes, salt: bytes, info: bytes) -> bytes:
        return self._met(await super().hkdf(secret, salt, info))

    async def unwrap(self, wrapped: bytes, old: Wrapping[bytes]) -> bytes:
        return self._met(await super().unwrap(wrapped, old))

    def _met(self, key: bytes) -> bytes:
        self.keys.add(key)
        return key


def _spellings(secret: bytes) -> list[bytes]:
    return [secret, secret.hex().encode(), base64.b64encode(secret).rstrip(b"=")]


async def _use(path: Path, primitives: RememberingPrimitives) -> None:
    chest = NativeKeyChest(primitives, RUNGS[-1:])
    envelope, cipher = await chest.create("profile-1", PASSPHRASE)
    for opener, new in ((Passphrase(PASSPHRASE), CODE), (CODE, ANSWER)):
        envelope = await chest.set_slot(envelope, opener, new)
    store = NativeStore(path)
    await store.add_profile(ProfileHeader("profile-1", "Profile 1", envelope.to_document()), [])
    tables = await VaultTables.open(store, cipher, "profile-1")
    tables.put("people", PERSON, {"id": PERSON, "label": PERSON})
    for version in range(20):
        tables.put("notes", "a", {"text": NOTE * version})
        await tables.commit()
    tables.remove("people", PERSON)
    await tables.commit()
    _search(path.parent, primitives)  # while open: the write-ahead log too
    await tables.close()
    await store.close()
    _search(path.parent, primitives)


def _search(folder: Path, primitives: RememberingPrimitives) -> None:
    texts = [word for text in (NOTE, PERSON, PASSPHRASE) for word in (text, text[:12], text[-12:])]
    secrets = [text.encode(code) for text in texts for code in ("utf-8", "utf-16-le")]
    opening = [PASSPHRASE.encode(), CODE.raw, ANSWER.output]
    secrets += [part for secret in [*primitives.keys, *opening] for part in _spellings(secret)]
    files = [path for path in folder.rglob("*") if path.is_file()]
    stored = b"".join(path.read_bytes() for path in files)
    assert b"Profile 1" in stored  # the search does look where things are
    # A wrapping key for each of three slots, the data key, and the key for records.
    assert len(primitives.keys) == 5
    assert not [secret for secret in secrets if secret in stored]


def test_no_file_holds_a_word_or_a_key(tmp_path: Path) -> None:
    asyncio.run(_use(tmp_path / "layby.db", RememberingPrimitives()))
