"""Check 20: a lead reads some summaries and says which themes they speak of.

Half are drawn at random, so that they may be counted as an audit; of the rest most are those
about which the coding is least sure, and some somebody else has checked already, so that two
people's agreement can be told. Which of them one is, the lead is not told: it would sway them.
Only texts are dealt that a lead may read anyway, without their group, area or quarter.
"""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain.organisation import Organisation
from sync_server.db.checks import AUDIT, SECOND, UNCERTAIN, Answer, Checks
from sync_server.db.engine import Database
from sync_server.db.sealing import PLAIN, TextCipher
from sync_server.errors import Refusal
from sync_server.services.live_coding import LiveCoding
from sync_server.services.server_secret import ServerSecret

DEALT, AUDITED, DOUBLED = 20, 10, 2
#: How many texts are coded to find those about which the coding is least sure.
LOOKED_AT = 400
LONGEST_NEW_THEME = 120
_PURPOSES = {"a": AUDIT, "u": UNCERTAIN, "s": SECOND}


@dataclass(frozen=True)
class Suggested:
    """A theme that the coding finds in a text, and the words because of which it does."""

    code: str
    because: tuple[str, ...]


@dataclass(frozen=True)
class Dealt:
    """One text to check; ``handle`` is good for this lead alone and stands nowhere else."""

    handle: str
    text: str
    suggested: tuple[Suggested, ...]


#: Gives (id, staff group) of every text that leads of the trust may read now.
Readable = Callable[[Organisation], Sequence[tuple[str, str]]]


@dataclass
class Checking:
    """Deals texts and takes answers; nothing is ever overwritten."""

    database: Database
    secret: ServerSecret
    readable: Readable
    coding_of: Callable[[Organisation], LiveCoding]
    cipher: TextCipher = PLAIN
    today: Callable[[], date] = date.today
    rng: random.Random = field(default_factory=random.SystemRandom)

    def deal(self, organisation: Organisation, who: str) -> list[Dealt]:
        """Give up to twenty texts that ``who`` has not checked yet, in no telling order."""
        readable = self.readable(organisation)
        coding = self.coding_of(organisation)
        with self.database.read() as connection:
            checks = Checks(connection, organisation.id, self.cipher)
            answers = checks.latest()
            mine = {one.summary_id for one in answers if one.made_by == who}
            others = {one.summary_id for one in answers if one.made_by != who}
            fresh = [pair for pair in readable if pair[0] not in mine | others]
            again = sorted({identity for identity, _ in readable} & (others - mine))
            audits = self._spread(fresh)[:AUDITED]
            second = self.rng.sample(again, min(DOUBLED, len(again)))
            rest = [identity for identity, _ in fresh if identity not in set(audits)]
            some = self.rng.sample(rest, min(LOOKED_AT, len(rest)))
            texts = checks.texts([*audits, *second, *some])
        unsure = _least_sure(coding, {one: texts[one] for one in some if one in texts})
        unsure = unsure[: DEALT - len(audits) - len(second)]
        chosen = [("a", one) for one in audits] + [("u", one) for one in unsure]
        chosen += [("s", one) for one in second]
        self.rng.shuffle(chosen)
        return [
            Dealt(self._handle(letter, one, who), texts[one], _suggested(coding, texts[one]))
            for letter, one in chosen
            if one in texts
        ]

    def answer(
        self,
        organisation: Organisation,
        who: str,
        handle: str,
        codes: Iterable[str],
        new_theme: str = "",
    ) -> None:
        """Keep what ``who`` says of a text; again is kept beside it, and counts.

        Raises Refusal text-unknown, invalid-request (a code that is not live, a new theme that
        is too long).
        """
        codebook = self.coding_of(organisation).codebook
        live = {theme.id for theme in codebook.live()}
        said = tuple(dict.fromkeys(codes))
        if set(said) - live:
            raise Refusal("invalid-request", "Choose themes of the codebook.", field="codes")
        new_theme = " ".join(new_theme.split())
        if len(new_theme) > LONGEST_NEW_THEME:
            words = f"Say it in {LONGEST_NEW_THEME} characters."
            raise Refusal("invalid-request", words, field="new_theme")
        letter, identity = self._found(organisation, who, handle)
        day = self.today().isoformat()
        purpose = _PURPOSES[letter]
        with self.database.write() as connection:
            Checks(connection, organisation.id).add(
                Answer(identity, who, purpose, said, new_theme, codebook.version, day)
            )

    def _found(self, organisation: Organisation, who: str, handle: str) -> tuple[str, str]:
        letter = handle[:1]
        if letter in _PURPOSES:
            for identity, _ in self.readable(organisation):
                if self._handle(letter, identity, who) == handle:
                    return letter, identity
        raise Refusal("text-unknown")

    def _handle(self, letter: str, identity: str, who: str) -> str:
        """Name a text to one lead and for one purpose, so that neither can be made up."""
        return letter + self.secret.handle(f"check\n{letter}\n{who}\n{identity}")

    def _spread(self, pairs: Sequence[tuple[str, str]]) -> list[str]:
        """Draw at random, group by group in turn, so that small groups are audited as well."""
        groups: dict[str, list[str]] = {}
        for identity, group in pairs:
            groups.setdefault(group, []).append(identity)
        for members in groups.values():
            self.rng.shuffle(members)
        order = sorted(groups)
        self.rng.shuffle(order)
        longest = max(map(len, groups.values()), default=0)
        return [
            groups[group][turn]
            for turn in range(longest)
            for group in order
            if turn < len(groups[group])
        ]


def _suggested(coding: LiveCoding, text: str) -> tuple[Suggested, ...]:
    return tuple(Suggested(found.code, found.because) for found in coding.explain(text))


def _least_sure(coding: LiveCoding, texts: Mapping[str, str]) -> list[str]:
    """Give the texts, those first about which the coding is least sure."""
    doubts = dict(zip(texts, coding.doubts(list(texts.values())), strict=True))
    return sorted(texts, key=lambda one: doubts[one], reverse=True)
