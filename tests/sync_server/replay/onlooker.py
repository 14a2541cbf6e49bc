"""A lead who asks every route for everything, in every form, and keeps each answer.

Each look also holds the ways against one another: a cell that one of them withholds has a figure
in none, and no file says a number that no view says.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from openpyxl import load_workbook
from pypdf import PdfReader

from sync_server.analysis.blocks import Key
from sync_server.analysis.nodes import ROOT, TREES
from tests.sync_server.replay.site import Site

#: "about 20 of 50", "fewer than 8 of about 40", "45 for every 100 people (1,025 for about 2,290)".
_PART = re.compile(r"(?:[Aa]bout|against) ([\d,]+) of (?:about )?([\d,]+)")
#: The smallest step there is.
LEAST = 11
_BY = (("staff_group", "group"), ("area", "area"))
_TAGS = re.compile(r"<[^>]+>")
Part = tuple[int, int]


@dataclass
class Onlooker:
    """Reads as ``who``; ``n`` and ``words`` are what was ever shown, by cell (and measure)."""

    site: Site
    who: str
    n: dict[Key, int] = field(default_factory=dict)
    #: By release of the coding, then by cell and measure.
    words: dict[int, dict[tuple[Key, str], str]] = field(default_factory=dict)
    parts: set[Part] = field(default_factory=set)
    withheld: set[Key] = field(default_factory=set)
    #: The steps of open quarters as they were seen last, by tree and quarter.
    steps: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)
    #: Cells that were shown under a smaller minimum: what was published stays known.
    _gone: set[Key] = field(default_factory=set)

    def looks(self) -> None:
        """Read everything that may be read now."""
        self.withheld = set()
        told = self.reads("insights/periods")["periods"]
        for period in (one["id"] for one in told):
            for tree in TREES:
                self._views(period, tree)
                self._stands_out(period, tree)
            self.parts |= _parts(json.dumps(self.reads("insights/emerging", period=period)))
        self._trends()
        self._quarters()
        self.parts |= _parts(json.dumps(self.reads("actions")))
        for said in self.reads("reports")["quarters"]:
            self._report(said["period"], 0)
            for issue in said["issues"]:
                self._report(said["period"], issue["number"])
        shown = self.withheld & {key for key in self.n if key not in self._gone}
        assert not shown, "what one way withholds no other shows"

    def forgets_nothing(self) -> None:
        """Note that the minimum was raised: what was shown until now may be withheld from now."""
        self._gone = set(self.n)

    def reads(self, address: str, **asked: str) -> Any:
        """Ask as this lead."""
        return self.site.reads(self.who, address, **asked)

    def _views(self, period: str, tree: str) -> None:
        heat = self.reads("insights/heat", period=period, tree=tree)
        release = heat["code_version"]
        for row in heat["rows"]:
            key = self._cell(period, tree, row["id"], row["shown"])
            for theme in row["themes"]:
                self._measure(release, key, f"theme {theme['code']}", theme["words"])
        for view, name in (("insights/answers", "answers"), ("reach", "answers")):
            for row in self.reads(view, period=period, tree=tree)["rows"]:
                key = self._cell(period, tree, row["id"], row["shown"])
                for one in row[name]:
                    measure = f"{one['question']} {one['answer']}"
                    self._measure(release, key, measure, one["words"])
                if row["shown"] is None:
                    assert not any(row.get(part) for part in ("per_hundred", name))

    def _cell(self, period: str, tree: str, node: str, shown: int | None) -> Key:
        key = (period, ROOT if node == ROOT else f"{tree}:{node}")
        if shown is None:
            self.withheld.add(key)
        else:
            assert self.n.setdefault(key, shown) == shown, "closed figures never move"
        return key

    def _measure(self, release: int, key: Key, measure: str, words: str) -> None:
        seen = self.words.setdefault(release, {})
        assert seen.setdefault((key, measure), words) == words, "one figure, one wording"
        self.parts |= _parts(words)

    def _stands_out(self, period: str, tree: str) -> None:
        nodes = [""]
        if len(period) == len("2026-Q4"):
            here = {key[1] for key in self.n if key[0] == period}
            nodes += sorted(key.partition(":")[2] for key in here if key.startswith(tree))
        for node in nodes:
            found = self.reads("insights/distinctive", period=period, tree=tree, node=node)
            self.parts |= _parts(json.dumps(found))

    def _trends(self) -> None:
        themes = {m.partition(" ")[2] for seen in self.words.values() for _, m in seen
                  if m.startswith("theme ")}  # fmt: skip
        for theme in sorted(themes)[:3]:
            for tree, node in (("group", ROOT), ("group", "04"), ("area", "north")):
                found = self.reads("insights/trend", theme=theme, tree=tree, node=node)
                for point in (*found["blocks"], *found["quarters"]) if found else ():
                    key = (point["period"], ROOT if node == ROOT else f"{tree}:{node}")
                    told = (key, f"theme {theme}") in self.words[max(self.words)]
                    assert (point["cell"] is None) == (key in self.withheld or not told)
                    if point["cell"]:
                        (words,) = {
                            seen[key, f"theme {theme}"]
                            for number, seen in self.words.items()
                            if number == max(self.words)
                        }
                        assert point["cell"]["words"] == words

    def _quarters(self) -> None:
        closed = {key[0] for key in self.n} | {key[0] for key in self.withheld}
        for quarter in self.reads("quarters")["quarters"]:
            for by, tree in _BY:
                for group in self.reads("themes", quarter=quarter, by=by)["groups"]:
                    if quarter in closed:
                        self._as_frozen((quarter, f"{tree}:{group['id']}"), group)

    def looks_at_what_is_open(self) -> None:
        """Read what a quarter shows while it still takes summaries; it moves in steps."""
        closed = {one["id"] for one in self.reads("insights/periods")["periods"]}
        for quarter in self.reads("quarters")["quarters"]:
            for by, tree in _BY if quarter not in closed else ():
                groups = self.reads("themes", quarter=quarter, by=by)["groups"]
                seen = self.steps.setdefault((tree, quarter), {})
                for group in groups:
                    assert group["themes"] == []
                    before, now = seen.get(group["id"], 0), group["summaries"] or 0
                    assert now <= before or now - before >= LEAST, "never one person's step"
                    seen[group["id"]] = max(before, now)

    def _as_frozen(self, key: Key, group: Any) -> None:
        if key not in self.withheld and key not in self.n:
            assert group["summaries"] is None
            return
        assert group["summaries"] == (None if key in self.withheld else self.n[key])
        now = self.words.get(max(self.words, default=0), {})
        for one in group["themes"]:
            assert now[key, f"theme {one['code']}"] == one["share_words"]

    def _report(self, period: str, number: int) -> None:
        bundle = self.reads(f"reports/{period}-{number}.zip")
        if bundle is None:
            return
        with zipfile.ZipFile(io.BytesIO(bundle)) as files:
            document = json.loads(files.read("minimum-dataset.json"))
            tables = [files.read(name).decode("utf-8-sig") for name in files.namelist()
                      if name.endswith(".csv")]  # fmt: skip
        self._dataset(period, document)
        written = "\n".join(tables)
        for text in (written, *self._forms(period, number)):
            # A page sets the next cell close by: "20 of 105" and "19%" read as "20 of 10519".
            strange = {
                (part, of)
                for part, of in _parts(text) - self.parts
                if not any((part, int(str(of)[:end])) in self.parts for end in range(1, 6))
            }
            assert not strange, f"a file says what no view says: {sorted(strange)[:5]}"
        self._long_tables(tables[-2:], document)

    def _dataset(self, period: str, document: Any) -> None:
        release = document["code_version"]
        for row in document["rows"]:
            key = (period, ROOT if row["node"] == ROOT else f"{row['tree']}:{row['node']}")
            if row["measure"] == "conversations":
                if row["count"] is not None:
                    assert self.n[key] == row["count"]
            elif row["count"] is not None:
                measure = f"{row['measure']} {row['answer']}"
                said = f"about {row['count']:,} of {self.n[key]:,}"
                assert self.words[release][key, measure] == said

    def _forms(self, period: str, number: int) -> Iterator[str]:
        html = self.reads(f"reports/{period}-{number}.html").decode()
        yield _TAGS.sub(" ", html)
        book = load_workbook(io.BytesIO(self.reads(f"reports/{period}-{number}.xlsx")))
        yield "\n".join(
            str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
        )
        if number:
            pdf = PdfReader(io.BytesIO(self.reads(f"reports/{period}-{number}.pdf")))
            yield " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)

    def _long_tables(self, tables: list[str], document: Any) -> None:
        """The long tables are the dataset and nothing else, row by row."""
        for tree, text in zip(TREES, tables, strict=True):
            rows = list(csv.reader(io.StringIO(text)))[1:]
            wanted = [row for row in document["rows"] if row["tree"] == tree]
            assert len(rows) == len(wanted)
            for line, row in zip(rows, wanted, strict=True):
                count = "" if row["count"] is None else str(row["count"])
                assert line[4].replace(",", "") == (count or row["hidden"])


def _parts(text: str) -> set[Part]:
    return {
        (int(one.replace(",", "")), int(of.replace(",", ""))) for one, of in _PART.findall(text)
    }
