"""One window at a time holds an open profile.

Two adapters keep this promise, ``browser`` (Web Locks) and ``native`` (a locked file), and one
contract suite (``tests/contracts/profile_holds.py``) holds both to it. A window that dies lets
go by dying. This is courtesy: what keeps two writers apart for certain is ``Basis``.
"""

from collections.abc import Awaitable, Callable
from typing import Protocol

#: Called when another window asks for the profile: commit, forget, then ``release``.
Lost = Callable[[], Awaitable[None]]


class ProfileHolds(Protocol):
    """Who holds which profile, among the windows and processes of this device."""

    async def hold(self, profile_id: str, lost: Lost) -> bool:
        """Hold a profile; False when another window has it. Holding what we hold is fine."""
        ...

    async def take_over(self, profile_id: str, lost: Lost) -> None:
        """Ask whoever holds the profile to let go, then hold it.

        A holder that does not answer is given some seconds; in the browser the hold is then
        taken from it. Raises ProfileInUse where that is not possible.
        """
        ...

    async def release(self, profile_id: str) -> None:
        """Let go; letting go of what we do not hold is fine."""
        ...

    async def is_held_elsewhere(self, profile_id: str) -> bool:
        """Tell whether another window has it open just now."""
        ...
