"""No small cell and no small sum has a single value, in any world of a small size.

Counted are all worlds there are: whoever knows the method and sees everything that is ever
shown cannot tell apart those that look alike.
"""

import pytest

from tests.sync_server.replay.worlds import Shape, Worlds, shape

ONE = {"Q": ["B1"]}
TWO = {"Q": ["B1", "B2"]}
THREE = {"Q": ["B1", "B2", "B3"]}
PAIR = {"*": ["a", "b"]}
TRIO = {"*": ["a", "b", "c"]}
FOUR = {"*": ["a", "b", "c", "d"]}
DEEP = {"*": ["a", "b"], "a": ["a1", "a2"]}


def check(cells: Shape, minimum: int, most: int, at_least: int) -> None:
    worlds = Worlds(cells, minimum, most)
    assert list(worlds.exposed()) == []
    assert worlds.number >= at_least
    # The rules do show something.
    assert any(set(view) != {None} for view in worlds.alike())


@pytest.mark.parametrize(
    ("cells", "minimum", "most", "at_least"),
    [
        pytest.param(shape(PAIR, ONE), 11, 42, 900, id="two groups"),
        pytest.param(shape(TRIO, ONE), 11, 30, 5_000, id="three groups"),
        pytest.param(shape(DEEP, ONE), 5, 27, 4_000, id="groups and role families"),
        pytest.param(shape(PAIR, TWO), 5, 17, 5_000, id="two groups in two blocks"),
    ],
)
def test_nothing_small_has_a_single_value(
    cells: Shape, minimum: int, most: int, at_least: int
) -> None:
    check(cells, minimum, most, at_least)


@pytest.mark.soak
@pytest.mark.parametrize(
    ("cells", "minimum", "most", "at_least"),
    [
        pytest.param(shape(FOUR, ONE), 5, 27, 30_000, id="four groups"),
        pytest.param(shape(DEEP, ONE), 11, 47, 19_000, id="groups and role families"),
        pytest.param(shape(PAIR, TWO), 11, 37, 90_000, id="two groups in two blocks"),
        pytest.param(shape(PAIR, THREE), 4, 12, 18_000, id="two groups in three blocks"),
        pytest.param(shape(TRIO, TWO), 4, 12, 18_000, id="three groups in two blocks"),
    ],
)
def test_nothing_small_has_a_single_value_in_larger_worlds(
    cells: Shape, minimum: int, most: int, at_least: int
) -> None:
    check(cells, minimum, most, at_least)
