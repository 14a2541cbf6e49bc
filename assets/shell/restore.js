// Brings Python back as the build left it: interpreter, libraries and app imported, nothing run
// yet. The build puts this in front of python-worker.js.
//
// A snapshot is the pages of Python's memory that are not all zeros, cut into parts by their place, so
// that a new version need fetch only those that are not the same. What the engine itself puts in place,
// in the first pages, is not sent twice: there a part holds only the difference (exclusive or). Two
// things are kept out of the parts: loose words, which say where something lies that changes more often
// than what is around them, and how Python's ring of things is linked. Names with an underscore are
// Pyodide's own; its version is pinned, and whatever fails here, the page starts Python the ordinary way.
const PAGE = 4096;

// Hands over the engine's memory as it is before anything has run in it.
function noteEngine(settings, look, alter = () => {}) {
  const { instantiateWasm } = settings;
  settings.instantiateWasm = (imports, done) => {
    alter(imports);
    return instantiateWasm(imports, (instance, module) => {
      look(new Uint8Array(instance.exports.memory.buffer));
      return done(instance, module);
    });
  };
}

function xor(target, other) {
  const words = new Uint32Array(target.buffer, target.byteOffset, other.length / 4);
  const with_ = new Uint32Array(other.buffer, other.byteOffset, other.length / 4);
  for (let at = 0; at < words.length; at += 1) words[at] ^= with_[at];
}
// -- up to here, the build uses it as well

const passing = (why) => Object.assign(new Error(why), { passing: true }); // may be better next time

// Reads a body into its place, piece by piece, and lets go of each piece by name: read at once, the
// browser would keep all of it a second time until somebody tidies up.
async function drain(response, place, came = () => {}) {
  const reader = response.body.getReader();
  let got = 0;
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    if (got + value.length > place.length) throw passing("damaged");
    place.set(value, got);
    got += value.length;
    came(value.length);
    value.buffer.transfer?.(0);
  }
  return got === place.length;
}

// Says how many bytes have come over the network, and of how many, packed as they are sent: of all
// that are not kept already.
function meter({ loose, parts, wire, together }, kept, tell) {
  const sizes = [loose, ...parts].map(({ size }) => size);
  const sum = (some) => some.reduce((total, size) => total + size, 0);
  const share = sum(sizes.filter((_, i) => !kept[i])) / sum(sizes);
  const packed = kept.some(Boolean) ? wire : together.wire;
  let [came, all] = [0, 0];
  return {
    async receive(response, place, again = true) {
      const size = place.length;
      const sent = Number(response.headers.get("Content-Length")) || size;
      all ||= Math.round(share * (packed[response.headers.get("Content-Encoding")] ?? sum(sizes)));
      let got = 0;
      try {
        return await drain(response, place, (more) => {
          got += more;
          came += (more / size) * sent;
          tell(Math.min(Math.round(came), all - 1), all);
        });
      } finally {
        if (again && got < size) came -= (got / size) * sent; // it will come again
      }
    },
    end: () => all && tell(all, all),
  };
}

const PAUSES_MS = [300, 1000, 3000]; // between tries on a bad line
const pausing = (pause) => new Promise((later) => setTimeout(later, pause));

// A line that breaks is tried again: one break would else cost all that has come.
async function patiently(ask) {
  for (const pause of [...PAUSES_MS, null]) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // what a broken line is not
      if (pause === null || !navigator.onLine) throw passing("line");
      await pausing(pause);
    }
  }
}

// The browser holds on to whatever it has taken a digest of, until somebody tidies up. So that is one
// small piece, again and again: a digest is of what was there when it was asked for.
let lent = new Uint8Array(0);
async function isWhole(bytes, { sha256 }) {
  if (lent.length < bytes.length) lent = new Uint8Array(bytes.length);
  lent.set(bytes);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", lent.subarray(0, bytes.length)));
  return Array.from(digest, (b) => b.toString(16).padStart(2, "0")).join("") === sha256;
}

async function fetchPart(part, place, cache, progress) {
  const response = await fetch(addressOf(part.sha256), { cache });
  if (!response.ok) throw passing("missing");
  return progress.receive(response, place);
}

// Reads a part that is kept; tells if it was. What is damaged is thrown away, so that it is fetched anew.
async function readKept(part, place) {
  const url = addressOf(part.sha256);
  const kept = await caches.match(url).catch(() => null);
  if (!kept) return false;
  if ((await drain(kept, place).catch(() => false)) && (await isWhole(place, part))) return true;
  for (const name of await caches.keys()) await (await caches.open(name)).delete(url);
  return false;
}

async function fetchWhole(part, place, progress) {
  for (const cache of ["default", "reload"]) {
    if ((await patiently(() => fetchPart(part, place, cache, progress))) && (await isWhole(place, part))) return;
  }
  throw passing("damaged");
}

