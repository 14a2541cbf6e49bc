"""What the parts of the outbox have in common: where they keep things, whom they ask, the time."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date

from app.sync.client import ApiClient
from app.usecases.enrol_device import EnrolmentDesk
from app.usecases.keep_saved import Saver


@dataclass(frozen=True)
class Means:
    """The open profile's means to send.

    ``now`` gives POSIX seconds; ``pause`` waits for some, only between two requests. ``changed``
    is called after every change worth showing. ``chance`` decides order and pauses only; it
    protects nothing. ``session`` names this unlocking.
    """

    saver: Saver
    client: ApiClient
    enrolments: EnrolmentDesk
    now: Callable[[], float]
    today: Callable[[], date]
    pause: Callable[[float], Awaitable[None]]
    changed: Callable[[], None]
    chance: random.Random
    session: str
