"""What was set aside: named, exported as sealed as it was, deleted only when somebody says so."""

import base64
import json

import pytest

from app.domain.errors import StoreFull
from app.store.port import SealedRecord
from app.store.set_aside import Damage
from tests.app.usecases.parts import Place, run
from tests.app.usecases.summaries import talked


async def with_damage(place: Place) -> tuple[SealedRecord, str]:
    """A profile with one altered and one missing record: the altered one, the missing id."""
    workspace = place.enter((await place.create()).profile)
    hurt = await talked(place, workspace, "Canary one.")
    lost = await talked(place, workspace, "Canary two.")
    await talked(place, workspace, "Sound.")
    await place.leave(workspace)
    profile_id = workspace.profile.header.id
    (record,) = [found for found in await place.store.load(profile_id) if found.id == hurt.id]
    flipped = SealedRecord(
        record.table, record.id, record.sealed[:-1] + bytes([record.sealed[-1] ^ 1])
    )
    await place.store.commit(profile_id, [flipped], [("conversations", lost.id)])
    return flipped, lost.id


def test_damage_is_named_exported_and_dismissed() -> None:
    async def story() -> None:
        place = Place()
        flipped, lost_id = await with_damage(place)
        workspace = place.enter(await place.reopened())
        desk = workspace.set_aside
        assert {(item.damage, item.record_id) for item in desk.items()} == {
            (Damage.UNREADABLE, flipped.id),
            (Damage.MISSING, lost_id),
        }
        exported = await desk.export()
        assert b"Canary" not in exported
        whole = json.loads(exported)
        assert (whole["kind"], whole["format"]) == ("layby-set-aside", 1)
        found = {item["id"]: item for item in whole["items"]}
        assert base64.b64decode(found[flipped.id]["sealed"]) == flipped.sealed
        assert found[lost_id] == {
            "damage": "missing",
            "table": "conversations",
            "id": lost_id,
            "sealed": None,
        }
        for item in desk.items():
            await desk.dismiss(item)
        assert desk.items() == ()
        assert flipped not in await place.store.load(workspace.profile.header.id)
        await place.leave(workspace)
        again = place.enter(await place.reopened())
        assert again.set_aside.items() == ()
        assert len(again.conversations.open_ones()) == 1
        await place.leave(again)

    run(story())


def test_what_could_not_be_deleted_is_still_set_aside() -> None:
    async def story() -> None:
        place = Place()
        await with_damage(place)
        workspace = place.enter(await place.reopened())
        before = workspace.set_aside.items()
        place.store.failing = StoreFull()
        with pytest.raises(StoreFull):
            await workspace.set_aside.dismiss(before[0])
        assert workspace.set_aside.items() == before
        place.store.recovers()
        await place.leave(workspace)

    run(story())
