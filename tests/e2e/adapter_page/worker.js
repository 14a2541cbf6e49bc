// Python in a module worker, as in the app: takes orders from the test server, posts answers.
import { loadPyodide } from "/pyodide/pyodide.mjs";
import "/argon2.js"; // in the app these two are the first parts of the worker's own script
import "/cipher.js";

async function post(path, body) {
  await fetch(path, { method: "POST", body: JSON.stringify(body) });
}

self.addEventListener("securitypolicyviolation", (event) =>
  post("/report", { kind: "violation", detail: `${event.effectiveDirective} ${event.blockedURI} ${event.sample}` }),
);

try {
  const pyodide = await loadPyodide({ indexURL: "/pyodide/" });
  const archive = await (await fetch("/code.zip")).arrayBuffer();
  pyodide.unpackArchive(archive, "zip", { extractDir: "/code" });
  pyodide.runPython("import sys; sys.path.insert(0, '/code')");
  const inside = pyodide.pyimport("tests.e2e.adapter_page.inside");
  for (;;) {
    const order = await (await fetch("/order")).text();
    if (order === "") break;
    await post("/report", { kind: "answer", detail: await inside.carry_out(order) });
  }
} catch (error) {
  await post("/report", { kind: "failure", detail: String(error) });
}
