"""What is written of a service is read back the same."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.service_writer import write_service
from app.domain.support import MODES, NEEDS, PROVIDERS, ROUTES, SERVICE_TYPES, parse_service

FOLDER = Path(__file__).parents[3] / "assets/services"
NAMES = sorted(path.name for path in FOLDER.glob("*.toml"))
WORDS = ("name", "provided", "eligible", "hours", "cost", "languages", "confidentiality", "source")
CHOICES = {"type": SERVICE_TYPES, "provider": PROVIDERS, "route": ROUTES}
TEXT = st.text(min_size=1, max_size=20).map(str.strip).filter(bool)


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_service_is_written_and_read_back(name: str) -> None:
    service = parse_service((FOLDER / name).read_text(encoding="utf-8"))
    assert parse_service(write_service(service)) == service


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(NAMES),
    st.fixed_dictionaries({}, optional=dict.fromkeys(WORDS, TEXT)),
    st.fixed_dictionaries(
        {}, optional={name: st.sampled_from(sorted(known)) for name, known in CHOICES.items()}
    ),
    st.fixed_dictionaries(
        {
            "needs": st.lists(st.sampled_from(sorted(NEEDS)), unique=True).map(tuple),
            "urgency": st.integers(0, 999),
            "checked_on": st.dates(),
        }
    ),
)
def test_any_service_is_read_back_the_same(name, words, choices, rest) -> None:
    shipped = parse_service((FOLDER / name).read_text(encoding="utf-8"))
    changes = {**words, **choices, **rest}
    service = replace(shipped, modes=tuple(MODES), **changes)
    assert parse_service(write_service(service)) == service
