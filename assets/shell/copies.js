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
  async function pick({ ending }) {
    const files = await choose(layby.say("Choose a file"), layby.tap.apple ? "" : ending);
    return files && new Uint8Array(await files[0].arrayBuffer());
  }
  // Gives the files, or null when the person would rather not.
  function choose(words, accept, several = false) {
    const ask = () => open(accept, several);
    return layby.tap.fresh() && !layby.tap.apple ? ask() : layby.tap.again(words, ask);
  }
  function open(accept, several) {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = accept;
    input.multiple = several;
    input.hidden = true;
    document.body.append(input); // one that is not in the page may be thrown away half way
    return new Promise((resolve) => {
      const end = (files) => {
        input.remove();
        resolve(files.length ? files : null);
      };
      input.addEventListener("change", () => end([...input.files]));
      input.addEventListener("cancel", () => end([]));
      input.click();
    });
  }

  function clear() {
    delete document.documentElement.dataset.laybyPrinting;
    paper.hidden = true;
    paper.replaceChildren();
  }
  async function print({ title, lines }) {
    if (!globalThis.print) return false;
    // Each line runs its own way, and a number's groups keep their order in it.
    const make = (tag, text) => {
      const textContent = text.replace(/(\d) (?=\d)/g, "$1\u00a0");
      return Object.assign(document.createElement(tag), { textContent, dir: "auto" });
    };
    paper.replaceChildren(make("h1", title), ...lines.map((line) => make("p", line)));
    paper.hidden = false;
    document.documentElement.dataset.laybyPrinting = "";
    // A page is printed as it stands: letters that the device lacks must be here first.
    await layby.letters([title, ...lines].join(""));
    addEventListener("afterprint", clear, { once: true });
    globalThis.print();
    return true;
  }

  layby.copies = { save, pick, choose, print, clear };
})();
