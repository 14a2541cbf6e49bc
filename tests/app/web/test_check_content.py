"""The content check passes on what ships and names every kind of slip."""

import shutil
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from app.web import check_content

SHIPPED = Path(__file__).parents[3] / "assets"


@pytest.fixture(autouse=True, scope="module")
def parsed_once() -> Iterator[None]:
    """Parse each text once for all tests here: most of them change one file of thirty."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("parse_guide", "parse_service", "parse_leaflet", "parse_codebook"):
            patch.setattr(check_content, name, cache(getattr(check_content, name)))
        yield


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    for part in ("guides", "leaflets", "services", "demo", "words"):
        shutil.copytree(SHIPPED / part, tmp_path / part)
    shutil.copy(SHIPPED / "codebook.toml", tmp_path)
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_what_ships_is_in_order(capsys: pytest.CaptureFixture[str]):
    assert check_content.check(SHIPPED) == []
    assert check_content.main() == 0
    assert "in order" in capsys.readouterr().out


def test_problems_are_printed_and_end_with_status_one(
    assets: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    (assets / "codebook.toml").unlink()
    monkeypatch.setattr(check_content, "ASSETS", assets)
    assert check_content.main() == 1
    assert capsys.readouterr().err == "codebook.toml: there is no such file.\n"


def test_file_name_and_id_must_agree(assets: Path):
    (assets / "services/samaritans.toml").rename(assets / "services/listeners.toml")
    assert any("services/listeners.toml: its id is" in line for line in check_content.check(assets))


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("services/samaritans.toml", "source = ", "sauce = ", "source: is missing"),
        ("services/samaritans.toml", "Day and night, every day", "Office hours", "always_open"),
        ("services/samaritans.toml", "116 123", "116 124", "gives the number 116 123"),
        ("guides/new-starter.toml", 'id = "new-starter"', 'id = "starter"', "called starter.toml"),
        ("guides/new-starter.toml", "common = ", "# common = ", "limits: needs at least 1"),
        (
            "guides/routine-wellbeing-conversation.toml",
            'id = "danger-now"',
            'id = "danger"',
            "guides: new-starter (en): guide: in_the_moment danger-now: this help is missing",
        ),
        (
            "guides/post-incident-check.toml",
            'sources = ["aace-toolkit"]',
            "",
            "fact[6]: sources: needs at least 1",
        ),
        (
            "leaflets/two-minute-pause.toml",
            'sources = ["shao-review", "laborde-ratio"]',
            "",
            "part[2]: sources: needs at least 1",
        ),
        (
            "leaflets/two-minute-pause.toml",
            'dated = "2024"\nchecked_on = 2026-11-22',
            'dated = "2024"',
            "source[2]: checked_on: is missing",
        ),
        (
            "leaflets/after-a-hard-job.toml",
            'id = "trim"',
            'id = "peers"',
            "leaflets: after-a-hard-job: part trim is missing",
        ),
        (
            "leaflets/after-a-hard-job.toml",
            "Bad nights, bad dreams",
            "Call 116 124. Bad nights, bad dreams",
            "gives the number 116 124",
        ),
        (
            "guides/my-preparation.toml",
            "You need not share it. It can hold what keeps you well, early signs",
            "You can let it be. It is one that you and all of us here can go to and sit by if and "
            "when it is to do us any good, as it is a way to see how we are",
            "is too long for one sentence",
        ),
        ("codebook.toml", 'id = "menopause"', 'id = "later-life"', "no sentences for theme later"),
        ("codebook.toml", 'id = "menopause"', 'id = "later-life"', "menopause is not a live theme"),
        ("codebook.toml", '"No menopause concerns were raised.", ', "", "counter-examples"),
        ("demo/sentences.toml", '  "HRT has made a big difference.",', "", "needs 12 different"),
        ("demo/sentences.toml", '"10" = [', '"11" = [', "staff group that does not exist"),
        ("demo/sentences.toml", "openers = [", "openers = ", "cannot be read"),
    ],
)
def test_each_kind_of_slip_is_named(assets: Path, file: str, old: str, new: str, complaint: str):
    edit(assets / file, old, new)
    problems = check_content.check(assets)
    assert any(complaint in line for line in problems)


def test_a_guide_that_is_hard_to_read_is_named(assets: Path):
    path = assets / "guides/my-preparation.toml"
    text = path.read_text(encoding="utf-8")
    hard = "Organisational accountability necessitates comprehensive documentation."
    lines = ", ".join(f'"{hard[:-1]}, item {letter}."' for letter in string.ascii_lowercase)
    start = text.index("plan_ideas = [")
    end = text.index("]", start)
    path.write_text(f"{text[:start]}plan_ideas = [{lines}{text[end:]}", encoding="utf-8")
    problems = check_content.check(assets)
    assert [line.split(" reads")[0] for line in problems] == [
        "guides/my-preparation.toml: the whole:",
        "guides/my-preparation.toml: plan_ideas:",
    ]


def test_a_translation_is_held_to_the_guide_it_translates(assets: Path):
    english = assets / "guides/my-preparation.toml"
    welsh = assets / "guides/my-preparation.cy.toml"
    text = english.read_text(encoding="utf-8").replace('language = "en"', 'language = "cy"')
    welsh.write_text(text, encoding="utf-8")
    assert check_content.check(assets) == []
    welsh.write_text(text.replace('id = "lately"', 'id = "yn-ddiweddar"'), encoding="utf-8")
    assert check_content.check(assets) == [
        "guides/my-preparation.cy.toml: prompt: differs from the guide in en."
    ]
    english.unlink()
    assert any("no guide my-preparation in en" in line for line in check_content.check(assets))


def test_a_second_file_for_the_same_guide_is_named(assets: Path):
    shutil.copy(assets / "guides/new-starter.toml", assets / "guides/second.toml")
    problems = check_content.check(assets)
    assert "guides: guide: new-starter: version 1 is there twice." in problems


def test_bytes_that_are_not_text_are_named(assets: Path):
    (assets / "guides/my-preparation.toml").write_bytes(b"\xff\xfe")
    assert check_content.check(assets) == ["guides/my-preparation.toml: this is not UTF-8 text."]


def test_the_list_must_help_day_and_night_by_voice_by_text_and_in_an_emergency(assets: Path):
    for path in (assets / "services").glob("*.toml"):
        if path.stem not in ("blue-light-together", "nhs-practitioner-health"):
            path.unlink()
    problems = "\n".join(check_content.check(assets))
    for complaint in ("phone line", "emergency screen", "by text", "Emergency help"):
        assert complaint in problems


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("passphrase_words.txt", "\nabacus\n", "\n", "has 7775 words, not 7776"),
        ("passphrase_words.txt", "\nabacus\n", "\nAbacus\n", "three or more small letters"),
        ("passphrase_words.txt", "\nabdomen\n", "\nabacus\n", "has a word twice"),
        ("passphrase_words.txt", "# Licence:", "# Letter:", "source and licence"),
        ("common_passwords.txt", "\ndragon\n", "\ndragon1\n", "small letters alone"),
        ("common_passwords.txt", "\ndragon\n", "\nzzzebra\n", "must be sorted"),
    ],
)
def test_each_slip_in_a_word_list_is_named(
    assets: Path, file: str, old: str, new: str, complaint: str
):
    edit(assets / "words" / file, old, new)
    problems = check_content.check(assets)
    assert len(problems) == 1
    assert problems[0].startswith(f"words/{file}: ")
    assert complaint in problems[0]


def test_a_word_list_that_was_cut_short_swollen_or_lost_is_named(assets: Path):
    common = assets / "words" / "common_passwords.txt"
    whole = common.read_text(encoding="utf-8")
    common.write_text("".join(whole.splitlines(True)[:3_000]), encoding="utf-8")
    (assets / "words" / "NOTICE.txt").unlink()
    assert "has only" in check_content.check(assets)[0]
    assert "licences ask for it" in check_content.check(assets)[1]
    common.write_text(whole + "z" * 120_000, encoding="utf-8")
    assert "is larger than" in check_content.check(assets)[0]
    common.unlink()
    assert "cannot be read" in check_content.check(assets)[0]
