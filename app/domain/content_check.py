"""Judge what a lead has typed by the rules of content, and say at which part it does not fit.

The rules themselves are those of the files (``guide_rules``, ``guide_set``, ``support``): here
their complaints find the entry and field they are about, and words that a lead understands.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.domain.clinical_scores import find_clinical_score
from app.domain.content_draft import Draft, Path, lines_of, read_item, write_item
from app.domain.content_form import Field, Kind, Part
from app.domain.days import read_past_day
from app.domain.errors import ContentError, InputError
from app.domain.guide import Guide, all_texts
from app.domain.guide_file import Overlay
from app.domain.guide_rules import check_guide, check_whole
from app.domain.guide_set import add_overlay, complete
from app.domain.reading_age import (
    FEWEST_WORDS,
    LONGEST_SENTENCE,
    OLDEST,
    reading_age,
    sentences,
    words,
)
from app.domain.support import MODES, Service
from app.domain.trust_action import TrustAction

_EMPTY = {
    Kind.CHOICE: "Choose one.",
    Kind.TICKS: "Tick at least one.",
    Kind.CITES: "Tick at least one source. If there is none, add it under Sources first.",
    Kind.DAY: "Write the day on which you checked it, such as 21 November 2026, or today.",
}
_KINDS = r"area|prompt|reminder|fact|in_the_moment|exit|source"
_WHAT = re.compile(
    r"(?:Guide|Overlay|Service|Action) [^:]+: |(?:guide|overlay|service|action)(?: \d+)?: "
)
_BY_NUMBER = re.compile(rf"({_KINDS})\[(\d+)\]: ")
_BY_ID = re.compile(rf"({_KINDS}) ([a-z0-9-]+): ")
_BY_FIELD = re.compile(r"([a-z_]+)(?:\[\d+\])?: ")
_QUOTED = re.compile(r"“(.{0,40})…” ")

#: The rules' own words that are for whoever writes files, and what to say instead.
_INSTEAD = (
    (r"this reads like a clinical score \((.*)\)\. .*", r"This reads like a clinical score (\1). "
     "Layby holds none. Ask in plain words instead."),
    (r"cites the source .*", "It rests on a source that is no longer in the list. Tick another."),
    (r"give a phone, .*", "Give a phone or text number, a website, an e-mail address, or say how "
     "to reach it."),
    (r"must include (.*), since .*", r"Tick “\1” too, since there is one to use."),
    (r"this id is used twice\.", "This is there already. Use other words."),
    (r"this exit is missing\.", "Every guide needs a way out for when the manager is the problem, "
     "and one for sexual safety. One of them is missing."),
    (r"this help is missing\.", "Every guide needs help for when someone is in danger now."),
    (r"(\d+) prompts are in the short mode; (.*)", r"\1 prompts are in the three-minute talk; \2"),
    (r"nothing says what stays private.*", "Write what stays private and what cannot."),
    (r"needs at least 1 entries.*", "Add at least one."),
)  # fmt: skip


#: A new service or action gets its id when it is first saved; the rules want one before.
_NOT_YET = "not-yet"


@dataclass(frozen=True)
class Complaint:
    """What does not fit, at which entry and field; ``field`` is "" for the entry as a whole."""

    path: Path
    field: str
    words: str


def judge(draft: Draft, others: Mapping[str, Guide], today: date) -> list[Complaint]:
    """Say what does not fit: all that is empty or unreadable, or else the first broken rule.

    ``others`` are guides by id, of which one may lend this one its limits, help and exits.
    """
    found = list(_unfilled(draft, (), today))
    if not found:
        try:
            _by_the_rules(draft, others, today)
        except ContentError as error:
            found = [placed(draft, error.message)]
    return found


def placed(draft: Draft, message: str) -> Complaint:
    """Find the entry and field that a rule's message is about; the whole item where none is."""
    rest = message
    while match := _WHAT.match(rest):
        rest = rest[match.end() :]
    path: Path = ()
    while match := _BY_NUMBER.match(rest) or _BY_ID.match(rest):
        found = _find(draft, path, match[1], match[2])
        rest = rest[match.end() :]
        if found is None:
            break
        path = found
    field = ""
    if match := _BY_FIELD.match(rest):
        field, rest = match[1], rest[match.end() :]
    if quoted := _QUOTED.match(rest):
        field = _holding(draft, path, quoted[1]) or field
        rest = f"this {rest[quoted.end() :]}"
    known = {one.name for one in draft.fields(path)}
    return Complaint(path, field if field in known else "", _plain(rest))


