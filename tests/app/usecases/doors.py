"""What the tests of opening profiles share."""

from app.vault.secrets import Passphrase
from tests.app.usecases.parts import OTHER_WORDS, WORDS, Place

RIGHT = Passphrase(WORDS)
WRONG = Passphrase(OTHER_WORDS)


async def closed(place: Place) -> tuple[object, str]:
    """A profile made and closed again: its header, its recovery code."""
    made = await place.create()
    await made.profile.tables.close()
    await place.desk.close(made.profile)
    return made.profile.header, made.recovery_code
