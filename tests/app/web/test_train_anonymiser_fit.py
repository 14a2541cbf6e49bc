"""The fitting of the sequence model: the same texts give the same weights, to the last bit."""

from pathlib import Path

import numpy as np

from app.anonymise.families import Families
from app.anonymise.features import Books
from app.anonymise.letters import Letters
from app.anonymise.sequence_model import LABELS, SequenceModel, pack_weights, unpack_weights
from app.anonymise.tokens import tokenise
from app.anonymise.word_book import Entry, WordBook, pack_book
from app.web.train_anonymiser import gather, weights_of
from app.web.train_anonymiser_changes import Text
from app.web.train_anonymiser_fit import Pace, fit

PEOPLE = ("Sarah", "Dave", "Gurdeep", "Ayse", "Kwame", "Orla")
LINES = ("spoke to {} about nights", "{} is off sick", "crewed with {} again", "the rota and {}")
PLAIN = ("the rota is out again", "nights are long", "off sick again", "about the rota")


def texts() -> list[tuple[Text, str]]:
    made: list[tuple[Text, str]] = [((line, []), "plain") for line in PLAIN * 6]
    for line in LINES:
        for name in PEOPLE:
            at = line.index("{}")
            made.append(((line.format(name), [(at, at + len(name), "PERSON")]), "named"))
    return made


def books() -> Books:
    words = {"sarah": Entry(8, 0, 0, 0, 0), "rota": Entry(0, 0, 0, 5, 0)}
    lists = Path(__file__).resolve().parents[3] / "assets" / "names"
    return Books(
        WordBook.unpack(pack_book(words)),
        Families.unpack((lists / "families.bin").read_bytes()),
        Letters.unpack((lists / "letters.bin").read_bytes()),
    )


def learn() -> bytes:
    examples, names = gather(texts(), books())
    field = fit(examples, len(names), LABELS, Pace(rounds=4, l1=0.1, batch=8), ~examples.held)
    return pack_weights(weights_of(field, names))


def test_the_same_texts_give_the_same_bytes() -> None:
    assert learn() == learn()


def test_a_name_is_learnt_from_its_company() -> None:
    model = SequenceModel(unpack_weights(learn()), books())
    chances = model.marginals(tokenise("spoke to Zorvan about nights"))
    assert np.argmax([row[LABELS.index("PER")] for row in chances]) == 2
