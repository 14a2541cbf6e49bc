"""A lead reads closed periods: what the server says, whole and typed, or not at all."""

import asyncio
import copy
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import ServerNotUnderstood, ServerRefused, ServerUnreachable
from app.domain.insight_figures import Corrected, Elsewhere, NewWord
from app.sync.insight_calls import InsightCalls
from app.usecases.read_insights import InsightDesk
from tests.app.scripted_server import ScriptedServer, ok, problem

PERIOD = {
    "id": "2026-Q4-B1", "kind": "block", "words": "5 October to 1 November 2026",
    "closed_on": "2026-W46", "parent": "2026-Q4", "code_version": 3,
}  # fmt: skip
CELL = {
    "code": "workload-demand", "label": "Workload and demand", "words": "about 60 of 205",
    "percent": 29, "corrected": {"percent": 33, "low": 27, "high": 40}, "sure": "Corrected.",
}  # fmt: skip
NODE = {"id": "04", "name": "Paramedics", "parent": "*", "depth": 1, "shown": 205,
        "withheld": None, "coarser": None}  # fmt: skip
HIDDEN = NODE | {
    "id": "04/student", "shown": None, "withheld": "Held back.", "depth": 2,
    "coarser": {"period": "2026-Q4", "node": "04", "words": "Shown for the quarter."},
}  # fmt: skip
PROTECTED = {"note": "Protected.", "minimum_group": 11, "code_version": 3}
GIVEN = {"question": "plan_made", "answer": "yes", "words": "about 200 of 205", "percent": 98}
POINT = {
    "period": "2026-Q4-B1", "words": "5 October to 1 November 2026", "cell": CELL,
    "withheld": None, "low": 12, "high": 31, "year_before": 17,
    "year_words": "29%, against 17% a year before", "marks": None, "recoded": False,
}  # fmt: skip
GAP = POINT | {"cell": None, "withheld": "Held back.", "low": None, "high": None}
DIFFERENCE = {
    "node": "04", "name": "Paramedics", "code": "workload-demand", "label": "Workload and demand",
    "more": True, "words": "About twice as often: about 140 of 600 against 310 of 2,800 others",
}  # fmt: skip
CLUSTER = {"size": 30, "words": ["tail", "lift"], "groups": ["Paramedics"], "said": "About 30 …"}

Ask = Callable[[InsightDesk], Coroutine[Any, Any, Any]]
ANSWERS: dict[str, tuple[Ask, dict[str, Any]]] = {
    "periods": (lambda desk: desk.periods(), PROTECTED | {"periods": [PERIOD]}),
    "heat": (
        lambda desk: desk.heat("2026-Q4-B1", "group"),
        PROTECTED
        | {
            "period": PERIOD,
            "tree": "group",
            "rows": [NODE | {"themes": [CELL]}, HIDDEN | {"themes": []}],
        },
    ),
    "answers": (
        lambda desk: desk.answers("2026-Q4-B1", "area"),
        PROTECTED | {"period": PERIOD, "tree": "area", "rows": [NODE | {"answers": [GIVEN]}]},
    ),
    "trend": (
        lambda desk: desk.trend("workload-demand", "group", "04"),
        PROTECTED
        | {
            "theme": "workload-demand", "label": "Workload and demand", "tree": "group",
            "node": "04", "name": "Paramedics", "rules": "Limits are …", "blocks": [GAP, POINT],
            "quarters": [],
        },
    ),
    "distinctive": (
        lambda desk: desk.distinctive("2026-Q4-B1", "group", "04/paramedic"),
        PROTECTED
        | {"period": PERIOD, "tree": "group", "themes": [DIFFERENCE], "words": [DIFFERENCE]},
    ),
    "emerging": (
        lambda desk: desk.emerging("2026-Q4-B1"),
        PROTECTED
        | {
            "period": PERIOD, "limits": "Where to look.", "clusters": [CLUSTER],
            "bursts": [{"term": "tail lift", "words": "“tail lift”: …"}],
        },
    ),
}  # fmt: skip


def desk(server: ScriptedServer) -> InsightDesk:
    return InsightDesk(InsightCalls(server))


