"""Leads edit their trust's areas, role families and words about staff groups."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from app.domain.errors import ContentError, InputError, ServerRefused
from app.domain.organisation import STAFF_GROUPS, Area, Organisation, RoleFamily
from app.domain.organisation_edit import edited
from app.sync.client import ApiClient
from app.usecases.edit_answers import read_listing

_Entry = TypeVar("_Entry", Area, RoleFamily)


@dataclass
class TrustDraft:
    """What is being typed; ``before`` is what the server had when it was last looked at."""

    before: Organisation
    areas: list[Area]
    families: list[RoleFamily]
    hints: dict[str, str]
    offered: list[str]
    made: int = 0

    @classmethod
    def of(cls, found: Organisation) -> "TrustDraft":
        """Open what the server has."""
        hints = {code: found.staff_group_hints.get(code, "") for code in STAFF_GROUPS}
        return cls(found, [*found.areas], [*found.role_families], hints, [*found.staff_groups()])

    def wanted(self) -> Organisation:
        """Give the trust as it would be."""
        everyone = set(self.offered) == set(STAFF_GROUPS)
        return replace(
            self.before,
            areas=tuple(self.areas),
            role_families=tuple(self.families),
            staff_group_hints={code: words for code, words in self.hints.items() if words.strip()},
            staff_groups_offered=() if everyone else tuple(self.offered),
        )

    def changed(self) -> bool:
        """Tell whether anything differs from what the server has."""
        return TrustDraft.of(self.before).wanted() != self.wanted()

    def check(self) -> None:
        """Judge it by the rules; raises InputError with what does not fit."""
        if not self.offered:
            raise InputError("Offer at least one staff group.")
        try:
            edited(self.before, self.wanted(), ())
        except ContentError as error:
            raise InputError(error.message) from error

    def new_id(self) -> str:
        """Give an id that stands until the server makes the lasting one."""
        self.made += 1
        return f"new entry {self.made}"

    def in_order(self) -> list[tuple[int, Area]]:
        """Give areas as a tree, each after the one it lies in: (depth, area)."""
        found: list[tuple[int, Area]] = []

        def under(parent: str | None, depth: int) -> None:
            for area in self.areas:
                if area.parent == parent and all(area is not known for _, known in found):
                    found.append((depth, area))
                    under(area.id, depth + 1)

        under(None, 0)
        listed = {area.id for _, area in found}
        return found + [(0, area) for area in self.areas if area.id not in listed]

    def may_lie_in(self, area: Area) -> list[Area]:
        """Give the areas that ``area`` could be moved into: live ones outside of itself."""
        inside = {area.id}
        while more := {one.id for one in self.areas if one.parent in inside} - inside:
            inside |= more
        return [one for one in self.areas if one.id not in inside and not one.retired]

    def put(self, area: Area) -> None:
        """Change an area, or add it."""
        self.areas = _put(self.areas, area)

    def put_family(self, family: RoleFamily) -> None:
        """Change a role family, or add it."""
        self.families = _put(self.families, family)

    def is_new(self, identity: str) -> bool:
        """Tell whether the server does not know this area or role family yet."""
        known = {area.id for area in self.before.areas}
        known |= {family.id for family in self.before.role_families}
        return identity not in known

    def take_in(self, theirs: Organisation) -> None:
        """Go on from what somebody else saved: theirs, with what was changed here on top."""
        ours, before = self, self.before
        self.areas = _merged(before.areas, ours.areas, theirs.areas)
        self.families = _merged(before.role_families, ours.families, theirs.role_families)
        for code, words in ours.hints.items():
            if words.strip() == before.staff_group_hints.get(code, ""):
                self.hints[code] = theirs.staff_group_hints.get(code, "")
        if set(ours.offered) == set(before.staff_groups()):
            self.offered = [*theirs.staff_groups()]
        self.before = theirs


class TrustDesk:
    """Reads and saves the trust's own lists. What is typed outlives the screen."""

    def __init__(self, client: ApiClient) -> None:
        self._client = client
        self.held: TrustDraft | None = None

    def changed(self) -> bool:
        """Tell whether something was typed that the server does not have."""
        return self.held is not None and self.held.changed()

    def close(self) -> None:
        """Leave out what was typed."""
        self.held = None

    async def open(self) -> TrustDraft:
        """Give what is being typed, or else what the server has. Raises SyncError."""
        if self.held is None or not self.held.changed():
            self.held = TrustDraft.of(read_listing(await self._client.editing()).organisation)
        return self.held

    async def save(self, draft: TrustDraft) -> None:
        """Save it all. Raises InputError when it does not fit, and SyncErrors.

        When somebody else saved meanwhile, what they did is taken in first and nothing is sent:
        then InputError asks to look it over.
        """
        draft.check()
        wanted = draft.wanted()
        try:
            found = await self._client.save_organisation(wanted.to_document(), wanted.version)
        except ServerRefused as error:
            if error.problem != "changed-meanwhile":
                raise
            draft.take_in(read_listing(await self._client.editing()).organisation)
            raise InputError(
                "Somebody else changed these while you had them open. What they did is here "
                "too now, with yours. Look it over, then save again."
            ) from error
        self.held = TrustDraft.of(found)


def _put(entries: Sequence[_Entry], entry: _Entry) -> list[_Entry]:
    kept = [entry if one.id == entry.id else one for one in entries]
    if entry not in kept:
        kept.append(entry)
    return kept


def _merged(
    before: Sequence[_Entry], ours: Sequence[_Entry], theirs: Sequence[_Entry]
) -> list[_Entry]:
    was, mine = {one.id: one for one in before}, {one.id: one for one in ours}
    merged = [
        mine[one.id] if one.id in mine and mine[one.id] != was.get(one.id) else one
        for one in theirs
        if one.id in mine or one.id not in was
    ]
    known = {one.id for one in merged} | {one.id for one in before}
    return merged + [one for one in ours if one.id not in known]
