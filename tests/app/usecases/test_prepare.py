"""A preparation is kept until it is cleared by hand, and never travels."""

import pytest

from app.domain.errors import ContentError
from app.usecases.prepare import TABLE
from tests.app.usecases.parts import Place, run


def test_it_is_there_after_a_lock_and_gone_once_cleared() -> None:
    async def story() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        preparation = workspace.preparation.get()
        workspace.preparation.save(preparation)
        assert workspace.saver.tables.all(TABLE) == []
        preparation.notes["work"] = "The rota."
        preparation.add("My hours")
        preparation.drafts["point"] = "half a po"
        workspace.preparation.save(preparation)
        await place.leave(workspace)
        again = place.enter(await place.reopened())
        assert again.preparation.get() == preparation
        again.preparation.clear()
        assert again.preparation.get().is_blank()
        again.preparation.save(preparation)
        assert again.preparation.get() == preparation
        await place.leave(again)

    run(story())


def test_one_that_cannot_be_read_is_not_written_over() -> None:
    async def story() -> None:
        place = Place()
        workspace = place.enter((await place.create()).profile)
        workspace.saver.put(TABLE, "mine", {"id": "mine"})
        with pytest.raises(ContentError):
            workspace.preparation.get()
        assert workspace.unreadable() == 1
        await place.leave(workspace)

    run(story())
