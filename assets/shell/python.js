// Starts Python at once, side by side with Flutter, instead of when Flutter asks for it. What
// Python says before Flutter listens waits here in order; what Flutter says before Python listens
// waits in the worker, and what it says of a first screen that is not Python's yet in
// first_screen.js. Flutter's Dart code calls jsConnect, jsSend and jsDisconnect by these names.
(() => {
  const layby = (globalThis.layby ??= {});
  const SPLASH_GRACE_MS = 4000;
  const SILENT_MS = 12000; // a worker whose script is on this device has long said that it lives
  // A start from the snapshot that ended in the middle, with the tab, is not tried again.
  const TRIED = "layby.tried";
  const BUILD = "__BUILD__";
  let worker = null;
  let silent = true; // no worker has said anything yet
  let kind = ""; // "restore" from the snapshot, or "ordinary"
  let running = false;
  let deliver = null;
  let waiting = [];
  let unanswered = []; // what a worker that takes this one's place must be told as well

  const tried = {
    read() {
      try {
        return localStorage.getItem(TRIED) === BUILD;
      } catch {
        return false; // storage refused: then every start is a first one
      }
    },
    write() {
      try {
        localStorage.setItem(TRIED, BUILD);
      } catch {
        // as above
      }
    },
    clear() {
      try {
        if (localStorage.getItem(TRIED) === BUILD) localStorage.removeItem(TRIED);
      } catch {
        // as above
      }
    },
  };

  function begin(way) {
    kind = way;
    const mine = new Worker("/python-worker.js", { type: "module", name: way });
    const restoring = way !== "ordinary";
    const fail = (reference) => {
      if (worker !== mine) return;
      if (!running && restoring) {
        // Whatever it was, the ordinary way depends on less.
        mine.terminate();
        waiting = [];
        layby.first.again();
        begin("ordinary");
        return;
      }
      layby.splash.fail(running ? "stopped" : "start", reference);
    };
    mine.onmessage = ({ data }) => {
      silent = false;
      if (data instanceof Uint8Array) return receive(data);
      if (data.alive) return void navigator.locks.request(data.alive, () => fail("gone"));
      if (data.of) return layby.splash.progress(data.fetched, data.of);
      if (data.drawn) return drawn();
      if (data.passing) tried.clear();
      if (data.failed) return fail(data.failed);
      running = true;
      unanswered = [];
      if (restoring) tried.clear();
    };
    // Before Python runs this means that its worker could not even be loaded. Later it is some
    // callback's error, which the app outlives; the worker itself says when Python is gone.
    mine.onerror = () => {
      silent = false;
      if (!running) fail("worker");
    };
    const port = layby.bridge.open();
    mine.postMessage({ port, documentUrl: document.URL }, [port]);
    unanswered.forEach((data) => mine.postMessage(data));
    layby.wayIn?.again();
    worker = mine;
  }

  function start() {
    const way = !BUILD || tried.read() ? "ordinary" : "restore";
    if (way === "restore") tried.write();
    // Whoever puts the phone away meanwhile has seen no crash.
    const away = () => document.hidden && tried.clear();
    document.addEventListener("visibilitychange", away);
    addEventListener("pagehide", tried.clear);
    running = false;
    begin(way);
    if (navigator.serviceWorker?.controller) setTimeout(askAgain, SILENT_MS);
  }

  // Where one version takes over from another just then, Chromium may never answer for the script.
  function askAgain() {
    if (!silent || !worker) return;
    worker.terminate();
    begin(kind);
  }

  // Python's first screen stands. It comes after what Python said for it, on the same way.
  function drawn() {
    performance.mark("layby-drawn");
    const { anew, waited } = layby.first.drawn();
    anew.forEach(pass);
    waited.forEach(tellPython);
  }

  function pass(bytes) {
    if (deliver) deliver(bytes);
    else waiting.push(bytes);
  }
  function tellPython(data) {
    if (running) return worker?.postMessage(data, [data.buffer]);
    unanswered.push(data);
    worker?.postMessage(data);
  }

  // Flutter is told the first screen of the last start, where it must be that of this one as well.
  async function showFirst(registration) {
    const frames = await layby.first.recall(registration);
    if (!frames || !deliver) return;
    frames.forEach(deliver);
    performance.mark("layby-recalled");
    requestAnimationFrame(() => requestAnimationFrame(() => layby.splash.makeWay()));
  }

  let received = 0;
  function receive(bytes) {
    layby.first.heard(bytes).forEach(pass);
    // The app asks for the splash to go (shell-ready). One that does not know how to ask still
    // gets its screen: the second message from Python carries the first page.
    received += 1;
    if (received === 2) setTimeout(() => layby.splash.hide(), SPLASH_GRACE_MS);
  }

  globalThis.jsConnect = async (_appId, _args, dartOnMessage) => {
    if (!worker) start();
    deliver = dartOnMessage;
    const early = waiting;
    waiting = [];
    early.forEach(deliver);
  };
  let registered = false;
  globalThis.jsSend = async (_appId, data) => {
    if (layby.first.holds(data)) return;
    const registration = registered ? null : data.slice();
    registered = true;
    tellPython(data);
    if (registration) showFirst(registration); // Flutter waits for none of this
  };
  function stop() {
    worker?.terminate();
    worker = deliver = null;
    waiting = unanswered = [];
    layby.first.leave();
  }
  globalThis.jsDisconnect = async () => stop();
  // WebKit lays a page that is left aside, worker and all, and nobody comes back to it: the splash
  // starts it afresh. Asleep there, Python would go on holding a profile open, keys and all.
  addEventListener("pagehide", (event) => {
    if (event.persisted && navigator.vendor.startsWith("Apple")) stop();
  });
  layby.python = { stop, way: () => kind };

  start();
})();
