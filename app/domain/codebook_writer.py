"""Write a codebook: as the TOML text that ``parse_codebook`` reads back the same, or as JSON."""

from dataclasses import fields, replace
from typing import Any

from app.domain.theme import Codebook, Theme
from app.domain.toml_text import lines, table

#: Every field, in the order of the class: a new one is written without a word here.
_NAMES = tuple(field.name for field in fields(Theme))


def write_codebook(codebook: Codebook) -> str:
    """Give the text of a codebook; ``parse_codebook`` makes an equal one of it."""
    head = "\n".join(lines([("version", codebook.version)]))
    themes = (table("theme", ((n, getattr(one, n)) for n in _NAMES)) for one in codebook.themes)
    return "\n\n".join([head, *themes]) + "\n"


def theme_form(theme: Theme) -> dict[str, Any]:
    """Give a theme as plain values, as ``codebook_from`` takes them: all fields, lists."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in ((name, getattr(theme, name)) for name in _NAMES)
    }


def numbered(codebook: Codebook, before: Codebook, version: int) -> Codebook:
    """Give ``codebook`` as ``version``, which follows ``before``.

    A theme that begins to be used now is dated with it: answers from before say nothing of it.
    """
    themes = []
    for theme in codebook.themes:
        old = before.theme(theme.id)
        used = old is not None and old.status != "draft"
        since = old.since if used and old is not None else version
        themes.append(replace(theme, since=since))
    return Codebook(version, tuple(themes))
