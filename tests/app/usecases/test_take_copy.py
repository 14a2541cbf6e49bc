"""Copies that leave: what is in them, and what is not."""

import io
from datetime import date
from pathlib import Path

import icalendar
import pypdf
import pytest

from app.domain.errors import CopyTooLarge
from app.domain.plan import Action, Plan, Section
from app.domain.plan_copy import write_copy
from app.domain.plan_record import PlanRecord
from app.usecases.take_copy import CopyDesk
from tests.app.usecases.parts import Chest, asset, run

LABEL = "Label of the holder"
DRAFT = "half typed"


def desk() -> CopyDesk:
    return CopyDesk(Chest(), write_copy, asset)


def record(words: str = "Walks by the river.") -> PlanRecord:
    plan = Plan(actions=(Action("Call the roster team", due=date(2027, 1, 4)),))
    plan = plan.with_section(Section.KEEPS_WELL, words)
    return PlanRecord(label=LABEL, plan=plan, drafts={"early_signs": DRAFT})


def test_no_copy_holds_the_label_or_a_draft() -> None:
    given = record()
    pdf = pypdf.PdfReader(io.BytesIO(desk().pdf(given))).pages[0].extract_text()
    lines = "\n".join(desk().lines(given))
    calendar = desk().calendar(given).decode()
    assert "Walks by the river." in pdf and "Walks by the river." in lines
    for copy in (pdf, lines, calendar):
        assert LABEL not in copy and DRAFT not in copy


def test_a_file_is_sealed_and_has_a_new_code_each_time() -> None:
    async def story() -> None:
        first, second = await desk().file(record()), await desk().file(record())
        assert first.name == "plan.laybyplan"
        assert first.code != second.code
        assert b"river" not in first.content and first.code.encode() not in first.content
        assert first.content[60:] != second.content[60:]

    run(story())


def test_a_plan_too_long_for_codes_still_fits_a_file() -> None:
    words = " ".join(f"{n * 7919 % 1_000_003:x}" for n in range(5000))
    with pytest.raises(CopyTooLarge, match="Take the file instead"):
        desk().codes(record(words))

    async def story() -> None:
        made = await desk().file(record(words))
        copy = await desk().open_file(made.content, made.code)
        assert copy.plan.section(Section.KEEPS_WELL) == words

    run(story())


def test_ten_thousand_characters_of_prose_fit_codes() -> None:
    text = " ".join((Path(__file__).parents[3] / "README.md").read_text("utf-8").split())
    assert 1 < len(desk().codes(record(text[:10_000]))) <= 24


def test_days_are_for_any_calendar() -> None:
    (entry,) = icalendar.Calendar.from_ical(desk().calendar(record())).walk("VEVENT")
    assert (entry["DTSTART"].dt, entry["SUMMARY"]) == (date(2027, 1, 4), "A step from my plan")
