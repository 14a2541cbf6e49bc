"""The root of all deliberate errors, and those that belong to no one room."""

from typing import ClassVar


class LaybyError(Exception):
    """Base of all deliberate errors: ``code`` for machines, ``message`` for a person."""

    code: ClassVar[str] = "layby"
    default: ClassVar[str] = "Something went wrong. What you typed is safe."

    def __init__(self, message: str | None = None) -> None:
        self.message = message or self.default
        super().__init__(self.message)


class ContentError(LaybyError):
    """A content file (guide, service, codebook) breaks its schema."""

    code = "content"
    default = "A content file does not have the expected form."


class TransitionError(LaybyError):
    """A step was asked for that the present state does not allow."""

    code = "transition"
    default = "That step is not possible from here."
