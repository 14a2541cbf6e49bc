// The plain page that is there before the app: takes itself away when the app has drawn its
// first screen, and says in plain words when that does not come about. It is hidden, never
// removed: if Python stops later, or the app is to be covered, the same page comes back with
// its numbers.
(() => {
  const layby = (globalThis.layby ??= {});
  const part = (id) => document.getElementById(`layby-${id}`);
  const SLOW_MS = 15000;
  const LATE_MS = 30000;
  const SURE_S = 2; // before that a guess would jump about
  const say = (...words) => layby.say(...words);
  const words = {
    start: () => [
      say("Layby did not open"),
      say("Nothing you saved is lost. Connect to the internet if you can, then reload: a part of Layby may be missing on this device. If it happens again, close other apps first, or restart this device."),
    ],
    stopped: () => [say("Layby has stopped"), say("Everything saved before this is still on this device. Reload to carry on.")],
  };
  let opened = false;
  let standing = false;
  let failed = false;
  let covering = false;
  let wayBack = false;
  let offered = false; // a way in before the app
  let held = false; // by somebody on that way
  let resting = false; // for them
  let pressed = false; // a finger is on the page: what it presses must not go from under it
  let late = false; // the page shows that by itself where this script never came
  let since = 0; // when the first bytes came

  function draw() {
    part("failure").hidden = !failed;
    part("cover").hidden = failed || !wayBack;
    part("way-in").hidden = failed || covering || !offered || (opened && !held && !pressed);
    part("status").hidden = part("left").hidden = part("progress").hidden = failed || wayBack || (opened && resting);
    part("late").hidden = !late || opened || failed;
    if (late) part("late").style.visibility = "visible"; // its own wait began again when it was hidden
    part("splash").hidden = (opened || (standing && !late)) && !failed && !covering && !held && !pressed;
  }

  // Said to the eye alone, in steps: a screen reader has the bar's own value.
  function sayLeft(fetched, of) {
    since ||= performance.now();
    const passed = (performance.now() - since) / 1000;
    const seconds = (passed * (of - fetched)) / fetched;
    let words = "";
    if (passed > SURE_S && seconds > 90) words = say("About {minutes} minutes left.", { minutes: Math.ceil(seconds / 60) });
    else if (passed > SURE_S) {
      words = seconds > 5 ? say("About {seconds} seconds left.", { seconds: Math.ceil(seconds / 10) * 10 }) : say("Nearly there.");
    }
    part("left").textContent = words;
  }

  layby.splash = {
    failed: () => failed,
    hide() {
      opened = true;
      draw();
    },
    // The first screen stands before Python, which has yet to show that it will come.
    makeWay() {
      standing = true;
      draw();
    },
    offer(there) {
      offered = there;
      draw();
    },
    hold(asked, busy) {
      held = asked;
      resting = asked && !busy;
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
        part("left").textContent = "";
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
      sayLeft(fetched, of);
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
  draw();
  part("splash").addEventListener("pointerdown", () => (pressed = true));
  for (const kind of ["pointerup", "pointercancel"]) {
    const lifted = () => {
      pressed = false;
      draw();
    };
    addEventListener(kind, () => pressed && setTimeout(lifted)); // the press itself comes first
  }
  // With a service worker, by way of its looking through what it keeps.
  part("reload").addEventListener("click", () => {
    if (!navigator.serviceWorker?.controller) return location.reload();
    part("reload").disabled = true;
    location.assign("/?mend");
  });
  setTimeout(() => {
    if (!opened) part("status").textContent = say("Still opening. The first time on this device can take a minute.");
  }, SLOW_MS);
  setTimeout(() => {
    late = true;
    draw();
  }, LATE_MS);

  // WebKit brings a page back from its back/forward cache with Flutter's frames stopped for
  // good; only a fresh start recovers. Other engines restore it whole.
  addEventListener("pageshow", (event) => {
    if (event.persisted && navigator.vendor.startsWith("Apple")) location.reload();
  });
})();
