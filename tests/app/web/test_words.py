"""The lists are made from what the packages carry, in the form the passphrase rules ask for."""

import gzip
import zipfile
from pathlib import Path

import pytest

from app.domain.passphrase import is_guessable
from app.web import archive, words

LISTED = ["123456", "dragon", "Dragon", "dr4g0n", "dragon99", "dragondragon", "x2y", "borabora"]


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.startswith("#")]


def test_a_common_password_is_kept_once_and_only_if_no_rule_refuses_it():
    made = words.common_passwords([*LISTED, "administrator", "kitten7boots"])
    assert lines(made) == ["bora", "dragon", "istrator", "kittenboots"]
    assert all(is_guessable(f"{word}2026!", lines(made)) for word in LISTED)
    assert is_guessable("Administrator 1", lines(made))


def test_dice_numbers_are_left_out_and_the_source_is_named():
    made = words.passphrase_words("11111\tabacus\n11112\tabdomen\n")
    assert lines(made) == ["abacus", "abdomen"]
    assert "Creative Commons Attribution 3.0" in made


def test_lists_are_made_from_the_two_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with zipfile.ZipFile(tmp_path / words.DICEWARE, "w") as wheel:
        wheel.writestr("diceware/wordlists/wordlist_en_eff.txt", "11111\tabacus\n")
    with zipfile.ZipFile(tmp_path / words.DJANGO, "w") as wheel:
        packed = gzip.compress("\n".join(LISTED).encode())
        wheel.writestr("django/contrib/auth/common-passwords.txt.gz", packed)
    monkeypatch.setattr(words, "TARGET", tmp_path)
    words.main([str(tmp_path)])
    made = (tmp_path / "common_passwords.txt").read_text(encoding="utf-8")
    assert lines(made) == ["bora", "dragon"]
    assert (tmp_path / "passphrase_words.txt").read_text(encoding="utf-8").endswith("abacus\n")


def test_the_lists_and_their_licences_travel_with_the_app():
    root = Path(__file__).parents[3]
    entries = archive.read_app(root)
    for name in ("passphrase_words.txt", "common_passwords.txt", "NOTICE.txt"):
        path = f"assets/words/{name}"
        assert entries[path] == (root / path).read_bytes()
    assert b"Redistributions in binary form" in entries["assets/words/NOTICE.txt"]
