// One text for everyone who opens Layby on this device: the trust's own support services.
// Anyone can read it here, so nothing about a person is ever put on it. How Layby looks is in it
// too, and holds for the page at once.
(() => {
  const layby = (globalThis.layby ??= {});
  const KEY = "layby.shared";

  layby.shelf = {
    keep(text) {
      if (text) localStorage.setItem(KEY, text);
      else localStorage.removeItem(KEY);
      layby.look();
      layby.speak(); // another language may have been chosen
      return true;
    },
    read: () => localStorage.getItem(KEY) ?? "",
  };
  // Another window has put something there.
  addEventListener("storage", ({ key }) => {
    if (key !== KEY) return;
    layby.look();
    layby.bridge.tell("look");
  });
})();
