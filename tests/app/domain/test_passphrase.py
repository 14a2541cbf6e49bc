"""Made passphrases are drawn evenly and always accepted; what guessers try first is refused."""

import hashlib
import math
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import PassphraseTooCommon, PassphraseTooShort
from app.domain.passphrase import MINIMUM, WORDS, check_passphrase, is_guessable, make_passphrase

_LISTS = Path(__file__).parents[3] / "assets" / "words"


def listed(name: str) -> list[str]:
    lines = (_LISTS / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


COMMON = frozenset(listed("common_passwords.txt"))
EFF = tuple(listed("passphrase_words.txt"))


def stream(seed: bytes) -> Callable[[int], bytes]:
    """Give a source of bytes that is the same in every run."""
    taken = 0

    def read(count: int) -> bytes:
        nonlocal taken
        taken += 1
        return hashlib.shake_256(seed + taken.to_bytes(4)).digest(count)

    return read


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=8))
def test_every_made_passphrase_is_accepted(seed: bytes) -> None:
    made = make_passphrase(stream(seed), EFF)
    assert len(set(made.split(" "))) == WORDS
    assert set(made.split(" ")) <= set(EFF)
    check_passphrase(made, COMMON)


def test_no_listed_password_falls_apart_into_a_made_passphrase() -> None:
    """A made one could only be refused as listed, or as the listed one repeated."""
    eff = {word.replace("-", "") for word in EFF}

    def count_words(text: str) -> int:
        best = 0
        for size in range(3, 10):
            if text[:size] in eff:
                best = max(best, 1 + count_words(text[size:]))
        return best

    assert count_words("abacusacorncandle") == 3  # it does count
    for password in COMMON:
        assert count_words(password) < WORDS - 1


def test_an_even_draw_throws_the_uneven_end_of_the_range_away() -> None:
    """Three words left of four: every single draw is below its limit and equally likely."""
    words = ("apple", "birch", "cedar", "daisy", "elder")
    made = Counter(make_passphrase(stream(b"even%d" % n), words) for n in range(3_000))
    assert len(made) == math.perm(5, 4)
    # 120 outcomes, 25 expected each; chi-squared with 119 degrees passes 172 in 0.1 % of cases,
    # and these draws are the same in every run.
    assert sum((times - 25) ** 2 / 25 for times in made.values()) < 172


def test_bytes_at_the_uneven_end_are_drawn_again() -> None:
    """A source that begins with the highest number of all: taken, it would favour a word."""
    words = ("apple", "birch", "cedar", "daisy", "elder")
    given_bytes = [b"\xff\xff", b"\x00\x00", b"\x00\x00", b"\x00\x00", b"\x00\x00"]
    made = make_passphrase(lambda count: given_bytes.pop(0)[:count], words)
    assert made == "apple birch cedar daisy"
    assert given_bytes == []


def test_words_of_this_place_are_never_drawn() -> None:
    words = ("ambulance", "manager", "trustee", "apple", "birch", "cedar", "daisy")
    made = {make_passphrase(stream(b"%d" % number), words) for number in range(50)}
    assert {word for one in made for word in one.split()} == {"apple", "birch", "cedar", "daisy"}


def test_a_list_too_short_to_draw_from_is_refused() -> None:
    with pytest.raises(ValueError, match="too few"):
        make_passphrase(stream(b""), ("apple", "birch", "cedar", "apple", "ambulance"))


@pytest.mark.parametrize("words", ["", "short", " elevenchars ", "   \t        \n   "])
def test_short_ones_are_refused_whatever_surrounds_them(words: str) -> None:
    with pytest.raises(PassphraseTooShort) as refused:
        check_passphrase(words, COMMON)
    assert refused.value.field == "passphrase"


def test_length_is_counted_as_typed_on_any_keyboard() -> None:
    """Full-width letters count as the letters they stand for; a ligature as its two."""
    check_passphrase("ｇｒｅｙ　ｔｅａｐｏｔｓ", COMMON)
    with pytest.raises(PassphraseTooShort):
        check_passphrase("gréy téápot", COMMON)  # 11 once composed


def test_every_long_listed_password_is_refused() -> None:
    long = [password for password in COMMON if len(password) >= MINIMUM]
    assert len(long) > 40
    for password in long:
        with pytest.raises(PassphraseTooCommon):
            check_passphrase(password, COMMON)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(COMMON)),
    st.sampled_from(["", "1", "123", "2026", "!!", "99!", " 01/02/1980"]),
    st.sampled_from(["", "!", "007"]),
    st.booleans(),
)
def test_a_listed_password_is_refused_however_it_is_stretched(
    password: str, tail: str, head: str, capital: bool
) -> None:
    core = password.capitalize() if capital else password
    for words in (head + core + tail, (core + tail) * 3, f"{core} {core} {core}", core.upper()):
        assert is_guessable(words, COMMON)


@pytest.mark.parametrize(
    "words",
    [
        "P@ssw0rd2024!",
        "p@55w0rdp@55w0rd",
        "Pa$$word Pa$$word",
        "dr4g0ndr4g0n",
        "1l0vey0u1990",
        "aaaaaaaaaaaa",
        "abcabcabcabcabc",
        "aaaabbbbcccc",
        "123456789012",
        "01/02/1980 12:30",
        "qwertyuiop[]",
        "1qaz2wsx3edc",
        "poiuytrewq12",
        "abcdefghijklm",
        "Layby Layby 2026!",
        "LaybyPassword1",
        "ambulance ambulance",
        "NHS Ambulance Trust 1",
        "LondonAmbulance999",
        "paramedic crew 2026",
        "Monkey Layby 2026",
        "Summer2026!!!",
        "١٢٣٤٥٦٧٨٩٠١٢",
        "………………………………",
        "😀😀😀😀😀😀😀😀😀😀😀😀",
    ],
)
def test_what_guessers_try_is_refused(words: str) -> None:
    with pytest.raises(PassphraseTooCommon) as refused:
        check_passphrase(words, COMMON)
    assert refused.value.field == "passphrase"
    assert words not in refused.value.message


@pytest.mark.parametrize(
    "words",
    [
        "correct horse battery staple",
        "my gran keeps bees in Hull",
        "ambulance on a purple hill",
        "kettle fjord 88 lantern",
        "Tr4cing+wob8ly-Nq",
        "mae fy nain yn cadw gwenyn",
        "моя бабушка держит пчёл",
        "祖母在赫尔養蜜蜂喝茶看海風",
    ],
)
def test_what_a_person_thinks_up_is_accepted(words: str) -> None:
    check_passphrase(words, COMMON)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gets_an_answer_and_outer_spaces_do_not_change_it(words: str) -> None:
    assert is_guessable(f"  {words} ", COMMON) == is_guessable(words, COMMON)
