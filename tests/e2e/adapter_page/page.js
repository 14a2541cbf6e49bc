// Starts the worker and tells the test server of anything the Content Security Policy blocks.
"use strict";

function report(kind, detail) {
  fetch("/report", { method: "POST", body: JSON.stringify({ kind, detail }) });
}

// As the app's own page does: only scripts of this origin may become workers.
globalThis.trustedTypes?.createPolicy("default", {
  createScriptURL(url) {
    if (new URL(url, location.href).origin !== location.origin) {
      throw new TypeError("a script from elsewhere");
    }
    return url;
  },
});

document.addEventListener("securitypolicyviolation", (event) =>
  report("violation", `${event.effectiveDirective} ${event.blockedURI} ${event.sample}`),
);

const worker = new Worker("worker.js", { type: "module" });
worker.addEventListener("error", (event) => report("failure", String(event.message)));
