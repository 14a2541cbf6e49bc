"""Groups of which, so far, a single place has spoken: withheld while their quarter is open too.

It is the rule that closed periods keep (``nodes.counted``): who knows the place would know of
whom a figure, or a text, can be. It goes by what is released alone, so that what it withholds
changes with a step and never with one arrival.
"""

from typing import Literal

from app.domain.organisation import Organisation
from sync_server.db.summaries import Summaries
from sync_server.db.views import VIEWS

_FEWEST = 2


def from_one_place(
    summaries: Summaries,
    organisation: Organisation,
    quarter: str,
    by: Literal["staff_group", "area"],
) -> set[str]:
    """Give the cells of an open quarter that come from one place, in a trust of several.

    A single area that shows anything would be the whole trust.
    """
    if len(organisation.leaves(retired=True)) < _FEWEST:
        return set()
    if by == "area":
        shown = set(summaries.released(VIEWS["area"], quarter))
        return shown if len(shown) < _FEWEST else set()
    return {group for group, areas in summaries.places(quarter).items() if areas < _FEWEST}
