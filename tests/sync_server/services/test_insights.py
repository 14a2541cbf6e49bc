"""What a lead reads of closed periods: only what is shown, and only from rounded figures."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.codebook import Codebook
from sync_server.analysis.intervals import NO_AUDITS, Audits
from sync_server.analysis.nodes import ROOT
from sync_server.errors import Refusal
from sync_server.services.codebook_file import read_codebook
from sync_server.services.frozen import Tree
from sync_server.services.frozen_counts import Stratum
from sync_server.services.insight_emerging import LIMITS, Documents, NewThemes
from sync_server.services.insight_findings import Findings
from sync_server.services.insight_trends import Trends
from sync_server.services.insights import Evidence, Insights
from tests.sync_server.services.frozen_figures import FEW, Cell, FrozenFigures, Said, period
from tests.sync_server.trust import ASSETS, TRUST

BOOK: Codebook = read_codebook(ASSETS)
FIRST, SECOND = (theme.id for theme in BOOK.live()[:2])
Q4 = "2026-Q4"


def quarter(**nodes: Cell) -> FrozenFigures:
    cells = {name.removeprefix("g"): cell for name, cell in nodes.items()}
    root = Cell(
        sum(cell.n for cell in cells.values()),
        {code: sum(c.k.get(code, 0) for c in cells.values()) for code in (FIRST, SECOND)},
        {
            w: sum(c.words.get(w, 0) for c in cells.values())
            for c in cells.values()
            for w in c.words
        },
    )
    return FrozenFigures({(Q4, "group"): {ROOT: root} | cells})


def reading(frozen: FrozenFigures, evidence: Evidence | None = None) -> Insights:
    return Insights(frozen, lambda _: BOOK, evidence or Evidence())


def test_shown_cells_have_rounded_figures_and_withheld_ones_a_reason_alone() -> None:
    insights = reading(quarter(g04=Cell(203, {FIRST: 61, SECOND: 7}), g07=Cell(9, {FIRST: 9})))
    root, paramedics, few = insights.heat(TRUST, period(Q4), "group")
    assert (root.node.shown, paramedics.node.shown, few.node.shown) == (210, 205, None)
    assert (few.node.withheld, few.themes) == (FEW, ())
    first, second = paramedics.themes[:2]
    assert (first.code, first.words, first.percent) == (FIRST, "about 60 of 205", 29)
    assert (first.corrected, first.sure) == (None, NO_AUDITS)
    assert (second.words, second.percent) == ("fewer than 8 of about 205", None)
    assert len(paramedics.themes) == len(BOOK.live())


def test_audits_correct_a_share_and_untrusted_codes_are_not_compared() -> None:
    evidence = Evidence(
        audits=lambda *_: {("04", FIRST): Audits(60, missed=6, wrong=0)},
        not_yet=lambda _: frozenset({SECOND}),
    )
    insights = reading(quarter(g04=Cell(203, {FIRST: 61, SECOND: 90})), evidence)
    _, row = insights.heat(TRUST, period(Q4), "group")
    (first,) = (figure for figure in row.themes if figure.code == FIRST)
    assert first.corrected is not None
    percent, low, high = first.corrected
    assert 29 < low < percent < high
    assert SECOND not in {figure.code for figure in row.themes}
    with pytest.raises(Refusal) as refused:
        insights.theme(TRUST, SECOND)
    assert refused.value.field == "theme"


def test_an_account_for_some_areas_has_those_alone() -> None:
    cells = {ROOT: Cell(90), "quay": Cell(50), "hill": Cell(40)}
    insights = reading(FrozenFigures({(Q4, "area"): cells}))
    rows = insights.heat(TRUST, period(Q4), "area", ("hill",))
    assert [row.node.id for row in rows] == ["hill"]
    assert [node.id for node, _ in insights.answers(TRUST, period(Q4), "area", ("hill",))] == [
        "hill"
    ]


def test_other_answers_that_few_gave_are_not_there_at_all() -> None:
    given = {"language": {"en": 190, "pl": 7, "cy": 8}, "plan_made": {"yes": 200}}
    insights = reading(FrozenFigures({(Q4, "group"): {ROOT: Cell(203, {}, {}, given)}}))
    ((_, figures),) = insights.answers(TRUST, period(Q4), "group")
    said = {(one.question, one.answer): one.words for one in figures}
    assert said == {
        ("language", "cy"): "about 10 of 205",
        ("language", "en"): "about 190 of 205",
        ("plan_made", "yes"): "about 200 of 205",
    }


def test_a_difference_is_said_with_rounded_counts() -> None:
    frozen = quarter(
        g04=Cell(601, {FIRST: 141, SECOND: 60}, {"rota": 130, "tea": 60}),
        g07=Cell(2803, {FIRST: 311, SECOND: 280}, {"rota": 140, "tea": 282}),
    )
    found, words = Findings(reading(frozen)).distinctive(TRUST, period(Q4), "group", "04")
    (theme,) = found
    assert (theme.node, theme.code, theme.more) == ("04", FIRST, True)
    assert theme.words == "About twice as often: about 140 of 600 against 310 of 2,805 others"
    assert [word.label for word in words] == ["rota"]
    assert words[0].words == "About 4 times as often: about 130 of 600 against 140 of 2,805 others"
    every, none = Findings(reading(frozen)).distinctive(TRUST, period(Q4), "group")
    assert {one.node for one in every} == {"04", "07"}
    assert none == []
    with pytest.raises(Refusal) as refused:
        Findings(reading(frozen)).distinctive(TRUST, period(Q4), "group", "99")
    assert refused.value.field == "node"


def test_a_group_is_not_taken_for_the_place_where_it_works() -> None:
    frozen = quarter(g04=Cell(500, {FIRST: 260}), g07=Cell(500, {FIRST: 90}))
    frozen.strata[Q4, "group"] = (
        Stratum(0, {ROOT: 460, "04": 430, "07": 30}, stratum(460, 430, 0.58)),
        Stratum(1, {ROOT: 540, "04": 70, "07": 470}, stratum(540, 70, 0.15)),
    )
    assert Findings(reading(frozen)).distinctive(TRUST, period(Q4), "group") == ([], [])


def stratum(of: int, paramedics: int, share: float) -> dict[str, dict[str, int]]:
    first, everybody = round(share * paramedics), round(share * of)
    return {ROOT: {FIRST: everybody}, "04": {FIRST: first}, "07": {FIRST: everybody - first}}


def test_a_trend_has_gaps_a_year_ago_and_marks() -> None:
    cells: dict[tuple[str, Tree], dict[str, Cell]] = {}
    for number in range(13):
        name = f"{2025 + number // 12}-Q{number % 12 // 3 + 1}-B{number % 3 + 1}"
        count = 95 if number == 12 else 40 + number % 2 * 5
        cells[name, "group"] = {
            ROOT: Cell(200, {FIRST: count}),
            "04": Cell(5 if number == 6 else 200, {FIRST: count}),
        }
    frozen = FrozenFigures(cells)
    frozen.versions["2026-Q1-B1"] = 2
    found = Trends(reading(frozen)).trend(TRUST, FIRST, "group", "04")
    assert (found.theme.id, found.name, found.quarters) == (FIRST, "04", ())
    assert len(found.blocks) == 13
    gap, last = found.blocks[6], found.blocks[12]
    assert (gap.figure, gap.withheld, gap.low) == (None, FEW, None)
    assert last.figure is not None
    assert (last.figure.percent, last.year_before) == (48, 20)
    assert last.year_words == "48%, against 20% a year before"
    assert last.marks == "Higher than chance alone would make it."
    assert [point.recoded for point in found.blocks] == [False] * 12 + [True]
    for theme, node, field in (("nothing", "04", "theme"), (FIRST, "99", "node")):
        with pytest.raises(Refusal) as refused:
            Trends(reading(frozen)).trend(TRUST, theme, "group", node)
        assert refused.value.field == field


def blocks(sizes: tuple[int, ...]) -> FrozenFigures:
    names = ("2026-Q3-B3", "2026-Q4-B1", "2026-Q4-B2", "2026-Q4-B3")[-len(sizes) :]
    return FrozenFigures(
        {
            (name, "group"): {ROOT: Cell(size), "04": Cell(size - 9), "07": Cell(9)}
            for name, size in zip(names, sizes, strict=True)
        }
    )


def test_new_words_and_clusters_are_said_without_small_groups() -> None:
    said = Said()
    for name in ("2026-Q3-B3", "2026-Q4-B1", "2026-Q4-B2"):
        said.counted[name] = (500, {"rota": 4, "tea": 25, "lift": 1})
    said.counted["2026-Q4-B3"] = (500, {"rota": 41, "tea": 24, "lift": 31})
    texts = [[n % 40, (n + 7) % 40, (3 * n) % 40] for n in range(150)]
    texts += [[40, 41, 42, n % 40] for n in range(30)]
    terms = tuple(f"word{n}" for n in range(43))
    groups = ["04"] * 150 + ["04"] * 18 + ["07"] * 12
    said.texts = Documents(terms, texts, [1.0] * 90 + [0.0] * 90, groups)
    new = NewThemes(reading(blocks((500, 500, 500, 500))), said)
    found = new.emerging(TRUST, period("2026-Q4-B3"))
    assert [burst.words for burst in found.bursts] == [
        "“lift”: about 30 of 500 summaries, hardly any in the three periods before",
        "“rota”: at least 5 times as often as before, about 40 of 500 summaries "
        "against 10 of 1,500",
    ]
    cluster = next(one for one in found.clusters if "word40" in one.words)
    assert cluster.size in (25, 30)
    assert cluster.groups == ("04",)
    assert set(cluster.words) == {"word40", "word41", "word42"}
    assert found.note == LIMITS


@pytest.mark.parametrize("sizes", [(500, 500, 500), (500, 9, 500, 500)])
def test_without_three_shown_blocks_before_there_are_no_new_words(sizes: tuple[int, ...]) -> None:
    said = Said()
    said.counted = {name: (500, {"rota": 60}) for name in ("2026-Q4-B3",)}
    found = NewThemes(reading(blocks(sizes)), said).emerging(TRUST, period("2026-Q4-B3"))
    assert found.bursts == ()
    assert found.note.startswith("New words are looked for once 3 blocks")


def test_a_withheld_block_and_a_quarter_have_nothing_new() -> None:
    new = NewThemes(reading(blocks((500, 500, 500, 10))), Said())
    found = new.emerging(TRUST, period("2026-Q4-B3"))
    assert (found.bursts, found.clusters) == ((), ())
    with pytest.raises(Refusal) as refused:
        new.emerging(TRUST, period(Q4))
    assert refused.value.field == "period"


def test_only_closed_periods_can_be_asked_for() -> None:
    insights = reading(quarter(g04=Cell(50)))
    assert insights.period(TRUST, Q4) == period(Q4)
    with pytest.raises(Refusal):
        insights.period(TRUST, "2027-Q1")


@settings(max_examples=40, deadline=None)
@given(st.integers(5, 60), st.integers(5, 180), st.data())
def test_counts_that_round_alike_read_alike(of: int, rest: int, data: st.DataObject) -> None:
    """All but the presence of a finding follows from rounded figures."""
    part, other = data.draw(st.integers(2, of - 2)), data.draw(st.integers(2, rest - 2))
    step = st.integers(-2, 2)
    pages = []
    for _ in range(2):
        n, n0, k, k0 = (5 * number + data.draw(step) for number in (of, rest, part, other))
        whole = Cell(5 * (of + rest) + data.draw(step), {FIRST: 5 * (part + other)})
        cells = {ROOT: whole, "04": Cell(n, {FIRST: k}), "07": Cell(n0, {FIRST: k0})}
        pages.append(reading(FrozenFigures({(Q4, "group"): cells})))
    rows = [page.heat(TRUST, period(Q4), "group") for page in pages]
    assert rows[0] == rows[1]
    found = [Findings(page).distinctive(TRUST, period(Q4), "group")[0] for page in pages]
    said = [{one.node: one for one in page} for page in found]
    for node in said[0].keys() & said[1].keys():
        assert said[0][node] == said[1][node]
