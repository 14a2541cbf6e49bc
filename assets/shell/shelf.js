// One text for everyone who opens Layby on this device: the trust's own support services.
// Anyone can read it here, so nothing about a person is ever put on it.
(() => {
  const layby = (globalThis.layby ??= {});
  const KEY = "layby.shared";

  layby.shelf = {
    keep(text) {
      if (text) localStorage.setItem(KEY, text);
      else localStorage.removeItem(KEY);
      layby.speak(); // another language may have been chosen
      return true;
    },
    read: () => localStorage.getItem(KEY) ?? "",
  };
})();
