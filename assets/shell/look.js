// How Layby looks on this device, before anything is painted: no white flash in a dark cab.
// Loaded by itself and before every other script, right behind the numbers, which wait for none;
// and told to the service worker, so that the next page comes in this light already.
// The choice lies on the shelf (shelf.js) in the words of app/domain/look.py; what cannot be read
// is as if nobody had chosen, and then the page's own style decides. Being here when nothing else is,
// it also waits for a version that is whole.
(() => {
  const layby = (globalThis.layby ??= {});
  const GROUNDS = { light: "#fbfaf7", dark: "#111514", night: "#080503" };
  const LOOK = "look"; // a cache; sw.js knows it by this name
  const SIZES = [125, 150, 175, 200];

  function chosen() {
    try {
      return JSON.parse(localStorage.getItem("layby.shared") || "{}")?.look ?? {};
    } catch {
      return {};
    }
  }

  let telling = Promise.resolve(); // one after the other: the last choice is the one that holds
  const tell = (scheme) => {
    telling = telling.then(async () => {
      if (!scheme) return caches.delete(LOOK);
      const cache = await caches.open(LOOK);
      return cache.put("/look", new Response(scheme));
    }).catch(() => {}); // no room, or refused
  };

  // Flutter, too, takes the size of its letters from the root of the page, at any moment.
  layby.look = () => {
    const { scheme, text } = chosen();
    const root = document.documentElement;
    const ground = Object.hasOwn(GROUNDS, scheme) ? GROUNDS[scheme] : "";
    if ((root.dataset.laybyScheme ?? "") !== (ground && scheme)) tell(ground && scheme);
    if (ground) root.dataset.laybyScheme = scheme;
    else delete root.dataset.laybyScheme;
    root.style.fontSize = SIZES.includes(text) ? `${text}%` : "";
    root.style.colorScheme = ground ? (scheme === "light" ? "light" : "dark") : "";
    // The first of these that fits is the one that holds.
    let bar = document.getElementById("layby-bar");
    if (!ground) return bar?.remove();
    bar ??= Object.assign(document.createElement("meta"), { id: "layby-bar", name: "theme-color" });
    bar.content = ground;
    document.head.prepend(bar);
  };
  layby.look();

  // Where the shell's script never came, a version that takes over brings its own.
  navigator.serviceWorker?.addEventListener("controllerchange", () => {
    if (!layby.splash) location.reload();
  });
})();