def hints(draft: Draft, today: date) -> list[str]:
    """Say where the English is hard to read; nothing here stops anybody."""
    try:
        item = draft.build(today)
    except (InputError, ValueError):
        return []
    if isinstance(item, Service):
        texts = [item.provided, item.eligible, item.hours, item.confidentiality, item.cost]
    elif isinstance(item, TrustAction):
        texts = [item.you_said, item.we_did, item.when]
    elif isinstance(item, Guide):
        texts = [text for _, several in all_texts(item) for text in several]
    else:
        texts = list(item.plan_ideas)
        texts += [text for area in item.areas for one in area.prompts
                  for text in (one.text, *one.follow_ups)]  # fmt: skip
    return list(_hard_to_read(texts))


def _hard_to_read(texts: list[str]) -> Iterator[str]:
    for text in texts:
        for sentence in sentences(text):
            if len(words(sentence)) > LONGEST_SENTENCE:
                yield f"“{sentence[:40]}…” is a long sentence. Two are easier to take in."
    if sum(len(words(text)) for text in texts) >= FEWEST_WORDS:
        age = reading_age(texts)
        if age > OLDEST:
            yield (
                f"The whole reads like a text for age {age:.0f}. Aim for {OLDEST:.0f}: shorter "
                "sentences and shorter words."
            )


def _unfilled(draft: Draft, path: Path, today: date) -> Iterator[Complaint]:
    entry, shape = draft.at(path), draft.shape(path)
    for one in draft.fields(path):
        problem = _problem(one, entry[one.name], today)
        if problem:
            yield Complaint(path, one.name, problem)
    if isinstance(shape, Part) and shape.parts and not entry[shape.parts[0].name]:
        yield Complaint(path, "", f"Add at least one {shape.parts[0].one}.")
    for part in shape.parts:
        for number in range(len(entry[part.name])):
            yield from _unfilled(draft, (*path, (part.name, number)), today)


def _problem(one: Field, value: object, today: date) -> str:
    if isinstance(value, list):
        return _EMPTY[one.kind] if one.needed and not value else ""
    said = str(value).strip()
    if not said:
        return _EMPTY.get(one.kind, "Write something here.") if one.needed else ""
    return _unreadable(one, said, today)


def _unreadable(one: Field, said: str, today: date) -> str:
    if one.kind is Kind.DAY:
        try:
            read_past_day(said, today=today, field=one.name)
        except InputError as error:
            return error.message
    is_number = said.isascii() and said.isdecimal() and len(said) < 6
    if one.kind is Kind.WHOLE and not (is_number and int(said) <= one.highest):
        return f"Write a whole number from 0 to {one.highest}."
    lines = lines_of(said)
    if one.kind is Kind.LINES and len(set(lines)) != len(lines):
        return "One line is there twice."
    return ""


def _by_the_rules(draft: Draft, others: Mapping[str, Guide], today: date) -> None:
    made = draft.build(today)
    if isinstance(made, Service | TrustAction) and not made.id:
        made = replace(made, id=_NOT_YET)
    item = read_item(draft.form.kind, write_item(made))
    if isinstance(item, Service):
        score = find_clinical_score(" / ".join((item.name, item.provided, item.confidentiality)))
        if score:
            raise ContentError(f"service: provided: this reads like a clinical score ({score}). No")
    elif isinstance(item, Overlay):
        if draft.base is not None:
            check_whole(add_overlay(complete(draft.base, others), item))
    elif isinstance(item, Guide):
        _check_guide(item, others)


def _check_guide(guide: Guide, others: Mapping[str, Guide]) -> None:
    check_guide(guide)
    complete(guide, others)


def _find(draft: Draft, path: Path, kind: str, which: str) -> Path | None:
    """Find an entry by its number within ``path``, or by its id anywhere below."""
    for part in draft.shape(path).parts:
        for number, inner in enumerate(draft.at(path)[part.name]):
            here = (*path, (part.name, number))
            if part.place == kind and which in (str(number + 1), inner["id"]):
                return here
            below = None if which.isdecimal() else _find(draft, here, kind, which)
            if below is not None:
                return below
    return None


def _holding(draft: Draft, path: Path, words_of_it: str) -> str:
    """Name the field there that holds these words."""
    entry = draft.at(path)
    for one in draft.fields(path):
        value = entry[one.name]
        if isinstance(value, str) and words_of_it in " ".join(value.split()):
            return one.name
    return ""


def _plain(said: str) -> str:
    for pattern, instead in _INSTEAD:
        if re.fullmatch(pattern, said):
            return _named_modes(re.sub(pattern, instead, said))
    return said[:1].upper() + said[1:]


def _named_modes(said: str) -> str:
    return re.sub(r"“([a-z-]+)”", lambda match: f"“{MODES.get(match[1], match[1])}”", said)