// On a first visit they come in one: so they are a sixth smaller, and a slow line is asked once, not for
// each. What of it does not come, or not whole, is asked for part by part.
async function fetchTogether({ together }, whole, progress) {
  try {
    const response = await fetch(`/${together.path}`);
    if (response.ok) await progress.receive(response, whole, false);
  } catch {
    // as above
  }
}

const addressOf = (sha256) => `/python/snapshot-${sha256.slice(0, 16)}.bin`;
const SIDE_BY_SIDE = 4; // what else is loading needs a line as well

// Named by its content, so whichever version's cache has a part has the right one.
async function readSnapshot(snapshot, tell) {
  const wanted = [snapshot.loose, ...snapshot.parts];
  let end = 0;
  const starts = wanted.map(({ size }) => (end += size) - size);
  // One piece of memory, which the browser gives back whole; of many smaller ones it keeps most.
  const whole = new ArrayBuffer(end);
  const places = wanted.map(({ size }, i) => new Uint8Array(whole, starts[i], size));
  const kept = await Promise.all(wanted.map((part, i) => readKept(part, places[i])));
  const progress = meter(snapshot, kept, tell);
  if (!kept.some(Boolean)) {
    await fetchTogether(snapshot, new Uint8Array(whole), progress);
    await Promise.all(wanted.map(async (part, i) => (kept[i] = await isWhole(places[i], part))));
  }
  const left = [...wanted.keys()].filter((i) => !kept[i]);
  const work = async () => {
    for (let i = left.shift(); i !== undefined; i = left.shift()) await fetchWhole(wanted[i], places[i], progress);
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work)).catch((error) => {
    left.length = 0;
    throw error;
  });
  progress.end();
  return places;
}

// Puts the words of a snapshot in place that say where something lies that changes often.
function setLoose(words, packed) {
  const numbers = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const count = numbers.getUint32(0, true);
  let from = 4 + 4 * count;
  let at = 0;
  for (let n = 0; n < count; n += 1) {
    for (let shift = 0; ; shift += 7) {
      const byte = packed[from++];
      at += (byte & 127) << shift;
      if (byte < 128) break;
    }
    words[at] = numbers.getUint32(4 + 4 * n, true);
  }
}

// Links the ring of what Python looks through no more: each thing said only how far the next one is.
function linkRing(words, head) {
  let before = head;
  for (let at = words[head >>> 2] & ~3; at !== head; at = words[at >>> 2] & ~3) {
    words[at >>> 2] += at;
    words[(at >>> 2) + 1] |= before;
    before = at;
  }
}

// Has Python work out the hash of every string again.
const UNHASHED = 0x48415348;
function hashStrings(module, type) {
  const words = module.HEAPU32;
  for (let at = 1; at + 2 < words.length; at += 1) {
    if (words[at] !== type || words[at + 2] !== UNHASHED) continue;
    words[at + 2] = -1; // as Python has it before
    module._PyObject_Hash(4 * (at - 1));
  }
}

const SOON_MS = 10000;

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
      setTimeout(() => delete archives[url], SOON_MS); // Python has its own copy of what it read
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
  const engine = patiently(() => WebAssembly.compileStreaming(fetch("/pyodide/pyodide.asm.wasm")));
  const glue = patiently(() => import("/pyodide/pyodide.asm.mjs"));
  for (const promise of [engine, glue]) promise.catch(() => {}); // told below
  const { loadPyodide } = await patiently(() => import("/pyodide/pyodide.mjs"));
  let [loose, ...parts] = await readSnapshot(snapshot, tell);
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
    noteEngine(settings, (memory) => (bare = memory.slice(0, snapshot.base * PAGE)));
    const made = await createModule(settings);
    const lacking = snapshot.size - made.HEAPU8.length;
    if (lacking > 0 && !made.growMemory(snapshot.size)) throw new RangeError("memory");
    made.API.restoreSnapshot = () => {
      const callsWith = trampolineOf(made);
      const calling = made.HEAP32[callsWith];
      made.HEAPU8.fill(0, 0, bare.length);
      parts.forEach((pages, i) => {
        let from = 0;
        for (const [page, count] of snapshot.parts[i].runs) {
          made.HEAPU8.set(pages.subarray(from, from + count * PAGE), page * PAGE);
          from += count * PAGE;
        }
        if (from !== pages.length) throw new Error("pages");
      });
      xor(made.HEAPU8, bare);
      setLoose(made.HEAPU32, loose);
      linkRing(made.HEAPU32, snapshot.ring);
      hashStrings(made, snapshot.strings);
      made.HEAP32[callsWith] = calling;
      // None is to be kept beside the memory that it is in now, until somebody tidies up.
      for (const done of [loose, bare]) done.buffer.transfer?.(0); // the parts lie with the loose words
      parts = loose = bare = null;
      return snapshot.state;
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
    promiseFiles(python.FS, snapshot.promised);
    return python;
  } finally {
    self.fetch = realFetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  }
}
