"""A made-up trust's year: summaries that come late, some withdrawn, blocks closing week by week."""

import random
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection

from app.domain.codebook import Codebook
from app.domain.organisation import STAFF_GROUPS, Area, Organisation, RoleFamily
from app.domain.periods import IsoWeek, Quarter
from app.domain.summary import WireSummary
from app.domain.support import SERVICE_TYPES
from sync_server.db.engine import Database
from sync_server.db.repositories import Organisations
from sync_server.db.summaries import Summaries
from sync_server.db.views import VIEWS
from sync_server.db.withdrawn import withdraw
from sync_server.services.closing import Closing
from sync_server.services.columns import Columns
from sync_server.services.organisations import add_organisation
from sync_server.services.releasing import release
from sync_server.services.summary_row import content_digest, summary_row
from tests.sync_server.trust import summary

AREAS = (
    Area("north", "North"),
    Area("quay", "Quay", "north"),
    Area("hill", "Hill", "north"),
    Area("moor", "Moor", "north"),
    Area("south", "South"),
    Area("dock", "Dock", "south"),
    Area("park", "Park", "south"),
    Area("control", "Control room"),
)
ROLES = (
    RoleFamily("paramedic", "Paramedic", "04"),
    RoleFamily("specialist", "Specialist", "04"),
    RoleFamily("technician", "Technician", "07"),
    RoleFamily("call-handler", "Call handler", "07"),
)


@dataclass
class Year:
    """One trust through 2026; ``weeks`` moves on a week at a time and gives the day."""

    database: Database
    seed: int
    number: int
    minimum: int = 11
    raised: int = 11
    #: What is said, by chance; and how it is kept, where not as it comes.
    texts: Sequence[str] = ()
    keep: Callable[[Connection, Organisation, Sequence[WireSummary]], None] | None = None
    codebook_of: Callable[[str], Codebook] = lambda _: Codebook(1, ())
    trust: Organisation = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311
        self.trust = Organisation(f"trust-{self.seed}", "A trust", AREAS, ROLES)
        add_organisation(self.database, self.trust)
        self._arrivals = sorted(
            (self._summary() for _ in range(self.number)), key=lambda pair: pair[0]
        )

    def weeks(self) -> Iterator[tuple[date, bool]]:
        """Live through each week; say the day after, and whether something was closed."""
        day = date(2026, 1, 5)
        while day < date(2027, 2, 1):
            day += timedelta(weeks=1)
            self._receive(day)
            if day > date(2026, 8, 1):
                self.minimum = self.raised
            columns = Columns(self.database, self.codebook_of)
            closing = Closing(
                self.database, lambda _: 1, self.minimum, columns, lambda today=day: today
            )
            yield day, bool(closing.close_due())

    def open_figures(self) -> dict[tuple[str, str], dict[str, int]]:
        """What the open quarters' views have released, by view and quarter."""
        with self.database.read() as connection:
            theirs = Summaries(connection, self.trust.id)
            return {
                (name, quarter): theirs.released(view, quarter)
                for name, view in VIEWS.items()
                for quarter in theirs.quarters()
            }

    def _receive(self, day: date) -> None:
        come = []
        while self._arrivals and self._arrivals[0][0] <= day:
            come.append(self._arrivals.pop(0)[1])
        with self.database.write() as connection:
            Organisations(connection).lock(self.trust.id)
            if come:
                (self.keep or self._keep)(connection, self.trust, come)
            for said in come:
                if self.chance.random() < 0.02:
                    withdraw(connection, said.id)

    def _keep(
        self, connection: Connection, trust: Organisation, come: Sequence[WireSummary]
    ) -> None:
        store = Summaries(connection, trust.id)
        for said in come:
            assert store.add([summary_row(said, content_digest(said))])
        quarters = {str(Quarter.of_week(IsoWeek.parse(said.week))) for said in come}
        release(store, trust, quarters, self.minimum)

    def _summary(self) -> tuple[date, WireSummary]:
        chance = self.chance
        groups = list(STAFF_GROUPS)
        group = chance.choices(["04", "07", "08", *groups], [40, 30, 12, *[2] * 10])[0]
        roles: list[Any] = [None, *(role.id for role in ROLES if role.staff_group == group)]
        leaves = [leaf.id for leaf in self.trust.leaves()]
        area = chance.choices(leaves, [30, 20, 6, 20, 12, 4])[0]
        said_on = date(2026, 1, 1) + timedelta(days=chance.randrange(363))
        late = chance.choices([0, 10, 25, 60], [80, 12, 5, 3])[0]
        said = {"text": " ".join(chance.sample(self.texts, 2))} if self.texts else {}
        number = chance.getrandbits(128)
        wire = summary(
            **said,
            **_answers(random.Random(number)),  # noqa: S311
            id=str(uuid.UUID(int=number, version=4)),
            organisation=self.trust.id,
            staff_group=group,
            role_family=chance.choice(roles),
            area=area,
            week=str(IsoWeek.of(said_on)),
        )
        return said_on + timedelta(days=late), WireSummary.from_wire(wire)


def _answers(chance: random.Random) -> dict[str, Any]:
    """What else a summary says: some answers are common, some rare."""
    return {
        "plan_made": chance.random() < 0.6,
        "follow_up_agreed": chance.random() < 0.2,
        "helpful": chance.choices([None, 1, 2, 3, 4, 5], [30, 2, 5, 15, 28, 20])[0],
        "self_referral": chance.choices([None, "self", "referred"], [70, 20, 10])[0],
        "language": chance.choices(["en", "pl"], [93, 7])[0],
        "support_offered": [kind for kind in SERVICE_TYPES if chance.random() < 0.08],
    }
