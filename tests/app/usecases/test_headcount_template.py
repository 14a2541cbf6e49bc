"""A headcount begins with a file whose names will be understood."""

import csv
import io
from typing import Any, cast

from app.usecases.bring_headcount import HeadcountDesk, HeadcountView, PeopleOf


def people(*named: tuple[str, str]) -> tuple[PeopleOf, ...]:
    return tuple(PeopleOf(identity, name, None, None) for identity, name in named)


def test_a_file_to_fill_in_names_each_group_in_each_area_so_that_none_is_mistaken() -> None:
    desk = HeadcountDesk(cast(Any, None))
    groups = people(("04", "Allied Health Professionals"), ("08", "Nursing, all"))
    areas = people(("quay", "Quay"), ("hill-a", "Hill"), ("hill-b", "hill"))
    desk.standing = HeadcountView(0, "", "", 0, False, (), (), groups, areas)
    head, *rows = csv.reader(io.StringIO(desk.template().decode("utf-8-sig"), newline=""))
    assert head == ["group", "area", "headcount"]
    assert rows == [
        [group, area, ""]
        for group in ("Allied Health Professionals", "Nursing, all")
        for area in ("Quay", "hill-a", "hill-b")
    ]
