"""A start from the snapshot, and what happens where there is none to start from."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.e2e.hello_visit import (
    Visit,
    cut_short,
    damage_snapshot,
    kept,
    parts_of_snapshot,
    together,
)

pytestmark = pytest.mark.browser

DAMAGE_KEPT = """async (path) => {
  const cache = await caches.open((await caches.keys())[0]);
  const bytes = new Uint8Array(await (await cache.match(path)).arrayBuffer());
  bytes[bytes.length - 5000] ^= 1;
  await cache.put(path, new Response(bytes));
}"""
Damage = Callable[[bytes], bytes]


def way(page: Page) -> str:
    """How Python was started: each way is the name of its worker."""
    (worker,) = page.workers
    return worker.evaluate("self.name")


def tried(page: Page) -> str | None:
    return page.evaluate("localStorage.getItem('layby.tried')")


def altered(body: bytes) -> bytes:
    return body[:-5000] + bytes([body[-5000] ^ 1]) + body[-4999:]


def nothing(body: bytes) -> bytes:
    return b""


def of_another_build(body: bytes) -> bytes:
    return bytes(len(body))


def test_python_comes_back_from_the_snapshot_and_loads_no_archive(visit: Visit) -> None:
    page = visit.open()
    assert way(page) == "restore"
    assert tried(page) is None
    visit.assert_kept_to_itself()


def asked_for(visit: Visit, *names: str) -> list[str]:
    return [path for path in visit.server.requests if path.startswith(names)]


def test_first_visit_asks_for_all_of_the_snapshot_once_and_keeps_its_parts(visit: Visit) -> None:
    page = visit.open_first()
    assert asked_for(visit, "/python/snapshot-", "/python/together-") == [
        together(visit.server.folder)
    ]
    parts = parts_of_snapshot(visit.server.folder)
    assert len(parts) > 10
    assert set(parts) <= kept(page)
    assert together(visit.server.folder) not in kept(page)


@pytest.mark.parametrize("damage", [cut_short, altered, nothing])
def test_part_that_does_not_come_whole_with_the_others_is_fetched_alone(
    visit: Visit, damage: Damage
) -> None:
    visit.server.damage[together(visit.server.folder)] = damage
    page = visit.open_first()
    assert way(page) == "restore"
    alone = set(asked_for(visit, "/python/snapshot-"))
    parts = set(parts_of_snapshot(visit.server.folder))
    assert {altered: len(alone) == 1, nothing: alone == parts}.get(damage, alone < parts)
    assert alone
    assert parts <= kept(page)


@pytest.mark.parametrize("damage", [cut_short, altered, of_another_build])
def test_damaged_snapshot_gives_the_ordinary_start(visit: Visit, damage: Damage) -> None:
    damage_snapshot(visit.server, damage)
    page = visit.open()
    assert way(page) == "ordinary"
    assert tried(page) is None
    visit.assert_kept_to_itself()


def test_part_damaged_on_the_device_is_fetched_anew(visit: Visit) -> None:
    page = visit.open_first()
    path = parts_of_snapshot(visit.server.folder)[0]
    page.evaluate(DAMAGE_KEPT, path)
    page.close()
    visit.server.answers.clear()
    page = visit.open()
    assert way(page) == "restore"
    assert [asked for asked in visit.server.requests if asked != "/sw.js"] == [path]
    page.close()
    visit.server.stop()
    assert way(visit.open()) == "restore"


def test_part_damaged_on_the_device_without_a_network_gives_the_ordinary_start(
    visit: Visit,
) -> None:
    page = visit.open_first()
    page.evaluate(DAMAGE_KEPT, parts_of_snapshot(visit.server.folder)[0])
    page.close()
    visit.server.stop()
    assert way(visit.open()) == "ordinary"


def test_start_that_died_in_the_middle_is_not_tried_again_for_that_build(visit: Visit) -> None:
    shell = (visit.server.folder / "shell.js").read_text(encoding="utf-8")
    (build,) = re.findall(r'BUILD = "(\w{16})"', shell)
    for mark, expected in ((build, "ordinary"), ("of another build", "restore")):
        beside = visit.context.new_page()
        beside.goto(visit.server.url + "/version.json")
        beside.evaluate("mark => localStorage.setItem('layby.tried', mark)", mark)
        beside.close()
        page = visit.open()
        assert way(page) == expected
        page.close()


@pytest.mark.parametrize(
    ("place", "trouble"),
    [
        (b"made.HEAPU8.fill(0, 0, bare.length);", b"throw new WebAssembly.RuntimeError('x');"),
        (b"xor(made.HEAPU8, bare);", b"throw new Error('x');"),
        (b"promiseFiles(python.FS, snapshot.promised);", b"throw new RangeError('memory');"),
    ],
    ids=["engine throws", "half restored", "no memory at the end"],
)
def test_restore_that_breaks_in_the_middle_gives_the_ordinary_start(
    visit: Visit, place: bytes, trouble: bytes
) -> None:
    def broken(body: bytes) -> bytes:
        assert body.count(place) == 1
        return body.replace(place, trouble)

    visit.server.damage["/python-worker.js"] = broken
    page = visit.open()
    assert way(page) == "ordinary"
    visit.assert_kept_to_itself()
