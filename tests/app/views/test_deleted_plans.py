"""A plan that was deleted is brought back, over a lock too, or is gone at once where it must be."""

from pathlib import Path

from tests.app.views.phone import Phone, on_a_phone
from tests.app.views.test_plans import at_a_plan, plans_of


def test_a_deleted_plan_can_be_put_back(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen, record = await at_a_plan(phone)
        await screen.tap("Delete this plan")
        assert plans_of(phone).get(record.id) is None
        await screen.tap("Bring it back")
        assert plans_of(phone).get(record.id).plan == record.plan
        assert "Swimming" in screen.words()
        await screen.go("/plans/not-there")
        assert "This plan is not on this device." in screen.words()

    on_a_phone(tmp_path, story)


def test_a_plan_deleted_by_mistake_outlasts_the_lock_and_the_phone(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen, record = await at_a_plan(phone)
        await screen.tap("Delete this plan")
        await screen.tap("Lock")
        await phone.until(lambda: "Locked." in screen.words())
        screen = await phone.kill_and_resume(carry_on="")
        await screen.go("/plans")
        assert "Removed: Sam" not in screen.words()
        await screen.tap("Recently deleted")
        assert "Removed: Sam" in screen.words()
        await screen.tap("Bring it back")
        assert plans_of(phone).get(record.id).plan == record.plan
        assert "Recently deleted" not in screen.words()

    on_a_phone(tmp_path, story)


def test_a_plan_that_must_be_gone_is_gone_at_once_after_a_second_tap(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen, _ = await at_a_plan(phone)
        await screen.tap("Delete this plan")
        await screen.tap("Delete it for good now")
        assert "Nobody can bring it back then." in screen.words()
        assert len(plans_of(phone).deleted()) == 1
        await screen.tap("Yes, delete it for good")
        assert plans_of(phone).deleted() == []
        assert "This plan is not on this device." in screen.words()

    on_a_phone(tmp_path, story)


def test_a_plan_deleted_with_its_person_comes_back_from_the_plans_too(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen, record = await at_a_plan(phone)
        workspace = phone.services.session.workspace
        assert workspace is not None
        workspace.conversations.delete_person("Sam")
        await phone.until_saved()
        screen = await phone.kill_and_resume(carry_on="")
        await screen.go("/plans")
        await screen.tap("Recently deleted")
        await screen.tap("Bring it back")
        assert plans_of(phone).get(record.id).plan == record.plan

    on_a_phone(tmp_path, story)
