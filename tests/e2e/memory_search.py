"""What of some words can still be found in a page and in its Python, from title to last byte.

Looks at the document with every shadow tree and field, the address, title, history and stores,
and at every byte of every WebAssembly memory: there lies all of Python, and what Flutter draws
with. For that the page and a build made by ``watched`` note the memories as they come about.
``heap`` gives the page's JavaScript heap, where Dart keeps its own strings; that takes most of
a minute, so only the soak looks there.
Memory that was given back to the system is not looked at: no script can reach it.
"""

import gzip
import hashlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Worker

_WORKER = "python-worker.js"
_ENCODINGS = ("utf-8", "utf-16-le", "utf-32-le")  # CPython's own are among them

_NOTE_MEMORIES = """
(() => {
  const noted = (globalThis.memoriesForTests = []);
  const Memory = WebAssembly.Memory;
  WebAssembly.Memory = new Proxy(Memory, {
    construct(target, args) {
      const made = Reflect.construct(target, args);
      noted.push(made);
      return made;
    },
  });
  const note = (result) => {
    for (const one of Object.values((result.instance ?? result).exports ?? {}))
      if (one instanceof Memory) noted.push(one);
    return result;
  };
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...args) => note(await real.apply(WebAssembly, args));
  }
})();
"""

# Gives how many bytes there are, and the numbers of the patterns that occur in them.
_SEARCH_MEMORIES = """(patterns) => {
  const memories = new Set(globalThis.memoriesForTests);
  const hit = new Set();
  let size = 0;
  for (const { buffer } of memories) {
    const bytes = new Uint8Array(buffer);
    size += bytes.length;
    patterns.forEach((pattern, number) => {
      for (let at = bytes.indexOf(pattern[0]); at >= 0 && !hit.has(number);
           at = bytes.indexOf(pattern[0], at + 1))
        if (pattern.every((b, i) => bytes[at + i] === b)) hit.add(number);
    });
  }
  return { size, hit: [...hit] };
}"""

_READ_DOCUMENT = """async () => {
  const found = [document.title, location.href, window.name, document.cookie];
  const look = (root) => {
    for (const node of root.querySelectorAll("*")) {
      for (const { name, value } of node.attributes) found.push(`${name}=${value}`);
      if ("value" in node) found.push(String(node.value));
      if (node.shadowRoot) look(node.shadowRoot);
      for (const child of node.childNodes) if (child.nodeType !== 1) found.push(child.data);
    }
  };
  look(document);
  found.push(JSON.stringify(history.state) ?? "");
  for (const store of [localStorage, sessionStorage])
    for (const key of Object.keys(store)) found.push(key, store.getItem(key));
  for (const name of await caches.keys())
    for (const { url } of await (await caches.open(name)).keys()) found.push(name, url);
  return found.join("\\n");
}"""


def watched(pwa: Path, folder: Path) -> Path:
    """Copy a build so that Python's worker notes its memories; its own hash is put right."""
    shutil.copytree(pwa, folder)
    before = (pwa / _WORKER).read_bytes()
    after = _NOTE_MEMORIES.encode() + before
    _write(folder / _WORKER, after)
    service_worker = (pwa / "sw.js").read_text()
    old, new = (hashlib.sha256(content).hexdigest() for content in (before, after))
    assert old in service_worker
    _write(folder / "sw.js", service_worker.replace(old, new).encode())
    return folder


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(content))


def watch(context: BrowserContext) -> None:
    """Let every page from now on note its memories."""
    context.add_init_script(_NOTE_MEMORIES)


def find(page: Page, words: Sequence[str]) -> set[str]:
    """Name each place where one of ``words`` is, as "word in place"; empty when all is gone."""
    session = page.context.new_cdp_session(page)
    history = json.dumps(session.send("Page.getNavigationHistory"))
    session.detach()
    places = {"the document": page.evaluate(_READ_DOCUMENT), "the history": history}
    found = {
        f"{word} in {place}" for place, text in places.items() for word in words if word in text
    }
    coded = sorted({(word.encode(kind), word) for word in words for kind in _ENCODINGS})
    patterns = [list(code) for code, _ in coded]
    memories: dict[str, Page | Worker] = {"Flutter's memory": page, "Python's memory": python(page)}
    for place, where in memories.items():
        answer = where.evaluate(_SEARCH_MEMORIES, patterns)
        assert answer["size"] > 1_000_000, f"{place} was not noted"
        found |= {f"{coded[number][1]} in {place}" for number in answer["hit"]}
    return found


def heap(page: Page) -> str:
    """Give a snapshot of everything that the page's scripts can still reach, with its strings."""
    session = page.context.new_cdp_session(page)
    chunks: list[str] = []
    session.on("HeapProfiler.addHeapSnapshotChunk", lambda event: chunks.append(event["chunk"]))
    session.send("HeapProfiler.takeHeapSnapshot", {"reportProgress": False})
    session.detach()
    return "".join(chunks)


def python(page: Page) -> Worker:
    """Give the one worker that runs Python."""
    [worker] = [worker for worker in page.workers if worker.url.endswith(_WORKER)]
    return worker
