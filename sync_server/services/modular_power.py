"""Powers under a modulus whose exponent is secret: by OpenSSL where the system has it.

Python's own ``pow`` takes a time that depends on the exponent, and holds all other threads up.
OpenSSL has one that does neither and is some ten times as fast. ``cryptography`` has no way to
it, so the system's library is asked directly. Where there is none, Python's is used; the caller
disguises both message and exponent anyway (``signing_key``).
"""

import ctypes
import sys
from collections.abc import Callable
from functools import cache

#: Released versions of OpenSSL's library on Linux. Elsewhere systems guard theirs.
_NAMES = ("libcrypto.so.3", "libcrypto.so.1.1")
_POINTER = ctypes.c_void_p
_SIGNATURES: dict[str, tuple[tuple[type, ...], type | None]] = {
    "BN_CTX_new": ((), _POINTER),
    "BN_CTX_free": ((_POINTER,), None),
    "BN_new": ((), _POINTER),
    "BN_clear_free": ((_POINTER,), None),
    "BN_bin2bn": ((ctypes.c_char_p, ctypes.c_int, _POINTER), _POINTER),
    "BN_bn2binpad": ((_POINTER, ctypes.c_char_p, ctypes.c_int), ctypes.c_int),
    "BN_mod_exp_mont_consttime": ((_POINTER,) * 6, ctypes.c_int),
}

Power = Callable[[int, int, int], int]


def secret_power(base: int, exponent: int, modulus: int) -> int:
    """Give ``base ** exponent % modulus``; ``modulus`` is odd, none is negative."""
    return (openssl_power() or pow)(base, exponent, modulus)


@cache
def openssl_power() -> Power | None:
    """Give OpenSSL's way of doing it; None where its library is not there as it should be."""
    if sys.platform != "linux":
        return None
    for name in _NAMES:
        try:
            library = ctypes.CDLL(name)
            for function, (takes, gives) in _SIGNATURES.items():
                getattr(library, function).argtypes = takes
                getattr(library, function).restype = gives
        except (OSError, AttributeError):
            continue
        return _power_of(library)
    return None


def _power_of(library: ctypes.CDLL) -> Power:
    def number(value: int) -> int | None:
        raw = value.to_bytes((value.bit_length() + 7) // 8)
        made: int | None = library.BN_bin2bn(raw, len(raw), None)
        return made

    def power(base: int, exponent: int, modulus: int) -> int:
        size = (modulus.bit_length() + 7) // 8
        room = ctypes.create_string_buffer(size)
        context = library.BN_CTX_new()
        numbers = [library.BN_new(), number(base % modulus), number(exponent), number(modulus)]
        try:
            ready = context is not None and None not in numbers
            if not ready or library.BN_mod_exp_mont_consttime(*numbers, context, None) != 1:
                raise ArithmeticError("OpenSSL could not do it")
            if library.BN_bn2binpad(numbers[0], room, size) != size:
                raise ArithmeticError("OpenSSL could not do it")
            return int.from_bytes(room.raw)
        finally:
            ctypes.memset(room, 0, size)
            for one in numbers:
                library.BN_clear_free(one)  # takes nothing for a number too
            library.BN_CTX_free(context)

    return power
