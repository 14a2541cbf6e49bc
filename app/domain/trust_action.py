"""You said, we did: what a trust does about what people told it, as its crews are shown it.

An action belongs to a team or a role, never to a named person, and answers a theme, never one
summary: what somebody said must not come back to them word for word on everybody's phone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

from app.domain.content import Table
from app.domain.content_form import Field, Form, Kind
from app.domain.toml_text import lines
from app.domain.wording import to_say

#: How far it is, in the order in which a trust goes through them.
STATES: Mapping[str, str] = {
    "planned": to_say("We plan to do this"),
    "under-way": to_say("We are doing this"),
    "done": to_say("Done"),
    "cannot": to_say("We cannot do this, and say why"),
}
#: The order in which crews are shown them: what is done first, it is what trust grows from.
_SHOWN = ("done", "under-way", "planned", "cannot")
#: What people said is one sentence, which lists call it by.
LONGEST_SAID, LONGEST_WORDS = 160, 600


@dataclass(frozen=True)
class TrustAction:
    """One answer. ``when`` is in plain words; ``as_of`` the day on which all of it was true.

    ``theme`` is the codebook's id of the theme it answers, None where it answers none alone.
    """

    id: str
    you_said: str
    we_did: str
    state: str
    owner: str
    when: str
    as_of: date
    theme: str | None = None

    @property
    def name(self) -> str:
        """Give what a list calls it: what people said."""
        return self.you_said


ACTION_FORM = Form(
    "action",
    (
        Field(
            "you_said",
            "You said",
            Kind.WORDS,
            "In one sentence and your words, not theirs",
            under="What crews read",
        ),
        Field("we_did", "We did, or will do", Kind.WORDS, "Or why it cannot be done"),
        Field("state", "How far it is", Kind.CHOICE, options=STATES),
        Field("owner", "Who looks after it", Kind.LINE, "A team or a role, no name"),
        Field("when", "When", Kind.LINE, "By the end of January, or since October"),
        Field("as_of", "Day on which all this was true", Kind.DAY, "21 November 2026, or today"),
    ),
)


def parse_action(text: str) -> TrustAction:
    """Read one action; raises ContentError naming the first field that does not fit."""
    table = Table.read(text, "action")
    action = TrustAction(
        id=table.slug("id"),
        you_said=_short(table, "you_said", LONGEST_SAID),
        we_did=_short(table, "we_did"),
        state=table.choice("state", STATES),
        owner=_short(table, "owner", LONGEST_SAID),
        when=_short(table, "when", LONGEST_SAID),
        as_of=table.day("as_of"),
        theme=table.slug("theme") if table.has("theme") else None,
    )
    table.finish()
    return action


def write_action(action: TrustAction) -> str:
    """Give the text of an action; ``parse_action`` makes an equal one of it."""
    return "\n".join(lines((one.name, getattr(action, one.name)) for one in fields(action))) + "\n"


def shown_order(action: TrustAction) -> tuple[int, int, str]:
    """Sort key: what is done first, the latest news first among equals."""
    return _SHOWN.index(action.state), -action.as_of.toordinal(), action.id


def _short(table: Table, name: str, most: int = LONGEST_WORDS) -> str:
    words = table.text(name)
    if len(words) > most:
        raise table.wrong(name, f"must be shorter: {most} characters are the most.")
    return words
