// What this page says, in the language chosen on this device. The app leaves the words on the
// shelf, by the English that stands here; what is not there stays English.
(() => {
  const layby = (globalThis.layby ??= {});
  const PARTS = ["splash", "tap", "scan", "print"];
  const written = new Map(); // a text on the page, and the English it was built with
  const LETTERS_MS = 300; // they lie on the device once the app has been fetched
  let page = {};

  function read() {
    try {
      return JSON.parse(localStorage.getItem("layby.shared") || "{}").page ?? {};
    } catch {
      return {}; // storage refused, or no words of ours: English
    }
  }
  const said = (english) => (Object.hasOwn(page.words ?? {}, english) ? page.words[english] : english);

  for (const part of PARTS) {
    const walk = document.createTreeWalker(document.getElementById(`layby-${part}`), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const english = walk.currentNode.data.trim();
      if (english) written.set(walk.currentNode, english);
    }
  }

  // Flutter sets the language of the document; these parts are ours, and stand there before it.
  layby.speak = () => {
    page = read();
    for (const part of PARTS) {
      const node = document.getElementById(`layby-${part}`);
      if (!node) continue; // the page was emptied
      node.lang = page.language ?? "en-GB";
      node.dir = page.right_to_left ? "rtl" : "ltr";
    }
    const draw = () => written.forEach((english, text) => (text.data = said(english)));
    const letters = layby.letters(Object.values(page.words ?? {}).join(""));
    Promise.race([letters, new Promise((late) => setTimeout(late, LETTERS_MS))]).then(draw);
  };
  // `{name}` in a text is where a value goes; a number is written as the language writes it.
  layby.say = (english, values = {}) =>
    said(english).replace(/\{(\w+)\}/g, (mark, name) => {
      const value = values[name];
      if (typeof value !== "number") return value ?? mark;
      return value.toLocaleString(page.language ?? "en-GB", { useGrouping: false });
    });
  // Letters that the device may lack, before the text that needs them: what Chromium has laid out
  // in boxes while a font was on its way, it leaves so.
  layby.letters = async (text) => {
    const faces = await document.fonts.load('1em "Layby letters"', text).catch(() => []);
    if (faces.length) document.documentElement.style.setProperty("--letters", '"Layby letters"');
  };
  layby.speak();
})();
