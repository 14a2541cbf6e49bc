from pathlib import Path

import pytest

from app.anonymise.policy import Anonymiser, Lexicon, load_anonymiser, load_lexicon

LISTS = Path(__file__).resolve().parents[3] / "assets" / "names"


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon(lambda name: (LISTS / name).read_bytes())


@pytest.fixture(scope="session")
def anonymiser() -> Anonymiser:
    return load_anonymiser(lambda name: (LISTS / name).read_bytes())


@pytest.fixture(scope="session")
def rules(lexicon: Lexicon) -> Anonymiser:
    """Give the anonymiser without its model: what rules and lists say."""
    return Anonymiser(lexicon)
