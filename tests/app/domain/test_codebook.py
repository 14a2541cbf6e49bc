"""The codebook file: strict, with places named; the shipped one is fit to use."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.codebook import check_succession, folded, normalised, parse_codebook
from app.domain.errors import ContentError

THEME = """
[[theme]]
id = "pay"
label = "Pay"
description = "Pay and money."
include = ["pay", "under-paid", "Late Finish*"]
exclude = ["pay attention"]
examples = ["Pay is late."]
counter_examples = ["No problem with pay."]
group = "Money"
hwb = ["personal-health"]
hse = ["support"]
people_promise = ["recognised-rewarded"]
owner = "Payroll"
status = "live"
since = 1
"""
WHOLE = "version = 1\n" + THEME


def test_a_sound_codebook_is_read_with_its_phrases_folded():
    codebook = parse_codebook(WHOLE)
    pay = codebook.theme("pay")
    assert pay is not None
    assert pay.include == ("pay", "under paid", "late finish*")
    assert pay.absence_counts is False
    assert codebook.theme("rent") is None


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('id = "pay"', 'id = "Pay!"', "id"),
        ('id = "pay"', "", "id"),
        ('"pay", ', '"  ", ', "include[1]"),
        ('"pay", ', '"*", ', "include[1]"),
        ('"pay", ', '"pa*y", ', "include[1]"),
        ('"pay", ', '"pa*", ', "include[1]"),
        ('"under-paid"', '"PAY"', "include[2]"),
        ('"pay attention"', '"pay"', "both included and excluded"),
        ('hse = ["support"]', 'hse = ["weather"]', "hse"),
        ('hwb = ["personal-health"]', 'hwb = ["weather"]', "hwb"),
        ('["recognised-rewarded"]', '["weather"]', "people_promise"),
        ('status = "live"', 'status = "asleep"', "status"),
        ("since = 1", "since = 2", "since"),
        ('owner = "Payroll"', 'owner = "Payroll"\ncolour = "red"', "colour"),
        ('["pay", "under-paid", "Late Finish*"]', "[]", "include"),
        ('examples = ["Pay is late."]', "examples = []", "examples"),
        ("version = 1", "version = true", "version"),
        ("version = 1", "version = ", "TOML"),
    ],
)
def test_a_slip_is_refused_and_named(old: str, new: str, named: str):
    assert WHOLE.count(old) >= 1
    with pytest.raises(ContentError, match="codebook") as raised:
        parse_codebook(WHOLE.replace(old, new, 1))
    assert named in raised.value.message


def test_two_themes_share_neither_id_nor_phrase():
    with pytest.raises(ContentError, match="used twice"):
        parse_codebook(WHOLE + THEME)
    with pytest.raises(ContentError, match="already belongs to pay"):
        parse_codebook(WHOLE + THEME.replace('id = "pay"', 'id = "money"'))


def test_a_retired_theme_frees_its_phrases():
    retired = THEME.replace('id = "pay"', 'id = "money"').replace('"live"', '"retired"')
    assert [theme.id for theme in parse_codebook(WHOLE + retired).live()] == ["pay"]


def test_the_shipped_codebook_covers_what_was_asked_on_two_levels():
    text = (Path(__file__).parents[3] / "assets" / "codebook.toml").read_text(encoding="utf-8")
    codebook = parse_codebook(text)
    assert len(codebook.live()) >= 24
    assert 4 <= len({theme.group for theme in codebook.live()}) <= 8
    for theme in codebook.live():
        assert len(theme.include) >= 10
        assert theme.hwb
        assert theme.hse
        assert theme.people_promise


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_folding_twice_is_folding_once_and_a_phrase_stays_a_phrase(text: str):
    assert folded(folded(text)) == folded(text)
    try:
        phrase = normalised(text)
    except ContentError:
        return
    assert normalised(phrase) == phrase


BOTH = """
version = 2

[[theme]]
id = "a"
label = "A"
{a}
[[theme]]
id = "b"
label = "B"
{b}
"""


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        ('merged_into = "b"', "", "theme a: merged_into: only a retired theme has heirs."),
        ('status = "retired"\nmerged_into = "c"', "", "theme a: merged_into: there is no theme c."),
        (
            'status = "retired"\nmerged_into = "b"',
            'status = "retired"\nmerged_into = "a"',
            "theme a: merged_into: leads back to the theme itself.",
        ),
        ('status = "retired"\nsplit_into = ["b"]', "", "theme a: split_into: needs at least two"),
        (
            'status = "retired"\nsplit_into = ["b", "c"]',
            "",
            "theme a: split_into: there is no theme c.",
        ),
    ],
)
def test_heirs_lead_somewhere_and_belong_to_retired_themes(a: str, b: str, said: str):
    with pytest.raises(ContentError, match=re.escape(said)):
        parse_codebook(BOTH.format(a=a, b=b), whole=False)


def test_history_is_read_through_merges():
    book = parse_codebook(BOTH.format(a='status = "retired"\nmerged_into = "b"', b=""), whole=False)
    assert [book.current(code) for code in ("a", "b", "ghost")] == ["b", "b", None]
    split = BOTH.format(a='status = "retired"\nsplit_into = ["b", "a2"]', b="")
    book = parse_codebook(split + '[[theme]]\nid = "a2"\n', whole=False)
    assert book.current("a") is None


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ('version = 1\n[[theme]]\nid = "a"', "version: must not go back"),
        ('version = 3\n[[theme]]\nid = "b"\nlabel = "B"', "theme a: id: is gone"),
        (
            'version = 3\n[[theme]]\nid = "c"\nlabel = "A"\n[[theme]]\nid = "b"',
            "theme c: id: was a; history has that id, so it cannot be renamed.",
        ),
        (
            'version = 3\n[[theme]]\nid = "a"\nstatus = "draft"\n[[theme]]\nid = "b"\n',
            "theme a: status: was live and cannot be a draft again.",
        ),
        (
            'version = 3\n[[theme]]\nid = "a"\nsince = 1\n[[theme]]\nid = "b"\nsince = 2',
            "theme a: since: was 2 and stays so.",
        ),
    ],
)
def test_a_new_version_keeps_faith_with_history(after: str, said: str):
    before = parse_codebook(BOTH.format(a="", b=""), whole=False)
    with pytest.raises(ContentError, match=re.escape(said)):
        check_succession(before, parse_codebook(after, whole=False))


def test_a_retired_id_is_never_used_again():
    before = parse_codebook(BOTH.format(a='status = "retired"', b=""), whole=False)
    after = parse_codebook(BOTH.format(a="since = 2", b="since = 2"), whole=False)
    with pytest.raises(ContentError, match="theme a: status: was retired"):
        check_succession(before, after)
    check_succession(before, before)
