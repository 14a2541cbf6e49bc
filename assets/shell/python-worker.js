// Python's worker: brings Python back from the build's snapshot, or loads the Pyodide that lies
// beside it, puts our archives in place and runs app.main. Nothing is installed and nothing is
// fetched from anywhere else.
const SNAPSHOT = __SNAPSHOT__;
const HOME = "/layby";
const LIBRARIES = "/layby-libraries.zip";
const UNHURRIED_MS = 5000; // a first screen stands by then
const TELL_MS = 200; // between two words about how much has come
const fletJs = {};
const options = {
  indexURL: "/pyodide/",
  packageBaseUrl: "/pyodide/",
  stdLibURL: "/python/standard-library.zip",
  lockFileContents: { info: __LOCK_INFO__, packages: {} },
  env: { HOME, PYTHONDONTWRITEBYTECODE: "1" },
  stdout: (line) => console.debug(line),
  stderr: (line) => console.warn(line),
};
const toPage = (message) => {
  const bytes = message.toJs();
  self.postMessage(bytes, [bytes.buffer]);
};
const read = async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  return new Uint8Array(await response.arrayBuffer());
};

const early = []; // from Flutter, before Python listens

let stage = "load";
async function loadOrdinarily() {
  const libraries = read("/python/libraries.zip");
  const laidOut = ["app", "content", "locales", "names"].map((name) => read(`/python/${name}.zip`));
  for (const promise of [libraries, ...laidOut]) promise.catch(() => {}); // told below
  const { loadPyodide } = await import("/pyodide/pyodide.mjs");
  const python = await loadPyodide(options);
  stage = "unpack";
  for (const archive of laidOut) layOut(python.FS, HOME, await archive);
  python.FS.writeFile(LIBRARIES, await libraries, { canOwn: true });
  const sys = python.pyimport("sys");
  sys.path.insert(0, LIBRARIES);
  sys.path.insert(0, HOME);
  return python;
}
function runOrdinarily(python) {
  python.registerJsModule("flet_js", fletJs);
  python.pyimport("runpy").run_module.callKwargs("app.main", { run_name: "__main__" });
}

let told = 0;
function tell(fetched, of) {
  if (fetched < of && performance.now() - told < TELL_MS) return;
  told = performance.now();
  self.postMessage({ fetched, of });
}

// The page asks for the ordinary way where the other has failed it.
const restores = SNAPSHOT && self.name !== "ordinary";
const loading = restores
  ? restorePython({ snapshot: SNAPSHOT, options, known: { flet_js: fletJs }, tell })
  : loadOrdinarily();
loading.catch(() => {}); // told by start()

// What is compiled cannot lie in a snapshot; without it all goes on, a little slower.
function quicken(python) {
  try {
    python.globals.get("quicken")();
  } catch (error) {
    console.debug(error);
  }
}

async function start(documentUrl) {
  const python = await loading;
  stage = "run";
  fletJs.documentUrl = documentUrl;
  if (restores) python.globals.get("start")();
  else runOrdinarily(python);
  performance.mark("layby-running");
  stage = "connect";
  await fletJs.start_connection(toPage); // set by ft.run
  early.splice(0).forEach((data) => fletJs.send(data));
  self.postMessage({ ready: true });
  if (restores) setTimeout(() => quicken(python), UNHURRIED_MS);
}

// Pyodide marks the error after which it answers no more, wherever that surfaces.
for (const kind of ["error", "unhandledrejection"]) {
  self.addEventListener(kind, (event) => {
    const error = event.error ?? event.reason;
    if (error?.pyodide_fatal_error) self.postMessage({ failed: `stopped-${error.name}` });
  });
}

// Held for as long as this worker lives: that is how the page learns that it is gone, however.
const ALIVE = `layby-python-${crypto.randomUUID()}`;
navigator.locks?.request(ALIVE, () => {
  self.postMessage({ alive: ALIVE });
  return new Promise(() => {});
});

self.onmessage = async ({ data }) => {
  if (!data.port) return fletJs.send ? fletJs.send(data) : early.push(data);
  self.laybyPort = data.port;
  try {
    await start(data.documentUrl);
  } catch (error) {
    console.error(error);
    const failed = `${stage}-${error?.type ?? error?.name ?? "unknown"}`;
    self.postMessage({ failed, passing: error?.passing === true });
  }
};
