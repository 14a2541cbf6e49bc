"""The root of all deliberate errors, and those that belong to no one room."""

from typing import ClassVar

from app.domain.wording import to_say, tr


class LaybyError(Exception):
    """Base of all deliberate errors: ``code`` for machines, ``message`` for a person."""

    code: ClassVar[str] = "layby"
    default: ClassVar[str] = to_say("Something went wrong. What you typed is safe.")

    def __init__(self, message: str | None = None) -> None:
        self.message = message or tr(self.default)
        super().__init__(self.message)


class ContentError(LaybyError):
    """A content file (guide, service, codebook) breaks its schema."""

    code = "content"
    default = to_say("A content file does not have the expected form.")


class TransitionError(LaybyError):
    """A step was asked for that the present state does not allow."""

    code = "transition"
    default = to_say("That step is not possible from here.")
