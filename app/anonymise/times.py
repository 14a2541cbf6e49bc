"""Times to the minute. A masked time keeps the part of the day."""

import re
from collections.abc import Iterator

from app.anonymise.reasons import because
from app.anonymise.spans import Kind, Level, Span
from app.anonymise.windows import Late, at_numbers, near

_AM_PM = r"[ap]\.?m\b"
_TIME = re.compile(
    r"(?<![\d:.£$€])(?:"
    rf"(?P<h1>[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?: ?(?P<n1>{_AM_PM}))?"
    rf"|(?P<h2>[01]?\d)\.[0-5]\d ?(?P<n2>{_AM_PM})"
    r"|(?P<h3>[01]\d|2[0-3])\.?[0-5]\d ?(?:hrs?|hours|h)\b"
    r"|(?<=\bat )(?P<h4>[01]\d|2[0-3])[0-5]\d\b(?! ?(?:jobs|calls|people|staff|miles))"
    r"|(?:(?<=\brang )|(?<=called )|(?<=phoned )|(?<=\buntil )|(?<=till )|(?<= til )|(?<=\bsince )|"
    r"(?<=around )|(?<=finished )|(?<=started ))(?P<h6>0\d|1[0-8]|2[1-3])[0-5]\d\b"
    r"(?! ?(?:jobs|calls|people|staff|miles|times))"
    r"|(?<=\bat )(?P<h7>1?\d|2[0-3]) [0-5]\d(?= (?:tomorrow|today|tonight|this|in the|on|and|am"
    r"|pm)\b)"
    r"|(?:(?<=@)|(?<=@ )|(?<=time )|(?<=clear )|(?<=scene )|(?<=\n)|(?<=arrived )|(?<=mobile ))"
    r"(?P<h8>0\d|1[0-8]|2[1-3])[0-5]\d\b(?! ?(?:jobs|calls|people|staff|miles|times))"
    r"|(?P<h9>0\d|1\d|2[0-3])\.[0-5]\d(?= ?(?:hrs?|hours|h)?\b)(?![.\d]|%| ?(?:miles|kg|mg|ml))"
    r"|(?:(?<=^)|(?<=\n)|(?<=\bby )|(?<=at )|(?<=since )|(?<=til )|(?<=till )|(?<=until )"
    r"|(?<=around )"
    r"|(?<=about ))(?P<h10>1?\d|2[0-3])\.[0-5]\d\b(?![.\d]|%| ?(?:miles|kg|mg|ml|k\b|hours))"
    r"|(?<![\w#/,\-])(?P<h11>0\d|1[0-8]|2[1-3])(?!00)[0-5]\d\b(?![/,]\d| ?(?:-|–|to) ?\d| ?(?:%"
    r"|quid|pounds)"
    r"| (?!(?:was|is|this|has|as|his|across|us)\b)[a-z]+s\b)"
    r"|(?P<h5>[01]\d|2[0-3])[0-5]\d ?(?:-|–|to) ?(?:[01]\d|2[0-4])[0-5]\d\b"
    r")(?![\d:])",
    re.IGNORECASE,
)
_PAST = Late(
    r" (?:past|to|half|at|by|about|around|till|until|since|wedi|i|do|po|kwadrans|hundred"
    r"|godz\w*)\b",
)
_HOURS = r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|[1-9]"
_MINUTES = (
    r"fifteen|thirty|forty(?:[ \-]?five)?|twenty(?:[ \-]?five)?|fifty(?:[ \-]?five)?|ten|"
    r"(?:oh|o|zero) (?:one|two|three|four|five|six|seven|eight|nine)"
)
_SPOKEN = Late(
    rf"\b(?:half|quarter|five|ten|twenty|twenty[ \-]five|\d{{1,2}}) (?:past|to) (?:{_HOURS})\b"
    r"(?! (?:days?|hours?|minutes?|people|times|weeks?|years?|of))"
    rf"|(?:(?<=at )|(?<=by )|(?<=about )|(?<=around )|(?<=till )|(?<=\btil )|(?<=until )"
    rf"|(?<=since )|(?<=from )|(?<=gone )|(?<=just )|(?<=was )|"
    rf"(?<=before )|(?<=after ))half (?:{_HOURS})\b"
    rf"|(?:(?<=at )|(?<=by )|(?<=about )|(?<=around )|(?<=till )|(?<=until )|(?<=since ))"
    rf"(?:{_HOURS}) (?:{_MINUTES})\b(?! (?:people|jobs|calls|percent|years?|miles?))"
    rf"|\b(?:(?:oh|zero) )?(?:{_HOURS}|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    rf"|nineteen|"
    r"twenty(?: (?:one|two|three))?) hundred(?: hours| hrs)\b"
    r"|\b(?:hanner awr|chwarter|pum munud|deng munud|ugain munud) (?:wedi|i) [^\W\d_]{2,}"
    r"|\b(?:wpół do|wpol do|kwadrans po|za kwadrans|o godz(?:inie|\.)?) (?:[^\W\d_]{3,}"
    r"|\d{1,2}[.:]\d\d)",
)

_SPOKEN_PARTS = (
    *"half quarter past five ten twenty fifteen thirty forty fifty zero hundred hanner".split(),
    *"chwarter munud wpół wpol kwadrans godz".split(),
    *(" oh", " o "),
    *"0123456789",
)
_ROSTER = re.compile(r"\b\d\d?[:.]?[03]0 ?(?:-|–|to) ?\d\d?[:.]?[03]0\b")


def times(text: str) -> Iterator[Span]:
    """Ask about times to the minute; "3am" and a roster's hours say little and stay."""
    roster = {at for m in at_numbers(_ROSTER, text) for at in range(*m.span())}
    for m in at_numbers(_TIME, text):
        if m.start() in roster:
            continue
        hour = next(int(m[f"h{i}"]) for i in range(1, 12) if m[f"h{i}"])
        half = (m["n1"] or m["n2"] or "").lower()
        if half:
            hour = hour % 12 + (12 if half.startswith("p") else 0)
        yield _time(*m.span(), f"[a time {_part_of_day(hour)}]")
    for m in near(_SPOKEN, _PAST, text, 20, 25, parts=_SPOKEN_PARTS):
        yield _time(*m.span(), "[a time]")


def _part_of_day(hour: int) -> str:
    if hour < 6 or hour >= 22:
        return "at night"
    if hour < 12:
        return "in the morning"
    return "in the afternoon" if hour < 17 else "in the evening"


def _time(start: int, end: int, mask: str) -> Span:
    return Span(start, end, Kind.TIME, Level.AMBER, because("an exact time"), mask)
