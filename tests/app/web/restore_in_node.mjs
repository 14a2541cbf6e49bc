// node restore_in_node.mjs SHELL SITE FOLDER CODE
// A device without a browser: restores the snapshot of SITE as a phone's worker does, starts
// the app and prints what the Python CODE gives. FOLDER is for what must lie in a file.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [shell, site, folder, code] = process.argv.slice(2);
const pyodide = path.join(site, "pyodide");
const file = (address) => path.join(site, address);
globalThis.self = globalThis;
if (!globalThis.navigator) globalThis.navigator = { onLine: true };
globalThis.caches = { match: async () => undefined, keys: async () => [] };
globalThis.fetch = async (address) =>
  new Response(fs.readFileSync(file(address)), { headers: { "Content-Type": "application/wasm" } });
globalThis.XMLHttpRequest = class {
  open(_, address) {
    this.address = address;
  }
  send() {
    this.status = fs.existsSync(file(this.address)) ? 200 : 404;
    if (this.status === 200) this.response = new Uint8Array(fs.readFileSync(file(this.address))).buffer;
  }
};

const source = fs.readFileSync(path.join(shell, "restore.js"), "utf8");
const here = source.replace(/import\("\/pyodide\/(.*?)"\)/g, (_, name) => {
  return `import(${JSON.stringify(pathToFileURL(path.join(pyodide, name)).href)})`;
});
const module = path.join(folder, "restore.mjs");
fs.writeFileSync(module, `${here}\nexport { restorePython };`);
const { restorePython } = await import(pathToFileURL(module).href);

const worker = fs.readFileSync(path.join(site, "python-worker.js"), "utf8");
const snapshot = JSON.parse(/const SNAPSHOT = (.*);/.exec(worker)[1]);
const info = JSON.parse(/lockFileContents: \{ info: (.*?), packages/.exec(worker)[1]);
const python = await restorePython({
  snapshot,
  options: {
    indexURL: pyodide,
    stdLibURL: path.join(site, "python", "standard-library.zip"),
    lockFileContents: { info, packages: {} },
    env: { HOME: "/layby" },
  },
  known: { flet_js: {} },
});
python.globals.get("start")();
console.log(`answer: ${python.runPython(code)}`);
process.exit(0);
