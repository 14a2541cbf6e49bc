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

  // Flutter goes from control to control by where they stand just now, and so past the bar at the
  // top of a screen that is scrolled. Escape leads there from everywhere: to the way back.
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || document.querySelector("dialog[open]")) return;
    if (!event.target.closest?.("flt-semantics-host")) return;
    document.querySelector('flt-semantics-host [tabindex="0"]')?.focus();
  });

  // Where Tab goes on from the last control to the first, Flutter leaves that out of sight
  // (flutter/flutter#56545). Its own scrolling is some frames old by now.
  addEventListener("focusin", ({ target }) => {
    if (!target.closest?.("flt-semantics-host")) return;
    setTimeout(() => {
      if (document.activeElement !== target) return;
      const { top, bottom } = target.getBoundingClientRect();
      if (bottom < 0 || top > innerHeight) target.scrollIntoView({ block: "nearest" });
    }, 200);
  });

  // Takes a choice (or null to ask) and says what holds now. "off" holds from the next start.
  layby.semantics = (choice) => {
    if (choice === "on" || choice === "off") keep(choice);
    look();
    return wanted() ? "on" : "off";
  };
})();
