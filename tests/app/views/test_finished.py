"""Finished conversations: built as they are needed, found by label, deleted with their plan."""

from datetime import date
from pathlib import Path

from app.domain.conversation import Conversation, Outcome
from app.domain.plan import Plan
from app.domain.plan_record import PlanRecord
from app.usecases.bring_back import Kind
from tests.app.views.phone import Phone, on_a_phone, with_profile


def test_a_thousand_finished_conversations_build_few_cards(tmp_path: Path) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        workspace = phone.services.session.workspace
        assert workspace is not None
        for number in range(1000):
            ended = Conversation("routine-wellbeing-conversation", 1, date.today())
            ended.label, ended.outcome = f"Person {number:04}", Outcome.KEPT
            workspace.conversations.save(ended)
        await screen.go("/finished")
        assert screen.words().count("Person ") == 20
        assert len(screen.controls()) < 600
        await screen.type("Look for a label", "0007")
        assert screen.words().count("Person ") == 1

    on_a_phone(tmp_path, story)


def test_a_finished_conversation_shows_its_plan_and_takes_it_along_when_deleted(
    tmp_path: Path,
) -> None:
    async def story(phone: Phone) -> None:
        screen = await with_profile(phone)
        workspace = phone.services.session.workspace
        assert workspace is not None
        record = PlanRecord(label="Sam", plan=Plan({"keeps_well": "Swimming"}))
        workspace.plans.save(record)
        ended = Conversation("routine-wellbeing-conversation", 1, date.today(), label="Sam")
        ended.outcome, ended.plan_id = Outcome.KEPT, record.id
        workspace.conversations.save(ended)
        await screen.go("/finished")
        assert "Swimming" in screen.words()
        await screen.tap("Delete from this device")
        assert "Removed: Sam" in screen.words()
        assert workspace.plans.get(record.id) is None
        await screen.tap("Bring it back")
        assert "Swimming" in screen.words()
        await screen.tap("Delete from this device")
        for gone in workspace.deleted.all(*Kind):
            workspace.deleted.let_go(gone)
        await screen.go("/")
        await screen.go("/finished")
        assert "Nothing is kept here." in screen.words()
        assert workspace.plans.get(record.id) is None

    on_a_phone(tmp_path, story)
