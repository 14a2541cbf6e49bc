"""Taking a copy of a plan, and bringing one."""

from app.domain.errors.base import LaybyError
from app.domain.errors.input import InputError
from app.domain.wording import to_say


class CopyTooLarge(LaybyError):
    """A plan that would need more codes than anybody would scan."""

    code = "copy-too-large"
    default = to_say("This plan is too long for codes. Take the file instead.")


class CopyUnreadable(LaybyError):
    """A copy that is not one of Layby's, is damaged, or was made by a newer version."""

    code = "copy-unreadable"
    default = to_say("This is not a whole Layby plan. Ask for a fresh copy.")


class CopyTooNew(CopyUnreadable):
    """A copy in a format that only a newer Layby knows."""

    code = "copy-too-new"
    default = to_say("This plan comes from a newer Layby. Update Layby here, then try again.")


class FileCodeMistyped(InputError):
    """The code of a plan file, with a checksum that does not fit: a slip of the fingers."""

    code = "file-code-mistyped"
    default = to_say("That is not quite the code. Check each group of four.")


class WrongFileCode(LaybyError):
    """A well-formed code that does not open this plan file."""

    code = "wrong-file-code"
    default = to_say(
        "That code belongs to another file. Check that the file and the code go together."
    )
