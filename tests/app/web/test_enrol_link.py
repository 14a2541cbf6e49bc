"""The page's script that lifts an enrolment code out of the address, run by Node."""

import json
import subprocess
from typing import Any

import pytest

from app.web.build import ROOT
from app.web.node import find_node
from app.web.shell import SCRIPTS

SCRIPT = ROOT / "assets" / "shell" / "enrol_link.js"
FRAGMENT = "enrol=K7QF-2M9X-TR4B&trust=00112233445566778899aabbccddeeff"
#: A window with an address bar, a history of one entry, and somebody else who listens.
PAGE = """
const vm = require("node:vm");
const { script, url, later } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const told = [], seen = [], listeners = [];
let at = new URL(url);
const page = {
  location: new Proxy({}, { get: (_, name) => at[name] }),
  history: { state: { serialCount: 3 }, replaceState: (state, _, to) => {
    page.history.state = state;
    at = new URL(to, at);
  } },
  addEventListener: (kind, hear) => listeners.push([kind, hear]),
};
const fire = (kind) => listeners.forEach(([of, hear]) => of === kind && hear({}));
vm.createContext(page);
vm.runInContext(script, page);
page.layby.bridge = { tell: (event, rest) => told.push([event, rest ?? null]) };
listeners.push(["popstate", () => seen.push(at.href)]); // as Flutter does
const first = [page.layby.enrolLink.take(), page.layby.enrolLink.take(), at.href];
if (later) {
  at = new URL(later, at);
  page.history.state = null;
  fire("popstate");
  fire("hashchange");
}
const second = page.layby.enrolLink.take();
console.log(JSON.stringify({ first, second, told, seen, at: at.href, state: page.history.state }));
"""


def opened(url: str, later: str = "") -> dict[str, Any]:
    """Open ``url``, then perhaps another address of the same page."""
    given = json.dumps({"script": SCRIPT.read_text("utf-8"), "url": url, "later": later})
    done = subprocess.run(
        [str(find_node()), "-e", PAGE], input=given, capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def test_the_code_is_out_of_the_address_at_once_and_given_once() -> None:
    found = opened(f"https://layby.test/?a=1#{FRAGMENT}")
    assert found["first"] == [FRAGMENT, "", "https://layby.test/?a=1"]
    assert found["state"] == {"serialCount": 3}
    assert found["told"] == []


def test_a_link_opened_in_the_open_app_is_told_before_anybody_else_can_read_it() -> None:
    found = opened("https://layby.test/", f"#{FRAGMENT}")
    assert found["first"][0] == ""
    assert found["second"] == FRAGMENT
    assert found["told"] == [["enrol-link", None]]
    assert found["seen"] == ["https://layby.test/"]


@pytest.mark.parametrize("fragment", ["", "#", "#section", "#unenrol=1", "#xenrol"])
def test_other_addresses_stay_as_they_are(fragment: str) -> None:
    found = opened(f"https://layby.test/support{fragment}")
    assert found["first"] == ["", "", f"https://layby.test/support{fragment}"]


def test_endless_fragments_are_cut() -> None:
    assert len(opened(f"https://layby.test/#enrol={'x' * 9000}")["first"][0]) == 2000


def test_it_runs_before_every_other_script() -> None:
    assert SCRIPTS[0] == "enrol_link.js"
