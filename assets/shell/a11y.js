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

  // The placeholder sits directly in the body or in Flutter's view, so watching those two is
  // enough; the tree itself changes all the time and is not watched.
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
    const placeholder = document.querySelector(PLACEHOLDER);
    if (!placeholder) return;
    if (wanted()) placeholder.click();
    else if (!watched.has(placeholder)) {
      watched.add(placeholder);
      // Flutter takes only some of the presses; it removes the button with the first it takes.
      placeholder.addEventListener("click", () =>
        setTimeout(() => placeholder.isConnected || keep("on")),
      );
    }
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
    if (isCut(next)) next.scrollIntoView({ block: "center" });
  }
  addEventListener("keydown", tab, true);

  // Flutter gives what an edge of its pane cuts only the box that is in sight: the browser takes
  // that for the whole of it.
  function isCut(node) {
    let pane = node.parentElement;
    while (pane && !/auto|scroll/.test(getComputedStyle(pane).overflowY)) pane = pane.parentElement;
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
