"""Say in plain words why something waits in the outbox: one sentence or two, and what helps.

A token is called a stamp here: it shows that an enrolled device sends, and not which.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.domain.days import clock_words, weekday_words
from app.domain.server_meta import ServerMeta
from app.domain.wording import to_say, tr
from app.sync.moves import TOO_OLD_WORDS
from app.sync.outbox import OutboxItem, State
from app.sync.pace import GAP
from app.usecases.enrol_device import EnrolmentDesk, Standing
from app.usecases.send_outbox import Outbox

_STANDING = {
    Standing.NONE: to_say("Enter your enrolment code first. It waits here until then."),
    Standing.AGAIN: to_say(
        "Your trust now uses a safer way to send. Enrol this profile again with a new code from "
        "your wellbeing lead. It waits here until then."
    ),
    Standing.ENDED: to_say(
        "Your trust has ended this profile's enrolment. Ask your wellbeing lead for a new code. "
        "It waits here until then."
    ),
}
_PAUSED = to_say("You paused it. It waits until you let it go on.")
_ALL_PAUSED = to_say("You paused all sending. It waits until you let it go on.")
_SENDING = to_say("Sending now.")
_TAKING_BACK = to_say("It is taken back as soon as there is a connection.")
_OTHER_TRUST = to_say(
    "It was agreed for another trust than the one you are enrolled with now, so it waits here."
)
_SERVER_OLD = to_say(
    "Your trust's server does not know this newer Layby yet. It waits until it does."
)
_MOMENT = to_say(
    "It goes at a random moment {within}, so that nobody can tell who sent what. "
    "Leave Layby open until then."
)
_SOON = to_say("It goes by itself, at a random moment. Leave Layby open for a minute or two.")
_NO_SIGNAL = to_say("No connection to your trust's server.")
_BY_ITSELF = to_say("It goes by itself as soon as it can.")
_NO_AREA = to_say("Your trust's server has no stamps for this area yet. Layby goes on asking.")
_FETCHING = to_say("Layby is fetching stamps from your trust. Each summary needs one.")
_NO_STAMP = to_say(
    "No stamps are left. Each summary needs one, and Layby fetches more as soon as it can reach "
    "your trust."
)
_QUOTA = to_say("This week's stamps are used up. Your trust gives out more {when}.")


@dataclass(frozen=True)
class WhyWaiting:
    """Reads the outbox's state, and changes nothing. ``now`` gives POSIX seconds."""

    outbox: Outbox
    enrolments: EnrolmentDesk
    now: Callable[[], float]

    def of(self, item: OutboxItem) -> str:
        """Say why ``item`` has not gone yet; "" for one that does not wait."""
        if item.state is State.PAUSED:
            return tr(_PAUSED)
        if item.id == self.outbox.sender.under.sending:
            return tr(_SENDING)
        if item.state is State.WITHDRAWING:
            return self._pause(item) or tr(_TAKING_BACK)
        if item.state is not State.WAITING:
            return ""
        if self.outbox.shelf.all_paused():
            return tr(_ALL_PAUSED)
        return self._cannot(item) or self._pause(item) or self._moment(item)

    def of_all(self, items: list[OutboxItem]) -> str:
        """Say why the first of what is on its way has not gone yet; "" when nothing is."""
        return next((why for item in items if (why := self.of(item))), "")

    def _cannot(self, item: OutboxItem) -> str:
        """Say what is missing before a request could be made at all."""
        standing = self.enrolments.standing()
        if standing in _STANDING:
            return tr(_STANDING[standing])
        enrolment = self.enrolments.current()
        if enrolment is not None and enrolment.organisation.id != item.wire.organisation:
            return tr(_OTHER_TRUST)
        meta = self.outbox.meta.kept()
        if meta is None:
            return self._offline() or self.outbox.meta.trouble or tr(_SOON)
        return self._other_version(item, meta) or self._stampless(item, meta)

    def _other_version(self, item: OutboxItem, meta: ServerMeta) -> str:
        low, high = meta.wire_versions
        if item.wire.schema < low:
            return TOO_OLD_WORDS
        return tr(_SERVER_OLD) if item.wire.schema > high else ""

    def _stampless(self, item: OutboxItem, meta: ServerMeta) -> str:
        if item.token is not None or self.outbox.tokens.count(item.wire.area):
            return ""
        return self._no_stamp(meta.issuing_key(item.wire.area) is not None)

    def _no_stamp(self, can_be_had: bool) -> str:
        if not can_be_had:
            return tr(_NO_AREA)
        tokens = self.outbox.tokens
        if tokens.problem == "token-quota" and tokens.not_before > self.now():
            return tr(_QUOTA, when=self._when(tokens.not_before))
        if tokens.problem in ("device-unknown", "key-not-yours"):
            return tokens.trouble
        offline = self._offline()
        if offline or tokens.trouble:
            return offline or f"{tokens.trouble} {tr(_NO_STAMP)}"
        return tr(_FETCHING)

    def _pause(self, item: OutboxItem) -> str:
        """Say that it was tried, or that the server asked for patience, and when it goes on."""
        now = self.now()
        if item.asked_until > now:
            return tr(
                "Your trust's server asked to wait {until}.", until=self._until(item.asked_until)
            )
        offline = self._offline()
        if offline:
            return offline
        if item.not_before > now and item.trouble:
            return tr(
                "{trouble} It is tried again {when}.",
                trouble=item.trouble,
                when=self._when(item.not_before),
            )
        return ""

    def _moment(self, item: OutboxItem) -> str:
        if item.id == self.outbox.sender.under.gap or self.outbox.pace.gap() > 0:
            minutes = round(self.outbox.pace.longest() / 60)
            within = (
                tr("in the next minute")
                if minutes < 2
                else tr("in the next {minutes} minutes", minutes=minutes)
            )
            return tr(_MOMENT, within=within)
        return tr(_SOON)

    def _offline(self) -> str:
        if not self.outbox.pace.is_out():
            return ""
        if self.outbox.sender.under.looking:
            return tr("Asking your trust…")
        return f"{self.outbox.sender.under.outage or tr(_NO_SIGNAL)} {tr(_BY_ITSELF)}"

    def _when(self, moment: float) -> str:
        minutes = round((moment - self.now()) / 60)
        if minutes < 2 * GAP[1] / 60:
            return tr("within two minutes")
        if minutes < 60:
            return tr("in about {minutes} minutes", minutes=minutes)
        then = datetime.fromtimestamp(moment)
        return tr("on {day}, about {time}", day=weekday_words(then), time=clock_words(then))

    def _until(self, moment: float) -> str:
        then = datetime.fromtimestamp(moment)
        same_day = then.date() == datetime.fromtimestamp(self.now()).date()
        time = clock_words(then)
        if same_day:
            return tr("until about {time}", time=time)
        return tr("until about {time} on {day}", time=time, day=weekday_words(then))
