// Watches for absence while a profile is open. The page covers itself the moment it is hidden,
// and says "lock-due" when nobody has touched it, or it has been hidden, for too long. Saving
// and forgetting are Python's business then.
//
// Timers sleep in hidden pages and on closed laptops, so they only remind: what counts is how
// far two clocks have moved, looked at whenever the page wakes. The wall clock goes on while the
// device sleeps; the page's own cannot be set back. The longer one is believed.
(() => {
  const layby = (globalThis.layby ??= {});
  const LOOK_MS = 5000; // so soon after a laptop wakes is the time looked at, untouched
  const NEAR_MS = 50;
  const PATIENCE_LOOKS = 12; // a minute: no commit takes as long
  // Why it is covered, each stronger than the one before: not at all, until the page is seen
  // again, because somebody asked, for good.
  const REASONS = ["", "hidden", "asked", "due"];
  let armed = null; // { idle, hidden, pin }, times in milliseconds
  let covered = "";
  let lockedBy = "";
  let touched = null;
  let left = null;
  let timer = 0;
  let patience = 0;

  const moment = () => ({ wall: Date.now(), ticks: performance.now() });
  const since = (then) => Math.max(Date.now() - then.wall, performance.now() - then.ticks);
  const remaining = () => ({
    hidden: left ? armed.hidden - since(left) : Infinity,
    idle: armed.idle - since(touched),
  });

  function draw() {
    if (covered) layby.cover.show(covered === "due" ? "none" : armed?.pin ? "pin" : "button", tryToLift);
    else layby.cover.hide();
  }
  function cover(why) {
    if (REASONS.indexOf(why) > REASONS.indexOf(covered)) {
      covered = why;
      if (why === "due") expectAnswer(PATIENCE_LOOKS);
    }
    draw();
  }
  function tryToLift(digits) {
    check();
    if (covered === "due") return;
    if (digits === null) lift();
    else layby.bridge.tell("pin", { digits });
  }
  function lift() {
    if (!covered || layby.splash.failed()) return;
    covered = "";
    touched = moment();
    draw();
    layby.bridge.tell("uncovered");
    check();
  }

  function check() {
    clearTimeout(timer);
    if (!armed || covered === "due") return;
    const { hidden, idle } = remaining();
    if (hidden <= 0) return lock("hidden");
    if (idle <= 0) return lock("idle");
    timer = setTimeout(check, Math.min(LOOK_MS, Math.max(NEAR_MS, Math.min(hidden, idle))));
  }
  function lock(why) {
    lockedBy = why;
    cover("due");
    layby.bridge.tell("lock-due", { why });
    failed();
  }
  // Python answers a lock by forgetting, or by uncovering what it could not save. One that does
  // neither hangs for good, with the key in its hands, and this is all that can be done. Looks are
  // counted, not time: a page that slept must let Python have its turn first.
  function expectAnswer(looks) {
    clearTimeout(patience);
    patience = setTimeout(() => {
      if (covered !== "due") return;
      if (looks > 1) expectAnswer(looks - 1);
      else layby.forget(lockedBy);
    }, LOOK_MS);
  }
  // With Python gone nobody is left to save or to forget: the page forgets by itself when due.
  function failed() {
    if (!layby.splash.failed() || !armed) return;
    if (covered === "due") layby.forget(lockedBy);
    else layby.cover.show("none");
  }

  function goAway() {
    if (!armed) return;
    left ??= moment();
    cover("hidden");
    check();
  }
  function comeBack() {
    if (!armed || document.hidden) return;
    check();
    if (covered === "due") return;
    left = null;
    if (covered === "hidden" && !armed.pin) lift();
    check();
  }
  // The first touch after a long sleep comes before any timer, and must not count as presence.
  function touch() {
    if (!armed || covered) return;
    if (remaining().idle <= 0) check();
    else touched = moment();
  }

  for (const kind of ["pointerdown", "pointermove", "keydown", "input", "wheel", "touchstart"]) {
    addEventListener(kind, touch, { capture: true, passive: true });
  }
  document.addEventListener("visibilitychange", () => (document.hidden ? goAway() : comeBack()));
  document.addEventListener("freeze", goAway);
  document.addEventListener("resume", () => (document.hidden ? check() : comeBack()));
  addEventListener("pagehide", goAway);
  addEventListener("pageshow", comeBack);
  addEventListener("focus", check);

  layby.guard = {
    failed,
    arm({ idle, hidden, pin }) {
      touched = (armed && touched) || moment();
      armed = { idle: idle * 1000, hidden: hidden * 1000, pin };
      if (document.hidden) return goAway();
      if (covered) draw();
      check();
    },
    disarm() {
      clearTimeout(timer);
      armed = left = null;
      if (covered === "hidden") lift();
    },
    cover: () => cover("asked"),
    // Saving failed before a lock: whoever is there must see it, and a lock is tried again later.
    // After an absence nobody is there: then the cover stays, and only its way back returns.
    uncover() {
      if (!covered) return;
      const absent = covered === "due";
      touched = moment();
      left = document.hidden ? moment() : null;
      if (armed && (absent || document.hidden || armed.pin)) {
        covered = absent || armed.pin ? "asked" : "hidden";
        draw();
        check();
      } else {
        lift();
      }
    },
    answerPin({ right, left: tries }) {
      check();
      if (!covered || covered === "due") return;
      if (right) return lift();
      if (tries > 0) return layby.cover.refuse(tries);
      lockedBy = "pin";
      cover("due");
    },
  };
})();
