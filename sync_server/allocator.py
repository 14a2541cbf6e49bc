"""The C library's allocator, told to hold on to less: threads share two pools instead of many.

Each thread would get a pool of its own, which grows with the largest thing that the thread ever
held and is never given back. Where the C library is another one than GNU's nothing is changed.
"""

import ctypes
from contextlib import suppress

_ARENA_MAX = -8  # malloc.h: M_ARENA_MAX
_POOLS = 2


def share_pools() -> None:
    """Let all threads allocate from the same few pools. Before any thread is started."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, _POOLS)


def give_back() -> None:
    """Hand memory that is free back to the system, after something large is done with."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
