// Some things a browser does only inside a tap. The tap on Flutter's button went to Python and
// came back as a message; mostly the browser still counts it. Where it does not, the page asks
// for one more, on a button of its own.
(() => {
  const layby = (globalThis.layby ??= {});
  const part = (id) => document.getElementById(`layby-${id}`);
  const dialog = part("tap");
  let settle = null;

  function end(result) {
    if (dialog.open) dialog.close();
    settle?.(result);
    settle = null;
  }

  layby.tap = {
    apple: navigator.vendor.startsWith("Apple"),
    fresh: () => navigator.userActivation?.isActive === true,
    // Gives what `act` gives, or null when the person would rather not.
    again(words, act) {
      end(null);
      part("tap-go").textContent = words;
      part("tap-go").onclick = () => end(act());
      dialog.showModal();
      return new Promise((resolve) => (settle = resolve));
    },
    cancel: () => end(null),
  };
  part("tap-cancel").addEventListener("click", () => end(null));
  dialog.addEventListener("close", () => end(null)); // also: the Escape key
})();
