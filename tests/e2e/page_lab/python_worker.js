// Python, as in the app, with nothing but our code: runs what the test says over a channel.
import { loadPyodide } from "/pyodide/pyodide.mjs";

self.onmessage = async ({ data }) => {
  self.laybyPort = data.port;
  const pyodide = await loadPyodide({ indexURL: "/pyodide/" });
  const code = await (await fetch("/code.zip")).arrayBuffer();
  pyodide.unpackArchive(code, "zip", { extractDir: "/code" });
  pyodide.runPython("import sys; sys.path.insert(0, '/code')");
  const name = new URL(data.documentUrl).search;
  const lab = new BroadcastChannel(`python${name}`);
  lab.onmessage = async ({ data: said }) => {
    if (said.hello) return lab.postMessage({ here: true });
    try {
      lab.postMessage({ done: said.id, value: await pyodide.runPythonAsync(said.run) });
    } catch (error) {
      lab.postMessage({ done: said.id, failed: String(error) });
    }
  };
  lab.postMessage({ here: true });
  self.postMessage({ ready: true });
};
