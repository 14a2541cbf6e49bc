"""Check all that ships as content: guides, leaflets, services, codebook, word lists and more.

Run ``python -m app.web.check_content`` before a build. It says in plain words what is wrong
and where, and ends with status 1 if anything is.
"""

import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from app.domain.codebook import Codebook, parse_codebook
from app.domain.errors import ContentError
from app.domain.guide import Guide, all_texts
from app.domain.guide_file import parse_guide
from app.domain.leaflet import Leaflet, parse_leaflet
from app.domain.organisation import STAFF_GROUPS
from app.domain.support import Service, parse_service
from app.web import check_guides, check_leaflets, check_names, check_services, reading_age, words

#: The folder this repository keeps its content in.
ASSETS = Path(__file__).resolve().parents[2] / "assets"

_FEWEST_EXAMPLES = 3
_FEWEST_COUNTER_EXAMPLES = 2
_FEWEST_DEMO_SENTENCES = 12

_Parsed = TypeVar("_Parsed")


def check(assets: Path) -> list[str]:
    """Say what is wrong with the content under ``assets``; an empty list means all is well."""
    problems: list[str] = []
    guides = _read(assets, "guides/*.toml", parse_guide, problems)
    services = _read(assets, "services/*.toml", parse_service, problems)
    leaflets = _read(assets, "leaflets/*.toml", parse_leaflet, problems)
    codebooks = _read(assets, "codebook.toml", parse_codebook, problems)
    problems += check_guides.problems(guides)
    problems += check_leaflets.problems(leaflets)
    problems += check_services.problems(services)
    problems += _unknown_numbers(guides, leaflets, services.values())
    for name, codebook in codebooks.items():
        problems += _codebook_problems(name, codebook)
        problems += _demo_problems(assets / "demo" / "sentences.toml", codebook)
    problems += words.problems(assets / "words")
    return problems


def _read(
    assets: Path, pattern: str, parse: Callable[[str], _Parsed], problems: list[str]
) -> dict[str, _Parsed]:
    """Parse each matching file; complain about those that do not parse, or if there is none."""
    found: dict[str, _Parsed] = {}
    paths = sorted(assets.glob(pattern))
    if not paths:
        problems.append(f"{pattern}: there is no such file.")
    for path in paths:
        name = path.relative_to(assets).as_posix()
        try:
            found[name] = parse(path.read_text(encoding="utf-8"))
        except ContentError as error:
            problems.append(f"{name}: {error.message}")
        except UnicodeDecodeError:
            problems.append(f"{name}: this is not UTF-8 text.")
    return found


def _unknown_numbers(
    guides: dict[str, Guide], leaflets: dict[str, Leaflet], services: Iterable[Service]
) -> Iterator[str]:
    """Only numbers that a service has may be given: else they would go stale unseen."""
    known = {number for s in services for number in (s.phone, s.text_number) if number}
    said = [(name, *text) for name, guide in guides.items() for text in all_texts(guide)]
    said += [(name, *text) for name, leaflet in leaflets.items() for text in leaflet.texts()]
    for name, place, texts in said:
        for number in check_services.NUMBER.findall(" / ".join(texts)):
            if number not in known:
                yield f"{name}: {place}: gives the number {number}, which no service has."


def _codebook_problems(name: str, codebook: Codebook) -> Iterator[str]:
    for theme in codebook.live():
        if len(theme.examples) < _FEWEST_EXAMPLES:
            yield f"{name}: theme {theme.id}: needs at least {_FEWEST_EXAMPLES} examples."
        if len(theme.counter_examples) < _FEWEST_COUNTER_EXAMPLES:
            yield f"{name}: theme {theme.id}: needs {_FEWEST_COUNTER_EXAMPLES} counter-examples."


def _demo_problems(path: Path, codebook: Codebook) -> Iterator[str]:
    """The demo trust needs sentences for every live theme, and none for a theme that is not."""
    name = f"demo/{path.name}"
    try:
        demo = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        yield f"{name}: cannot be read as TOML."
        return
    themes = {entry.get("id"): entry for entry in demo.get("theme", [])}
    live = {theme.id for theme in codebook.live()}
    for theme_id in sorted(live - themes.keys()):
        yield f"{name}: there are no sentences for theme {theme_id}."
    for theme_id in sorted(themes.keys() - live, key=str):
        yield f"{name}: {theme_id} is not a live theme of the codebook."
    for theme_id, entry in themes.items():
        if len(set(entry.get("general", []))) < _FEWEST_DEMO_SENTENCES:
            yield f"{name}: {theme_id} needs {_FEWEST_DEMO_SENTENCES} different general sentences."
        if not STAFF_GROUPS.keys() >= entry.get("by_group", {}).keys():
            yield f"{name}: {theme_id} has sentences for a staff group that does not exist."


def main() -> int:
    """Print each problem on a line of its own; give the exit status."""
    problems = check(ASSETS) or check_names.problems(ASSETS / "names")
    problems = problems or list(reading_age.problems(reading_age.shipped()))
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        print("Guides, leaflets, services, codebook, demo sentences and word lists are in order.")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
