"""Published test vectors, held against every platform's primitives.

Keys are opaque, so a derived key is recognised by what it seals: it must equal what the
published key seals. ``import_key`` makes a sealing key of raw bytes, ``import_data_key`` an
input for ``derive``; only tests can do either.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from app.vault.primitives import Primitives, Unauthentic
from tests.contracts.expect import raises


@dataclass(frozen=True)
class Platform:
    """Primitives under test, and the two ways in that the app itself does not have."""

    primitives: Primitives[Any]
    import_key: Callable[[bytes], Awaitable[Any]]
    import_data_key: Callable[[bytes], Awaitable[Any]]


# RFC 7914, section 11: PBKDF2-HMAC-SHA-256 (first 32 of 64 bytes).
PBKDF2 = (
    (b"passwd", b"salt", 1, "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"),
    (
        b"Password",
        b"NaCl",
        80000,
        "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56",
    ),
)
# RFC 5869, appendix A, cases 1 and 2 (first 32 bytes of the output).
HKDF = (
    (
        b"\x0b" * 22,
        bytes(range(0x00, 0x0D)),
        bytes(range(0xF0, 0xFA)),
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf",
    ),
    (
        bytes(range(0x00, 0x50)),
        bytes(range(0x60, 0xB0)),
        bytes(range(0xB0, 0x100)),
        "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c",
    ),
)
# McGrew and Viega, "The Galois/Counter Mode of Operation", test cases 13, 14 and 16 (AES-256).
_KEY_16 = "feffe9928665731c6d6a8f9467308308" * 2
GCM = (
    ("00" * 32, "00" * 12, "", "", "530f8afbc74536b9a963b4f1c4cb738b"),
    (
        "00" * 32,
        "00" * 12,
        "00" * 16,
        "",
        "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919",
    ),
    (
        _KEY_16,
        "cafebabefacedbaddecaf888",
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
        "feedfacedeadbeeffeedfacedeadbeefabaddad2",
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
        "76fc6ece0f4e1768cddf8853bb2d551b",
    ),
)

_NONCE, _PROBE = bytes(12), b"the same key seals the same way"


async def _same_key(platform: Platform, derived: Any, published: str) -> None:
    seal = platform.primitives.encrypt
    known = await platform.import_key(bytes.fromhex(published))
    assert await seal(derived, _NONCE, _PROBE, b"") == await seal(known, _NONCE, _PROBE, b"")


async def pbkdf2_matches_rfc_7914(platform: Platform) -> None:
    for secret, salt, iterations, published in PBKDF2:
        derived = await platform.primitives.stretch(secret, salt, iterations)
        await _same_key(platform, derived, published)


async def hkdf_matches_rfc_5869(platform: Platform) -> None:
    for secret, salt, info, published in HKDF:
        data_key = await platform.import_data_key(secret)
        await _same_key(platform, await platform.primitives.derive(data_key, salt, info), published)


async def aes_gcm_matches_its_specification(platform: Platform) -> None:
    for key, nonce, plaintext, context, published in GCM:
        parts = [bytes.fromhex(part) for part in (nonce, plaintext, context)]
        handle = await platform.import_key(bytes.fromhex(key))
        sealed = await platform.primitives.encrypt(handle, parts[0], parts[1], parts[2])
        assert sealed.hex() == published
        opened = await platform.primitives.decrypt(handle, parts[0], sealed, parts[2])
        assert opened == parts[1]
        await raises(
            Unauthentic, platform.primitives.decrypt(handle, parts[0], sealed, b"other context")
        )


async def a_data_key_unwraps_to_what_was_wrapped(platform: Platform) -> None:
    use = platform.primitives
    wrapping = await use.stretch(b"secret", b"salt", 1)
    data_key = bytes(range(32))
    wrapped = await use.encrypt(wrapping, _NONCE, data_key, b"slot")
    opened = await use.unwrap(wrapping, _NONCE, wrapped, b"slot")
    known = await use.derive(await platform.import_data_key(data_key), b"vault", b"info")
    derived = await use.derive(opened, b"vault", b"info")
    assert await use.encrypt(derived, _NONCE, _PROBE, b"") == await use.encrypt(
        known, _NONCE, _PROBE, b""
    )
    await raises(Unauthentic, use.unwrap(wrapping, _NONCE, wrapped, b"another slot"))


async def new_data_keys_are_whole_and_differ(platform: Platform) -> None:
    use = platform.primitives
    wrapping = await use.stretch(b"secret", b"salt", 1)
    wrapped = [await use.new_wrapped(wrapping, _NONCE, b"slot") for _ in range(20)]
    keys = {await use.decrypt(wrapping, _NONCE, one, b"slot") for one in wrapped}
    assert len(keys) == 20
    assert {len(key) for key in keys} == {32}


CONTRACT = (
    pbkdf2_matches_rfc_7914,
    hkdf_matches_rfc_5869,
    aes_gcm_matches_its_specification,
    a_data_key_unwraps_to_what_was_wrapped,
    new_data_keys_are_whole_and_differ,
)
