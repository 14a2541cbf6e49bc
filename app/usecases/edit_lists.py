"""Leads say which places and codes are hidden, and let devices know their staff's names.

A file of names is read on the lead's own device and only into a filter that cannot be read
(``app.domain.roster``); no name goes anywhere, and nothing of the file is kept.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.anonymise.lexicon import ORDINARY, Lexicon
from app.anonymise.reading import Reading
from app.anonymise.spans import Level, settle
from app.anonymise.staff_names import decoded, roster_of
from app.anonymise.tokens import tokenise
from app.anonymise.trust_terms import TrustTerms
from app.domain.errors import ContentError, InputError, ServerNotUnderstood, ServerRefused
from app.domain.roster import SALT_BYTES, Roster
from app.domain.trust_lists import LISTS, TrustLists, tidied
from app.sync.client import ApiClient

_MERGED = (
    "Somebody else changed these while you had them open. What they did is here too now, with "
    "yours. Look it over, then save again."
)


@dataclass
class ListsDraft:
    """What is being typed, a text of lines for each list; ``before`` is as the server has it.

    ``names`` are the size of the filter on the server and how many words of others there are for
    each that it takes for a name: (0, 0) where there is none. ``names_version`` is -1 until the
    server has said. ``new_names`` waits to be sent.
    """

    before: TrustLists
    version: int
    names: tuple[int, int] = (0, 0)
    names_on: str = ""
    names_version: int = -1
    typed: dict[str, str] = field(default_factory=dict)
    new_names: Roster | None = None

    def __post_init__(self) -> None:
        for name in LISTS:
            self.typed.setdefault(name, "\n".join(getattr(self.before, name)))

    def lists(self) -> TrustLists:
        """Give what was typed as lists."""
        found: dict[str, Any] = {name: tidied(self.typed[name].splitlines()) for name in LISTS}
        return TrustLists(**found, roster=self.new_names)

    def changed(self) -> bool:
        """Tell whether anything differs from what the server has."""
        return self.lists().words_document() != self.before.words_document()

    def problems(self) -> dict[str, str]:
        """Say what does not fit, by list."""
        found: dict[str, list[str]] = {}
        for misfit in self.lists().misfits():
            found.setdefault(misfit.name, []).append(misfit.words())
        return {name: "\n".join(several[:5]) for name, several in found.items()}

    def take_in(self, theirs: "ListsDraft") -> None:
        """Go on from what somebody else saved: theirs, with what was changed here on top."""
        for name in LISTS:
            was, found = getattr(self.before, name), list(getattr(theirs.before, name))
            mine = tidied(self.typed[name].splitlines())
            kept = [one for one in found if one in mine or one not in was]
            kept += [one for one in mine if one not in was and one not in kept]
            self.typed[name] = "\n".join(kept)
        self.before, self.version = theirs.before, theirs.version


class ListsDesk:
    """Reads and saves them. What is typed outlives the screen."""

    def __init__(self, client: ApiClient) -> None:
        self._client = client
        self.held: ListsDraft | None = None

    def changed(self) -> bool:
        """Tell whether something was typed that the server does not have."""
        return self.held is not None and self.held.changed()

    def close(self) -> None:
        """Leave out what was typed."""
        self.held = None

    async def open(self) -> ListsDraft:
        """Give what is being typed, or else what the server has. Raises SyncError."""
        if self.held is None or not self.held.changed():
            self.held = _read(await self._client.own_lists())
        elif self.held.names_version < 0:
            _take_names(self.held, _read(await self._client.own_lists()))
        return self.held

    async def save(self, draft: ListsDraft) -> None:
        """Save places and codes. Raises InputError when some do not fit, and SyncErrors.

        When somebody else saved meanwhile, what they did is taken in first and nothing is sent:
        then InputError asks to look it over.
        """
        if draft.problems():
            raise InputError("Some lines need another look.")
        words = draft.lists().words_document()
        try:
            found = _read(await self._client.save_lists(words, draft.version))
        except ServerRefused as error:
            if error.problem != "changed-meanwhile":
                raise
            draft.take_in(_read(await self._client.own_lists()))
            raise InputError(_MERGED) from error
        self.held = found
        found.new_names = draft.new_names

    def read_names(self, draft: ListsDraft, content: bytes) -> Roster:
        """Read a file of names into a filter, to be looked at before it is sent.

        Raises InputError that says what the file lacks, and never a word of it.
        """
        try:
            made = roster_of(decoded(content), secrets.token_bytes(SALT_BYTES))
        except ContentError as error:
            raise InputError(error.message) from None
        draft.new_names = made
        return made

    async def send_names(self, draft: ListsDraft, roster: Roster | None) -> None:
        """Put ``roster`` in place of the one there, or take that away. Raises SyncErrors."""
        document = roster.to_document() if roster is not None else None
        try:
            answer = await self._client.save_roster(document, draft.names_version)
        except ServerRefused as error:
            if error.problem != "changed-meanwhile":
                raise
            found = _read(await self._client.own_lists())
            _take_names(draft, found)
            raise InputError(
                "Somebody else changed the staff names meanwhile. Send yours again to replace them."
            ) from error
        _take_names(draft, _read(answer))
        draft.new_names = None


class Trial:
    """Tries lists on sentences. What that takes is made once, not at every key.

    ``read`` gives the bytes of a file under ``assets/``.
    """

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self._lexicon = Lexicon.of({ORDINARY: read(f"names/{ORDINARY}").decode("utf-8")})
        self._made: tuple[TrustLists, TrustTerms] | None = None

    def of(self, draft: ListsDraft, text: str) -> tuple[str, list[str]]:
        """Give ``text`` as it would leave by these lists alone, and what is asked about."""
        terms = self._terms(draft.lists())
        left, asked, at = "", [], 0
        for span in settle(terms.spans(Reading(tokenise(text), self._lexicon, text))):
            if span.level is Level.AMBER:
                asked.append(text[span.start : span.end])
                continue
            left += text[at : span.start] + span.replacement
            at = span.end
        return left + text[at:], asked

    def _terms(self, lists: TrustLists) -> TrustTerms:
        if self._made is None or self._made[0] != lists:
            self._made = lists, TrustTerms.of(lists)
        return self._made[1]


def _take_names(draft: ListsDraft, found: ListsDraft) -> None:
    draft.names, draft.names_on = found.names, found.names_on
    draft.names_version = found.names_version


def _read(found: Mapping[str, Any]) -> ListsDraft:
    try:
        before = TrustLists.from_document({**found["lists"], "roster": None})
        roster, numbers = found["roster"], (found["version"], found["roster_version"])
        names = (int(roster["names"]), int(roster["one_in"])) if roster else (0, 0)
        on = str(roster["replaced_on"]) if roster else ""
    except (KeyError, TypeError, ValueError, ContentError) as error:
        raise ServerNotUnderstood from error
    if not all(isinstance(number, int) for number in numbers):
        raise ServerNotUnderstood
    return ListsDraft(before, numbers[0], names, on, numbers[1])
