"""The language of a note, told by its small words, and Welsh and Polish read by rules."""

import pytest

from app.anonymise.language import Cover, language_of
from app.anonymise.policy import Anonymiser, Lexicon
from app.anonymise.spans import Kind
from app.anonymise.welsh_and_polish import unchanged
from app.domain.wording import tr

RULES = Anonymiser(Lexicon())


@pytest.mark.parametrize(
    ("text", "cover", "code"),
    [
        ("", Cover.FULL, "en"),
        ("met for a chat, she is tired after the run of nights", Cover.FULL, "en"),
        ("RTW 9/7 D+V, fit note n/r. OH ref. R/V 2/52", Cover.FULL, "en"),
        ("hes ok. back monday", Cover.FULL, "en"),
        ("Mae hi wedi blino ond mae'r gwaith yn iawn heddiw", Cover.PART, "cy"),
        ("had a chat efo hi heddiw, mae hi'n poeni am ei mam", Cover.PART, "cy"),
        ("jest zmeczona, ale mowi ze daje rade", Cover.PART, "pl"),
        ("Jest zmęczona, ale mówi, że daje radę. Nie dostała przerwy", Cover.PART, "pl"),
        ("sie ist sehr müde und hat nicht geschlafen, wir haben auch geredet", Cover.POOR, "de"),
        ("elle est très fatiguée et ne dort pas, nous avons parlé de la nuit", Cover.POOR, "fr"),
        ("она очень устала после ночной смены", Cover.POOR, ""),
        ("她今天很累", Cover.POOR, ""),
    ],
)
def test_the_language_is_told_and_said(text: str, cover: Cover, code: str) -> None:
    reading = language_of(text)
    assert (reading.cover, reading.code) == (cover, code)
    assert bool(reading.sentence) == (cover is not Cover.FULL)
    assert not reading.sentence or "Please look closely." in reading.sentence


def test_the_sentence_names_the_language() -> None:
    reading = language_of("jest zmęczona ale nie śpi")
    assert tr(reading.sentence, name=tr(reading.name)) == (
        "This looks like Polish. Layby finds fewer names in Polish. Please look closely."
    )


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("wraca od 3 listopada na noc", Kind.DATE, "3 listopada"),
        ("gwyliau o 12 Awst ymlaen", Kind.DATE, "12 Awst"),
        ("yn ôl ar 3ydd o Fawrth 2026", Kind.DATE, "3ydd o Fawrth 2026"),
        ("umarła w środę rano", Kind.DATE, "środę"),
        ("dzwonili w niedziele", Kind.DATE, "niedziele"),
        ("parti nos Wener", Kind.DATE, "Wener"),
        ("y shifft ddydd Sul", Kind.DATE, "ddydd Sul"),
        ("dynes 47 oed ar y llawr", Kind.AGE, "47"),
        ("ma 47 lat i nocki", Kind.AGE, "47"),
        ("47-letnia pacjentka", Kind.AGE, "47"),
        ("mieszka ul. Długa 7/3 u brata", Kind.ADDRESS, "ul. Długa 7/3"),
        ("kod 31-042 Kraków", Kind.POSTCODE, "31-042"),
        ("mae'n byw yn 4 Stryd Fawr", Kind.ADDRESS, "4 Stryd Fawr"),
        ("rozmowa z Panią Nowak", Kind.NAME, "Nowak"),
        ("Pan Wiśniewski prosi", Kind.NAME, "Wiśniewski"),
        ("symud i Gaerdydd", Kind.PLACE, "Gaerdydd"),
        ("yng Nghaernarfon heno", Kind.PLACE, "Nghaernarfon"),
        ("ym Mhwllheli", Kind.PLACE, "Mhwllheli"),
        ("mama w Kielcach", Kind.PLACE, "Kielcach"),
        ("yr unig barafeddyg benywaidd", Kind.ROLE, "yr unig barafeddyg benywaidd"),
        ("jedyna Polka na stacji", Kind.ROLE, "jedyna Polka na stacji"),
    ],
)
def test_welsh_and_polish_are_read_by_rules(text: str, kind: Kind, words: str) -> None:
    assert (kind, words) in [(s.kind, text[s.start : s.end]) for s in RULES.find(text)]


@pytest.mark.parametrize("text", ["bob dydd Gwener", "pracuje 20 lat", "pan mae hi yma"])
def test_what_says_little_stays_in_them_too(text: str) -> None:
    kinds = {span.kind for span in RULES.find(text)}
    assert not kinds & {Kind.DATE, Kind.AGE}


def test_a_welsh_town_is_known_by_its_other_beginnings() -> None:
    for changed in ("gaerdydd", "nghaerdydd", "chaerdydd"):
        assert "caerdydd" in unchanged(changed)


def test_everyday_words_of_a_welsh_or_polish_note_are_nobody(anonymiser: Anonymiser) -> None:
    for text in ("mae hi wedi blino ar ôl tair noson brysur", "jest zmęczona, ale daje radę"):
        assert [text[s.start : s.end] for s in anonymiser.find(text)] == []
