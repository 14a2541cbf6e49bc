"""The catalogues as they ship, for tests that listen to the app in a language."""

from typing import Any

from app.domain.wording import Catalogue
from app.usecases.speak_language import LanguageDesk
from app.web.gather_words import ROOT


def catalogue_of(code: str) -> Catalogue:
    """Give a language's words, as the app would speak them."""
    nobody: Any = None
    desk = LanguageDesk(lambda name: (ROOT / "assets" / name).read_bytes(), nobody, nobody)
    return desk.catalogue(next(one for one in desk.languages if one.code == code))
