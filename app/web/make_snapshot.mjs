// node make_snapshot.mjs SHELL PYODIDE STANDARD_LIBRARY.zip LIBRARIES.zip APP.zip OUT
// Starts the Pyodide that ships, lets make_snapshot.py import the app in it, and writes down its
// memory: assets/shell/restore.js says in which form. Nothing of this machine or this moment
// gets in: no chance, no clock, no name of a folder. So equal inputs give equal bytes.
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [shell, pyodide, library, libraries, app, target] = process.argv.slice(2).map((p) => path.resolve(p));
const HOME = "/layby";
const PAGE = 4096;
const [SMALLEST, LARGEST] = [8, 512]; // what Python's own allocator deals out
const code = fs.readFileSync(path.join(shell, "archive.js"), "utf8");
const { filesOf, layOut } = new Function(`${code}; return { filesOf, layOut };`)();
const above = fs.readFileSync(path.join(shell, "restore.js"), "utf8").split("// --")[0];
const { noteEngine, xor } = new Function(`${above}; return { noteEngine, xor };`)();

// What went wrong, without the line of Pyodide's own code where it came out.
process.on("uncaughtException", (error) => {
  console.error(error.message);
  process.exit(1);
});

const still = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength).fill(0) && view;
crypto.randomFillSync = still;
globalThis.crypto.getRandomValues = still;
Math.random = () => 0.5;
Date.now = () => 315532800000; // 1980, as in our archives
performance.now = () => 0;

// Overwrites what is free in the memory, where deleted things are still to be read. Python deals
// out small blocks of its own from larger ones: those are what it gives once there is no more.
function scrub(module) {
  const { grow } = WebAssembly.Memory.prototype;
  WebAssembly.Memory.prototype.grow = () => {
    throw new RangeError("no more while scrubbing");
  };
  const take = (allocate, size) => {
    const taken = [];
    for (let at = allocate(size); at; at = allocate(size)) {
      module.HEAPU8.fill(0, at, at + size);
      taken.push(at);
    }
    return taken;
  };
  const large = [];
  for (let size = 1 << 24; size >= 16; size >>= 1) large.push(...take(module._malloc, size));
  const small = [];
  for (let size = SMALLEST; size <= LARGEST; size += SMALLEST) {
    small.push(...take(module._PyObject_Malloc, size));
  }
  for (const at of small) module._PyObject_Free(at);
  for (const at of large) module._free(at);
  WebAssembly.Memory.prototype.grow = grow;
}

// Runs of pages that are not all zeros: [first page, how many].
function runsOf(memory) {
  const runs = [];
  const nothing = Buffer.alloc(PAGE);
  for (let page = 0; page * PAGE < memory.length; page += 1) {
    if (memory.compare(nothing, 0, PAGE, page * PAGE, page * PAGE + PAGE) === 0) continue;
    const last = runs.at(-1);
    if (last && last[0] + last[1] === page) last[1] += 1;
    else runs.push([page, 1]);
  }
  return runs;
}

// What Python may still open later: [path, archive's address, where in it, how long].
function promise() {
  const whole = (file, address, at) => [at, address, 0, fs.statSync(file).size];
  const parts = [...filesOf(fs.readFileSync(app))]
    .filter(({ path: name }) => !name.endsWith(".pyc"))
    .map(({ path: name, start, size }) => [`${HOME}/${name}`, "/python/app.zip", start, size]);
  return [
    whole(library, "/python/standard-library.zip", "/lib/python314.zip"),
    whole(libraries, "/python/libraries.zip", "/layby-libraries.zip"),
    ...parts,
  ];
}

let bare = null; // the memory before anything ran
const { default: createModule } = await import(pathToFileURL(path.join(pyodide, "pyodide.asm.mjs")).href);
const { loadPyodide } = await import(pathToFileURL(path.join(pyodide, "pyodide.mjs")).href);
const python = await loadPyodide({
  indexURL: pyodide,
  stdLibURL: library,
  lockFileContents: JSON.parse(fs.readFileSync(path.join(pyodide, "pyodide-lock.json"), "utf8")),
  env: { HOME, LANG: "en_GB.UTF-8", PYTHONHASHSEED: "0" },
  _sysExecutable: `${HOME}/python`,
  _makeSnapshot: true,
  createPyodideModule: (settings) => {
    noteEngine(settings, (memory) => (bare = Buffer.from(memory.slice())));
    return createModule(settings);
  },
});
layOut(python.FS, HOME, fs.readFileSync(app));
python.FS.writeFile("/layby-libraries.zip", fs.readFileSync(libraries));
const fletJs = {};
python.registerJsModule("flet_js", fletJs);
python.runPython(fs.readFileSync(path.join(import.meta.dirname, "make_snapshot.py"), "utf8"));
await python.runPythonAsync("await rehearse()\ntidy()");
scrub(python._module);

const known = (object) => {
  if (object === fletJs) return { name: "flet_js" };
  throw new Error(`Python holds on to something of JavaScript's: ${object?.constructor?.name}`);
};
const whole = python.makeMemorySnapshot({ serializer: known });
const [, start, described] = new Uint32Array(whole.buffer, 0, 4);
const state = JSON.parse(Buffer.from(whole.subarray(48, 48 + described)).toString());
const memory = Buffer.from(whole.buffer, start);
const last = runsOf(bare).at(-1);
const base = last[0] + last[1];
xor(memory, bare.subarray(0, base * PAGE));
const runs = runsOf(memory);
const text = JSON.stringify({ size: memory.length, base, runs, state, promised: promise() });
const header = Buffer.alloc(Math.ceil((4 + Buffer.byteLength(text)) / PAGE) * PAGE, " ");
header.writeUInt32LE(header.length, 0);
header.write(text, 4);
const pages = runs.map(([first, count]) => memory.subarray(first * PAGE, (first + count) * PAGE));
fs.writeFileSync(target, Buffer.concat([header, ...pages]));
