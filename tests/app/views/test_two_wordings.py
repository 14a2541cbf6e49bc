"""Where both wrote, each wording is shown and can be kept."""

from datetime import date

from app.domain.plan import Action, Section
from app.domain.plan_copy import read_copy
from app.domain.plan_merge import ACTION_CONFLICT, REVIEW_CONFLICT
from app.domain.plan_record import PlanRecord
from app.views.components.two_wordings import unsettled, wordings
from tests.app.views.care import CaredPhone
from tests.app.views.copies import both, codes_of, keep_plan, scan


async def in_two_wordings(holder: CaredPhone, person: CaredPhone) -> PlanRecord:
    """Write differently on both phones, and bring the holder's copy to the person's."""
    first = await keep_plan(holder, "Walks.", label="Sam")
    first.plan = first.plan.with_action(
        Action("Swap Friday", id="a" * 8 + "-0000-4000-8000-" + "0" * 12)
    )
    copy = read_copy(holder.workspace.plans.write_copy(first))
    here = person.workspace.plans.bring(copy, mine=True).record
    for record, walks, swap, day in (
        (first, "Walks at dawn.", "Swap a Friday", date(2031, 5, 4)),
        (here, "Walks with Jo.", "Swap two Fridays", date(2031, 6, 1)),
    ):
        (action,) = record.plan.actions
        plan = record.plan.with_section(Section.KEEPS_WELL, walks)
        record.plan = type(plan)(plan.words, (type(action)(swap, id=action.id),), day)
    person.workspace.plans.save(here)
    await scan_in(person, codes_of(holder, first))
    return here


async def scan_in(phone: CaredPhone, texts: list[str]) -> None:
    await phone.screen.go("/bring")
    await phone.screen.tap("Scan the codes")
    await scan(phone, texts)
    await phone.says("which is on this device already")
    await phone.screen.tap("Bring them together")


def test_where_both_wrote_each_wording_is_shown_and_can_be_kept() -> None:
    async def story(holder: CaredPhone, person: CaredPhone) -> None:
        await in_two_wordings(holder, person)
        screen = person.screen
        await person.says("Two wordings")
        (here,) = person.workspace.plans.all()
        assert screen.page.route == f"/brought/{here.id}"
        for words in ("Walks with Jo.", "Walks at dawn.", "Swap two Fridays", "Swap a Friday"):
            assert words in screen.words().split("\n")
        await screen.tap("Word it together")
        await screen.type("Word it together", "Walks with Jo, at dawn.")
        assert here.drafts["settle:keeps_well"] == "Walks with Jo, at dawn."
        await screen.tap("Use these words")
        assert here.plan.section(Section.KEEPS_WELL) == "Walks with Jo, at dawn."
        assert "settle:keeps_well" not in here.drafts
        await screen.tap("Keep what is in the copy")
        assert [action.what for action in here.plan.actions] == ["Swap a Friday"]
        await screen.tap("Keep Sunday 1 June 2031")
        assert here.plan.review_on == date(2031, 6, 1)
        await person.says("Nothing is left to settle.")
        await screen.tap("See the plan")
        assert screen.page.route == f"/plans/{here.id}"
        assert here.conflicts == {}

    both(story)


def test_settling_can_wait_for_both_wordings_stay() -> None:
    async def story(holder: CaredPhone, person: CaredPhone) -> None:
        await in_two_wordings(holder, person)
        await person.says("Two wordings")
        await person.screen.tap("Later")
        (here,) = person.workspace.plans.all()
        for words in ("Walks with Jo.", "Walks at dawn."):
            assert words in here.plan.section(Section.KEEPS_WELL)
        assert len(here.conflicts) == 3

    both(story)


def test_an_edited_place_still_shows_what_the_copy_had() -> None:
    record = PlanRecord(conflicts={"keeps_well": "Theirs"})
    record.plan = record.plan.with_section(Section.KEEPS_WELL, "Mine, theirs and more")
    found = wordings(record, "keeps_well")
    assert (found.ours, found.theirs) == ("Mine, theirs and more", "Theirs")
    record.conflicts[ACTION_CONFLICT + "gone"] = "x"
    record.conflicts[REVIEW_CONFLICT] = "2031-05-04"
    assert unsettled(record) == ["keeps_well", REVIEW_CONFLICT]
