"""A language that nobody speaks: longer than most, each sentence marked, to find what has no room.

Every vowel is doubled and bears an accent, so that each word is a third longer; a sentence stands
in brackets. What stands outside of them was never looked up, which ``test_every_word.py`` holds
without a browser; what is cut off in it would be in a real language.
"""

import json
import re
import shutil
from pathlib import Path

from app.domain.plural_forms import FORMS
from app.web.build import build
from app.web.gather_words import LOCALES, everything
from tests.e2e.sync_server_process import ROOT

#: What it is called where languages are named.
PSEUDO = "pseudo"
#: The language in whose place it stands: written in Latin letters, from left to right.
INSTEAD = "cy"
_LONGER = str.maketrans(
    {"a": "áà", "e": "éè", "i": "íì", "o": "óò", "u": "úù", "A": "Áà", "E": "Éè", "O": "Óò"}
)
_VALUE = re.compile(r"(\{\w+\})")


def lengthen(sentence: str) -> str:
    """Give the sentence as this language says it; its values stay as they are."""
    pieces = _VALUE.split(sentence)
    longer = [one if _VALUE.fullmatch(one) else one.translate(_LONGER) for one in pieces]
    return f"[{''.join(longer)}]"


def words() -> dict[str, dict[str, object]]:
    """Give its catalogue, as those of ``assets/locales`` are written."""
    english = everything()
    forms = FORMS[INSTEAD][1]
    return {
        "words": {one: lengthen(one) for one in english.sentences},
        "plurals": {one: [lengthen(one)] * forms for one in english.plurals},
    }


def make_site(folder: Path) -> Path:
    """Build the app with this language, below ``folder``; gives the site."""
    root, site = folder / "root", folder / "site"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(ROOT / "assets", root / "assets")
    shutil.copytree(ROOT / "app", root / "app", ignore=shutil.ignore_patterns("__pycache__"))
    written = root / "assets" / "locales" / f"{INSTEAD}.json"
    assert written.name in {one.name for one in LOCALES.iterdir()}
    written.write_text(json.dumps(words(), ensure_ascii=False), encoding="utf-8")
    build(site, root=root)
    return site
