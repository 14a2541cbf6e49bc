"""Check-ins stay in the profile: kept from the first word, newest first, gone when deleted."""

from app.domain.check_in import CheckIn, Prompt
from app.usecases.check_in import TABLE, what_helped
from app.usecases.open_workspace import Workspace
from tests.app.usecases.parts import Place, run


def write(workspace: Workspace, **words: str) -> CheckIn:
    check_in = workspace.check_ins.current()
    check_in.words |= words
    workspace.check_ins.save(check_in)
    return check_in


def test_nothing_is_kept_without_a_word_and_every_word_is() -> None:
    async def story() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        check_in = workspace.check_ins.current()
        workspace.check_ins.save(check_in)
        assert workspace.check_ins.history() == []
        for typed in ("T", "Ti", "Tired 🙂", "Tired 🙂\nשלום"):
            check_in.words[Prompt.TODAY.value] = typed
            workspace.check_ins.save(check_in)
        await place.leave(workspace)
        again = place.enter(await place.reopened())
        assert again.check_ins.history() == [check_in]
        check_in.words[Prompt.TODAY.value] = " "
        again.check_ins.save(check_in)
        assert again.saver.tables.all(TABLE) == []
        await place.leave(again)

    run(story())


def test_one_is_carried_on_until_it_is_closed_or_two_days_old() -> None:
    async def story() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        first = write(workspace, today="Late.")
        assert workspace.check_ins.current() == first
        place.days_pass(1)
        assert workspace.check_ins.current() == first, "a night shift ends on the next day"
        workspace.check_ins.close(first)
        second = write(workspace, today="Better.")
        assert second.id != first.id
        place.days_pass(2)
        third = write(workspace, today="Fine.")
        assert [one.id for one in workspace.check_ins.history()] == [third.id, second.id, first.id]
        await place.leave(workspace)

    run(story())


def test_two_of_one_day_stand_in_order_and_a_deleted_one_can_be_brought_back() -> None:
    async def story() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        kept = []
        for words in ("one", "two", "three"):
            kept.append(write(workspace, today=words))
            workspace.check_ins.close(kept[-1])
        desk = workspace.check_ins
        assert [one.words["today"] for one in desk.history()] == ["three", "two", "one"]
        desk.delete(kept[1])
        assert [one.words["today"] for one in desk.history()] == ["three", "one"]
        desk.save(kept[1])
        assert [one.words["today"] for one in desk.history()] == ["three", "two", "one"]
        await place.leave(workspace)

    run(story())


def test_what_helped_comes_from_their_own_words_once_each() -> None:
    async def story() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        for words in ("A walk", "", "tea with  Jo", "a  WALK"):
            workspace.check_ins.close(write(workspace, helped=words, today="x"))
        found = what_helped(workspace.check_ins.history())
        assert [one.said(Prompt.HELPED) for one in found] == ["a  WALK", "tea with  Jo"]
        await place.leave(workspace)

    run(story())


def test_what_cannot_be_read_is_counted_and_left_alone() -> None:
    async def story() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        workspace.saver.put(TABLE, "odd", {"id": "odd"})
        write(workspace, today="Fine.")
        assert len(workspace.check_ins.history()) == 1
        assert workspace.check_ins.unreadable() == workspace.unreadable() == 1
        await place.leave(workspace)

    run(story())
