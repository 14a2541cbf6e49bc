"""The codebook: which themes a summary can be about, and the phrases that show it.

Two levels: a theme belongs to a ``group``. Ids are never reused; a theme goes from draft to
live to retired. Phrases are plain words; a ``*`` at the end of a word stands for any ending
("late finish*"). ``folded`` is the one place that says which spellings are the same.

The file is TOML: ``version`` (a whole number), then one ``[[theme]]`` table per theme:

- ``id``: small letters, digits, hyphens; never used again for anything else
- ``label``, ``description``: texts for people; ``group``: the heading it stands under
- ``include``, ``exclude``: lists of phrases; an exclude cancels the includes it overlaps
- ``examples``, ``counter_examples``: texts that are, and are not, about it
- ``absence_counts``: true where lacking the thing is the theme ("no breaks")
- ``hwb``, ``hse``, ``people_promise``: ids of elements of those three frameworks
- ``owner``: who in a trust can act on it; ``since``: the version that brought it
- ``status``: draft, live or retired; a retired theme may say ``merged_into`` (one id) or
  ``split_into`` (two or more), which is how history is read after it

A trust's codebook has them all (exclude, counter_examples, the mappings, absence_counts and
the two maps may be left out). For coding alone (``whole=False``) ``id`` is enough: whatever is
missing counts as empty and the theme as live, ids may be any text, and themes may share phrases.
"""

from collections.abc import Iterator, Mapping, Sequence

from app.domain.content import Table
from app.domain.errors import ContentError
from app.domain.theme import (
    HSE_STRESSORS,
    HWB_ELEMENTS,
    PEOPLE_PROMISE,
    STATUSES,
    Codebook,
    Theme,
    folded,
    normalised,
)

__all__ = [
    "HSE_STRESSORS",
    "HWB_ELEMENTS",
    "PEOPLE_PROMISE",
    "STATUSES",
    "Codebook",
    "Theme",
    "check_succession",
    "codebook_from",
    "folded",
    "normalised",
    "parse_codebook",
]


def parse_codebook(text: str, *, whole: bool = True) -> Codebook:
    """Read a codebook; raises ContentError naming the theme and field that does not fit.

    ``whole=False`` asks only for what coding needs.
    """
    return _read(Table.read(text, "codebook"), whole=whole)


def codebook_from(document: Mapping[str, object]) -> Codebook:
    """Read a whole codebook from plain values, as JSON gives them: version and a list, theme.

    What is None counts as left out. Raises ContentError naming the theme and field.
    """
    themes = document.get("theme")
    given = themes if isinstance(themes, list) else []
    plain = [
        {name: value for name, value in entry.items() if value is not None}
        if isinstance(entry, Mapping)
        else entry
        for entry in given
    ]
    return _read(Table({**document, "theme": plain}, "codebook"), whole=True)


def _read(table: Table, *, whole: bool) -> Codebook:
    version = 1
    if whole or table.has("version"):
        version = table.whole("version", lowest=1, highest=1_000_000)
    read = _theme if whole else _spare_theme
    themes = tuple(read(entry, version) for entry in table.tables("theme"))
    table.finish()
    seen: set[str] = set()
    for theme in themes:
        if theme.id in seen:
            raise _wrong(theme.id, "id", "this id is used twice.")
        seen.add(theme.id)
    _check_clashes(themes, shared=not whole)
    for theme in themes:
        _check_heirs(theme, {other.id: other for other in themes})
    return Codebook(version, themes)


def check_succession(before: Codebook, after: Codebook) -> None:
    """Refuse a new version that breaks with history; raises ContentError naming theme and field.

    No id may go (retire it), come back from retirement, be dated anew, or come in disguise: a
    theme of the same label under another id.
    """
    if after.version < before.version:
        raise ContentError("codebook: version: must not go back.")
    labels = {theme.label.casefold(): theme.id for theme in after.themes}
    for old in before.themes:
        new = after.theme(old.id)
        if new is None:
            renamed = labels.get(old.label.casefold())
            if renamed is not None:
                raise _wrong(
                    renamed, "id", f"was {old.id}; history has that id, so it cannot be renamed."
                )
            raise _wrong(old.id, "id", "is gone, but history has it: retire the theme instead.")
        if old.status == "retired" and new.status != "retired":
            raise _wrong(old.id, "status", "was retired; an id is never used again.")
        if old.status != "draft" and new.status == "draft":
            raise _wrong(old.id, "status", "was live and cannot be a draft again.")
        if old.status != "draft" and new.since != old.since:
            raise _wrong(old.id, "since", f"was {old.since} and stays so.")


