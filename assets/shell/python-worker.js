// Python's worker: loads the Pyodide that lies beside it, puts our archives in place and runs
// app.main. Nothing is installed and nothing is fetched from anywhere else.
const read = async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  return new Uint8Array(await response.arrayBuffer());
};
const runtime = import("/pyodide/pyodide.mjs");
const libraries = read("/python/libraries.zip");
const app = read("/python/app.zip");
for (const promise of [runtime, libraries, app]) promise.catch(() => {}); // told by start()

const HOME = "/layby";
const LIBRARIES = "/layby-libraries.zip";
const LOCK = { info: __LOCK_INFO__, packages: {} };

// Lays a zip of stored (not deflated) files out in Python's file system: the central directory
// says where each begins.
function layOut(fs, root, zip) {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const text = new TextDecoder();
  const end = zip.byteLength - 22; // our archives carry no comment
  if (view.getUint32(end, true) !== 0x06054b50) throw new Error("archive");
  const known = new Set();
  let at = view.getUint32(end + 16, true);
  for (let n = view.getUint16(end + 10, true); n > 0; n -= 1) {
    const [size, name, extra, comment] = [20, 28, 30, 32].map((o, i) =>
      i ? view.getUint16(at + o, true) : view.getUint32(at + o, true),
    );
    const path = `${root}/${text.decode(zip.subarray(at + 46, at + 46 + name))}`;
    const local = view.getUint32(at + 42, true);
    const body = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const folder = path.slice(0, path.lastIndexOf("/"));
    if (!known.has(folder)) known.add(folder) && fs.mkdirTree(folder);
    fs.writeFile(path, zip.subarray(body, body + size));
    at += 46 + name + extra + comment;
  }
}

const fletJs = {};
const toPage = (message) => {
  const bytes = message.toJs();
  self.postMessage(bytes, [bytes.buffer]);
};

let stage = "load";
async function start(documentUrl) {
  const { loadPyodide } = await runtime;
  const py = await loadPyodide({
    indexURL: "/pyodide/",
    packageBaseUrl: "/pyodide/",
    stdLibURL: "/python/standard-library.zip",
    lockFileContents: LOCK,
    env: { HOME },
    stdout: (line) => console.debug(line),
    stderr: (line) => console.warn(line),
  });
  stage = "unpack";
  layOut(py.FS, HOME, await app);
  py.FS.writeFile(LIBRARIES, await libraries, { canOwn: true });
  const sys = py.pyimport("sys");
  sys.path.insert(0, LIBRARIES);
  sys.path.insert(0, HOME);
  stage = "run";
  fletJs.documentUrl = documentUrl;
  py.registerJsModule("flet_js", fletJs);
  py.pyimport("runpy").run_module.callKwargs("app.main", { run_name: "__main__" });
  stage = "connect";
  await fletJs.start_connection(toPage); // set by ft.run
  self.postMessage({ ready: true });
}

// Pyodide marks the error after which it answers no more, wherever that surfaces.
for (const kind of ["error", "unhandledrejection"]) {
  self.addEventListener(kind, (event) => {
    const error = event.error ?? event.reason;
    if (error?.pyodide_fatal_error) self.postMessage({ failed: `stopped-${error.name}` });
  });
}

self.onmessage = async ({ data }) => {
  if (!data.port) return fletJs.send?.(data);
  self.laybyPort = data.port;
  try {
    await start(data.documentUrl);
  } catch (error) {
    console.error(error);
    self.postMessage({ failed: `${stage}-${error?.type ?? error?.name ?? "unknown"}` });
  }
};
