"""Leaflets are held to what the screens look up in them, and to an easy read."""

from dataclasses import replace
from pathlib import Path

from app.domain.leaflet import Leaflet, Phrase, parse_leaflet
from app.domain.reading_age import LONGEST_SENTENCE
from app.web.check_leaflets import WANTED, problems

FOLDER = Path(__file__).parents[3] / "assets" / "leaflets"


def shipped() -> dict[str, Leaflet]:
    return {
        f"leaflets/{path.name}": parse_leaflet(path.read_text(encoding="utf-8"))
        for path in sorted(FOLDER.glob("*.toml"))
    }


def test_what_ships_is_in_order_and_is_all_there() -> None:
    assert list(problems(shipped())) == []
    assert {leaflet.id for leaflet in shipped().values()} == WANTED.keys()


def test_each_missing_leaflet_is_named() -> None:
    assert list(problems({})) == [
        f"leaflets: {wanted}: this leaflet is missing." for wanted in sorted(WANTED)
    ]


def test_a_file_is_called_as_its_leaflet() -> None:
    found = shipped()
    found["leaflets/other.toml"] = found.pop("leaflets/two-minute-pause.toml")
    assert any("other.toml: its id is “two-minute-pause”" in line for line in problems(found))


def test_a_screen_finds_its_phrases_paces_and_times() -> None:
    found = {
        name: replace(leaflet, phrases=(), paces=(), reminders=())
        for name, leaflet in shipped().items()
    }
    assert list(problems(found)) == [
        "leaflets: after-a-hard-job: it has no times to come back to.",
        "leaflets: ask-for-a-conversation: phrase to-manager is missing.",
        "leaflets: ask-for-a-conversation: phrase to-someone is missing.",
        "leaflets: ask-for-a-conversation: phrase ending is missing.",
        "leaflets: two-minute-pause: it has no pace to breathe at.",
    ]


def test_long_sentences_and_long_words_are_named() -> None:
    found = shipped()
    name = "leaflets/ask-for-a-conversation.toml"
    long = Phrase("topic-long", "Long", "word " * (LONGEST_SENTENCE + 1))
    hard = Phrase("topic-hard", "Hard", "Organisational communication methodologies. " * 60)
    found[name] = replace(found[name], phrases=(*found[name].phrases, long, hard))
    said = list(problems(found))
    assert any("phrase topic-long" in line and "too long for one" in line for line in said)
    assert any("phrase topic-hard: reads like a text for age" in line for line in said)
    assert any("the whole: reads like" in line for line in said)
