"""What the doctor says: a line about one thing, and what to do where it is in trouble."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One line of the doctor's."""

    about: str
    said: str
    todo: str = ""

    @property
    def is_well(self) -> bool:
        """Whether there is nothing to do."""
        return not self.todo

    def __str__(self) -> str:
        """Give it as it is printed."""
        if self.is_well:
            return f"ok       {self.about}: {self.said}"
        return f"trouble  {self.about}: {self.said}\n         {self.todo}"


def ok(about: str, said: str) -> Finding:
    """Say that something is as it should be."""
    return Finding(about, said)


def trouble(about: str, said: str, todo: str) -> Finding:
    """Say that something is not, and what to do."""
    return Finding(about, said, todo)
