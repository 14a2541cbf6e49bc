"""Telling phrases in the words of tired thumbs: "hsuband works in contrl", "dpty stn mgr".

A word that nothing knows and that is a slip away from one the rules listen for is read as that
one, and a short form as what it stands for. The rules then read the text so put right; what they
find is laid over the text as typed. Nothing is changed in the text itself.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from app.anonymise.cues import Shape
from app.anonymise.reading import Reading
from app.anonymise.spans import Span
from app.anonymise.tokens import Token, tokenise

Rule = Callable[[Reading], Iterator[Span]]

_SHORTEST = 5
_SHORT_FORMS = dict(
    pair.split("=")
    for pair in """
    bro=brother sis=sister gf=girlfriend bf=boyfriend fem=female mgr=manager mngr=manager
    mgmt=management dpty=deputy dep=deputy stn=station sta=station hosp=hospital wrks=works
    wrk=work wrkd=worked ops=operations superv=supervisor para=paramedic paras=paramedics
    tech=technician dr=doctor cllr=councillor hd=head asst=assistant snr=senior yngest=youngest
    hubs=husband dau=daughter stab=stabbing stabbd=stabbed yr=year ctrl=control
    evac=evacuation amb=ambulance ambo=ambulance heli=helicopter mway=motorway hol=holiday
    inc=incident explo=explosion fatals=fatal coord=coordinator sec=secretary exec=executive
    prac=practitioner spec=specialist ed=education gov=governor sgt=sergeant
    """.split()
)
_HEARD = """
    husband wife partner brother sister daughter father mother fiancee boyfriend girlfriend uncle
    auntie cousin nephew niece grandad stepson stepdaughter twins triplets married engaged related
    siblings dating works worked working control station dispatcher dispatch deputy director
    manager leader officer supervisor councillor secretary chaplain captain founder champion
    coordinator specialist consultant practitioner paramedic technician midwife mechanic
    female woman black asian deaf speaker youngest oldest longest serving tallest newest sole
    only former footballer soldier retired police policeman policewoman copper firefighter nurse
    doctor solicitor magistrate journalist crash collision explosion stabbing shooting drowning
    hanging derailment collapse siege murder fire rescue helicopter coach minibus lorry train tram
    motorway reservoir canal bridge airport stadium school nursery festival concert wedding quarry
    level crossing platform allotments warehouse factory newspaper papers headlines inquest
    paramedics technicians incident baby toddler patient suicide assault attack
""".split()


@cache
def _index() -> dict[str, str]:
    """Lay out each word, and what is left of it without one letter, by the word meant."""
    found: dict[str, str] = {}
    for word in (word for word in _HEARD if len(word) >= _SHORTEST):
        for form in (word, *_without_one(word)):
            found.setdefault(form, word)
    return found


def _without_one(word: str) -> Iterable[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


def _meant(reading: Reading, index: int) -> str:
    """Give the word that is meant; empty where it is what it says."""
    word, lists = reading.folded(index), reading.lexicon
    if word in _SHORT_FORMS:
        return _SHORT_FORMS[word]
    if word in lists.ordinary or word in lists.common_forenames or word in lists.places:
        return ""
    return _slip_of(word)


def _slip_of(word: str) -> str:
    """Give the word that is a slip away and is listened for; empty where there is none."""
    if len(word) < _SHORTEST or not word.isalpha() or word in _HEARD:
        return ""
    heard = _index()
    for form in (word, *_without_one(word)):
        if (meant := heard.get(form)) and meant[0] == word[0] and abs(len(meant) - len(word)) < 2:
            return meant
    return ""


_AMISS = Shape(lambda word: bool(word in _SHORT_FORMS or _slip_of(word)))


def misspelt(rules: Sequence[Rule], reading: Reading) -> Iterator[Span]:
    """Find what ``rules`` find once slips are put right. Needs the list of plain words."""
    if not reading.lexicon.ordinary or not reading.cues & _AMISS.bit:
        return
    right = [(at, meant) for at in range(len(reading.tokens)) if (meant := _meant(reading, at))]
    if not right:
        return
    text, places = _put_right(reading.text, reading.tokens, right)
    starts = [start for start, _ in places]
    again = Reading(tokenise(text), reading.lexicon, text)
    for rule in rules:
        for span in rule(again):
            start = _back(span.start, starts, places)
            end = _back(span.end, starts, places)
            yield replace(span, start=start, end=max(start + 1, end))


def _put_right(
    text: str, tokens: Sequence[Token], right: Iterable[tuple[int, str]]
) -> tuple[str, list[tuple[int, int]]]:
    """Write the text with the words meant; say where each piece of it stood before."""
    pieces, places, done, length = [], [(0, 0)], 0, 0
    for at, meant in right:
        token = tokens[at]
        for piece, start in ((text[done : token.start], done), (meant, token.start)):
            places.append((length, start))
            pieces.append(piece)
            length += len(piece)
        done = token.end
        places.append((length, done))
    return "".join([*pieces, text[done:]]), places


def _back(place: int, starts: Sequence[int], places: Sequence[tuple[int, int]]) -> int:
    """Lead a place back; inside a word put right it never runs past what stood there."""
    at = bisect_right(starts, place) - 1
    start, before = places[at]
    moved = before + place - start
    return min(moved, places[at + 1][1]) if at + 1 < len(places) else moved
