// The neutral page over the app: what is under it can be neither seen nor read out nor found,
// gets no key, and stays as it was. Whether to cover is for guard.js to say.
(() => {
  const layby = (globalThis.layby ??= {});
  const part = (id) => document.getElementById(`layby-${id}`);
  const splash = part("splash");
  const pin = part("pin");
  let way = ""; // "" uncovered, "none" no way back, "button", or "pin"
  let done = null;
  let waiting = false; // for the answer to a PIN
  let focused = null;
  let place = null; // where the app stood in the history

  const others = () => [...document.body.children].filter((node) => node !== splash && node.tagName !== "SCRIPT");
  const late = new MutationObserver(() => others().forEach((node) => (node.inert = true)));

  // Neither a key nor the focus goes to what is behind the page, also to what has yet to come there.
  function seal() {
    others().forEach((node) => (node.inert = true));
    late.observe(document.body, { childList: true });
  }
  function unseal() {
    if (way) return;
    late.disconnect();
    others().forEach((node) => (node.inert = false));
  }
  function conceal() {
    focused = document.activeElement;
    place = [history.state, "", location.href];
    layby.tap.cancel(); // a dialog of the page's own would stand above everything
    layby.scan.stop();
    document.documentElement.dataset.laybyCovered = "";
    seal();
    focused?.blur?.();
    getSelection()?.removeAllRanges();
  }
  function reveal() {
    delete document.documentElement.dataset.laybyCovered;
    unseal();
    if (focused?.isConnected) focused.focus({ preventScroll: true });
    focused = null;
  }
  function complain(words) {
    waiting = false;
    part("pin-error").textContent = words;
    if (way === "pin") pin.focus();
  }

  layby.cover = {
    seal,
    unseal,
    // way: "none", "button" or "pin"; answered: called with the digits, or null for the button.
    show(asked, answered = null) {
      if (!way) conceal();
      done = answered;
      if (way === asked) return;
      way = asked;
      waiting = false;
      pin.value = part("pin-error").textContent = "";
      part("pin-part").hidden = way !== "pin";
      layby.splash.cover(way !== "none");
      const target = { none: splash, button: part("cover").querySelector("button"), pin }[way];
      target.focus({ preventScroll: true });
      splash.scrollTop = 0;
    },
    hide() {
      if (!way) return;
      way = "";
      pin.value = part("pin-error").textContent = "";
      layby.splash.uncover();
      reveal();
    },
    refuse(tries) {
      complain(layby.say(`That is not the PIN. ${tries} ${tries === 1 ? "try" : "tries"} left.`));
    },
  };

  part("cover").addEventListener("submit", (event) => {
    event.preventDefault();
    if (way === "button") return done?.(null);
    const digits = pin.value.trim();
    if (way !== "pin" || waiting) return;
    if (!digits) return complain(layby.say("Type your PIN."));
    pin.value = "";
    complain("");
    waiting = true;
    done?.(digits);
  });

  // Back is how many leave a page that is in the way. Under the cover it would lead the app away
  // from where it stood: that entry is put back, as if nobody had pressed it.
  addEventListener("popstate", (event) => {
    if (!way || way === "none") return;
    event.stopImmediatePropagation();
    history.pushState(...place);
  }, { capture: true });

  // Flutter hears every key of the window. Those typed on a page of ours are not for it.
  for (const kind of ["keydown", "keypress", "keyup"]) {
    const ours = (node) => node instanceof Element && node.closest("#layby-splash, #layby-tap, #layby-scan");
    const keep = (event) => (way || ours(event.target)) && event.stopImmediatePropagation();
    addEventListener(kind, keep, { capture: true });
  }
})();
