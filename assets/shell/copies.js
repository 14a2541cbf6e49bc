// What a person takes away or brings along: a download, a file chosen, a printed page.
(() => {
  const layby = (globalThis.layby ??= {});
  const HOLD_MS = 60000; // a download may still be read from its address for a while
  const paper = document.getElementById("layby-print");

  function save({ name, content }) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type: "application/octet-stream" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), HOLD_MS);
    return true;
  }

  // Apple's engine greys out every file when it does not know the ending, and wants the tap itself.
  function pick({ ending }) {
    const choose = () => open(layby.tap.apple ? "" : ending);
    return layby.tap.fresh() && !layby.tap.apple ? choose() : layby.tap.again("Choose a file", choose);
  }
  function open(accept) {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = accept;
    input.hidden = true;
    document.body.append(input); // one that is not in the page may be thrown away half way
    return new Promise((resolve, reject) => {
      const end = (read) => {
        input.remove();
        if (!read) return resolve(null);
        read.arrayBuffer().then((buffer) => resolve(new Uint8Array(buffer)), reject);
      };
      input.addEventListener("change", () => end(input.files[0]));
      input.addEventListener("cancel", () => end(null));
      input.click();
    });
  }

  function clear() {
    delete document.documentElement.dataset.laybyPrinting;
    paper.hidden = true;
    paper.replaceChildren();
  }
  function print({ title, lines }) {
    if (!globalThis.print) return false;
    const say = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
    paper.replaceChildren(say("h1", title), ...lines.map((line) => say("p", line)));
    paper.hidden = false;
    document.documentElement.dataset.laybyPrinting = "";
    addEventListener("afterprint", clear, { once: true });
    globalThis.print();
    return true;
  }

  layby.copies = { save, pick, print, clear };
})();
