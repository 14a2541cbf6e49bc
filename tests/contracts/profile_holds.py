"""What every ProfileHolds promises. Plain async functions: also run inside the browser.

``make`` gives the holds of one more window of the same device.
"""

import asyncio
import uuid
from collections.abc import Callable

from app.store.hold.port import ProfileHolds

Make = Callable[[], ProfileHolds]


async def _nothing() -> None:
    """What a window does that is never asked to let go."""


def _profile() -> str:
    return str(uuid.uuid4())


async def one_window_at_a_time_holds_a_profile(make: Make) -> None:
    first, second, profile = make(), make(), _profile()
    assert await first.hold(profile, _nothing)
    assert not await second.hold(profile, _nothing)
    await first.release(profile)
    assert await second.hold(profile, _nothing)
    assert not await first.hold(profile, _nothing)
    await second.release(profile)


async def holding_what_is_ours_is_fine(make: Make) -> None:
    first, second, profile = make(), make(), _profile()
    assert await first.hold(profile, _nothing)
    assert await first.hold(profile, _nothing)
    await first.take_over(profile, _nothing)
    await first.release(profile)  # once is enough
    assert await second.hold(profile, _nothing)
    await second.release(profile)


async def letting_go_of_what_is_not_ours_changes_nothing(make: Make) -> None:
    first, second, profile = make(), make(), _profile()
    await first.release(profile)
    assert await first.hold(profile, _nothing)
    await second.release(profile)
    assert not await second.hold(profile, _nothing)
    await first.release(profile)
    await first.release(profile)


async def profiles_are_held_one_by_one(make: Make) -> None:
    first, second, one, other = make(), make(), _profile(), _profile()
    assert await first.hold(one, _nothing)
    assert await second.hold(other, _nothing)
    assert await first.is_held_elsewhere(other)
    assert await second.is_held_elsewhere(one)
    await first.release(one)
    await second.release(other)


async def it_can_be_told_who_holds(make: Make) -> None:
    first, second, profile = make(), make(), _profile()
    assert not await first.is_held_elsewhere(profile)
    await first.hold(profile, _nothing)
    assert not await first.is_held_elsewhere(profile)  # here is not elsewhere
    assert await second.is_held_elsewhere(profile)
    await first.release(profile)
    assert not await second.is_held_elsewhere(profile)
    assert await second.hold(profile, _nothing)  # looking took nothing
    await second.release(profile)


async def taking_over_what_nobody_holds_is_holding(make: Make) -> None:
    first, second, profile = make(), make(), _profile()
    await first.take_over(profile, _nothing)
    assert not await second.hold(profile, _nothing)
    await first.release(profile)


async def taking_over_waits_for_the_holder_to_let_go(make: Make) -> None:
    first, second, profile = make(), make(), _profile()

    async def lost() -> None:
        await first.release(profile)

    async def closed_by_hand() -> None:
        await asyncio.sleep(0.3)
        await first.release(profile)

    assert await first.hold(profile, lost)
    closing = asyncio.ensure_future(closed_by_hand())
    await second.take_over(profile, _nothing)
    assert await first.is_held_elsewhere(profile)
    await closing
    assert await first.is_held_elsewhere(profile)
    await second.release(profile)


CONTRACT = (
    one_window_at_a_time_holds_a_profile,
    holding_what_is_ours_is_fine,
    letting_go_of_what_is_not_ours_changes_nothing,
    profiles_are_held_one_by_one,
    it_can_be_told_who_holds,
    taking_over_what_nobody_holds_is_holding,
    taking_over_waits_for_the_holder_to_let_go,
)
