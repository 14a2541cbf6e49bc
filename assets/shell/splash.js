// The plain page that is there before the app: takes itself away when the app has drawn its
// first screen, and says in plain words when that does not come about. It is hidden, never
// removed: if Python stops later, or the app is to be covered, the same page comes back with
// its numbers.
(() => {
  const layby = (globalThis.layby ??= {});
  const part = (id) => document.getElementById(`layby-${id}`);
  const SLOW_MS = 15000;
  const say = (...words) => layby.say(...words);
  const words = {
    start: () => [
      say("Layby did not open"),
      say("Nothing you saved is lost. Reload to try again. If it happens again, close other apps first, or restart this device."),
    ],
    stopped: () => [say("Layby has stopped"), say("Everything saved before this is still on this device. Reload to carry on.")],
  };
  let opened = false;
  let failed = false;
  let covering = false;
  let wayBack = false;

  function draw() {
    part("failure").hidden = !failed;
    part("cover").hidden = failed || !wayBack;
    part("status").hidden = part("progress").hidden = failed || wayBack;
    part("splash").hidden = opened && !failed && !covering;
  }

  layby.splash = {
    failed: () => failed,
    hide() {
      opened = true;
      draw();
    },
    // A first visit's largest part, in bytes as they come over the network.
    progress(fetched, of) {
      const bar = part("progress");
      const size = Number((of / 1e6).toFixed(1));
      if (fetched >= of) {
        for (const name of ["role", "aria-label", "aria-valuenow", "aria-valuetext"]) bar.removeAttribute(name);
        bar.setAttribute("aria-hidden", "true");
        part("status").textContent = say("Opening…");
        return;
      }
      if (!bar.hasAttribute("role")) {
        bar.removeAttribute("aria-hidden");
        bar.setAttribute("role", "progressbar");
        bar.setAttribute("aria-label", say("Fetching Layby"));
        part("status").textContent = say("Fetching Layby, this once: {size} MB.", { size });
      }
      const percent = Math.floor((100 * fetched) / of);
      bar.setAttribute("aria-valuenow", percent);
      bar.setAttribute("aria-valuetext", say("{fetched} of {size} MB", { fetched: Number((fetched / 1e6).toFixed(1)), size }));
      bar.style.setProperty("--part", `${percent}%`);
    },
    // Over the app again, with a way back to it or looking just as it does at the start.
    cover(back) {
      covering = true;
      wayBack = back;
      if (opened) part("status").textContent = say("Opening…");
      draw();
    },
    uncover() {
      covering = wayBack = false;
      draw();
    },
    // kind: "start" or "stopped"; reference: a short code for whoever helps, never an exception.
    fail(kind, reference) {
      if (failed) return;
      failed = true;
      const [title, text] = words[kind]();
      part("failure-title").textContent = title;
      part("failure-text").textContent = text;
      part("reference").textContent = say("Reference: {reference}", { reference });
      draw();
      layby.guard?.failed();
    },
  };
  part("reload").addEventListener("click", () => location.reload());
  setTimeout(() => {
    if (!opened) part("status").textContent = say("Still opening. The first time on this device can take a minute.");
  }, SLOW_MS);

  // WebKit brings a page back from its back/forward cache with Flutter's frames stopped for
  // good; only a fresh start recovers. Other engines restore it whole.
  addEventListener("pageshow", (event) => {
    if (event.persisted && navigator.vendor.startsWith("Apple")) location.reload();
  });
})();
