"""The trust's services, for whoever opens no profile on the device."""

from pathlib import Path

from app.device.native_device import NativeDevice
from tests.app.usecases.parts import ASSETS, run
from tests.app.usecases.trust_world import CODE, TEA, World, content_of_trust, names


def test_services_are_there_for_whoever_opens_no_profile_and_go_with_everything() -> None:
    async def story() -> None:
        world = World()
        world.sends(content_of_trust(services=(TEA,), hidden_services=("blue-light-together",)))
        workspace = await world.opens()
        await workspace.enrolments.enrol(CODE)
        await workspace.trust.pull()
        await workspace.abandon()
        world.content.take(None)
        await world.shared.show()
        assert "The tea van" in names(world.content)
        assert "Blue Light Together" not in names(world.content)
        assert "Our own" not in world.device.shelf
        await world.shared.clear()
        assert world.device.shelf == ""
        assert "Blue Light Together" in names(world.content)

    run(story())


def test_a_shelf_with_anything_else_on_it_shows_what_ships() -> None:
    async def story() -> None:
        world = World()
        for shelf in ("{", "[]", '{"services": 3}', '{"services": ["id = "]}', "[" * 9_000):
            world.device.shelf = shelf
            await world.shared.show()
            assert len(world.content.services) == len(list((ASSETS / "services").glob("*.toml")))

    run(story())


def test_the_native_shelf_is_a_file(tmp_path: Path) -> None:
    async def story() -> None:
        device = NativeDevice(tmp_path / "shared.json")
        assert await device.shared() == ""
        assert await device.keep_shared("tea")
        assert await NativeDevice(tmp_path / "shared.json").shared() == "tea"

    run(story())
