"""A leaflet is refused without its sources, with a score, or with an id used twice."""

import pytest

from app.domain.errors import ContentError
from app.domain.leaflet import LONGEST_LINE, parse_leaflet

LEAFLET = """
id = "a-leaflet"
version = 1
language = "en"
title = "A leaflet"
in_brief = "In brief."

[[part]]
id = "one"
title = "One"
lines = ["A line."]
needs = ["hard-job"]
sources = ["a-source"]

[[pace]]
id = "usual"
title = "Usual"
seconds_in = 4
seconds_out = 6
sources = ["a-source"]

[[reminder]]
id = "first"
text = "Look again."
timing = "not-before"
after_hours = 72
sources = ["a-source"]

[[source]]
id = "a-source"
title = "A source"
organisation = "Somebody"
dated = "2026"
checked_on = 2026-11-22
"""


def test_a_sound_leaflet_is_read() -> None:
    leaflet = parse_leaflet(LEAFLET)
    part = leaflet.part("one")
    assert part is not None
    assert part.needs == ("hard-job",)
    assert leaflet.part("two") is None
    assert leaflet.paces[0].pace.seconds == 10
    assert leaflet.reminders[0].timing == "not-before"
    source = leaflet.source_of(part.sources[0])
    assert source is not None
    assert source.checked_on.year == 2026


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('needs = ["hard-job"]\nsources = ["a-source"]', "", "part[1]: sources: needs at least 1"),
        ('sources = ["a-source"]', 'sources = ["another"]', "which the leaflet does not list"),
        ("checked_on = 2026-11-22", "", "source[1]: checked_on: is missing"),
        ('dated = "2026"', "", "source[1]: dated: is missing"),
        ("A line.", "Rate your mood from 1 to 5.", "clinical score"),
        ("A line.", "x" * (LONGEST_LINE + 1), "are the most"),
        ('title = "One"', f'title = "{"x" * 61}"', "60 are the most"),
        ("seconds_out = 6", "seconds_out = 9", "from 2 to 8"),
        ('needs = ["hard-job"]', 'needs = ["cake"]', "may only hold"),
        (
            "[[pace]]",
            '[[part]]\nid = "one"\ntitle = "T"\nlines = ["x"]\nsources = ["a-source"]\n[[pace]]',
            "this id is used twice",
        ),
        ("version = 1", "version = 1\nscore = 2", "unknown field: score"),
    ],
    ids=lambda value: None,
)
def test_each_kind_of_slip_is_named(old: str, new: str, complaint: str) -> None:
    assert old in LEAFLET
    with pytest.raises(ContentError, match=complaint.replace("[", r"\[").replace("]", r"\]")):
        parse_leaflet(LEAFLET.replace(old, new, 1))
