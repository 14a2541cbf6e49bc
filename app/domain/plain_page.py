"""What the plain page says: there before the app is, and over it while it is covered.

The page speaks by itself, before any Python runs, so the app leaves it the words of the language
that was chosen, by the English that the page was built with. A number to ring is never changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from app.domain.lock import PIN_TRIES
from app.domain.spoken_content import spoken
from app.domain.support import Service
from app.domain.wording import in_order, left_to_right, to_say, tr, trn

ALL_ANSWER = to_say("All of these answer day and night.")
#: Everything else that ``assets/shell`` says, as it stands there.
WORDS = (
    to_say("Somewhere to pull in."),
    to_say("Layby did not open"),
    to_say(
        "Nothing you saved is lost. Connect to the internet if you can, then reload: a part of "
        "Layby may be missing on this device. If it happens again, close other apps first, or "
        "restart this device."
    ),
    to_say(
        "This is taking too long. Nothing you saved is lost. Connect to the internet if you can."
    ),
    to_say("Open Layby again"),
    to_say("About {minutes} minutes left."),
    to_say("About {seconds} seconds left."),
    to_say("Nearly there."),
    to_say("Layby has stopped"),
    to_say("Everything saved before this is still on this device. Reload to carry on."),
    to_say("Reload"),
    to_say("Reference: {reference}"),
    to_say("PIN"),
    to_say("Carry on"),
    to_say("Type your PIN."),
    to_say("Open {label} now"),
    to_say("Passphrase"),
    to_say("Type the passphrase first."),
    to_say("Unlock"),
    to_say("Need someone now?"),
    to_say("Opening…"),
    to_say("Still opening. The first time on this device can take a minute."),
    to_say("Fetching Layby"),
    to_say("Fetching Layby, this once: {size} MB."),
    to_say("{fetched} of {size} MB"),
    to_say("One more tap"),
    to_say("This browser asks for a tap of its own before it goes on."),
    to_say("Cancel"),
    to_say("Make a passkey"),
    to_say("Use a passkey"),
    to_say("Use the passkey"),
    to_say("Choose a file"),
    to_say("Choose a picture"),
    to_say("Scan the codes"),
    to_say("Asking for the camera…"),
    to_say("Point the camera at the codes."),
    to_say("{have} of {of} codes"),
    to_say("Stop"),
    to_say("Hide now"),
)
_ONE_TRY = "That is not the PIN. {count} try left."
_TRIES = "That is not the PIN. {count} tries left."
_TEXT_WORD, _TEXT = to_say("Text {keyword} to {number}"), to_say("Text {number}")


class Say(Protocol):
    """Gives words with values put in, as ``tr`` does."""

    def __call__(self, english: str, **values: object) -> str:
        """Give them."""


@dataclass(frozen=True)
class Line:
    """One way to reach someone: where the link leads, what it says, and who answers."""

    href: str
    label: str
    who: str


def emergency_lines(services: Sequence[Service], say: Say = tr) -> list[Line]:
    """Give every way to call or text ``services``, in their order and their language.

    Hours are named only where somebody is not always there; ``ALL_ANSWER`` covers the rest.
    ``say`` gives the words around the services' own.
    """
    always = all(service.always_open for service in services)
    return [line for service in services for line in _lines(service, say, with_hours=not always)]


def page_words(services: Sequence[Service]) -> dict[str, str]:
    """Give the page's words in the language spoken now, by what the page says in English.

    ``services`` are those on the page, as they are written.
    """
    words = {text: tr(text) for text in (*WORDS, ALL_ANSWER)}
    for left in range(1, PIN_TRIES):
        english = _ONE_TRY if left == 1 else _TRIES
        words[english.format(count=left)] = trn(
            "That is not the PIN. {count} try left.",
            "That is not the PIN. {count} tries left.",
            left,
        )
    said = emergency_lines([spoken(service) for service in services])
    for written, now in zip(emergency_lines(services, _as_written), said, strict=True):
        # A number that has no room in large letters may go on in the next line, group by group.
        label = in_order(now.label).replace("\u00a0", "\u00a0\u200b")
        words |= {written.label: label, written.who: left_to_right(now.who)}
    return {english: text for english, text in words.items() if text != english}


def _lines(service: Service, say: Say, *, with_hours: bool) -> list[Line]:
    hours = f". {service.hours}" if with_hours else ""
    lines = []
    if call := service.tel_uri():
        steps = f": {service.phone_steps}" if service.phone_steps else ""
        lines.append(Line(call, service.phone or "", service.name + steps + hours))
    if text := service.sms_uri():
        keyword, number = service.text_keyword, service.text_number
        words = say(_TEXT_WORD, keyword=keyword, number=number)
        if not keyword:
            words = say(_TEXT, number=number)
        lines.append(Line(text, words, service.name + hours))
    return lines


def _as_written(english: str, **values: object) -> str:
    return english.format(**values)
