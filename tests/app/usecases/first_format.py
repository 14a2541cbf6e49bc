"""A profile as the first version left it: PBKDF2, no list of records, no schema numbers."""

import json
import os
import uuid

from app.store.codec import context
from app.store.port import ProfileHeader, SealedRecord
from app.vault.envelope import PASSPHRASE, Envelope, KeySlot
from app.vault.kdf import ITERATIONS, Pbkdf2
from app.vault.primitives import Wrapping
from app.vault.secrets import Passphrase
from tests.app.usecases.parts import CheapPrimitives, Place


async def first_format_profile(place: Place, words: str) -> ProfileHeader:
    """Put such a profile, with one conversation-like note, on the device."""
    use = CheapPrimitives()
    profile_id, nonce = str(uuid.uuid4()), os.urandom(12)
    kdf = Pbkdf2(ITERATIONS, os.urandom(16))
    key = await use.pbkdf2(words.encode(), kdf.salt, kdf.iterations)
    tied = KeySlot(PASSPHRASE, kdf, b"").context(profile_id, 1)
    wrapped = await use.new_wrapped(Wrapping(key, nonce, tied))
    envelope = Envelope(profile_id, 1, (KeySlot(PASSPHRASE, kdf, nonce + wrapped),))
    cipher = await place.chest.unlock(envelope, Passphrase(words))
    records = []
    for number in range(3):
        record_id = str(uuid.uuid4())
        body = json.dumps({"id": record_id, "document": {"words": f"note {number}"}}).encode()
        body += b" " * (-len(body) % 256)
        sealed = await cipher.seal(body, context(profile_id, "notes", record_id))
        records.append(SealedRecord("notes", record_id, sealed))
    header = ProfileHeader(profile_id, "Profile 1", envelope.to_document(), format=1)
    await place.store.add_profile(header, records)
    return header
