"""The judge of refused areas itself: it finds a few, and takes nothing for known that is not."""

from typing import cast

import pytest

from tests.sync_server.replay.reader import Held, Reader
from tests.sync_server.replay.site import Site

LINES = {
    "hill": ("hill", "north", "*"),
    "quay": ("quay", "north", "*"),
    "control": ("control", "*"),
}
SIZES = {"hill": 25, "quay": 20, "control": 9}


@pytest.mark.parametrize(
    ("answers", "placed"),
    [
        ({"hill": "north", "quay": "north", "control": ""}, {("control", 9)}),
        ({"hill": "", "quay": "north", "control": ""}, set()),
        ({"quay": "north", "control": ""}, set()),
        ({"hill": "north", "quay": "north", "control": "control"}, {("control", 9)}),
    ],
    ids=["refused alone", "with another", "beside one nobody asked about", "named"],
)
def test_an_answer_that_leaves_few_to_choose_from_is_found(
    answers: dict[str, str], placed: set[tuple[str, int]]
) -> None:
    held = {
        f"{area}-{number}": Held("07", area, "2026-Q2", "2026-Q2")
        for area, size in SIZES.items()
        for number in range(size)
    }
    reader = Reader(cast(Site, None), "lead")
    reader.areas["07", "2026-Q2"] |= {f"{area}-0": node for area, node in answers.items()}
    found = {(one.area, size) for one, _, size in reader.placed(held, LINES, 11)}
    assert found == placed
