"""What a trust may change of its own areas, role families and words about staff groups.

An area keeps its id for ever, whatever it is called or wherever it is moved, and an id that was
given up never comes to mean another place: summaries name areas by id. An area that summaries
name cannot be deleted, only retired.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from app.domain.errors import ContentError
from app.domain.organisation import STAFF_GROUPS, Area, Organisation, RoleFamily

MAX_AREAS = 300
MAX_ROLE_FAMILIES = 100
MAX_NAME = 80
MAX_HINT = 200
_ID_MAX = 60


def slug_of(name: str, taken: Collection[str]) -> str:
    """Make an id from a name: small letters, digits, hyphens; numbered when it is taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_ID_MAX].strip("-") or "area"
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def edited(before: Organisation, wanted: Organisation, in_use: Collection[str]) -> Organisation:
    """Give ``before`` with the areas, role families and staff groups of ``wanted``.

    ``in_use`` are the areas that summaries name. Areas and role families whose id is not known
    are new, and get an id from their name; ``parent`` may name them by the id they came with.
    Raises ContentError that names the entry which cannot be.
    """
    areas, former = _areas(before, wanted.areas, in_use)
    after = replace(
        before,
        areas=areas,
        role_families=_role_families(before, wanted.role_families),
        staff_group_hints=_hints(wanted.staff_group_hints),
        staff_groups_offered=tuple(
            code for code in STAFF_GROUPS if code in wanted.staff_groups_offered
        ),
        former_areas=former,
    )
    for name, complaint in _misfits(after.areas):
        raise ContentError(f"Area “{name}”: {complaint}")
    if not after.leaves():
        raise ContentError("Areas: at least one must be left to choose.")
    return after if after == before else replace(after, version=before.version + 1)


def _areas(
    before: Organisation, wanted: Iterable[Area], in_use: Collection[str]
) -> tuple[tuple[Area, ...], tuple[str, ...]]:
    proposed = [replace(area, name=_name("Area", area.name)) for area in wanted]
    if len(proposed) > MAX_AREAS:
        raise ContentError(f"Areas: {MAX_AREAS} are the most.")
    _refuse_twice("Areas", [area.id for area in proposed if area.id])
    known = {area.id: area for area in before.areas}
    taken = {*known, *before.former_areas, *in_use}
    lasting: dict[str, str] = {}
    kept: list[Area] = []
    for area in proposed:
        identity = area.id if area.id in known else slug_of(area.name, taken)
        taken.add(identity)
        lasting[area.id or identity] = identity
        kept.append(replace(area, id=identity))
    gone = [area for area in before.areas if area.id not in {one.id for one in kept}]
    for area in gone:
        if area.id in in_use:
            raise ContentError(
                f"Area “{area.name}”: summaries name it, so it cannot be deleted. Retire it."
            )
    moved = [
        replace(area, parent=None if area.parent is None else lasting.get(area.parent, area.parent))
        for area in kept
    ]
    return tuple(moved), (*before.former_areas, *(area.id for area in gone))


def _misfits(areas: tuple[Area, ...]) -> Iterator[tuple[str, str]]:
    by_id = {area.id: area for area in areas}
    names = Counter((area.parent, area.name.casefold()) for area in areas if not area.retired)
    for area in areas:
        if area.parent is not None and area.parent not in by_id:
            yield area.name, "lies in an area that is not there."
        elif _is_circle(area, by_id):
            yield area.name, "lies in itself."
        elif not area.retired and area.parent is not None and by_id[area.parent].retired:
            yield area.name, "lies in an area that is retired. Move it first, or retire it too."
        elif not area.retired and names[area.parent, area.name.casefold()] > 1:
            yield area.name, "is there twice in the same place."


def _is_circle(area: Area, by_id: Mapping[str, Area]) -> bool:
    seen: set[str] = set()
    here: Area | None = area
    while here is not None and here.parent is not None:
        if here.id in seen:
            return True
        seen.add(here.id)
        here = by_id.get(here.parent)
    return False


def _role_families(before: Organisation, wanted: Iterable[RoleFamily]) -> tuple[RoleFamily, ...]:
    proposed = list(wanted)
    if len(proposed) > MAX_ROLE_FAMILIES:
        raise ContentError(f"Role families: {MAX_ROLE_FAMILIES} are the most.")
    _refuse_twice("Role families", [family.id for family in proposed if family.id])
    known = {family.id for family in before.role_families}
    taken = set(known)
    kept = []
    for family in proposed:
        name = _name("Role family", family.name)
        if family.staff_group not in STAFF_GROUPS:
            raise ContentError(f"Role family “{name}”: choose one of the staff groups.")
        identity = family.id if family.id in known else slug_of(name, taken)
        taken.add(identity)
        kept.append(RoleFamily(identity, name, family.staff_group))
    return tuple(kept)


def _hints(wanted: Mapping[str, str]) -> dict[str, str]:
    kept = {code: " ".join(hint.split()) for code, hint in wanted.items()}
    for code, hint in kept.items():
        if len(hint) > MAX_HINT:
            raise ContentError(
                f"Words about {STAFF_GROUPS[code]}: {MAX_HINT} characters are the most."
            )
    return {code: hint for code, hint in kept.items() if hint}


def _name(kind: str, name: str) -> str:
    tidy = " ".join(name.split())
    if not tidy:
        raise ContentError(f"{kind}: one has no name.")
    if len(tidy) > MAX_NAME:
        raise ContentError(f"{kind} “{tidy[:40]}…”: {MAX_NAME} characters are the most.")
    if not tidy.isprintable() or any(0xD800 <= ord(ch) <= 0xDFFF for ch in tidy):
        raise ContentError(f"{kind}: one name holds characters that cannot be shown.")
    return tidy


def _refuse_twice(kind: str, identities: list[str]) -> None:
    if len(set(identities)) != len(identities):
        raise ContentError(f"{kind}: one of them is there twice.")
