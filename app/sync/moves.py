"""The outbox's state machine: every step an item can take. No clock, no network, no store.

Nothing here loses an item, and nothing changes its number. See the drawing in ``outbox``.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from app.domain.errors import TransitionError
from app.domain.second_look import FLAGGED, NEEDS_ANOTHER_LOOK, within
from app.domain.summary import WireSummary
from app.domain.token import Token
from app.domain.wording import to_say, tr
from app.sync.outbox import ARRIVED, ON_THEIR_WAY, OutboxItem, Receipt, State, Told
from app.sync.pace import LONGEST_RETRY_AFTER, pause_after

#: Days after which a summary can no longer be taken back.
WITHDRAW_DAYS = 28
APP_TOO_OLD = "app-too-old"
#: Reasons for which the server will not have a token; the item gets another.
TOKEN_REASONS = frozenset({"token-forged", "token-area", "token-expired", "token-spent"})

_UNKNOWN_EPOCH = "?"

NEEDS_LOOK_WORDS = to_say(
    "Your trust's server thinks this could name someone. It kept nothing of it."
)
CONFLICT_WORDS = to_say("The server already holds a different summary under this number.")
REFUSED_WORDS = to_say("The server did not accept this summary.")
LATER_WORDS = to_say("Your trust's server asked to wait a while.")
TOKEN_WORDS = to_say("Its stamp was not accepted, so it takes another.")
RESTORED_WORDS = to_say(
    "Your trust's server went back to an earlier copy, so this goes once more. It counts once."
)
TOO_OLD_WORDS = to_say(
    "This app is too old for your trust's server. Update Layby: the summary waits here until then."
)
TOO_LATE_WORDS = to_say("It could not be taken back: the 28 days are over. It stays counted, once.")


def due(items: Iterable[OutboxItem], now: float) -> list[OutboxItem]:
    """Give the items on their way that may be tried at ``now`` (POSIX seconds).

    A pause longer than any that is ever chosen was noted under a clock that ran ahead: it is
    over, for else the item would wait for as long as that clock was wrong.
    """
    latest = now + LONGEST_RETRY_AFTER
    return [
        item for item in items if item.state in ON_THEIR_WAY and not now < item.not_before <= latest
    ]


def next_moment(items: Iterable[OutboxItem]) -> float | None:
    """Give the POSIX time of the earliest next try; None when nothing is on its way."""
    moments = [item.not_before for item in items if item.state in ON_THEIR_WAY]
    return min(moments, default=None)


def before_request(item: OutboxItem, token: Token) -> OutboxItem:
    """Tie ``token`` to the item and note that a request may follow: durable before it is made."""
    if item.token is not None and item.token != token:
        raise TransitionError(tr("This summary has its token already."))
    return replace(item, token=token, requested=True)


def after_receipt(
    item: OutboxItem, receipt: Receipt, now: float, today: date, chance: float = 1.0
) -> OutboxItem:
    """Apply the server's receipt, read at ``now`` (POSIX seconds) on ``today``.

    ``stored`` and ``duplicate`` both mean that the server holds exactly one copy. Anything
    the server will never take is held with its reason; an unknown word is tried again, since
    losing a summary is worse than asking twice. ``chance`` as in ``after_failure``.
    """
    if receipt.status in ("stored", "duplicate"):
        return _arrived(item, receipt, today)
    if item.state not in (State.WAITING, State.PAUSED):
        return item
    if NEEDS_ANOTHER_LOOK in (receipt.status, receipt.reason):
        places = within(receipt.places, len(item.wire.text))
        return _stopped(replace(item, places=places), State.LOOK, tr(NEEDS_LOOK_WORDS))
    if receipt.status == "conflict":
        return _stopped(item, State.HELD, tr(CONFLICT_WORDS))
    if receipt.status == "rejected":
        return _rejected(item, receipt, now, chance)
    return after_failure(item, receipt.detail or tr(LATER_WORDS), now, chance=chance)


def _rejected(item: OutboxItem, receipt: Receipt, now: float, chance: float) -> OutboxItem:
    if receipt.reason in TOKEN_REASONS:
        return after_failure(replace(item, token=None), tr(TOKEN_WORDS), now, chance=chance)
    if receipt.reason == APP_TOO_OLD:
        return after_failure(item, tr(TOO_OLD_WORDS), now, chance=chance)
    return _stopped(item, State.HELD, receipt.detail or tr(REFUSED_WORDS))


def _arrived(item: OutboxItem, receipt: Receipt, today: date) -> OutboxItem:
    if item.state in ARRIVED or item.state is State.WITHDRAWN:
        return item
    found = replace(
        item,
        tries=item.tries + 1,
        not_before=0.0,
        asked_until=0.0,
        trouble="",
        places=(),
        sent_on=item.sent_on or today,
        epoch=receipt.epoch,
        mark=receipt.mark,
        # From tomorrow on: a question in the same breath would show who sent it.
        asked_on=today,
    )
    # Whoever asked to have it back meanwhile still gets it back.
    return found if item.state is State.WITHDRAWING else replace(found, state=State.SENT)


def _stopped(item: OutboxItem, state: State, trouble: str) -> OutboxItem:
    return replace(item, state=state, tries=item.tries + 1, trouble=trouble)


def after_failure(
    item: OutboxItem, trouble: str, now: float, *, chance: float, retry_after: int | None = None
) -> OutboxItem:
    """Keep the item and choose when to try again: full jitter, or what the server asked for.

    ``chance`` is a number from 0 to 1 drawn by the caller. A server's wish is kept as one:
    ``hurry`` does not drop it.
    """
    if item.state not in (*ON_THEIR_WAY, State.PAUSED):
        return item
    asked = min(retry_after or 0, LONGEST_RETRY_AFTER)
    pause = max(pause_after(item.tries, chance), asked)
    return replace(
        item,
        tries=item.tries + 1,
        not_before=now + pause,
        asked_until=now + asked if asked else 0.0,
        trouble=trouble,
    )


def hurry(item: OutboxItem) -> OutboxItem:
    """Let an item be tried as soon as the server allows: the network is back, or someone asked."""
    return replace(item, not_before=item.asked_until) if item.state in ON_THEIR_WAY else item


def pause(item: OutboxItem) -> OutboxItem:
    """Keep a waiting item back until somebody says otherwise."""
    return replace(item, state=State.PAUSED) if item.state is State.WAITING else item


def resume(item: OutboxItem) -> OutboxItem:
    """Let a paused item be sent after all."""
    return replace(item, state=State.WAITING) if item.state is State.PAUSED else item


def sealed_anew(item: OutboxItem, wire: WireSummary, code: str) -> OutboxItem:
    """Put other words under the same number; raises TransitionError unless none were stored.

    The token stays: its nonce may be known by this number, and serves no other.
    """
    if item.state is not State.LOOK or wire.id != item.id:
        raise TransitionError(tr("These words were sent and stand as they are."))
    return OutboxItem(wire, item.queued_on, token=item.token, requested=True, code=code)


def after_meta(item: OutboxItem, epoch: str, mark: int, today: date) -> OutboxItem:
    """Apply what the server publishes about itself to one item.

    Stored at (e, m), an item is durable once the server is in epoch e with a mark above m: a
    verified backup came after it. In another epoch the server was restored from a backup
    that may be older than the item: it is sent again, with the same token. So it is where the
    mark has fallen back to the item's: a machine was put back to an earlier picture of itself,
    which keeps the epoch. What was taken back may be there again as well, and is taken back
    again. Items from before there were epochs count from now.
    """
    if not epoch or not (item.state in ARRIVED or item.state is State.WITHDRAWN):
        return item
    if not item.epoch:
        return replace(item, epoch=epoch, mark=mark)
    if item.epoch != epoch or (item.state is State.DURABLE and mark <= item.mark):
        again = replace(item, tries=0, not_before=0.0, asked_until=0.0, durable_on=None)
        if item.state is State.WITHDRAWN:
            fresh = replace(again, epoch=epoch, mark=mark)
            return replace(fresh, state=State.WITHDRAWING) if item.code else fresh
        return replace(again, state=State.WAITING, epoch="", mark=0, trouble=tr(RESTORED_WORDS))
    if item.state is State.SENT and mark > item.mark:
        return replace(item, state=State.DURABLE, durable_on=today)
    return item


def may_withdraw(item: OutboxItem, today: date) -> bool:
    """Tell whether its author may try to have it back; the server has the last word."""
    if not item.code:
        return False
    if item.state in (State.WAITING, State.PAUSED):
        return item.requested
    recent = item.sent_on is not None and today <= item.sent_on + timedelta(days=WITHDRAW_DAYS)
    return item.state in ARRIVED and recent


def ask_back(item: OutboxItem) -> OutboxItem:
    """Begin to take it back; nothing more of it is sent."""
    if item.state not in (*ARRIVED, State.WAITING, State.PAUSED) or not item.code:
        return item
    return replace(
        item, state=State.WITHDRAWING, tries=0, not_before=0.0, asked_until=0.0, trouble=""
    )


def after_withdraw(item: OutboxItem, said: str, now: float, today: date) -> OutboxItem:
    """Apply the server's answer: it is gone, was never there, or stays because it is too late."""
    if item.state is not State.WITHDRAWING:
        return item
    if said in ("withdrawn", "unknown"):
        gone = replace(item, state=State.WITHDRAWN, withdrawn_on=today, told=Told.NOTHING)
        # Where nobody knows in which epoch that was, a first look at the server asks once more.
        return replace(gone, trouble="", places=(), epoch=item.epoch or _UNKNOWN_EPOCH)
    if said == "too-late":
        stays = State.DURABLE if item.durable_on else State.SENT
        return replace(item, state=stays, sent_on=item.sent_on or today, trouble=tr(TOO_LATE_WORDS))
    return after_failure(item, tr(LATER_WORDS), now, chance=1.0)


def to_ask_about(items: Iterable[OutboxItem], today: date) -> list[OutboxItem]:
    """Give the sent items about which the server was not asked today."""
    return [
        item for item in items if item.state in ARRIVED and item.code and item.asked_on != today
    ]


def after_asking(item: OutboxItem, state: str, today: date) -> OutboxItem:
    """Apply what the server said of a sent item: a flag, that it is gone again, or nothing."""
    asked = replace(item, asked_on=today)
    if item.state not in ARRIVED:
        return item
    if state != FLAGGED:
        return replace(asked, told=Told.NOTHING)
    return asked if item.told is Told.LEFT else replace(asked, told=Told.FLAGGED)
