"""The file of what was sent: word for word, all of it, and no key to anything."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from app.domain.codebook import parse_codebook
from app.domain.organisation import Organisation
from app.sync.outbox import OutboxItem, State
from app.usecases.export_sent import fields_of, sent_file, sent_ones
from tests.app.domain.test_summary import SOUND
from tests.app.scripted_server import ORGANISATION
from tests.app.sync.stamps import a_token

DAY = date(2026, 11, 23)
TRUST = Organisation.from_document(ORGANISATION)
CODE = "5a" * 16
CODEBOOK = parse_codebook((Path(__file__).parents[3] / "assets/codebook.toml").read_text("utf-8"))
WAITING = OutboxItem(SOUND, date(2026, 11, 21), code=CODE)
SENT = replace(WAITING, state=State.SENT, sent_on=DAY, token=a_token(), requested=True)


def test_only_what_was_sent_is_in_it_the_latest_first() -> None:
    early = replace(SENT, sent_on=date(2026, 11, 1))
    gone = replace(SENT, state=State.WITHDRAWN, withdrawn_on=DAY, sent_on=date(2026, 11, 22))
    assert sent_ones([WAITING, early, SENT, gone]) == [SENT, gone, early]
    assert b"0 summaries" in sent_file([WAITING], TRUST, CODEBOOK, DAY)


def test_it_holds_the_words_and_everything_that_went_with_them() -> None:
    text = sent_file([SENT], TRUST, CODEBOOK, DAY).decode()
    assert SOUND.text in text
    start = text.index("{\n")
    wire, _ = json.JSONDecoder().raw_decode(text[start:])
    assert wire == SOUND.to_wire()


def test_nothing_in_it_could_take_a_summary_back_or_tell_a_device() -> None:
    text = sent_file([SENT], TRUST, CODEBOOK, DAY).decode()
    assert SENT.token is not None
    assert CODE not in text.replace(str(SOUND.withdrawal), "")
    for secret in SENT.token.to_wire().values():
        assert secret not in text


def test_every_field_of_the_wire_is_said_in_words() -> None:
    said = [value for _, value in fields_of(SOUND, TRUST, CODEBOOK)]
    shown = len([key for key in SOUND.__dataclass_fields__ if key != "text"])
    assert len(said) == shown
    assert {SOUND.id, str(SOUND.withdrawal), SOUND.anonymiser} <= set(said)
    assert all(fields_of(SOUND, None, CODEBOOK))
