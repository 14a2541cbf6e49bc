"""Vaults as each format wrote them, what opens them, and the note that they sealed."""

import base64
from collections.abc import Callable
from typing import Any

from app.vault.envelope import (
    Envelope,
)
from app.vault.port import Cipher, KeyChest
from app.vault.secrets import PasskeyAnswer, Passphrase, RecoveryCode

Make = Callable[[], KeyChest]

WORDS = "gravel lantern Otter six"
SECRET = Passphrase(WORDS)
CODE = RecoveryCode(bytes(range(20)))
ANSWER = PasskeyAnswer(b"credential-1", bytes(range(32)), bytes(range(100, 132)))
NOTE = "Sam said: “I have not slept since Tuesday.”".encode()

#: A vault as format 1 wrote it, and a note it sealed with the context "here". Every later
#: version on every platform must open it: somebody's notes look like this.
FORMAT_1: dict[str, Any] = {
    "kind": "layby-vault",
    "format": 1,
    "vault": "vault-1",
    "slots": [
        {
            "kind": "passphrase",
            "kdf": {
                "name": "PBKDF2-SHA256",
                "iterations": 600000,
                "salt": "Qd/FUdPf2lgRjieJ8ptnFQ==",
            },
            "wrapped": "XXtuUY5xA0frb9TR921oH45wP5VUGYh7n7MkWOOtIURNBRqG"
            "71eWtKqXwXexq/fasIfFaSHtK+wpxO85",
        }
    ],
}
OLD_NOTE = "Sam said: “I have not slept.”".encode()
FORMAT_1_SEALED = base64.b64decode(
    "TEJZAfsJkbe3p0MPme6/+HgMttbpY3oeAUXz0S/Z9zaMS61/NjjKrnpZVtwGFrwSjlpEsOKAQKN2f3A/0jeXVNk="
)
#: The same of format 2, with the highest rung's passphrase slot and one of each other kind.
FORMAT_2: dict[str, Any] = {
    "kind": "layby-vault",
    "format": 2,
    "vault": "vault-2",
    "slots": [
        {
            "kind": "passphrase",
            "kdf": {
                "name": "Argon2id",
                "memory": 65536,
                "passes": 3,
                "lanes": 1,
                "salt": "R6QQzOctDUL/7eqzVhCAhg==",
            },
            "wrapped": "nXSvSnQRLasNCcpTiRxpnoUJ9g5wo16YkzThIa/26g8yrHmf"
            "wyVAzaNBJC4O4ZN9JGcrxvWSaVNUJEBh",
        },
        {
            "kind": "recovery",
            "kdf": {"name": "HKDF-SHA256", "salt": "Kj1pNbvnHaeXZB6VtgMr0w=="},
            "wrapped": "LiqswXRiB0XhEF6ctashdyMbpAFAz15xrEnAu7077nffCemC"
            "rDK79t8YCe4D8RwDg5r0b/kjgsEJqWlm",
        },
        {
            "kind": "passkey",
            "kdf": {
                "name": "HKDF-SHA256",
                "salt": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            },
            "credential": "Y3JlZGVudGlhbC0x",
            "wrapped": "RhAVNl6zUU+Vej36xEb4a9h21Lq4xOSVZZGYTbfXGJ6sReuZ"
            "CFfrPmMkv0E1AIZ5BHA4tE0XkA8diJAY",
        },
    ],
}
FORMAT_2_SEALED = base64.b64decode(
    "TEJZAYP6PC0CiLVgQjDvNi5+FTQvxaUNGEUh6l92/6HCP4LGYbZ0W6oIKkeHicMY9kJy/HghwFgiWOQZ1729xZk="
)


async def any_cipher(make: Make) -> Cipher:
    return await make().unlock(Envelope.from_document(FORMAT_2), CODE)
