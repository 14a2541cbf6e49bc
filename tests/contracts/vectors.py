"""Published test vectors, held against every platform's primitives.

Keys are opaque. A sealing key is recognised by what it seals: it must equal what the published
key seals. A wrapping key can only unwrap: it must open what the published key sealed.
``import_key`` makes a key for sealing and wrapping of raw bytes, ``import_data_key`` an input
for ``derive``; only tests can do either.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from app.vault.primitives import Primitives, Unauthentic, Wrapping
from tests.contracts.expect import raises


@dataclass(frozen=True)
class Platform:
    """Primitives under test, and the two ways in that the app itself does not have."""

    primitives: Primitives[Any]
    import_key: Callable[[bytes], Awaitable[Any]]
    import_data_key: Callable[[bytes], Awaitable[Any]]


# The Argon2 reference implementation's own tests (src/test.c of phc-winner-argon2, version 0x13):
# password, salt, memory in KiB, passes, lanes, tag. RFC 9106's vector in section 5.3 needs
# associated data, which not every platform can be given; see test_native for that one.
ARGON2ID = (
    (
        *(b"password", b"somesalt", 65536, 2, 1),
        "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
    ),
    (
        *(b"password", b"somesalt", 256, 2, 1),
        "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe",
    ),
    (
        *(b"password", b"somesalt", 256, 2, 2),
        "6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037",
    ),
    (
        *(b"password", b"somesalt", 65536, 1, 1),
        "f6a5adc1ba723dddef9b5ac1d464e180fcd9dffc9d1cbf76cca2fed795d9ca98",
    ),
    (
        *(b"differentpassword", b"somesalt", 65536, 2, 1),
        "0b84d652cf6b0c4beaef0dfe278ba6a80df6696281d7e0d2891b817d8c458fde",
    ),
    (
        *(b"password", b"diffsalt", 65536, 2, 1),
        "bdf32b05ccc42eb15d58fd19b1f856b113da1e9a5874fdcc544308565aa8141c",
    ),
)
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

_NONCE, _OTHER_NONCE, _PROBE = bytes(12), bytes(11) + b"\x01", b"the same key seals the same way"
_DATA_KEY = bytes(range(32))


async def _is_wrapping_key(platform: Platform, derived: Any, published: str) -> None:
    use = platform.primitives
    known = await platform.import_key(bytes.fromhex(published))
    sealed = await use.encrypt(known, _NONCE, _DATA_KEY, b"slot")
    await use.unwrap(sealed, Wrapping(derived, _NONCE, b"slot"))
    await raises(Unauthentic, use.unwrap(sealed, Wrapping(derived, _NONCE, b"another slot")))


async def _is_sealing_key(platform: Platform, derived: Any, known: Any) -> None:
    seal = platform.primitives.encrypt
    assert await seal(derived, _NONCE, _PROBE, b"") == await seal(known, _NONCE, _PROBE, b"")


async def argon2id_matches_the_reference_implementation(platform: Platform) -> None:
    for secret, salt, memory, passes, lanes, published in ARGON2ID:
        derived = await platform.primitives.argon2id(secret, salt, memory, passes, lanes)
        await _is_wrapping_key(platform, derived, published)


async def memory_that_is_not_to_be_had_is_named(platform: Platform) -> None:
    use = platform.primitives
    await use.warm_up()
    await raises(MemoryError, use.argon2id(b"password", b"somesalt", 4 * 1024**3 - 1, 2, 1))


async def pbkdf2_matches_rfc_7914(platform: Platform) -> None:
    for secret, salt, iterations, published in PBKDF2:
        derived = await platform.primitives.pbkdf2(secret, salt, iterations)
        await _is_wrapping_key(platform, derived, published)


async def hkdf_matches_rfc_5869(platform: Platform) -> None:
    for secret, salt, info, published in HKDF:
        wrapping = await platform.primitives.hkdf(secret, salt, info)
        await _is_wrapping_key(platform, wrapping, published)
        data_key = await platform.import_data_key(secret)
        known = await platform.import_key(bytes.fromhex(published))
        derived = await platform.primitives.derive(data_key, salt, info)
        await _is_sealing_key(platform, derived, known)


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
    wrapping = Wrapping(await platform.import_key(b"w" * 32), _NONCE, b"slot")
    wrapped = await use.encrypt(wrapping.key, _NONCE, _DATA_KEY, b"slot")
    opened = await use.unwrap(wrapped, wrapping)
    known = await use.derive(await platform.import_data_key(_DATA_KEY), b"vault", b"info")
    await _is_sealing_key(platform, await use.derive(opened, b"vault", b"info"), known)


async def a_data_key_is_rewrapped_as_it_is(platform: Platform) -> None:
    use = platform.primitives
    old = Wrapping(await platform.import_key(b"o" * 32), _NONCE, b"old slot")
    new = Wrapping(await platform.import_key(b"n" * 32), _OTHER_NONCE, b"new slot")
    wrapped = await use.encrypt(old.key, old.nonce, _DATA_KEY, old.context)
    again = await use.rewrap(wrapped, old, new)
    assert await use.decrypt(new.key, new.nonce, again, new.context) == _DATA_KEY
    foreign = Wrapping(old.key, old.nonce, b"another slot")
    await raises(Unauthentic, use.rewrap(wrapped, foreign, new))
    await raises(Unauthentic, use.rewrap(wrapped, new, old))


async def new_data_keys_are_whole_and_differ(platform: Platform) -> None:
    use = platform.primitives
    wrapping = Wrapping(await platform.import_key(b"w" * 32), _NONCE, b"slot")
    wrapped = [await use.new_wrapped(wrapping) for _ in range(20)]
    keys = {await use.decrypt(wrapping.key, _NONCE, one, b"slot") for one in wrapped}
    assert len(keys) == 20
    assert {len(key) for key in keys} == {32}


CONTRACT = (
    argon2id_matches_the_reference_implementation,
    memory_that_is_not_to_be_had_is_named,
    pbkdf2_matches_rfc_7914,
    hkdf_matches_rfc_5869,
    aes_gcm_matches_its_specification,
    a_data_key_unwraps_to_what_was_wrapped,
    a_data_key_is_rewrapped_as_it_is,
    new_data_keys_are_whole_and_differ,
)
