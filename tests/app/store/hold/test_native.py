"""Locked files keep the contract, also across processes and past the death of one."""

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from app.domain.errors import ProfileInUse
from app.store.hold.native import NativeHolds
from tests.contracts import profile_holds
from tests.contracts.expect import raises

Promise = Callable[[profile_holds.Make], Awaitable[None]]

HOLDER = """
import asyncio, sys
from pathlib import Path
from app.store.hold.native import NativeHolds

print(asyncio.run(NativeHolds(Path(sys.argv[1])).hold("profile-1", None)), flush=True)
sys.stdin.read()
"""


async def lost() -> None:
    raise AssertionError("nobody can ask natively")


@pytest.mark.parametrize("promise", profile_holds.CONTRACT, ids=lambda promise: promise.__name__)
def test_keeps_the_contract(promise: Promise, tmp_path: Path) -> None:
    asyncio.run(promise(lambda: NativeHolds(tmp_path / "holds")))


def test_another_process_holds_until_it_dies(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        holds = NativeHolds(tmp_path, patience=0.2)

        async def try_beside_it() -> None:
            assert await holds.is_held_elsewhere("profile-1")
            assert not await holds.hold("profile-1", lost)
            await raises(ProfileInUse, holds.take_over("profile-1", lost))

        asyncio.run(try_beside_it())
        holder.kill()
        holder.wait()

        async def try_after_it() -> None:
            await holds.take_over("profile-1", lost)
            await holds.release("profile-1")

        asyncio.run(try_after_it())


def test_a_look_from_outside_does_not_cost_the_hold(tmp_path: Path) -> None:
    looking, wanting = NativeHolds(tmp_path), NativeHolds(tmp_path)

    async def meet() -> bool:
        await looking.hold("profile-1", lost)
        asyncio.get_running_loop().call_soon(asyncio.ensure_future, looking.release("profile-1"))
        return await wanting.hold("profile-1", lost)

    assert asyncio.run(meet())


@pytest.mark.parametrize("profile", ["../escape", "..", "a/b", "/abs", "ä" * 20])
def test_no_id_leads_out_of_the_folder(tmp_path: Path, profile: str) -> None:
    folder = tmp_path / "inner" / "holds"

    async def hold_and_let_go() -> None:
        holds = NativeHolds(folder)
        assert await holds.hold(profile, lost)
        await holds.release(profile)

    asyncio.run(hold_and_let_go())
    assert len(list(folder.iterdir())) == 1
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == list(folder.iterdir())
