"""RSA-PSS with SHA-384 (RFC 8017, sections 8.1 and 9.1): encoding a message, and verifying.

Only what is public is worked with here, so nothing needs constant time.
"""

import hashlib
import hmac

from app.domain.rsa_key import PublicKey

#: Bytes of SHA-384, which is also how long the salt is where there is one.
HASH_BYTES = 48
_TRAILER = 0xBC


def encode(message: bytes, salt: bytes, bits: int) -> bytes:
    """EMSA-PSS-ENCODE: give the encoded message of at most ``bits`` bits.

    Raises ValueError where a key is too small for hash and salt.
    """
    length = (bits + 7) // 8
    if length < HASH_BYTES + len(salt) + 2:
        raise ValueError("the key is too small")
    seed = _seed(message, salt)
    block = bytes(length - len(salt) - HASH_BYTES - 2) + b"\x01" + salt
    masked = bytearray(_masked(block, seed))
    masked[0] &= 0xFF >> (8 * length - bits)
    return bytes(masked) + seed + bytes([_TRAILER])


def verify(key: PublicKey, message: bytes, signature: bytes, salt_length: int = HASH_BYTES) -> bool:
    """RSASSA-PSS-VERIFY: say whether ``signature`` is the key's for ``message``."""
    if len(signature) != key.size:
        return False
    number = int.from_bytes(signature)
    bits = key.n.bit_length() - 1
    length = (bits + 7) // 8
    if number >= key.n or length < HASH_BYTES + salt_length + 2:
        return False
    encoded = pow(number, key.e, key.n)
    if encoded.bit_length() > bits:
        return False
    return _fits(message, encoded.to_bytes(length), bits, salt_length)


def _fits(message: bytes, encoded: bytes, bits: int, salt_length: int) -> bool:
    """EMSA-PSS-VERIFY, for an encoded message that is no longer than ``bits``."""
    block_length = len(encoded) - HASH_BYTES - 1
    masked, seed = encoded[:block_length], encoded[block_length:-1]
    block = bytearray(_masked(masked, seed))
    block[0] &= 0xFF >> (8 * len(encoded) - bits)
    salt = bytes(block[block_length - salt_length :])
    expected = bytes(block_length - salt_length - 1) + b"\x01" + salt
    sound = encoded[-1] == _TRAILER and bytes(block) == expected
    return sound and hmac.compare_digest(seed, _seed(message, salt))


def _seed(message: bytes, salt: bytes) -> bytes:
    return hashlib.sha384(bytes(8) + hashlib.sha384(message).digest() + salt).digest()


def _masked(block: bytes, seed: bytes) -> bytes:
    """Mask a block, or take its mask off again, with MGF1 (RFC 8017, appendix B.2.1)."""
    mask = b"".join(
        hashlib.sha384(seed + count.to_bytes(4)).digest()
        for count in range(-(-len(block) // HASH_BYTES))
    )[: len(block)]
    return (int.from_bytes(block) ^ int.from_bytes(mask)).to_bytes(len(block))
