// node make_snapshot.mjs SHELL PYODIDE FOLDER OUT
// FOLDER has each archive twice: as bytecode, to import from, and with ".sent" as it is on the site.
// Starts the Pyodide that ships, lets make_snapshot.py import the app in it, and writes down its
// memory, cut into parts: assets/shell/restore.js says in which form, and snapshot.py puts each on the
// site under the hash of its content. Nothing of this machine or this moment gets in: no chance, no
// clock, no name of a folder. So equal inputs give equal bytes, and most parts of two releases are
// the same: libraries come before the app, the app's inner packages before its views, and words that
// say where something of a later one lies are kept apart.
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { PAGE, blankHashes, growEvenly, newGround, packLoose, runsOf, sortRing, takeAll, takeLoose, unlinkRing } from "./snapshot_memory.mjs";

const [shell, pyodide, folder, target] = process.argv.slice(2).map((p) => path.resolve(p));
const archive = (name) => path.join(folder, `${name}.zip`);
const contentOf = (name) => fs.readFileSync(archive(name));
const LAID_OUT = ["app", "content", "locales", "names"];
const HOME = "/layby";
const [LIBRARY, LIBRARIES] = ["/lib/python314.zip", "/layby-libraries.zip"]; // where Python sees them
const STEADY = ["libraries", "usecases"]; // up to these stages much stays the same
const [LARGE, SMALL] = [1 << 18, 1 << 17]; // how much of the memory a part is cut from, there and behind
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

// What Python may still open later: [path, archive's address, where in it, how long].
function promise() {
  const whole = (name, at) => [at, `/python/${name}.zip`, 0, contentOf(`${name}.sent`).length];
  const parts = LAID_OUT.flatMap((archive) =>
    [...filesOf(contentOf(`${archive}.sent`))]
      .filter(({ path: name }) => !name.endsWith(".py"))
      .map(({ path: name, start, size }) => [`${HOME}/${name}`, `/python/${archive}.zip`, start, size]),
  );
  return [whole("standard-library", LIBRARY), whole("libraries", LIBRARIES), ...parts];
}

const { default: createModule } = await import(pathToFileURL(path.join(pyodide, "pyodide.asm.mjs")).href);
const { loadPyodide } = await import(pathToFileURL(path.join(pyodide, "pyodide.mjs")).href);
const fletJs = {};

// An interpreter with the app laid out, nothing of it imported; `bare` is its memory before anything ran.
async function begin() {
  let bare = null;
  let module = null;
  const python = await loadPyodide({
    indexURL: pyodide,
    stdLibURL: archive("standard-library"),
    lockFileContents: JSON.parse(fs.readFileSync(path.join(pyodide, "pyodide-lock.json"), "utf8")),
    env: { HOME, LANG: "en_GB.UTF-8", PYTHONHASHSEED: "0" },
    _sysExecutable: `${HOME}/python`,
    _makeSnapshot: true,
    createPyodideModule: async (settings) => {
      noteEngine(settings, (memory) => (bare = Buffer.from(memory.slice())), (imports) => growEvenly(imports, () => module));
      module = await createModule(settings);
      return module;
    },
  });
  for (const name of LAID_OUT) layOut(python.FS, HOME, contentOf(name));
  python.FS.writeFile(LIBRARIES, contentOf("libraries"));
  python.registerJsModule("flet_js", fletJs);
  python.runPython(fs.readFileSync(path.join(import.meta.dirname, "make_snapshot.py"), "utf8"));
  return { python, bare };
}
const list = async (python, code) => JSON.parse(await python.runPythonAsync(`import json; json.dumps(${code})`));

// Python's memory, and what Pyodide must know of its own to go on from it.
function writeDown(python) {
  const whole = python.makeMemorySnapshot({ serializer: known });
  const [, start, described] = new Uint32Array(whole.buffer, 0, 4);
  const state = JSON.parse(Buffer.from(whole.subarray(48, 48 + described)).toString());
  return { memory: Buffer.from(whole.buffer, start), state };
}
const known = (object) => {
  if (object === fletJs) return { name: "flet_js" };
  throw new Error(`Python holds on to something of JavaScript's: ${object?.constructor?.name}`);
};

// Imports everything, a stage at a time. What follows the stage `shaken` lies elsewhere than it would.
async function makeMemory(borrowed, shaken) {
  const { python, bare } = await begin();
  const module = python._module;
  const taken = [];
  const grounds = {};
  const close = (stage) => {
    python.runPython("settle()");
    taken.push(...takeAll(module));
    grounds[stage] = newGround(module, stage === shaken || shaken in grounds);
  };
  close("engine");
  python.runPython(`import_libraries(${JSON.stringify(borrowed)})`);
  // What is imported later than this comes from what is on the site.
  python.FS.writeFile(LIBRARY, contentOf("standard-library.sent"));
  python.FS.writeFile(LIBRARIES, contentOf("libraries.sent"));
  python.runPython("look_again()");
  close("libraries");
  for (const stage of await list(python, "stages()")) {
    python.runPython(`import_stage(${JSON.stringify(stage)})`);
    close(stage);
  }
  python.runPython("read_content()");
  close("content");
  await python.runPythonAsync("await rehearse()\ntidy()");
  taken.push(...takeAll(module));
  for (const at of taken) module._free(at);
  const ring = sortRing(module, python.runPython("id(BaseControl)") - 8); // what links it lies before it
  const { memory, state } = shaken === null ? writeDown(python) : { memory: Buffer.from(module.HEAPU8) };
  const last = runsOf(bare).at(-1);
  const base = last[0] + last[1];
  unlinkRing(memory, ring);
  const strings = python.runPython("id(str)");
  blankHashes(memory, strings, (at, size) => module._Py_HashBuffer(at, size));
  xor(memory, bare.subarray(0, base * PAGE));
  return { memory, base, ring, strings, state, grounds };
}
const borrowed = await list((await begin()).python, "await borrowed()");
const { memory, base, ring, strings, state, grounds } = await makeMemory(borrowed, null);
// Of what seldom changes: what of it says where something lies that changes more often.
const loose = [];
let steady = 0;
for (const stage of STEADY.filter((one) => one in grounds)) {
  const shaken = await makeMemory(borrowed, stage);
  loose.push(...takeLoose(memory, shaken.memory, steady, grounds[stage]));
  steady = grounds[stage];
}
const bodies = [packLoose(loose)];
const parts = [];
for (let from = 0; from < memory.length; ) {
  const to = Math.min(from + (from < steady ? LARGE : SMALL), memory.length);
  const runs = runsOf(memory, from, to);
  if (runs.length > 0) {
    parts.push(runs);
    bodies.push(...runs.map(([first, count]) => memory.subarray(first * PAGE, (first + count) * PAGE)));
  }
  from = to;
}
const index = { size: memory.length, base, ring, strings, state, promised: promise(), loose: bodies[0].length, parts };
const header = Buffer.from(JSON.stringify(index));
const length = Buffer.alloc(4);
length.writeUInt32LE(header.length);
fs.writeFileSync(target, Buffer.concat([length, header, ...bodies]));
