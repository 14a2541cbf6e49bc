"""Small areas share a key; no group stands for few people."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sync_server.services.area_groups import LEAST_DEVICES, SHARED, area_groups

LEAVES = ["hill", "moor", "quay", "south"]


def scopes(**numbers: int) -> list[tuple[str, ...]]:
    return [(area,) for area, number in numbers.items() for _ in range(number)]


def test_without_devices_all_share_one() -> None:
    assert area_groups(LEAVES, []) == {SHARED: ("hill", "moor", "quay", "south")}
    assert area_groups([], []) == {}


def test_ten_devices_make_an_area_large_enough() -> None:
    assert area_groups(LEAVES, scopes(quay=10, hill=9, moor=9, south=9)) == {
        "quay": ("quay",),
        SHARED: ("hill", "moor", "south"),
    }


def test_devices_for_all_areas_count_for_none() -> None:
    assert area_groups(LEAVES, [()] * 50) == {SHARED: ("hill", "moor", "quay", "south")}


def test_a_device_counts_once_for_each_of_its_areas() -> None:
    found = area_groups(LEAVES, [("quay", "hill", "quay")] * 10 + scopes(moor=6, south=6))
    assert set(found) == {"quay", "hill", SHARED}


def test_one_small_area_is_not_left_alone() -> None:
    found = area_groups(LEAVES, scopes(hill=2, moor=30, quay=11, south=40))
    assert found == {SHARED: ("hill", "quay"), "moor": ("moor",), "south": ("south",)}


def test_the_same_few_people_in_many_areas_are_few_people() -> None:
    few = [("hill", "moor", "south")] * 5
    assert area_groups(LEAVES, [*few, *scopes(quay=30)]) == {
        SHARED: ("hill", "moor", "quay", "south")
    }


def test_where_all_are_large_each_has_its_own() -> None:
    assert SHARED not in area_groups(LEAVES, scopes(hill=10, moor=10, quay=10, south=10))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from([*LEAVES, "unknown"]), max_size=3), max_size=80))
def test_every_area_has_one_group_and_none_is_small_beside_others(found: list[list[str]]) -> None:
    groups = area_groups(LEAVES, found)
    assert sorted(area for areas in groups.values() for area in areas) == LEAVES
    if len(groups) > 1:
        for areas in groups.values():
            assert sum(not set(scope).isdisjoint(areas) for scope in found) >= LEAST_DEVICES
