"""A person brings a copy of a plan: codes before the camera in any order, or a sealed file."""

from dataclasses import dataclass

from app.domain import file_code
from app.domain.errors import (
    CopyUnreadable,
    RecordDamaged,
    TransitionError,
    VaultFormatUnknown,
    WrongFileCode,
    WrongPassphrase,
)
from app.domain.plan_copy import PlanCopy, read_copy
from app.domain.wording import to_say, tr
from app.exports.plan_file import unpack
from app.exports.plan_qr import Frame, join, read_frame
from app.vault.envelope import Envelope
from app.vault.port import KeyChest
from app.vault.secrets import Passphrase

_OTHER_SET = to_say("That code belongs to another copy. Finish this one first, or start again.")


@dataclass(frozen=True)
class Progress:
    """How many codes are there of how many (0 before the first), and what was wrong, if it was."""

    have: int
    of: int
    problem: str = ""

    @property
    def done(self) -> bool:
        """Tell whether all codes are there."""
        return 0 < self.of == self.have


class Frames:
    """Gathers the codes of one copy. A code that cannot be used changes nothing."""

    def __init__(self) -> None:
        self._found: dict[int, Frame] = {}

    def add(self, text: str) -> Progress:
        """Take in what the camera read; the same code again does no harm."""
        try:
            frame = read_frame(text)
        except CopyUnreadable as error:
            return self._progress(error.message)
        first = next(iter(self._found.values()), frame)
        if (frame.set_id, frame.total) != (first.set_id, first.total):
            return self._progress(tr(_OTHER_SET))
        self._found[frame.index] = frame
        return self._progress()

    def copy(self) -> PlanCopy:
        """Give the copy once all are there; raises CopyUnreadable, and TransitionError before."""
        if not self._progress().done:
            raise TransitionError
        return read_copy(join(self._found))

    def _progress(self, problem: str = "") -> Progress:
        first = next(iter(self._found.values()), None)
        return Progress(len(self._found), first.total if first else 0, problem)


def check_file(content: bytes) -> None:
    """Raise CopyUnreadable for a file that is another, newer or damaged; no code is needed yet."""
    unpack(content)


async def open_file(chest: KeyChest, content: bytes, code: str) -> PlanCopy:
    """Open a sealed plan file with its code, however that was typed.

    Raises, in this order: CopyUnreadable for a file that is another, newer or damaged;
    FileCodeMistyped; WrongFileCode; VaultError when the device has not the memory to try.
    """
    parts = unpack(content)
    tidied = file_code.tidy(code)
    try:
        envelope = Envelope.from_document(parts.envelope)
        cipher = await chest.unlock(envelope, Passphrase(tidied))
        return read_copy(await cipher.open(parts.sealed, parts.context))
    except WrongPassphrase:
        raise WrongFileCode from None
    except (RecordDamaged, VaultFormatUnknown):
        raise CopyUnreadable from None
