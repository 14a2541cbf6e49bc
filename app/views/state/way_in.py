"""The way into a profile that begins on the plain page, before the app itself stands."""

from typing import TYPE_CHECKING

from app.domain.errors import LaybyError, ProfileInUse, TooManyTries
from app.store.hold.port import Lost
from app.vault.secrets import Passphrase
from app.views.services import go

if TYPE_CHECKING:
    from app.views.services import Services


async def come_in(services: "Services", profile_id: str, words: str, lost: Lost) -> None:
    """Open a profile with the passphrase ``words``, and let the page give way to what stands then.

    That is home; or the screen that asks for the passphrase, which says why it must. ``lost`` is
    called when another window asks for the profile.
    """
    session = services.session
    try:
        header = next((known for known in session.profiles if known.id == profile_id), None)
        if header is None or session.workspace is not None:
            return
        try:
            profile = await services.profiles.unlock(header, Passphrase(words), lost)
            await session.enter(services, profile)
            session.profiles = await services.profiles.profiles()
            go("/")
        except LaybyError as error:
            go(f"/unlock/{header.id}")
            # What holds for longer that screen finds out by itself.
            if not isinstance(error, ProfileInUse | TooManyTries):
                session.alarm = error.message
    finally:
        services.device.say_came_in()
