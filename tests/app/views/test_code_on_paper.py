"""What Layby says is on paper never vouches for a code that nobody has."""

import asyncio

import pytest

from app.domain.errors import StoreFull, WrongPassphrase
from app.domain.profile import ProfileSettings, Role
from app.views.components.code_on_paper import renewed


class Settings:
    """Settings on a device that may fail or die: what is durable is in ``kept``."""

    def __init__(self) -> None:
        self.kept = ProfileSettings(frozenset({Role.MANAGER}), recovery_noted=True)

    def get(self) -> ProfileSettings:
        return self.kept

    async def keep(self, settings: ProfileSettings) -> None:
        self.kept = settings


def test_from_before_a_new_code_is_made_none_counts_as_being_on_paper() -> None:
    settings = Settings()

    async def make() -> str:
        assert not settings.kept.recovery_noted
        return "the code"

    assert asyncio.run(renewed(settings, make)) == "the code"  # type: ignore[arg-type]
    assert not settings.kept.recovery_noted


@pytest.mark.parametrize(("error", "noted"), [(WrongPassphrase(), True), (StoreFull(), False)])
def test_only_a_code_that_surely_still_opens_stays_noted(error: Exception, noted: bool) -> None:
    settings = Settings()

    async def fail() -> str:
        raise error

    with pytest.raises(type(error)):
        asyncio.run(renewed(settings, fail))  # type: ignore[arg-type]
    assert settings.kept.recovery_noted is noted
