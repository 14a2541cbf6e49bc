"""What there is to learn from: texts that leads checked, and ticks made in conversations.

Of several answers about one text the newest counts, and of those of one day the first by name.
A text that was looked over again, flagged or withdrawn teaches nothing: what is learnt echoes it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select

from app.domain.codebook import Codebook
from sync_server.analysis.agreement import Agreement, agreement
from sync_server.analysis.labels import Label, as_said_today
from sync_server.analysis.meaning import Meaning
from sync_server.db.checks import AUDIT, Answer, Checks
from sync_server.db.engine import Database
from sync_server.db.sealing import PLAIN, TextCipher
from sync_server.db.summaries import QUOTABLE
from sync_server.db.tables import summary

#: Fitting takes memory by the square of their number, and time by its cube.
MOST_LABELS = 3_000


@dataclass(frozen=True)
class Agreements:
    """How far two people agree: by code, and over all decisions together."""

    by_code: dict[str, Agreement]
    whole: Agreement
    texts: int


@dataclass(frozen=True)
class LearningLabels:
    """Gathers labels of one trust after another.

    ``meaning`` is the optional language model to learn them with, where the server has it on.
    """

    database: Database
    cipher: TextCipher = PLAIN
    meaning: Meaning | None = None

    def of(self, organisation: str, codebook: Codebook) -> list[Label]:
        """Give the labels for a codebook: checked texts first, then ticks, as many as fit."""
        with self.database.read() as connection:
            checks = Checks(connection, organisation, self.cipher)
            answers = checks.latest()
            chosen = _one_each(answers)
            audited = {one.summary_id for one in answers if one.purpose == AUDIT}
            texts = checks.quotable(sorted(chosen))
            labels = [
                _label(chosen[one], text, codebook, audit=one in audited)
                for one, text in texts.items()
            ][:MOST_LABELS]
            picked = checks.picked(MOST_LABELS - len(labels))
            ticked = {one: codes for one, codes in picked.items() if one not in chosen}
            more = checks.quotable(sorted(ticked))
        for identity, text in more.items():
            codes = {codebook.current(code) for code in ticked[identity]} - {None}
            if codes:
                known = frozenset(code for code in codes if code)
                labels.append(Label(text, known, "picked", known, identity))
        return labels

    def numbers(self, organisation: str) -> tuple[int, int]:
        """Count checked texts, and summaries with ticks that have a text."""
        with self.database.read() as connection:
            checked = len(_one_each(Checks(connection, organisation).latest()))
            it = summary.c
            ticked = select(func.count()).where(
                it.organisation == organisation, it.themes != "[]", QUOTABLE
            )
            return checked, int(connection.execute(ticked).scalar_one())

    def agreements(self, organisation: str, codebook: Codebook) -> Agreements:
        """Hold the first two people's answers about the same text against each other."""
        with self.database.read() as connection:
            answers = Checks(connection, organisation).latest()
        by_text: dict[str, list[Answer]] = {}
        for one in answers:
            by_text.setdefault(one.summary_id, []).append(one)
        said: dict[str, tuple[list[bool], list[bool]]] = {}
        pairs = [several[:2] for several in by_text.values() if len(several) > 1]
        for first, second in pairs:
            mine, asked = as_said_today(first.codes, first.codebook_version, codebook)
            theirs, also = as_said_today(second.codes, second.codebook_version, codebook)
            for code in asked & also:
                by_first, by_second = said.setdefault(code, ([], []))
                by_first.append(code in mine)
                by_second.append(code in theirs)
        first_of_all = [value for one, _ in said.values() for value in one]
        second_of_all = [value for _, other in said.values() for value in other]
        by_code = {code: agreement(one, other) for code, (one, other) in said.items()}
        return Agreements(by_code, agreement(first_of_all, second_of_all), len(pairs))


def _one_each(answers: Iterable[Answer]) -> dict[str, Answer]:
    """Give one answer for each text: the newest, of one day the first by name."""
    found: dict[str, Answer] = {}
    for one in answers:
        known = found.get(one.summary_id)
        if known is None or one.made_on > known.made_on:
            found[one.summary_id] = one
    return found


def _label(answer: Answer, text: str, codebook: Codebook, *, audit: bool) -> Label:
    codes, asked = as_said_today(answer.codes, answer.codebook_version, codebook)
    return Label(text, codes, "audit" if audit else "unsure", asked, answer.summary_id)
