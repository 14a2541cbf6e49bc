"""One item that a lead has open, of any kind: what is typed, and what the server has."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.content_check import Complaint
from app.domain.content_draft import Draft, Item, opened, told
from app.domain.errors import ContentError, ServerRefused
from app.domain.guide import Guide
from app.domain.guide_file import Overlay
from app.domain.guide_set import add_overlay, complete
from app.domain.support import Service
from app.domain.trust_action import STATES, TrustAction
from app.domain.wording import tr
from app.usecases.edit_answers import MadeVersion

_EMPTY_SERVICE = Service(
    "", "", "", "", "", "", "", "", "", False, (), None, None, None, None, None, None, None,
    "", "", "", "", date(2000, 1, 1), 500, False, (),
)  # fmt: skip


#: What stands by itself on a screen.
Shown = Service | Guide | TrustAction


@dataclass
class OpenItem:
    """One item as it stands on the screen. ``version`` is that of the server it was made on.

    ``id`` is "" for a service or an action that is not saved yet. ``before``
    is all that stood in it when it was last as the server has it.
    """

    kind: str
    id: str
    language: str
    draft: Draft
    version: int
    state: str
    shipped: bool
    versions: tuple[MadeVersion, ...]
    has_draft: bool = False
    complaints: list[Complaint] = field(default_factory=list)
    before: str = ""

    def changed(self) -> bool:
        """Tell whether anything was typed that the server does not have."""
        return everything_in(self.draft) != self.before

    def title(self) -> str:
        """Give what it is called, the guide's name for what is added to it."""
        base = self.draft.base
        return base.title if base is not None else self.draft.name(())


class ChangedMeanwhile(ServerRefused):
    """Somebody else saved this item since it was opened; ``theirs`` is what they saved."""

    code = "changed-meanwhile"

    def __init__(self, theirs: OpenItem) -> None:
        self.theirs = theirs
        last = theirs.versions[0] if theirs.versions else None
        who = f"{last.edited_by} on {last.day_words()}" if last else tr("somebody else")
        super().__init__(
            tr(
                "Changed by {who}, while you had it open. What you typed is still here, and is not "
                "saved yet.",
                who=who,
            ),
            problem="changed-meanwhile",
        )


def new_service(language: str) -> OpenItem:
    """Give an empty service; its id comes with its first save."""
    draft = opened(_EMPTY_SERVICE)
    draft.entry |= {"checked_on": "", "urgency": "500"}
    return fresh("service", "", language, draft)


def new_action(language: str) -> OpenItem:
    """Give an empty action; its id comes with its first save."""
    draft = opened(TrustAction("", "", "", "", "", "", date(2000, 1, 1)))
    draft.entry["as_of"] = ""
    return fresh("action", "", language, draft)


def begin_answer(item: OpenItem, theme: tuple[str, str], owner: str, state: str) -> None:
    """Begin a new answer with what is known: its theme (id, label), who looks after it, how far.

    What somebody has typed into it already stays as it is.
    """
    made_from = item.draft.made_from
    if item.id or item.changed() or not isinstance(made_from, TrustAction):
        return
    identity, label = theme
    item.draft.made_from = replace(made_from, theme=identity or None)
    started = {"you_said": f"{label}: " if label else "", "owner": owner}
    item.draft.entry |= started | ({"state": state} if state in STATES else {})
    # Nobody typed this: it is no unsaved work, and another theme may take its place.
    item.before = everything_in(item.draft)


#: What can be begun from nothing, by its kind.
NEW_ITEMS: Mapping[str, Callable[[str], OpenItem]] = {"service": new_service, "action": new_action}


def new_overlay(guide: Guide) -> OpenItem:
    """Give an empty addition to ``guide``."""
    empty = Overlay(guide.id, 1, guide.language, (), (), (), (), (), (), ())
    return fresh("overlay", guide.id, guide.language, opened(empty, guide))


def fresh(kind: str, identity: str, language: str, draft: Draft) -> OpenItem:
    """Give an item that the server does not have yet."""
    before = everything_in(draft)
    return OpenItem(kind, identity, language, draft, 0, "new", False, (), before=before)


def everything_in(draft: Draft) -> str:
    """Give all that stands in a draft as one text, to tell whether it changed."""
    return repr(list(told(draft.form, draft.entry)))


def differences(mine: OpenItem, theirs: OpenItem) -> list[tuple[str, str, str]]:
    """Say where two versions differ: (where, mine, theirs)."""
    ours = dict(told(mine.draft.form, mine.draft.entry))
    other = dict(told(theirs.draft.form, theirs.draft.entry))
    places = dict.fromkeys([*ours, *other])
    found = ((where, ours.get(where, ""), other.get(where, "")) for where in places)
    return [one for one in found if one[1] != one[2]]


def as_shown(made: Item, base: Guide | None, others: Mapping[str, Guide]) -> Shown:
    """Give an item as devices would show it, with what is lent and what is added.

    Raises ContentError where an addition does not fit its guide.
    """
    if isinstance(made, Service | TrustAction):
        return made
    if isinstance(made, Overlay):
        if base is None:
            raise ContentError
        return add_overlay(_whole(base, others), made)
    return _whole(made, others)


def with_id(made: Item, identity: str) -> Item:
    """Give what is saved for the first time its id; a guide and what is added to it have one."""
    return replace(made, id=identity) if isinstance(made, Service | TrustAction) else made


def _whole(guide: Guide, others: Mapping[str, Guide]) -> Guide:
    """Give the guide with what it borrows; alone, when that does not fit yet."""
    try:
        return complete(guide, others)
    except ContentError:
        return guide
