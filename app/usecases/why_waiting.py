"""Say in plain words why something waits in the outbox: one sentence or two, and what helps.

A token is called a stamp here: it shows that an enrolled device sends, and not which.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.domain.server_meta import ServerMeta
from app.sync.moves import TOO_OLD_WORDS
from app.sync.outbox import OutboxItem, State
from app.sync.pace import GAP
from app.usecases.enrol_device import EnrolmentDesk, Standing
from app.usecases.send_outbox import Outbox

_STANDING = {
    Standing.NONE: "Enter your enrolment code first. It waits here until then.",
    Standing.AGAIN: (
        "Your trust now uses a safer way to send. Enrol this profile again with a new code from "
        "your wellbeing lead. It waits here until then."
    ),
    Standing.ENDED: (
        "Your trust has ended this profile's enrolment. Ask your wellbeing lead for a new code. "
        "It waits here until then."
    ),
}
_PAUSED = "You paused it. It waits until you let it go on."
_ALL_PAUSED = "You paused all sending. It waits until you let it go on."
_SENDING = "Sending now."
_TAKING_BACK = "It is taken back as soon as there is a connection."
_OTHER_TRUST = (
    "It was agreed for another trust than the one you are enrolled with now, so it waits here."
)
_SERVER_OLD = "Your trust's server does not know this newer Layby yet. It waits until it does."
_MOMENT = (
    "It goes at a random moment {within}, so that nobody can tell who sent what. "
    "Leave Layby open until then."
)
_SOON = "It goes by itself, at a random moment. Leave Layby open for a minute or two."
_NO_SIGNAL = "No connection to your trust's server."
_BY_ITSELF = "It goes by itself as soon as it can."
_NO_AREA = "Your trust's server has no stamps for this area yet. Layby goes on asking."
_FETCHING = "Layby is fetching stamps from your trust. Each summary needs one."
_NO_STAMP = (
    "No stamps are left. Each summary needs one, and Layby fetches more as soon as it can reach "
    "your trust."
)
_QUOTA = "This week's stamps are used up. Your trust gives out more {when}."


@dataclass(frozen=True)
class WhyWaiting:
    """Reads the outbox's state, and changes nothing. ``now`` gives POSIX seconds."""

    outbox: Outbox
    enrolments: EnrolmentDesk
    now: Callable[[], float]

    def of(self, item: OutboxItem) -> str:
        """Say why ``item`` has not gone yet; "" for one that does not wait."""
        if item.state is State.PAUSED:
            return _PAUSED
        if item.id == self.outbox.sender.under.sending:
            return _SENDING
        if item.state is State.WITHDRAWING:
            return self._pause(item) or _TAKING_BACK
        if item.state is not State.WAITING:
            return ""
        if self.outbox.shelf.all_paused():
            return _ALL_PAUSED
        return self._cannot(item) or self._pause(item) or self._moment(item)

    def of_all(self, items: list[OutboxItem]) -> str:
        """Say why the first of what is on its way has not gone yet; "" when nothing is."""
        return next((why for item in items if (why := self.of(item))), "")

    def _cannot(self, item: OutboxItem) -> str:
        """Say what is missing before a request could be made at all."""
        standing = self.enrolments.standing()
        if standing in _STANDING:
            return _STANDING[standing]
        enrolment = self.enrolments.current()
        if enrolment is not None and enrolment.organisation.id != item.wire.organisation:
            return _OTHER_TRUST
        meta = self.outbox.meta.kept()
        if meta is None:
            return self.outbox.meta.trouble or self._offline() or _SOON
        return self._other_version(item, meta) or self._stampless(item, meta)

    def _other_version(self, item: OutboxItem, meta: ServerMeta) -> str:
        low, high = meta.wire_versions
        if item.wire.schema < low:
            return TOO_OLD_WORDS
        return _SERVER_OLD if item.wire.schema > high else ""

    def _stampless(self, item: OutboxItem, meta: ServerMeta) -> str:
        if item.token is not None or self.outbox.tokens.count(item.wire.area):
            return ""
        return self._no_stamp(meta.issuing_key(item.wire.area) is not None)

    def _no_stamp(self, can_be_had: bool) -> str:
        if not can_be_had:
            return _NO_AREA
        tokens = self.outbox.tokens
        if tokens.problem == "token-quota" and tokens.not_before > self.now():
            return _QUOTA.format(when=self._when(tokens.not_before))
        if tokens.problem in ("device-unknown", "key-not-yours"):
            return tokens.trouble
        offline = self._offline()
        if offline or tokens.trouble:
            return offline or f"{tokens.trouble} {_NO_STAMP}"
        return _FETCHING

    def _pause(self, item: OutboxItem) -> str:
        """Say that it was tried, or that the server asked for patience, and when it goes on."""
        now = self.now()
        if item.asked_until > now:
            return f"Your trust's server asked to wait {self._until(item.asked_until)}."
        offline = self._offline()
        if offline:
            return offline
        if item.not_before > now and item.trouble:
            return f"{item.trouble} It is tried again {self._when(item.not_before)}."
        return ""

    def _moment(self, item: OutboxItem) -> str:
        if item.id == self.outbox.sender.under.gap or self.outbox.pace.gap() > 0:
            minutes = round(self.outbox.pace.longest() / 60)
            within = "in the next minute" if minutes < 2 else f"in the next {minutes} minutes"
            return _MOMENT.format(within=within)
        return _SOON

    def _offline(self) -> str:
        if self.outbox.pace.outage() <= 0:
            return ""
        return f"{self.outbox.sender.under.outage or _NO_SIGNAL} {_BY_ITSELF}"

    def _when(self, moment: float) -> str:
        minutes = round((moment - self.now()) / 60)
        if minutes < 2 * GAP[1] / 60:
            return "within two minutes"
        if minutes < 60:
            return f"in about {minutes} minutes"
        then = datetime.fromtimestamp(moment)
        return f"on {then:%A} {then.day} {then:%B}, about {then:%H:%M}"

    def _until(self, moment: float) -> str:
        then = datetime.fromtimestamp(moment)
        same_day = then.date() == datetime.fromtimestamp(self.now()).date()
        words = f"until about {then:%H:%M}"
        return words if same_day else f"{words} on {then:%A} {then.day} {then:%B}"