def read(name: str, answer: object) -> Any:
    ask, _ = ANSWERS[name]
    server = ScriptedServer({f"GET /api/v1/insights/{name}": ok(answer)})  # type: ignore[arg-type]
    return asyncio.run(ask(desk(server)))


def test_a_heat_map_is_read_whole() -> None:
    found = read("heat", ANSWERS["heat"][1])
    assert (found.period.id, found.period.code_version, found.note) == (
        "2026-Q4-B1",
        3,
        "Protected.",
    )
    shown, hidden = found.rows
    assert (shown.name, shown.shown, shown.withheld) == ("Paramedics", 205, None)
    assert shown.themes[0].corrected == Corrected(33, 27, 40)
    assert (hidden.shown, hidden.withheld, hidden.themes) == (None, "Held back.", ())
    assert hidden.coarser == Elsewhere("2026-Q4", "04", "Shown for the quarter.")


def test_the_other_answers_are_read_whole() -> None:
    assert [period.id for period in read("periods", ANSWERS["periods"][1])] == ["2026-Q4-B1"]
    trend = read("trend", ANSWERS["trend"][1])
    assert [point.cell is None for point in trend.blocks] == [True, False]
    assert trend.blocks[1].year_words == "29%, against 17% a year before"
    (difference,) = read("distinctive", ANSWERS["distinctive"][1]).themes
    assert difference.more
    assert difference.words.startswith("About twice")
    new = read("emerging", ANSWERS["emerging"][1])
    assert new.bursts == (NewWord("tail lift", "“tail lift”: …"),)
    assert new.clusters[0].words == ("tail", "lift")
    (row,) = read("answers", ANSWERS["answers"][1]).rows
    assert row.answers[0].percent == 98


def test_what_is_asked_for_stands_in_the_address() -> None:
    answer = ok(ANSWERS["distinctive"][1])
    server = ScriptedServer({"GET /api/v1/insights/distinctive": answer})
    asyncio.run(desk(server).distinctive("2026-Q4-B1", "group", "04/paramedic"))
    ((asked, _, _, with_session),) = server.sent
    assert with_session
    assert asked.endswith("/insights/distinctive?period=2026-Q4-B1&tree=group&node=04%2Fparamedic")


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_that_lacks_something_is_not_understood(name: str) -> None:
    _, whole = ANSWERS[name]
    for key in whole.keys() - {"minimum_group", "code_version", "tree", "node", "note"}:
        with pytest.raises(ServerNotUnderstood):
            read(name, {part: value for part, value in whole.items() if part != key})


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    keys: Any = value.keys() if isinstance(value, dict) else range(len(value))
    found = [(*path, key) for key in keys]
    deeper = [k for k in keys if isinstance(value[k], dict | list)]
    return found + [place for k in deeper for place in _places(value[k], (*path, k))]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(ANSWERS)),
    st.sampled_from([None, 1.5, True, -1, "x", [], {}, [1], {"id": 1}]),
    st.data(),
)
def test_any_other_value_is_read_or_not_understood(
    name: str, value: object, data: st.DataObject
) -> None:
    answer = copy.deepcopy(ANSWERS[name][1])
    *path, last = data.draw(st.sampled_from(_places(answer)))
    at: Any = answer
    for key in path:
        at = at[key]
    at[last] = value
    try:
        read(name, answer)
    except ServerNotUnderstood:
        return


def test_a_cell_is_either_shown_or_withheld() -> None:
    for shown, withheld in ((None, None), (205, "Held back.")):
        row = NODE | {"shown": shown, "withheld": withheld, "themes": []}
        with pytest.raises(ServerNotUnderstood):
            read("heat", ANSWERS["heat"][1] | {"rows": [row]})


def test_a_refusal_and_a_lost_signal_stay_what_they_are() -> None:
    refusal = problem("invalid-request", "This period is not closed yet.", 422)
    server = ScriptedServer({"GET /api/v1/insights/heat": refusal})
    with pytest.raises(ServerRefused, match="not closed"):
        asyncio.run(desk(server).heat("2027-Q1", "group"))
    with pytest.raises(ServerUnreachable):
        asyncio.run(desk(ScriptedServer()).heat("2026-Q4", "group"))