def _theme(table: Table, version: int) -> Theme:
    theme_id = table.slug("id")
    table.place = f"codebook: theme {theme_id}"
    theme = Theme(
        id=theme_id,
        label=table.text("label"),
        description=table.text("description"),
        include=_phrases(table, "include", at_least=1),
        exclude=_phrases(table, "exclude"),
        examples=table.texts("examples", at_least=1),
        counter_examples=table.texts("counter_examples"),
        group=table.text("group"),
        hwb=table.choices("hwb", HWB_ELEMENTS),
        hse=table.choices("hse", HSE_STRESSORS),
        people_promise=table.choices("people_promise", PEOPLE_PROMISE),
        owner=table.text("owner"),
        status=table.choice("status", STATUSES),
        since=table.whole("since", lowest=1, highest=version),
        absence_counts=table.flag("absence_counts", absent=False),
        merged_into=table.optional_text("merged_into"),
        split_into=table.texts("split_into"),
    )
    table.finish()
    return theme


def _spare_theme(table: Table, version: int) -> Theme:
    theme_id = table.text("id")
    table.place = f"codebook: theme {theme_id}"
    theme = Theme(
        id=theme_id,
        label=table.optional_text("label") or theme_id,
        description=table.optional_text("description") or "",
        include=_phrases(table, "include", repeats=True),
        exclude=_phrases(table, "exclude", repeats=True),
        examples=table.texts("examples"),
        counter_examples=table.texts("counter_examples"),
        group=table.optional_text("group") or "",
        hwb=table.texts("hwb"),
        hse=table.texts("hse"),
        people_promise=table.texts("people_promise"),
        owner=table.optional_text("owner") or "",
        status=table.choice("status", STATUSES) if table.has("status") else "live",
        since=table.whole("since", lowest=1, highest=version) if table.has("since") else version,
        absence_counts=table.flag("absence_counts", absent=False),
        merged_into=table.optional_text("merged_into"),
        split_into=table.texts("split_into"),
    )
    table.finish()
    return theme


def _phrases(
    table: Table, name: str, *, at_least: int = 0, repeats: bool = False
) -> tuple[str, ...]:
    found: list[str] = []
    for number, phrase in enumerate(table.texts(name, at_least=at_least), 1):
        try:
            plain = normalised(phrase)
        except ContentError as error:
            raise table.wrong(f"{name}[{number}]", error.message) from error
        if plain not in found:
            found.append(plain)
        elif not repeats:
            raise table.wrong(f"{name}[{number}]", "this phrase is there twice.")
    return tuple(found)


def _wrong(theme_id: str, field: str, complaint: str) -> ContentError:
    return ContentError(f"codebook: theme {theme_id}: {field}: {complaint}")


def _check_heirs(theme: Theme, themes: dict[str, Theme]) -> None:
    """Refuse maps of a merge or split that lead nowhere, in a circle, or from a live theme."""
    heirs: Sequence[str] = (*theme.split_into, *([theme.merged_into] if theme.merged_into else []))
    field = "merged_into" if theme.merged_into else "split_into"
    if not heirs:
        return
    if theme.status != "retired":
        raise _wrong(theme.id, field, "only a retired theme has heirs.")
    if theme.merged_into and theme.split_into:
        raise _wrong(theme.id, "split_into", "a theme is either merged or split.")
    if len(theme.split_into) == 1:
        raise _wrong(theme.id, "split_into", "needs at least two; for one, use merged_into.")
    for heir in heirs:
        if heir not in themes:
            raise _wrong(theme.id, field, f"there is no theme {heir}.")
    at, seen = theme, {theme.id}
    while at.merged_into:
        if at.merged_into in seen:
            raise _wrong(theme.id, field, "leads back to the theme itself.")
        seen.add(at.merged_into)
        if at.merged_into not in themes:
            return
        at = themes[at.merged_into]


def _check_clashes(themes: tuple[Theme, ...], *, shared: bool) -> None:
    """Refuse one phrase in two current themes, or both included and excluded in one."""
    owner: dict[str, str] = {}
    for theme, phrase in _current_phrases(themes):
        if phrase in theme.exclude:
            raise ContentError(
                f"codebook: theme {theme.id}: “{phrase}” is both included and excluded."
            )
        if phrase in owner and not shared:
            raise ContentError(
                f"codebook: theme {theme.id}: “{phrase}” already belongs to {owner[phrase]}."
            )
        owner[phrase] = theme.id


def _current_phrases(themes: tuple[Theme, ...]) -> Iterator[tuple[Theme, str]]:
    # A retired theme keeps its phrases as a record, so a split or merge may use them again.
    for theme in themes:
        if theme.status != "retired":
            for phrase in theme.include:
                yield theme, phrase
