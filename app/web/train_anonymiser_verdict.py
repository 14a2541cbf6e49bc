"""Learn how much each piece of evidence counts, on texts the sequence model has not seen.

Logistic regression by Newton's steps, over development sets and notes of authors held out from
the model's training, as written and in lower case.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from app.anonymise import evidence
from app.anonymise.lexicon import Lexicon
from app.anonymise.reading import Reading
from app.anonymise.sequence_model import SequenceModel
from app.anonymise.tokens import tokenise
from app.web.train_anonymiser_changes import Text, small
from app.web.train_anonymiser_texts import HELD_COMMENTS, comments, own_notes, read

HELD_OUT = frozenset(
    [
        "btc_dev_h2",
        "wnut_dev",
        "slurp_devel",
        HELD_COMMENTS,
        "voice",
        "letters",
        "placement",
        "nocka",
    ]
)
_COUNTS = {"btc_dev_h2": (1.0, 0.7), "wnut_dev": (1.0, 0.7), "slurp_devel": (0.0, 0.5)}
_OWN = (2.5, 1.2)
_COMMENT = (0.2, 0.2)
_COMMANDS = 400
_PULL, _STEPS = 2.0, 25
_WANTED = frozenset({"PERSON", "LOC", "ADDRESS"})


def unseen(folder: Path, notes: Path, lexicon: Lexicon) -> Iterable[tuple[Text, float]]:
    """Give the texts held out, as written and in lower case, and how much each counts."""
    for source, (as_written, lower) in _COUNTS.items():
        texts = read(folder / f"{source}.jsonl")
        for text in texts[:_COMMANDS] if not as_written else texts:
            yield from _both(text, as_written, lower)
    for comment, source in comments(folder, lexicon):
        if source in HELD_OUT:
            yield from _both(comment, *_COMMENT)
    for author, text in own_notes(notes):
        if author in HELD_OUT:
            yield from _both(text, *_OWN)


def _both(text: Text, as_written: float, lower: float) -> Iterable[tuple[Text, float]]:
    if as_written:
        yield text, as_written
    yield small(text), lower


def learn_verdict(
    model: SequenceModel, lexicon: Lexicon, texts: Iterable[tuple[Text, float]]
) -> tuple[float, ...]:
    """Fit one weight for each of ``evidence.NAMES``."""
    rows, wanted, counts = [], [], []
    for (text, spans), counted in texts:
        tokens = tokenise(text)
        chances = model.marginals(tokens)
        found = evidence.rows(Reading(tokens, lexicon), chances)
        for token, row in zip(tokens, found, strict=True):
            kinds = {k for s, e, k in spans if token.start < e and s < token.end}
            named = bool(kinds & _WANTED)
            if row and token.is_word and (named or not kinds):
                rows.append(row)
                wanted.append(named)
                counts.append(counted)
    return tuple(map(float, _newton(np.array(rows), np.array(wanted), np.array(counts))))


def _newton(x: Any, y: Any, counts: Any) -> Any:  # noqa: ANN401
    weights = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (counts * (p - y)) + _PULL * weights
        bend = (x * (counts * p * (1 - p))[:, None]).T @ x + _PULL * np.eye(len(weights))
        weights -= np.linalg.solve(bend, slope)
    return weights
