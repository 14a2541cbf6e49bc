"""Steps with a keyboard alone that several stories share, told once."""

from tests.e2e.keyboard import Keyboard
from tests.e2e.steps import LABEL_FIELD, PASSPHRASE


def chooses_a_passphrase(keyboard: Keyboard) -> None:
    """On the screen that makes a profile, type a passphrase of one's own."""
    keyboard.presses("I choose my own")
    keyboard.types("Passphrase", PASSPHRASE)
    keyboard.types("Passphrase again", PASSPHRASE)


def settles_in(keyboard: Keyboard, label: str) -> None:
    """Say all that is said before a conversation starts."""
    keyboard.ticks("This place is private enough")
    keyboard.ticks("I have said what stays private and what cannot")
    keyboard.types(LABEL_FIELD, label)


def goes_home(keyboard: Keyboard) -> None:
    """From a screen of an open profile, by the way back at its top."""
    keyboard.goes_up()
    keyboard.opens("Back to home", "Home")
