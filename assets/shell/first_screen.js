// Shows the first screen before Python can. What Python said to Flutter up to its first screen at
// the last start is kept here and said again at this one, as soon as Flutter asks; Python catches
// up behind. Started from one snapshot and told the same, Python says the same, byte for byte.
//
// It is said again only where all that the first screen rests on is as it was: the build, the
// profiles (their labels stand there; nothing of theirs that is secret does), the shelf, why the
// last page was locked, and what Flutter says of the window. Python's own words are held against
// it as they come. Where they are the same Flutter does not hear them twice, and what was tapped
// meanwhile goes to Python then. Where they are not, Flutter is told everything anew, and
// what was tapped on the screen that was not so is dropped.
(() => {
  const layby = (globalThis.layby ??= {});
  const KEY = "layby.first";
  const MOST = 4; // as often as the same device is held another way, or was locked for another reason
  const LARGEST = 100_000; // bytes; a first screen takes about 8,000
  const LONGEST = 20; // messages; it takes four. An app that never says that it is drawn has none
  const DOT = 46;
  // Strings of chance in Flutter's registration (that of the page before) and in the answer to it.
  // Nothing rests on them here, and they are not kept.
  const CHANCE = [["session_id", 16], ["uid", 10]];

  const text = (bytes) => Array.from(bytes, (b) => String.fromCharCode(b)).join("");
  const bytesOf = (said) => Uint8Array.from(said, (c) => c.charCodeAt(0));
  const same = (a, b) => a.length === b.length && a.every((byte, at) => byte === b[at]);

  function withoutChance(bytes) {
    const plain = bytes.slice();
    const said = text(plain);
    for (const [name, length] of CHANCE) {
      const start = said.indexOf(name + String.fromCharCode(0xa0 + length));
      if (start >= 0) plain.fill(DOT, start + name.length + 1, start + name.length + 1 + length);
    }
    return plain;
  }

  // Read where it lies: a database that is not there must not come about by asking.
  const profiles = () =>
    new Promise((give) => {
      const request = indexedDB.open("layby");
      request.onupgradeneeded = () => request.transaction.abort();
      request.onerror = (event) => {
        event.preventDefault(); // engines tell of it otherwise
        give([]);
      };
      request.onsuccess = () => {
        const database = request.result;
        try {
          const rows = database.transaction("profiles").objectStore("profiles").getAll();
          rows.transaction.oncomplete = () => give(rows.result);
          rows.transaction.onabort = () => give(null);
        } catch {
          give(null); // not as we lay it out
        }
        database.close(); // once that is read
      };
    });

  async function digest(...parts) {
    const bytes = new TextEncoder().encode(parts.join("\n"));
    return text(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
  }

  async function look() {
    if (location.pathname !== "/" || location.search || location.hash || layby.enrolLink.waits()) return null;
    const why = layby.peekForgotten();
    const shelf = layby.shelf.read();
    const rows = await layby.first.profiles;
    if (!rows) return null;
    const shown = rows.map(({ tries, tried_at, ...rest }) => rest);
    return { device: await digest("__BUILD__", JSON.stringify(shown), shelf), why };
  }

  layby.first = { profiles: profiles() }; // their rows, or null where they cannot be read
  const kept = () => JSON.parse(localStorage.getItem(KEY) ?? "null");
  const state = look().catch(() => null); // what the first screen rests on, as this page begins
  let name = null; // the same with what Flutter says of itself
  let told = null; // what Flutter was told in Python's place
  let said = []; // what Python has said itself
  let held = []; // what Flutter has said since
  let over = false;

  function leave() {
    over = true;
    said = held = [];
    told = null;
  }

  Object.assign(layby.first, {
    // What to tell Flutter now that it has registered, or null where only Python can know.
    async recall(registration) {
      try {
        const found = await state;
        if (!found || over) return null;
        name = await digest(found.device, found.why, text(withoutChance(registration)));
        const frames = kept()?.frames?.[name];
        if (!frames || said.length || over) return null;
        told = frames.map(bytesOf);
        return told;
      } catch {
        return null; // storage refused
      }
    },
    // What Flutter is to be told of what Python has just said.
    heard(bytes) {
      if (said.length === LONGEST) leave();
      if (over) return [bytes];
      said.push(said.length ? bytes.slice() : withoutChance(bytes));
      if (!told) return [bytes];
      const at = said.length - 1;
      if (told[at] && same(told[at], said[at])) return [];
      return this.correct();
    },
    correct() {
      const anew = said;
      told = null;
      held = [];
      return anew;
    },
    // Whether something that Flutter says has to wait for Python's first screen.
    holds(data) {
      if (told) held.push(data);
      return !!told;
    },
    // Python's first screen stands: what Flutter is to be told, and what waited for Python.
    drawn() {
      if (over) return { anew: [], waited: [] };
      const anew = told && told.length !== said.length ? this.correct() : [];
      const waited = held;
      if (!told) this.keep(said).catch(() => {}); // no room, or refused: then not the next time
      leave();
      return { anew, waited };
    },
    async keep(frames) {
      const found = await state;
      if (!name || frames.reduce((sum, frame) => sum + frame.length, 0) > LARGEST) return;
      const before = kept();
      const others = before?.device === found.device ? Object.entries(before.frames) : [];
      const all = [...others.filter(([other]) => other !== name).slice(1 - MOST), [name, frames.map(text)]];
      localStorage.setItem(KEY, JSON.stringify({ device: found.device, frames: Object.fromEntries(all) }));
    },
    // Another worker begins in this one's place.
    again: () => (said = []),
    leave,
  });
})();
