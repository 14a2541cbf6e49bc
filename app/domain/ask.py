"""A short message that asks for a conversation, and the links that open it to be sent.

Layby sends nothing: a link opens the phone's own messages or mail with the words in them, and
the person sends it there, or does not. Whom it goes to is never kept.
"""

import re
from urllib.parse import quote

from app.domain.errors import InputError
from app.domain.wording import to_say, tr

#: Longer ones are cut by some phones and mail programs when they come in a link, in characters.
LONGEST_MESSAGE = 1_000

#: The subject of a mail: neutral, for it may be seen on a locked screen.
SUBJECT = to_say("A time to talk")

_NUMBER = re.compile(r"\+?\d{3,15}")
_ADDRESS = re.compile(r"[^\s@,;<>\"]{1,64}@[^\s@,;<>\"]{3,255}")
_BREAKS = re.compile(r"\r\n|\r|\n")


def message(*parts: str) -> str:
    """Put the parts into one message, without blank ones."""
    return " ".join(filter(None, (part.strip() for part in parts)))


def sms_link(words: str, number: str = "") -> str:
    """Give the ``sms:`` link (RFC 5724) that opens a text with ``words`` in it.

    Raises InputError for the field "to" when ``number`` is none, and for "message" when
    ``words`` are too long.
    """
    plain = re.sub(r"[\s().-]", "", number)
    if plain and not _NUMBER.fullmatch(plain):
        raise InputError(
            tr("Use a phone number, such as 07700 900123, or leave it empty."), field="to"
        )
    # "?&body=" is read by both iOS (which looks for "&") and Android (which looks for "?").
    return f"sms:{plain}?&body={_escaped(_sound(words))}"


def mail_link(words: str, address: str = "") -> str:
    """Give the ``mailto:`` link (RFC 6068) that opens a mail with ``words`` in it.

    Raises InputError for the field "to" when ``address`` is none, and for "message" when
    ``words`` are too long.
    """
    plain = address.strip()
    if plain and not _ADDRESS.fullmatch(plain):
        raise InputError(tr("Use one mail address, or leave it empty."), field="to")
    to = quote(plain, safe="@", errors="replace")
    body = _escaped(_sound(words), line_break="\r\n")  # as RFC 6068 wants it
    return f"mailto:{to}?subject={_escaped(tr(SUBJECT))}&body={body}"


def _sound(words: str) -> str:
    if len(words) > LONGEST_MESSAGE:
        raise InputError(
            tr("This is too long to hand over. Shorten it, or copy it by hand."), field="message"
        )
    return words


def _escaped(words: str, *, line_break: str = "\n") -> str:
    return quote(_BREAKS.sub(line_break, words), safe="", errors="replace")
