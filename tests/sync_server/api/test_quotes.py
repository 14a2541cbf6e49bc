"""Quotes: exact words with a group or an area, and nothing that places a person."""

import secrets
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.domain.periods import Block
from app.domain.second_look import hash_of
from sync_server.db.audit import Audit
from sync_server.services.quoting import MOST_BY_AREA
from tests.sync_server.api.problem_shape import assert_problem
from tests.sync_server.services.test_closing import closing, put
from tests.sync_server.trust import OWN, TRUST, Server, summary, this_quarter

THEME = "workload-demand"
SAID = "The workload is too high on nights. People find it hard to rest"
ELSE = "The kettle in the mess room is broken again"


def hear(
    server: Server, number: int, group: str, area: str, words: str, *, last: str = ""
) -> list[str]:
    """Send so many from one area; ``last`` is where the last one is from, if elsewhere."""
    codes = []
    for one in range(number):
        codes.append(secrets.token_hex(16))
        text = f"{words}, said in way {one}."
        where = last if last and one == number - 1 else area
        sent = summary(text=text, staff_group=group, area=where, schema=3, looked_again=False,
                       withdrawal=hash_of(codes[-1]))  # fmt: skip
        (receipt,) = server.send(sent)
        assert receipt["status"] == "stored", receipt
    return codes


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Many of one group at the quay and few in the south; others beside them; all closed."""
    folder: Path = tmp_path_factory.mktemp("quotes")
    with Server(folder) as server:
        server.codes = hear(server, 13, "04", "quay", SAID)  # type: ignore[attr-defined]
        hear(server, 16, "04", "quay", ELSE)
        hear(server, 4, "04", "south", SAID)
        hear(server, 12, "07", "south", ELSE)
        hear(server, 10, "07", "hill", ELSE)
        hear(server, 12, "07", "quay", ELSE)

        for number in (1, 2, 3):  # a quarter shows where each of its blocks does
            week = Block.parse(f"{this_quarter()}-B{number}").first_week
            for group, area in (("04", "quay"), ("04", "hill"), ("07", "hill"), ("07", "south")):
                put(server, 12, week, group, area)
            for area in ("quay", "south"):  # the smallest one keeps those company that nobody has
                put(server, 6, week, "08", area)
        closing(server, date.today() + timedelta(days=300)).close_due()
        server.sign_in()
        yield server


def texts(server: Server) -> list[dict[str, str]]:
    found = server.get("summaries", quarter=this_quarter(), staff_group="04")["summaries"]
    return sorted(found, key=lambda one: one["text"])


def ask(server: Server, text: dict[str, str], tree: str = "group", **other: str) -> Any:
    body = {
        "handle": text["handle"],
        "quarter": this_quarter(),
        "staff_group": "04",
        "words": text["text"].split(". ")[0] + ".",
        "theme": THEME,
        "tree": tree,
    }
    return server.client.post("/api/v1/quotes", json=body | other, headers=OWN)


def listed(server: Server) -> list[dict[str, str]]:
    return list(server.get("quotes")["quotes"])


def speaking(server: Server) -> list[dict[str, str]]:
    return [one for one in texts(server) if one["text"].startswith(SAID[:20])]


def test_a_sentence_is_approved_once_listed_and_taken_back(site: Server) -> None:
    text = speaking(site)[0]
    answer = ask(site, text)
    assert answer.status_code == 200, answer.text
    made = answer.json()
    assert made["words"] == "The workload is too high on nights."
    assert (made["tree"], made["node"], made["name"]) == (
        "group",
        "04",
        "Allied Health Professionals",
    )
    assert ask(site, text).json()["id"] == made["id"]
    (quote,) = listed(site)
    assert quote == made
    assert "week" not in quote and "area" not in quote.values()
    assert_problem(ask(site, text, "area"), 422)["detail"].startswith("This text has been quoted")
    gone = site.client.delete(f"/api/v1/quotes/{made['id']}", headers=OWN)
    assert gone.json() == {"withdrawn": True}
    assert listed(site) == []
    again = site.client.delete(f"/api/v1/quotes/{made['id']}", headers=OWN)
    assert assert_problem(again, 404)


def test_what_is_not_a_whole_sentence_or_could_name_someone_is_refused(site: Server) -> None:
    text = speaking(site)[1]
    for words in ("The workload is too high", "Something else.", "e"):
        assert assert_problem(ask(site, text, words=words), 422)["field"] == "words"
    assert assert_problem(ask(site, text, theme="none-such"), 422)["field"] == "theme"
    unknown = {"handle": "0" * 32, "text": text["text"]}
    assert assert_problem(ask(site, unknown), 404)["type"] == "/problems/text-unknown"
    wrong = ask(site, text, quarter="2019-Q1")
    assert assert_problem(wrong, 404)["type"] == "/problems/text-unknown"
    other = site.get("summaries", quarter=this_quarter(), staff_group="07")["summaries"][0]
    few = ask(site, other, staff_group="07", words=other["text"])
    assert assert_problem(few, 422)["detail"].startswith("Too few, or nearly all")


def test_an_area_is_told_where_many_of_the_group_spoke_and_only_a_few_times(site: Server) -> None:
    """Who reads texts knows the group: area by area they could count a small crossing."""
    told, refused, ended = [], [], []
    for text in speaking(site)[2:]:
        answer = ask(site, text, "area")
        if answer.status_code == 200:
            told.append(answer.json())
        else:
            detail = assert_problem(answer, 422)["detail"]
            (ended if detail.startswith("No more areas") else refused).append(detail)
    assert {(quote["node"], quote["tree"]) for quote in told} <= {("quay", "area")}
    assert told
    assert len(told) + len(refused) == MOST_BY_AREA
    assert len(ended) == len(speaking(site)[2:]) - MOST_BY_AREA
    assert len(set(refused)) <= 1
    for quote in told:
        assert "04" not in quote.values() and "Allied" not in quote["name"]


def test_a_text_that_is_hidden_or_taken_back_takes_its_quotes_along(site: Server) -> None:
    quoted = {quote["id"] for quote in listed(site)}
    text = speaking(site)[-1]
    words = "People find it hard to rest, " + text["text"].split("rest, ")[1]
    made = ask(site, text, words=words).json()
    assert {quote["id"] for quote in listed(site)} == quoted | {made["id"]}
    where = {"quarter": this_quarter(), "staff_group": "04"}
    address = f"/api/v1/texts/{text['handle']}/flag"
    site.client.post(address, json=where, headers=OWN)
    assert {quote["id"] for quote in listed(site)} == quoted
    site.client.post(address, json=where | {"flagged": False}, headers=OWN)
    assert {quote["id"] for quote in listed(site)} == quoted | {made["id"]}
    for code in site.codes:  # type: ignore[attr-defined]
        site.client.post("/api/v1/withdraw", json={"code": code})
    assert all(quote["node"] != "quay" for quote in listed(site))


def test_looks_and_acts_are_kept_without_a_word(site: Server) -> None:
    with site.parts.database.read() as connection:
        said = [what for _, _, what in Audit(connection, TRUST.id).all()]
    assert {"looked at quotes", "took a quote back"} <= set(said)
    assert f"approved a quote of {this_quarter()} with its group" in said
    assert not any("workload" in what for what in said)
