"""Texts behind a theme's figure: a few of each staff group, drawn once, and never refilled.

Texts stand without their themes, for added up those would give the exact figures that rounding
hides. What is given here adds up to nothing: ``MOST`` of a group, fewer than the smallest count
that is ever shown, and only where the closed quarter shows that group's own figure for the theme.
So of each text it tells what its group's figure tells already, that some spoke of it.

- By staff group and by quarter alone, as every text is read: a text that an area's, a role's or
  four weeks' figure led to would be placed there.
- Which ones, a keyed order decides, one for all themes: a theme that is worded once more, under
  another name, gives the same ones again. It is not the order in which texts stand on a page, or
  a page would say of all that stand between two of them that they do not speak of the theme.
- They are drawn among all that speak of it, hidden ones too, of which nothing is shown: hiding
  one brings no other in its place, so nobody can turn over one after another.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.codebook import Codebook
from app.domain.organisation import STAFF_GROUPS, Organisation
from app.domain.periods import Quarter
from app.domain.theme import Theme
from app.domain.theme_texts import SaidByGroup, SaidText
from sync_server.db.engine import Database
from sync_server.db.theme_texts import speaking_of
from sync_server.errors import Refusal
from sync_server.services.frozen import Period
from sync_server.services.insights import Insights
from sync_server.services.reporting import Reporting
from sync_server.services.server_secret import ServerSecret

#: Of each staff group; fewer than ``SMALLEST_NUMERATOR``, so that it bounds no figure further.
MOST = 5


@dataclass(frozen=True)
class ThemeTexts:
    """Draws texts of any trust."""

    database: Database
    secret: ServerSecret
    insights: Insights
    reporting: Reporting
    codebook: Callable[[str], Codebook]

    def of(
        self, organisation: Organisation, period: Period, theme: Theme
    ) -> tuple[SaidByGroup, ...]:
        """Give some texts of every staff group that has a figure for a theme.

        Raises Refusal invalid-request (field period) for another period than a quarter.
        """
        if period.kind != "quarter":
            said = "Texts are read by quarter. Choose one that has closed."
            raise Refusal("invalid-request", said, field="period")
        counts = self.insights.frozen.counts(organisation, period.id, "group")
        book = self.codebook(organisation.id)
        codes = {one.id for one in book.themes if book.current(one.id) == theme.id}
        with self.database.read() as connection:
            speaking = speaking_of(connection, organisation.id, period.id, codes)
        found = []
        for group, name in STAFF_GROUPS.items():
            figure = counts.theme(group, theme.id) if group in counts.n else None
            if figure is not None and figure.percent is not None:
                drawn = self._drawn(speaking.get(group, []))
                texts = self._shown(organisation, period.id, group, drawn)
                found.append(SaidByGroup(group, name, figure.words, figure.percent, texts))
        return tuple(found)

    def _drawn(self, speaking: list[str]) -> list[str]:
        """Draw the same ones for as long as the same summaries speak of the theme."""
        return sorted(speaking, key=lambda one: self.secret.place(f"said\n{one}"))[:MOST]

    def _shown(
        self, organisation: Organisation, quarter: str, group: str, drawn: list[str]
    ) -> tuple[SaidText, ...]:
        """Give those of them that leads may read now, in the order of the group's page."""
        _, readable = self.reporting.texts(organisation, Quarter.parse(quarter), group)
        handles = {self.secret.handle(identity) for identity in drawn}
        return tuple(SaidText(q.handle, q.text) for q in readable if q.handle in handles)
