"""The page's script that keeps the way back short, run by Node."""

import json
import re
import subprocess

import pytest

from app.views.components.panes import LISTS
from app.web.build import ROOT
from app.web.node import find_node
from app.web.shell import SCRIPTS

SCRIPT = ROOT / "assets" / "shell" / "entries.js"
#: A window with an address bar and a history, to which Flutter adds.
PAGE = """
const vm = require("node:vm");
const { script, routes } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const entries = [{ url: "https://layby.test/", state: null }];
const at = () => new URL(entries.at(-1).url);
const given = (state, to) => ({ url: new URL(to, at()).href, state });
const page = {
  URL,
  location: new Proxy({}, { get: (_, name) => at()[name] }),
  history: {
    pushState(state, _, to) { entries.push(given(state, to)); },
    replaceState(state, _, to) { entries.splice(-1, 1, given(state, to)); },
  },
};
vm.createContext(page);
vm.runInContext(script, page);
routes.forEach((route, serialCount) => page.history.pushState({ serialCount }, "flutter", route));
console.log(JSON.stringify(entries.map(({ url, state }) => [new URL(url).pathname, state])));
"""


def history(*routes: str) -> list[str]:
    """Open one route after the other; give the addresses that the way back leads through."""
    given = json.dumps({"script": SCRIPT.read_text("utf-8"), "routes": routes})
    done = subprocess.run(
        [str(find_node()), "-e", PAGE], input=given, capture_output=True, text=True, check=True
    )
    entries = json.loads(done.stdout)
    assert entries[-1][1] == {"serialCount": len(routes) - 1}  # as Flutter gave it
    return [path for path, _ in entries]


@pytest.mark.parametrize("of", LISTS)
def test_another_entry_of_a_list_takes_the_place_of_the_last_one(of: str) -> None:
    entries = [f"{of}/{name}" for name in ("one", "two", "three")]
    assert history("/before", *entries, "/after") == ["/", "/before", entries[-1], "/after"]


@pytest.mark.parametrize(
    "routes",
    [
        ("/plans", "/plans/one", "/plans", "/plans/two"),
        ("/plans/one", "/plans/one/edit", "/plans/one/copy"),
        ("/support/need/money", "/support/service/samaritans"),
        ("/talk/talk", "/talk/plan"),
    ],
)
def test_every_other_address_is_added(routes: tuple[str, ...]) -> None:
    assert history(*routes) == ["/", *routes]


def test_it_knows_every_list_and_runs_before_flutter() -> None:
    told = re.search(r"LISTS = (\[.*\])", SCRIPT.read_text("utf-8"))
    assert told is not None
    assert tuple(json.loads(told[1])) == LISTS
    assert SCRIPTS.index("entries.js") < SCRIPTS.index("flutter_bootstrap.js")
