// Flutter draws on a canvas; what a screen reader hears is a second tree that it builds only
// after a hidden button has been pressed. This presses it, so that nobody has to find it.
//
// Left to the person on Apple touch devices: with the tree on, Flutter's fields there can lose
// the on-screen keyboard. A stored choice ("on" or "off") goes before that rule.
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
  const wanted = () => (stored() ?? (appleTouch ? "off" : "on")) === "on";

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
    document.querySelectorAll("flutter-view").forEach(watch);
    if (wanted()) document.querySelector(PLACEHOLDER)?.click();
  }
  look();

  // Takes a choice (or null to ask) and says what holds now. "off" holds from the next start.
  layby.semantics = (choice) => {
    if (choice === "on" || choice === "off") localStorage.setItem(KEY, choice);
    look();
    return wanted() ? "on" : "off";
  };
})();
