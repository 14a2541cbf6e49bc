// Wipes what is in memory. Only the end of a worker and of a page frees what they held, so the
// worker ends, the page is emptied, and a fresh one takes its place.
(() => {
  const layby = (globalThis.layby ??= {});
  const KEY = "layby.forgotten";
  let forgotten = false;

  function goHome() {
    location.replace("/");
  }

  layby.forget = (why) => {
    try {
      sessionStorage.setItem(KEY, why);
    } catch {
      // storage refused: the new page will not say why it opened
    }
    forgotten = true;
    if (why === "erased") layby.wayIn.forget();
    layby.python.stop();
    layby.copies.clear();
    layby.cover.show("none");
    const splash = document.getElementById("layby-splash");
    [...document.body.children].forEach((node) => node !== splash && node.remove());
    document.title = "Layby";
    history.replaceState(null, "", "/");
    // A page that listens for this is not kept for the back button where engines still ask.
    addEventListener("unload", () => {});
    goHome();
  };

  layby.peekForgotten = () => {
    try {
      return sessionStorage.getItem(KEY) ?? "";
    } catch {
      return "";
    }
  };
  // Gives the word of the last forgetting, once.
  layby.whyForgotten = () => {
    const why = layby.peekForgotten();
    if (why) sessionStorage.removeItem(KEY);
    return why;
  };

  addEventListener("pageshow", (event) => {
    if (event.persisted && forgotten) goHome();
  });
})();
