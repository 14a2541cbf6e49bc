// The service worker as the page sees it: registered once the app is up, asked for news when
// the app is, and told to take over only when the person has said so.
(() => {
  const layby = (globalThis.layby ??= {});
  const PATIENCE_MS = 10000;
  const AGAIN_MS = 15000; // after a first install that a bad line broke off
  let registration = null;
  let applying = false;
  let refused = false;
  let full = false; // a first install found no room: each try more would fetch all of it for nothing

  // The same choice Flutter's loader would make. What a service worker in charge has kept goes
  // before it: an update must not start with files that are not here yet.
  layby.renderer = () => {
    const engine = globalThis._flutterEngine;
    const rich = engine.hasImageCodecs && engine.hasChromiumBreakIterators;
    const able = rich && engine.supportsWasmGC && engine.webGLVersion > 0 ? "skwasm" : rich ? "chromium" : "full";
    const worker = navigator.serviceWorker?.controller?.scriptURL;
    const kept = worker && new URL(worker).searchParams.get("canvaskit");
    return able === "skwasm" && kept ? kept : able;
  };

  // waiting: a new version is here whole; fetching: one is on its way (update-ready will tell);
  // missing: none is here whole, and none on its way.
  const state = () => {
    const { waiting, installing, active } = registration ?? {};
    const some = waiting || installing || active || navigator.serviceWorker?.controller;
    return {
      supported: !!navigator.serviceWorker,
      waiting: !!waiting,
      fetching: !!installing,
      missing: !some && (refused || !!registration),
    };
  };
  const announce = () => layby.bridge.tell("update-ready");

  function follow(worker) {
    worker?.addEventListener("statechange", () => {
      // With no controller this is the first install: nothing to update from.
      if (worker.state === "installed" && navigator.serviceWorker.controller) announce();
      // It goes on from there. An update that broke off is left until somebody opens Layby again.
      if (worker.state === "redundant" && !navigator.serviceWorker.controller) setTimeout(() => full || again(), AGAIN_MS);
    });
  }

  async function register() {
    if (!navigator.serviceWorker || registration) return;
    const renderer = layby.renderer();
    const controlled = !!navigator.serviceWorker.controller;
    try {
      registration = await navigator.serviceWorker.register(`/sw.js?canvaskit=${renderer}`, {
        updateViaCache: "none",
      });
    } catch (error) {
      refused = true; // no room, or by the browser: the app works while there is a network
      if (error instanceof TypeError) setTimeout(register, AGAIN_MS); // it did not come, or not whole
      return;
    }
    registration.active?.postMessage({ type: "fill" });
    follow(registration.installing);
    registration.addEventListener("updatefound", () => follow(registration.installing));
    if (registration.waiting && controlled) announce();
  }

  function again() {
    registration = null;
    register();
  }

  layby.updates = {
    state,
    async check() {
      await register();
      await registration?.update().catch(() => {}); // offline: nothing new to say
      return state();
    },
    // Reloads this page once the new version is in charge; other open pages keep running.
    apply() {
      if (!registration?.waiting) return false;
      applying = true;
      registration.waiting.postMessage({ type: "apply-update" });
      return true;
    },
  };

  navigator.serviceWorker?.addEventListener("message", ({ data }) => (full ||= data?.type === "full"));
  navigator.serviceWorker?.addEventListener("controllerchange", () => {
    if (!applying && !layby.splash.failed()) return;
    applying = false;
    location.reload();
  });

  // Not before Flutter's first frame: on a first visit the two would share one slow line.
  addEventListener("flutter-first-frame", register, { once: true });
  setTimeout(register, PATIENCE_MS);
})();
