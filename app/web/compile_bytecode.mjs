// node compile_bytecode.mjs PYODIDE_FOLDER IN.zip BYTECODE.zip SOURCE.zip
// Runs compile_bytecode.py over IN.zip in the Pyodide that ships. A fresh interpreter with a
// fixed hash seed: what it writes depends on nothing but what it reads.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [folder, given, ...targets] = process.argv.slice(2).map((p) => path.resolve(p));
const { loadPyodide } = await import(pathToFileURL(path.join(folder, "pyodide.mjs")).href);
const python = await loadPyodide({ indexURL: folder, env: { HOME: "/", PYTHONHASHSEED: "0" } });
python.FS.writeFile("/in.zip", fs.readFileSync(given));
python.runPython(fs.readFileSync(path.join(import.meta.dirname, "compile_bytecode.py"), "utf8"));
["/bytecode.zip", "/source.zip"].forEach((made, i) => fs.writeFileSync(targets[i], python.FS.readFile(made)));
