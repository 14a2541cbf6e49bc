"""Words of closed blocks: counted once a summary, alone and in pairs, without texts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync_server.analysis.emerging import bursts, clusters
from sync_server.services.block_speech import BlockSpeech
from tests.sync_server.services.test_closing import FIRST, after, closing
from tests.sync_server.trust import TRUST, Server, summary

SECOND = FIRST.next()
OLD = "Meal breaks are missed and the shifts run late."
NEW = "The tail lift jammed again, again the tail lift."


@pytest.fixture(scope="module")
def speech(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BlockSpeech]:
    """A block of old talk, and one with something new in it."""
    folder: Path = tmp_path_factory.mktemp("speech")
    with Server(folder) as server:
        for block, texts in ((FIRST, {OLD: 40}), (SECOND, {OLD: 40, NEW: 14})):
            for text, number in texts.items():
                for place in range(number):
                    said = summary(
                        text=text,
                        week=str(block.first_week),
                        staff_group="07" if place % 2 else "04",
                        area="south" if place % 3 else "quay",
                    )
                    put_one(server, said)
            closing(server, after(block)).close_due()
        yield BlockSpeech(server.parts.columns)


def put_one(server: Server, said: dict[str, object]) -> None:
    from app.domain.summary import WireSummary
    from sync_server.db.repositories import Organisations
    from sync_server.db.summaries import Summaries
    from sync_server.services.summary_row import content_digest, summary_row

    with server.parts.database.write() as connection:
        Organisations(connection).lock(TRUST.id)
        wire = WireSummary.from_wire(said)
        assert Summaries(connection, TRUST.id).add([summary_row(wire, content_digest(wire))])


def test_words_count_once_a_summary(speech: BlockSpeech) -> None:
    found = speech.compare(TRUST.id, str(SECOND), [str(FIRST)], 11)
    assert (found.of, found.before_of) == (54, 40)
    assert (found.now["tail"], found.now["again"], found.now["breaks"]) == (14, 14, 40)
    assert (found.before["tail"], found.before["breaks"]) == (0, 40)
    words = speech.compare(TRUST.id, str(SECOND), [str(FIRST)], 15).now
    assert {term for term in words if " " not in term} == {
        "meal", "breaks", "missed", "shifts", "run", "late",
    }  # fmt: skip


def test_pairs_are_counted_where_both_stand_in_one_summary(speech: BlockSpeech) -> None:
    found = speech.compare(TRUST.id, str(SECOND), [str(FIRST)], 11)
    pairs = {term: count for term, count in found.now.items() if " " in term}
    assert pairs["lift + tail"] == 14
    assert "breaks + meal" not in pairs, "in too many summaries to tell anything"
    assert found.before["lift + tail"] == 0
    said = bursts(found.now, found.of, found.before, found.before_of)
    assert "lift + tail" in {burst.term for burst in said}


def test_documents_are_words_and_groups_alone(speech: BlockSpeech) -> None:
    said = speech.documents(TRUST.id, str(SECOND))
    assert len(said.documents) == len(said.groups) == len(said.explained) == 54
    assert sorted(set(said.groups)) == ["04", "07"]
    texts = {" ".join(sorted(said.terms[term] for term in document)) for document in said.documents}
    assert texts == {"again jammed lift tail", "breaks late meal missed run shifts"}
    assert clusters(said.documents, said.explained, said.terms) == [], "too few to group"


def test_a_block_that_is_not_closed_has_no_words(speech: BlockSpeech) -> None:
    nothing = speech.documents(TRUST.id, "2031-Q1-B1")
    assert (nothing.terms, nothing.documents) == ((), [])
    found = speech.compare(TRUST.id, "2031-Q1-B1", ["2030-Q4-B3"], 11)
    assert (found.of, found.now, found.before_of) == (0, {}, 0)
