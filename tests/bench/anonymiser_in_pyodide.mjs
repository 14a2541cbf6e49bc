// Runs the Python of anonymiser_in_pyodide.py inside the Pyodide that ships; prints what it says.
// Arguments: the Pyodide folder, the repository's folder.
import { join } from "node:path";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, root] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")));
const python = await loadPyodide({ indexURL: folder + "/", env: { PYTHONDONTWRITEBYTECODE: "1" } });
python.FS.mkdirTree("/repository");
python.FS.mount(python.FS.filesystems.NODEFS, { root }, "/repository");
// Seconds of the processor, not of the clock: other work on the machine must not count.
python.registerJsModule("machine", {
  processor: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  },
});
const script = readFileSync(join(root, "tests/bench/in_pyodide.py"), "utf8");
console.log(python.runPython(script));
