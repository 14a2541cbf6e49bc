"""A lead who reads every text there is, searches, previews and asks for quotes, and counts.

What is read is told apart by its handle; what is true of it, ``Held``, judges and serves nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.domain.organisation import STAFF_GROUPS
from sync_server.analysis.rounding import SMALLEST_NUMERATOR
from tests.sync_server.replay.site import Site

#: One handle's staff group and quarter, as the pages of texts say them.
Page = tuple[str, str]
_LONGEST = 50


@dataclass(frozen=True)
class Held:
    """Where a text truly comes from."""

    group: str
    area: str
    #: Under which it is read, and in which it counts: they differ where it came late.
    quarter: str
    period: str


@dataclass
class Reader:
    """Reads as ``who``; keeps every text that was ever shown, and every answer about one."""

    site: Site
    who: str
    texts: dict[str, str] = field(default_factory=dict)
    #: What was answered when an area was asked for: a node, or "" where it was refused.
    areas: dict[Page, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def reads_texts(self) -> set[Page]:
        """Turn every page of texts, and look for words; gives the pages that hold any."""
        pages: dict[str, Page] = {}
        for quarter in self.site.reads(self.who, "quarters")["quarters"]:
            for group in STAFF_GROUPS:
                found = self._page(quarter, group)
                page = group, quarter
                now = {one["handle"]: one["text"] for one in found["summaries"]}
                assert not (now and found["withheld"])
                pages |= dict.fromkeys(now, page)
                self.texts |= now
        self._searches(pages)
        self._samples(pages)
        return set(pages.values())

    def _page(self, quarter: str, group: str) -> Any:
        return self.site.reads(self.who, "summaries", quarter=quarter, staff_group=group)

    def _searches(self, pages: Mapping[str, Page]) -> None:
        """Whatever is looked for: what is found stands on a page, and is counted as figures are."""
        for words in ("zebra", "quiet week", "meal breaks", "rota", "xylophone"):
            found = self.site.does(self.who, "POST", "find", words=words)
            texts = found["texts"]
            for one in texts:
                assert pages[one["handle"]] == (one["staff_group"], one["quarter"])
                assert set(one) == {"handle", "quarter", "quarter_words", "staff_group",
                                    "group_name", "text", "marks"}  # fmt: skip
            if not texts:
                assert found["said"].startswith("No text")
            elif len(texts) < _LONGEST:
                near = 5 * ((len(texts) + 2) // 5)
                few = len(texts) < 8
                assert found["said"] == ("Fewer than 8 texts." if few else f"About {near} texts.")

    def _samples(self, pages: Mapping[str, Page]) -> None:
        """Texts behind a theme stand on a page, are few, and of groups that show their figure."""
        periods = self.site.reads(self.who, "insights/periods")["periods"]
        for quarter in [one["id"] for one in periods if one["kind"] == "quarter"][:1]:
            heat = self.site.reads(self.who, "insights/heat", period=quarter, tree="group")
            told = {
                (row["id"], cell["code"])
                for row in heat["rows"]
                for cell in row["themes"]
                if cell["percent"] is not None and row["depth"] == 1
            }
            # A few stand for all of them: a year is read many times.
            for theme in sorted({code for _, code in told})[:2]:
                found = self.site.reads(self.who, "insights/texts", period=quarter, theme=theme)[
                    "groups"
                ]
                assert {(one["staff_group"], theme) for one in found} == {
                    (group, code) for group, code in told if code == theme
                }
                for one in found:
                    assert len(one["texts"]) < SMALLEST_NUMERATOR - 2
                    for text in one["texts"]:
                        assert set(text) == {"handle", "text"}
                        assert pages[text["handle"]] == (one["staff_group"], quarter)

    def asks_for_areas(self, quarter: str) -> None:
        """Ask where texts of a closed quarter were said, by any theme, until no more is told."""
        themes = [one["id"] for one in self.site.reads(self.who, "codebook")["themes"]]
        for group in STAFF_GROUPS:
            for text in self._page(quarter, group)["summaries"]:
                if text["handle"] not in self.areas[group, quarter]:
                    self._asks(group, quarter, text, themes)

    def _asks(self, group: str, quarter: str, text: Mapping[str, str], themes: list[str]) -> None:
        first = text["text"].partition(". ")[0]
        words = first if first.endswith(".") else f"{first}."
        for theme in themes[:6]:
            body = {"handle": text["handle"], "quarter": quarter, "staff_group": group,
                    "words": words, "theme": theme, "tree": "area"}  # fmt: skip
            said = self.site.tries(self.who, "POST", "quotes", **body)
            if said.get("node"):
                self.areas[group, quarter][text["handle"]] = said["node"]
                return
            detail = said.get("detail", "")
            if detail.startswith("Too few people of this group"):
                self.areas[group, quarter][text["handle"]] = ""
            if detail.startswith("No more areas"):
                return

    def placed(
        self, held: Mapping[str, Held], lines: Mapping[str, tuple[str, ...]], minimum: int
    ) -> Iterator[tuple[Held, str, int]]:
        """Give texts that an answer, or a refusal, places among fewer than the minimum.

        ``held`` is of every closed summary by its handle, ``lines`` of every area: it and those
        above it. A node that was told for one text is told for its like, as far as a reader knows:
        for those of the same area, and of areas below it that nobody asked about. But any such
        area may be among the refused as well: the one that is refused so that they are many.
        """
        answers = {handle: node for some in self.areas.values() for handle, node in some.items()}
        like: dict[Held, list[str]] = defaultdict(list)
        for one in held.values():
            like[replace(one, area="")].append(one.area)
        told: dict[Held, dict[str, str]] = defaultdict(dict)
        for handle, node in answers.items():
            known = told[replace(held[handle], area="")]
            known[held[handle].area] = node or known.get(held[handle].area, "")
        for handle, node in answers.items():
            alike = replace(held[handle], area="")
            known, named = told[alike], set(told[alike].values()) - {""}
            sizes = Counter(
                known[area]
                if area in known
                else next((one for one in lines.get(area, ()) if one in named), "")
                for area in like[alike]
            )
            sizes[""] = sum(not known.get(area) for area in like[alike])
            if named and sizes[node] < minimum:
                yield held[handle], node, sizes[node]
