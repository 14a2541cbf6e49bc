// Brings Python back as the build left it: interpreter, libraries and app imported, nothing run
// yet. The build puts this in front of python-worker.js.
//
// A snapshot is a header (its length, then JSON) and the pages of Python's memory that are not
// all zeros. What the engine itself puts in place, in the first pages, is not sent twice: there the
// snapshot holds only the difference (exclusive or). Names with an underscore are Pyodide's own; its
// version is pinned, and whatever fails here, the page starts Python the ordinary way instead.
const PAGE = 4096;

// Hands over the engine's memory as it is before anything has run in it.
function noteEngine(settings, look) {
  const { instantiateWasm } = settings;
  settings.instantiateWasm = (imports, done) =>
    instantiateWasm(imports, (instance, module) => {
      look(new Uint8Array(instance.exports.memory.buffer));
      return done(instance, module);
    });
}

function xor(target, other) {
  const words = new Uint32Array(target.buffer, target.byteOffset, other.length / 4);
  const with_ = new Uint32Array(other.buffer, other.byteOffset, other.length / 4);
  for (let at = 0; at < words.length; at += 1) words[at] ^= with_[at];
}
// -- up to here, the build uses it as well

const passing = (why) => Object.assign(new Error(why), { passing: true }); // may be better next time

// Says how many bytes have come over the network, and of how many, packed as they are sent.
async function receive(response, size, tell) {
  const wire = Number(response.headers.get("Content-Length")) || size;
  const bytes = new Uint8Array(size);
  const reader = response.body.getReader();
  let got = 0;
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    if (got + value.length > size) throw passing("damaged");
    bytes.set(value, got);
    got += value.length;
    tell(Math.round((got / size) * wire), wire);
  }
  return got === size ? bytes.buffer : bytes.buffer.slice(0, got);
}

async function readSnapshot({ url, sha256, size }, tell) {
  // Named by its content, so whichever version's cache has it has the right one.
  const kept = await caches.match(url).catch(() => null);
  const response = kept ?? (await fetch(url).catch(() => null));
  if (!response?.ok) throw passing("missing");
  const bytes = await (kept || !response.body ? response.arrayBuffer() : receive(response, Number(size), tell));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  if (Array.from(digest, (b) => b.toString(16).padStart(2, "0")).join("") !== sha256) {
    // Thrown away, so that the service worker fetches it anew when it is next asked.
    for (const name of await caches.keys()) await (await caches.open(name)).delete(url);
    throw passing("damaged");
  }
  const length = new DataView(bytes).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 4, length - 4)));
  return { header, pages: new Uint8Array(bytes, length) };
}

// Files that lie there from the start and are read when somebody opens them. Python waits for
// what it reads, so the request does as well; mostly nothing is read at all.
function promiseFiles(fs, promised) {
  const archives = {};
  function read(url) {
    if (!archives[url]) {
      const request = new XMLHttpRequest();
      request.open("GET", url, false);
      request.responseType = "arraybuffer";
      try {
        request.send();
      } catch {
        throw new fs.ErrnoError(29); // EIO
      }
      if (request.status !== 200) throw new fs.ErrnoError(29);
      archives[url] = new Uint8Array(request.response);
    }
    return archives[url];
  }
  for (const [path, url, start, size] of promised) {
    fs.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    fs.writeFile(path, "");
    const { node } = fs.lookupPath(path);
    node.usedBytes = size;
    Object.defineProperty(node, "contents", { get: () => read(url).subarray(start, start + size) });
  }
}

// Where Python keeps how it calls functions whose number of arguments it does not know. Each engine
// has its own way, found out as it started: Node's, from the build, would end in a trap elsewhere.
function trampolineOf(module) {
  const offset = module.HEAP32[module.__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET >>> 2];
  return (module.__PyRuntime + offset) >>> 2;
}

async function restorePython({ snapshot, options, known, tell = () => {} }) {
  const engine = WebAssembly.compileStreaming(fetch("/pyodide/pyodide.asm.wasm"));
  engine.catch(() => {}); // told below
  const glue = import("/pyodide/pyodide.asm.mjs");
  const { loadPyodide } = await import("/pyodide/pyodide.mjs");
  let { header, pages } = await readSnapshot(snapshot, tell);
  performance.mark("layby-read");
  const module = await engine;
  performance.mark("layby-engine");
  const { default: createModule } = await glue;

  // Pyodide would fetch its engine and its library by itself; both are here.
  const { fetch: realFetch } = self;
  const { instantiateStreaming } = WebAssembly;
  self.fetch = async () => new Response(new Uint8Array(0));
  WebAssembly.instantiateStreaming = async (_, imports) => ({
    module,
    instance: await WebAssembly.instantiate(module, imports),
  });
  const createPyodideModule = async (settings) => {
    settings.noInitialRun = true;
    let bare = null;
    noteEngine(settings, (memory) => (bare = memory.slice(0, header.base * PAGE)));
    const made = await createModule(settings);
    const lacking = header.size - made.HEAPU8.length;
    if (lacking > 0 && !made.growMemory(header.size)) throw new RangeError("memory");
    made.API.restoreSnapshot = () => {
      const callsWith = trampolineOf(made);
      const calling = made.HEAP32[callsWith];
      let from = 0;
      made.HEAPU8.fill(0, 0, bare.length);
      for (const [page, count] of header.runs) {
        made.HEAPU8.set(pages.subarray(from, from + count * PAGE), page * PAGE);
        from += count * PAGE;
      }
      xor(made.HEAPU8, bare);
      made.HEAP32[callsWith] = calling;
      if (from !== pages.length) throw new Error("pages");
      // Neither is to be kept beside the memory that it is in now, until somebody tidies up.
      for (const done of [pages, bare]) done.buffer.transfer?.(0);
      pages = bare = null;
      return header.state;
    };
    return made;
  };
  try {
    const python = await loadPyodide({
      ...options,
      createPyodideModule,
      _loadSnapshot: new Uint8Array(0),
      _snapshotDeserializer: ({ name }) => known[name],
    });
    performance.mark("layby-restored");
    promiseFiles(python.FS, header.promised);
    return python;
  } finally {
    self.fetch = realFetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  }
}
