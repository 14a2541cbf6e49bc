"""Tokens for tests of what does not look at their signatures."""

import itertools

from app.domain.token import Token

_COUNT = itertools.count(1)
KEY = "ab" * 16


def a_token(key: str = KEY) -> Token:
    """A token that no other test has: its form is right, its signature is not."""
    number = next(_COUNT)
    return Token(key, number.to_bytes(64), b"s" * 384)
