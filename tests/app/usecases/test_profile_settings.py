"""Settings are sealed with the profile, and damage to them does not lock anybody out."""

from datetime import date

import pytest

from app.domain.errors import StoreFull
from app.domain.profile import ProfileSettings, Role
from app.vault.secrets import Passphrase
from tests.app.usecases.parts import WORDS, Place, nobody_asks, run


def test_settings_come_back_as_they_were_kept() -> None:
    async def story() -> None:
        place = Place()
        made = await place.create()
        workspace = place.enter(made.profile)
        assert workspace.settings.get() == ProfileSettings(roles=frozenset({Role.MANAGER}))
        kept = ProfileSettings(
            roles=frozenset({Role.CREW, Role.LEAD}),
            pin="2580",
            recovery_noted=True,
            last_backup_on=date(2026, 11, 1),
            last_backup_count=7,
        )
        await workspace.settings.keep(kept)
        await workspace.close()
        await place.desk.close(made.profile)
        again = await place.desk.unlock(made.profile.header, Passphrase(WORDS), nobody_asks)
        later = place.enter(again)
        assert later.settings.get() == kept
        await later.close()

    run(story())


def test_settings_in_no_known_form_give_those_of_a_new_profile() -> None:
    async def story() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        workspace.saver.put("settings", "profile", {"roles": "captain"})
        assert workspace.settings.get() == ProfileSettings(roles=frozenset({Role.MANAGER}))
        await workspace.close()

    run(story())


def test_what_could_not_be_kept_is_said() -> None:
    async def story() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        place.store.failing = StoreFull()
        with pytest.raises(StoreFull):
            await workspace.settings.keep(ProfileSettings(roles=frozenset()))
        place.store.recovers()
        await workspace.close()

    run(story())
