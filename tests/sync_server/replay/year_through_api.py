"""The year of several trusts on one server: headcounts, codebooks and reports come between."""

from datetime import date

from tests.sync_server.replay.site import Site
from tests.sync_server.replay.trust_read import Trust
from tests.sync_server.replay.year import Year

HEADS = "04,quay,300\n04,hill,90\n07,dock,200\n08,moor,40\n01,quay,4\n02,park,9\n"
OTHER_HEADS = "04,quay,60\n07,dock,50\n08,moor,4\n01,quay,100\n"
#: When in the year something happens besides.
HEADCOUNT, PUBLISHED, RETIRED, BACK = (
    date(2026, 2, 10), date(2026, 5, 20), date(2026, 6, 10), date(2026, 10, 20),
)  # fmt: skip


def lives(site: Site, seed: int, sizes: tuple[int, ...], raised: int) -> list[Trust]:
    """Live through the year of several trusts on one server."""
    book = site.parts.coding.shipped.live()
    texts = [theme.examples[0] for theme in book[:6]] + ["A quiet week.", "A zebra came."]
    trusts = []
    for place, number in enumerate(sizes):
        year = Year(
            site.database,
            seed + place,
            number,
            raised=raised,
            texts=texts,
            codebook_of=site.parts.coding.codebook,
        )
        trusts.append(Trust(site, year))
        year.keep = lambda connection, trust, come: site.parts.intake.store_composed(
            connection, site.parts.organisation(trust.id), come
        )
    site.invites("ics", trusts[0].year.trust, *(one.year.trust.id for one in trusts[1:]))
    before = date(2026, 1, 1)
    for weeks in zip(*(one.year.weeks() for one in trusts), strict=True):
        day = weeks[0][0]
        if trusts[0].year.minimum != site.settings.minimum_group:
            site.raises_the_minimum(trusts[0].year.minimum)
            for one in trusts:
                one.year.database = site.database
                one.onlooker.forgets_nothing()
        for one in trusts:
            one.onlooker.looks_at_what_is_open()
            if day.month % 3 == 2 and day.day <= 7:
                one.reads()  # while a quarter is open
            happens(one, before, day)
        before = day
    for one in trusts:
        one.issues("2026-Q4", 1)
        one.looks()
        for quarter in ("2026-Q2", "2026-Q3"):
            one.reader.asks_for_areas(quarter)
    return trusts


def happens(one: Trust, before: date, day: date) -> None:
    """Do what falls into this week, and look before and after it."""
    who = one.onlooker.who

    def due(when: date) -> bool:
        return before < when <= day

    if due(HEADCOUNT):
        one.site.brings_heads(who, HEADS, 0)
    if due(PUBLISHED):
        one.issues("2026-Q1", 1)
        one.acts()
        one.looks()
        one.publishes(day, "zebra*")
        one.issues("2026-Q1", 2)
        one.looks()
    if due(RETIRED):
        one.gives_up("park")
    if due(BACK):
        one.site.brings_heads(who, OTHER_HEADS, 1)
        one.publishes(day, "quiet week")
        one.looks()
