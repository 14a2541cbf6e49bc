"""What a lead, admin or auditor has open belongs to them, and asking twice makes one thing."""

import uuid
from abc import ABC, abstractmethod
from dataclasses import dataclass


class OneReader(ABC):
    """A desk for one signed-in person at a time."""

    _whose = ""

    def belong_to(self, whose: str) -> None:
        """Say who is signed in; what somebody else had open is put away."""
        if self._whose != whose:
            self.forget()
        self._whose = whose

    @abstractmethod
    def forget(self) -> None:
        """Put away what was shown, picked or typed."""


@dataclass
class Once:
    """Names an asking, so that a repeat after a lost answer makes no second thing."""

    _asked: tuple[object, ...] = ()
    _attempt: str = ""

    def named(self, *asked: object) -> str:
        """Name this asking: the same for the same again, anew for anything else."""
        if self._asked != asked:
            self._asked, self._attempt = asked, str(uuid.uuid4())
        return self._attempt
