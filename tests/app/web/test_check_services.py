"""The check of the national services names each slip that reading alone lets through."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.support import Service, parse_service
from app.web import check_services

FOLDER = Path(__file__).parents[3] / "assets" / "services"


def shipped() -> dict[str, Service]:
    paths = sorted(FOLDER.glob("*.toml"))
    return {f"services/{p.name}": parse_service(p.read_text(encoding="utf-8")) for p in paths}


def said(name: str, **changes: object) -> str:
    services = shipped()
    services[name] = replace(services[name], **changes)
    return "\n".join(check_services.problems(services))


def test_what_ships_is_in_order() -> None:
    assert list(check_services.problems(shipped())) == []


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"source": "Their page"}, "the source's own date"),
        ({"phone": "0300 131 7000"}, "has closed"),
        ({"phone": "03003035999"}, "has closed"),
        ({"provided": "Or ring 0300 303 1756."}, "not in a field of its own"),
        ({"provider": "internal"}, "does not belong in the national list"),
        ({"eligibility": "household"}, "does not belong in the national list"),
        ({"hours": "Office hours"}, "day and night"),
        ({"phone": None}, "needs a phone or text number"),
        ({"id": "listeners"}, "file name and id"),
    ],
)
def test_each_slip_is_named(changes: dict[str, object], complaint: str) -> None:
    lines = said("services/samaritans.toml", **changes)
    assert complaint in lines
    assert lines.startswith("services/samaritans.toml: ")


def test_the_commonest_needs_must_have_an_answer() -> None:
    services = shipped()
    del services["services/tasc-crisis-phoneline.toml"]
    assert "services: none is for “After a hard job”." in check_services.problems(services)
