// Starts Python at once, side by side with Flutter, instead of when Flutter asks for it. What
// Python says before Flutter listens waits here in order. Flutter's Dart code calls jsConnect,
// jsSend and jsDisconnect by these names.
(() => {
  const layby = (globalThis.layby ??= {});
  const SPLASH_GRACE_MS = 4000;
  let worker = null;
  let ready = null;
  let deliver = null;
  let waiting = [];

  function start() {
    const mine = new Worker("/python-worker.js", { type: "module" });
    let running = false;
    ready = new Promise((resolve, reject) => {
      const fail = (reference) => {
        layby.splash.fail(running ? "stopped" : "start", reference);
        reject(new Error(reference));
      };
      mine.onmessage = ({ data }) => {
        if (data instanceof Uint8Array) return receive(data);
        if (data.failed) return fail(data.failed);
        running = true;
        resolve();
      };
      // Before Python runs this means that its worker could not even be loaded. Later it is some
      // callback's error, which the app outlives; the worker itself says when Python is gone.
      mine.onerror = () => {
        if (!running) fail("worker");
      };
    });
    ready.catch(() => {}); // told on the splash; jsConnect tells Flutter
    const port = layby.bridge.open();
    mine.postMessage({ port, documentUrl: document.URL }, [port]);
    worker = mine;
  }

  let received = 0;
  function receive(bytes) {
    if (deliver) deliver(bytes);
    else waiting.push(bytes);
    // The app asks for the splash to go (shell-ready). One that does not know how to ask still
    // gets its screen: the second message from Python carries the first page.
    received += 1;
    if (received === 2) setTimeout(() => layby.splash.hide(), SPLASH_GRACE_MS);
  }

  globalThis.jsConnect = async (_appId, _args, dartOnMessage) => {
    if (!worker) start();
    await ready;
    deliver = dartOnMessage;
    const early = waiting;
    waiting = [];
    early.forEach(deliver);
  };
  globalThis.jsSend = async (_appId, data) => {
    worker?.postMessage(data, [data.buffer]);
  };
  function stop() {
    worker?.terminate();
    worker = deliver = null;
    waiting = [];
  }
  globalThis.jsDisconnect = async () => stop();
  layby.python = { stop };

  start();
})();
