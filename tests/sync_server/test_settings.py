"""Settings that a trust may only make stricter."""

import pytest

from app.domain.lock import LockTimes
from sync_server.errors import ServerError
from sync_server.settings import read_settings


def test_devices_lock_after_five_and_two_minutes_unless_the_trust_says_sooner(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert read_settings().lock == LockTimes(300, 120)
    monkeypatch.setenv("LAYBY_LOCK_IDLE_MINUTES", "1.5")
    monkeypatch.setenv("LAYBY_LOCK_HIDDEN_MINUTES", "0.25")
    assert read_settings().lock == LockTimes(90, 15)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lock_idle_minutes", "5.1"),
        ("lock_idle_minutes", "0.2"),
        ("lock_idle_minutes", "soon"),
        ("lock_hidden_minutes", "2.1"),
        ("lock_hidden_minutes", "0"),
        ("lock_hidden_minutes", "nan"),
        ("lock_hidden_minutes", "inf"),
    ],
)
def test_times_outside_their_bounds_are_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"LAYBY_{name.upper()}", value)
    with pytest.raises(ServerError, match=f"setting {name} cannot be used"):
        read_settings()
