"""Edit a codebook theme by theme: add, retire, merge, split; and say what does not fit, by field.

Themes are plain values here, as ``codebook_writer.theme_form`` gives them: what a person types
need not fit yet, and nothing of it may get lost. History is kept: what was ever live is retired
and says what it became.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from app.domain.codebook import check_succession, codebook_from
from app.domain.errors import ContentError
from app.domain.organisation_edit import slug_of
from app.domain.theme import normalised

Form = dict[str, Any]
#: By theme and field; field "" is the theme as a whole, theme "" the codebook.
Problems = dict[tuple[str, str], str]

_PLACE = re.compile(r"codebook: (?:theme ([^:]+): )?(?:([a-z_]+)(?:\[\d+\])?: )?(.*)", re.DOTALL)
#: What a reader of files says, for a person who fills in fields.
_PLAINLY = {
    "must be a text that is not empty.": "Write something here.",
    "needs at least 1.": "Add at least one.",
    "is missing.": "Write something here.",
}
_LISTS = (
    *("include", "exclude", "examples", "counter_examples"),
    *("hwb", "hse", "people_promise", "split_into"),
)
#: What a part of a split takes over from the whole; its phrases and examples are shared out.
_INHERITED = ("group", "owner", "hwb", "hse", "people_promise", "absence_counts")


def new_theme(label: str, taken: Collection[str], group: str = "") -> Form:
    """Give a theme with nothing but its name; its id is made of that and stays."""
    empty: Form = {name: [] for name in _LISTS}
    named = {"id": slug_of(label, taken), "label": label.strip(), "description": ""}
    rest = {"owner": "", "status": "live", "since": 0, "absence_counts": False, "merged_into": None}
    return {**empty, **named, "group": group, **rest}


def theme_of(themes: Sequence[Form], identity: str) -> Form | None:
    """Give one theme by id, or None."""
    return next((one for one in themes if one["id"] == identity), None)


def phrases_in(typed: str) -> list[str]:
    """Give the phrases that were typed, between commas or on lines; raises ContentError."""
    return [normalised(one) for one in re.split(r"[,;\n]", typed) if one.strip()]


def owner_of(themes: Sequence[Form], phrase: str, besides: str = "") -> Form | None:
    """Give the current theme that a phrase belongs to already, other than ``besides``."""
    for one in themes:
        if one["id"] != besides and one["status"] != "retired" and phrase in one["include"]:
            return one
    return None


def retired(themes: Sequence[Form], identity: str, live: Collection[str]) -> list[Form]:
    """Retire a theme; one that was never ``live`` goes for good."""
    if identity not in live:
        return [one for one in themes if one["id"] != identity]
    return [{**one, "status": "retired"} if one["id"] == identity else one for one in themes]


def merged(themes: Sequence[Form], identity: str, into: str, live: Collection[str]) -> list[Form]:
    """Retire a theme into another, which takes its phrases over and counts its history."""
    gone, heir = theme_of(themes, identity), theme_of(themes, into)
    if gone is None or heir is None or into == identity or heir["status"] == "retired":
        return list(themes)
    taken = {**heir, "include": _joined(heir["include"], gone["include"], heir["exclude"])}
    taken["exclude"] = [
        one for one in _joined(heir["exclude"], gone["exclude"]) if one not in taken["include"]
    ]
    changed = []
    for one in retired(themes, identity, live):
        if one["id"] == into:
            changed.append(taken)
        elif one["id"] == identity:
            changed.append({**one, "merged_into": into, "split_into": []})
        else:
            changed.append(one)
    return changed


def split(
    themes: Sequence[Form],
    identity: str,
    names: tuple[str, str],
    second: Collection[str],
    live: Collection[str],
) -> tuple[list[Form], tuple[str, str]]:
    """Retire a theme into two new ones; gives the themes and the ids of the two.

    The phrases in ``second`` go to the second, all others to the first.
    """
    whole = theme_of(themes, identity)
    if whole is None:
        return list(themes), (identity, identity)
    taken = {one["id"] for one in themes}
    inherited = {name: whole[name] for name in _INHERITED}
    made: list[Form] = []
    for number, name in enumerate(names):
        part = {**new_theme(name, taken), **inherited}
        part["include"] = [one for one in whole["include"] if (one in second) == bool(number)]
        part["exclude"] = [one for one in whole["exclude"] if one not in part["include"]]
        taken.add(part["id"])
        made.append(part)
    ids = (made[0]["id"], made[1]["id"])
    changed: list[Form] = []
    for one in themes:
        if one["id"] != identity:
            changed.append(one)
            continue
        if identity in live:
            heirs = {"merged_into": None, "split_into": list(ids)}
            changed.append({**one, "status": "retired", **heirs})
        changed += made
    return changed, ids


def taken_in(
    mine: Sequence[Form], base: Sequence[Form], theirs: Sequence[Form]
) -> tuple[list[Form], list[str]]:
    """Go on from what somebody else saved: theirs, with what was changed here on top.

    Gives the themes, and the names of those that both changed, each in another way: mine stands.
    """
    own = {one["id"]: one for one in mine}
    before = {one["id"]: one for one in base}
    both: list[str] = []
    found: list[Form] = []
    for other in theirs:
        identity = other["id"]
        was, now = before.get(identity), own.pop(identity, None)
        if now is None and was is None:
            found.append(other)  # new over there
        elif now is None:
            if other != was:
                found.append(other)  # left out here, but worked on there: nothing may get lost
        elif now in (was, other):
            found.append(other)
        else:
            found.append(now)
            both += [str(now["label"])] if was != other else []
    for identity, now in own.items():
        if identity not in before or now != before[identity]:
            found.append(now)
    return found, both


def problems_of(themes: Sequence[Form], live: Sequence[Form], version: int) -> Problems:
    """Say what does not fit yet: of each theme the first thing, then of the whole."""
    found: Problems = {}
    alone: Mapping[str, Any] = {"merged_into": None, "split_into": []}
    dates = {one["id"]: one["since"] for one in live}
    dated = [{**one, "since": dates.get(one["id"], version)} for one in themes]
    for one in dated:
        _judged(found, [{**one, **alone}], version)
    if found:
        return found
    after = _judged(found, dated, version)
    if after is not None and not after.live():
        found["", ""] = "At least one theme has to be in use."
    elif after is not None:
        try:
            check_succession(codebook_from({"version": version, "theme": list(live)}), after)
        except ContentError as error:
            _put(found, error)
    return found


def placed(message: str) -> tuple[tuple[str, str], str]:
    """Give the (theme, field) that a message about a codebook names, and the rest of it."""
    match = _PLACE.fullmatch(message)
    if match is None:
        return ("", ""), message
    said = _PLAINLY.get(match[3], match[3])
    return (match[1] or "", match[2] or ""), said[:1].upper() + said[1:]


def _judged(found: Problems, themes: Sequence[Form], version: int) -> Any:  # noqa: ANN401
    try:
        return codebook_from({"version": version, "theme": list(themes)})
    except ContentError as error:
        _put(found, error)
        return None


def _put(found: Problems, error: ContentError) -> None:
    place, words = placed(error.message)
    # A clash of phrases names the theme alone; it is by the phrases that it can be mended.
    field = "include" if not place[1] and words.startswith("“") else place[1]
    found.setdefault((place[0], field), words)


def _joined(one: Sequence[str], other: Sequence[str], without: Sequence[str] = ()) -> list[str]:
    return list(dict.fromkeys([*one, *(each for each in other if each not in without)]))
