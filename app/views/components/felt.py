"""A short tap in the hand when something is agreed or kept, for whoever does not look just now."""

from app.views.boundary import start
from app.views.services import Services

#: Milliseconds: felt through a glove, over before it asks for anything.
_TAP = 40


def felt(services: Services) -> None:
    """Tap, where the device can; nothing waits for it, and the screen says the same in words."""
    start(lambda: services.device.buzz(_TAP), lambda _: None)
