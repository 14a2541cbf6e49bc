// Flutter draws on a canvas; what a screen reader hears is a second tree that it builds only
// after a hidden button has been pressed. This presses it, so that nobody has to find it.
//
// Left to the person on Apple touch devices: with the tree on, Flutter's fields there bring up the
// wrong keyboard (flutter/flutter#178334), and no iPad has been at hand to measure more. VoiceOver
// finds the button first of all; whoever presses it once need not again. A stored choice ("on" or
// "off") goes before that rule.
(() => {
  const layby = (globalThis.layby ??= {});
  const KEY = "layby.semantics";
  const PLACEHOLDER = "flt-semantics-placeholder";
  const appleTouch = navigator.vendor.startsWith("Apple") && navigator.maxTouchPoints > 1;

  function stored() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // storage refused: the rule decides
    }
  }
  function keep(choice) {
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      // storage refused: it holds until the next start
    }
  }
  const wanted = () => (stored() ?? (appleTouch ? "off" : "on")) === "on";

  // Flutter asks for a page that cannot be zoomed (flutter/flutter#122127). It handles touches by
  // itself, so nothing needs that; who zooms with the browser does need the opposite.
  function allowZoom() {
    const viewport = document.querySelector("meta[flt-viewport]");
    if (viewport) viewport.content = "width=device-width, initial-scale=1";
  }

  // On a phone Flutter takes a press for one of assistive technology only where it lies in the
  // middle, to a pixel.
  function press(placeholder) {
    const { left, top, width, height } = placeholder.getBoundingClientRect();
    const middle = { clientX: left + width / 2, clientY: top + height / 2 };
    placeholder.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ...middle }));
  }

  // The placeholder sits directly in the body or in Flutter's view, so watching those two is
  // enough.
  const watched = new WeakSet();
  const observer = new MutationObserver(look);
  function watch(node) {
    if (!node || watched.has(node)) return;
    watched.add(node);
    observer.observe(node, { childList: true });
  }
  function look() {
    watch(document.body);
    allowZoom();
    for (const view of document.querySelectorAll("flutter-view")) {
      watch(view);
      // Flet names no landmarks (flutter/flutter#162138 is about Flutter's own): all of the app
      // is the page's main part, as the splash was before it.
      view.setAttribute("role", "main");
    }
    follow(document.querySelector("flt-semantics-host"), changes, EVERY_WORD);
    follow(document.querySelector("flt-announcement-host"), aloud, EVERY_WORD);
    const placeholder = document.querySelector(PLACEHOLDER);
    if (!placeholder) return;
    if (wanted()) press(placeholder);
    else if (!watched.has(placeholder)) {
      watched.add(placeholder);
      // Flutter takes only some of the presses; it removes the button with the first it takes.
      placeholder.addEventListener("click", () =>
        setTimeout(() => placeholder.isConnected || keep("on")),
      );
    }
  }

  // Flutter says aloud what is in sight, and nothing else: who has gone on further down does not
  // hear that a summary was sent. So Python marks what is to be heard: "told", or "trouble". What
  // changes out of sight is said here; what comes there anew, only where it is trouble.
  const EVERY_WORD = { childList: true, subtree: true, characterData: true };
  const MARK = "flt-semantics-identifier";
  const SETTLES_MS = 150; // a screen comes in some frames
  const AGAIN_MS = 3000;
  const known = new WeakMap(); // what is to be heard, and its words when last looked at
  const changes = new MutationObserver(() => (soon ??= setTimeout(hear, SETTLES_MS)));
  const aloud = new MutationObserver((told) => told.forEach((one) => one.addedNodes.forEach(once)));
  let soon = null;
  let heading = null;
  let last = { words: "", at: -AGAIN_MS };

  function follow(node, by, what) {
    if (!node || watched.has(node)) return;
    watched.add(node);
    by.observe(node, what);
  }
  function hear() {
    soon = null;
    const top = document.querySelector("flt-semantics-host h1");
    const stays = top === heading;
    heading = top;
    for (const node of document.querySelectorAll(`[${MARK}=told], [${MARK}=trouble]`)) {
      const words = node.textContent.trim();
      const before = known.get(node);
      known.set(node, words);
      const isNews = before === undefined ? node.getAttribute(MARK) === "trouble" : words !== before;
      if (stays && words && isNews && isOut(node)) say(words);
    }
  }
  function isOut(node) {
    const pane = paneOf(node);
    if (!pane) return false;
    const [box, edge] = [node, pane].map((one) => one.getBoundingClientRect());
    return box.bottom <= edge.top || box.top >= edge.bottom;
  }
  function say(words) {
    const said = document.createElement("div");
    said.textContent = words;
    document.querySelector("flt-announcement-host > [aria-live=polite]")?.append(said);
    setTimeout(() => said.remove(), AGAIN_MS / 10);
  }
  // It says the same again where it builds the same words anew. Two presses that lead to the same
  // trouble lie further apart.
  function once(node) {
    const words = node.textContent.trim();
    const now = performance.now();
    if (words === last.words && now - last.at < AGAIN_MS) node.remove();
    else if (words) last = { words, at: now };
  }
  look();

  // A ring shows where keys go, so it waits for the first of them: Flutter puts the focus on its
  // first button as soon as the window has it, and the browser would ring that for a mouse, too.
  // What is typed into a field does not count: a phone's own keyboard sends keys as well. Tab is
  // heard here before it is taken below.
  const ring = (shown) => document.documentElement.toggleAttribute("data-layby-keys", shown);
  function key(event) {
    const typed = event.target.matches?.("input, textarea");
    if (!typed || event.key === "Tab" || event.key === "Escape") ring(true);
  }
  addEventListener("keydown", key, true);
  addEventListener("pointerdown", () => ring(false), true);

  // Flutter goes from control to control by where they stand just now: past the bar of a screen
  // that is scrolled, to its foot before each control that is still below that, twice to an option,
  // and out of sight where it comes round (flutter/flutter#56545). So Tab goes here, in the order in
  // which a screen reader says them, and round; at nothing yet, Flutter knows where to begin.
  const STOPS = 'flt-semantics-host :is([tabindex="0"], input:enabled, textarea:enabled)';
  const seen = (node) => node.getClientRects().length > 0;
  const stops = () => [...document.querySelectorAll(STOPS)].filter(seen);
  function tab(event) {
    if (event.key !== "Tab" || event.isComposing) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const all = stops();
    const here = all.indexOf(document.activeElement);
    if (here < 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const next = all.at((here + (event.shiftKey ? -1 : 1)) % all.length);
    next.focus();
    bringIn(next, TRIES);
  }
  addEventListener("keydown", tab, true);

  // What Python has scrolled, such as a list to its open row, Flutter never tells the browser of
  // (its pane still says 0): who scrolls that to a control would come out somewhere else. A turn of
  // a wheel goes by as much as it says, wherever the pane is.
  const TRIES = 4;
  const NEXT_TRY_MS = 100; // some frames
  function bringIn(node, tries) {
    if (!tries || node !== document.activeElement || !isCut(node)) return;
    const pane = paneOf(node);
    if (!isBehind(pane)) return node.scrollIntoView({ block: "center" });
    const [box, edge] = [node, pane].map((one) => one.getBoundingClientRect());
    const [clientX, clientY] = [edge.left + edge.width / 2, edge.top + edge.height / 2];
    const deltaY = box.top + box.height / 2 - clientY;
    const by = { bubbles: true, cancelable: true, clientX, clientY, deltaY };
    pane.dispatchEvent(new WheelEvent("wheel", by));
    setTimeout(() => bringIn(node, tries - 1), NEXT_TRY_MS);
  }
  function isBehind(pane) {
    const top = pane.getBoundingClientRect().top - pane.scrollTop - 1;
    return [...pane.querySelectorAll("flt-semantics")].some(
      (node) => node.getBoundingClientRect().top < top,
    );
  }

  function paneOf(node) {
    let pane = node.parentElement;
    while (pane && !/auto|scroll/.test(getComputedStyle(pane).overflowY)) pane = pane.parentElement;
    return pane;
  }

  // Flutter gives what an edge of its pane cuts only the box that is in sight: the browser takes
  // that for the whole of it.
  function isCut(node) {
    const pane = paneOf(node);
    if (!pane) return false;
    const [box, edge] = [node, pane].map((one) => one.getBoundingClientRect());
    return box.top <= edge.top + 1 || box.bottom >= edge.bottom - 1;
  }

  // Escape leads to the top from everywhere: to the way back. It is heard on its way down: Flutter's
  // fields let no key out.
  function escape(event) {
    if (event.key !== "Escape" || event.isComposing || document.querySelector("dialog[open]")) return;
    if (!event.target.closest?.("flt-semantics-host")) return;
    stops()[0]?.focus();
  }
  addEventListener("keydown", escape, true);

  // Takes a choice (or null to ask) and says what holds now. "off" holds from the next start.
  layby.semantics = (choice) => {
    if (choice === "on" || choice === "off") keep(choice);
    look();
    return wanted() ? "on" : "off";
  };
})();
