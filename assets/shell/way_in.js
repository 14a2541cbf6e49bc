// The way into a profile before the app is there. Whoever opens Layby to unlock it has a passphrase
// to type, and can do so as soon as the page stands: the app comes up behind it meanwhile. A page on
// which nobody has pressed the button makes way for the app as ever; once it was pressed the page
// stays, with what is typed, until that was handed over or given up.
//
//   page -> Python   {event: "way-in", profile, words}: open it, as the app's own screen would
//   Python -> page   {ask: "came-in"}: the home screen stands, or the one that says why not
(() => {
  const layby = (globalThis.layby ??= {});
  const part = (id) => document.getElementById(`layby-${id}`);
  const form = part("way-in");
  const [ways, secret, field, said] = ["profiles", "secret", "passphrase", "way-in-said"].map(part);
  const KEY = "layby.ways"; // ids and neutral labels, as anyone who opens Layby can read them
  const MOST = 4; // more buttons would push the numbers away
  let profile = ""; // chosen here
  let handed = null; // the event that Python has yet to answer

  // Where nobody chose, there is no field, not even a hidden one.
  function draw() {
    const shown = profile ? secret : ways;
    if (form.firstElementChild !== shown) form.replaceChildren(shown);
    for (const control of form.elements) control.disabled = !!handed;
    layby.splash.hold(!!profile, !!handed);
  }
  function complain(words) {
    said.textContent = words;
    form.scrollIntoView({ block: "nearest" });
    field.focus();
  }
  function choose(id) {
    profile = id;
    layby.cover.seal();
    draw();
    complain("");
  }
  // Nothing of it stays here.
  function leave() {
    profile = field.value = "";
    handed = null;
    said.textContent = "";
    draw();
    layby.cover.unseal();
  }
  const tell = () => handed && layby.bridge.tell("way-in", handed);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (handed || !profile) return;
    if (!field.value) return complain(layby.say("Type the passphrase first."));
    handed = { profile, words: field.value };
    field.value = "";
    said.textContent = layby.say("Opening…");
    draw();
    tell();
  });
  part("way-back").addEventListener("click", leave);

  const byNumber = (one, other) => one.label.localeCompare(other.label, "en", { numeric: true });
  function offer(found) {
    if (profile) return; // somebody is on their way
    const offered = found.map(({ id, label }) => {
      const button = Object.assign(document.createElement("button"), { type: "button" });
      button.textContent = layby.say("Open {label} now", { label });
      button.addEventListener("click", () => choose(id));
      return button;
    });
    ways.replaceChildren(...offered);
    draw();
    layby.splash.offer(offered.length > 0);
  }
  // The profiles of the last start at once: the database is slow to answer while all else begins.
  async function look() {
    if (location.pathname !== "/" || location.search || location.hash) return;
    const before = localStorage.getItem(KEY) ?? "[]";
    offer(JSON.parse(before));
    const rows = (await layby.first.profiles) ?? [];
    const found = rows.filter(({ id, label }) => id && label).map(({ id, label }) => ({ id, label }));
    const now = JSON.stringify(found.length > MOST ? [] : found.sort(byNumber));
    if (now === before) return;
    localStorage.setItem(KEY, now);
    offer(JSON.parse(now));
  }

  layby.wayIn = {
    // A profile was erased: the next start is not to offer it.
    forget() {
      try {
        localStorage.removeItem(KEY);
      } catch {
        // storage refused: nothing was kept
      }
    },
    // Another worker begins in the place of the one that was told.
    again: tell,
    // Behind the page stands what was asked for, one frame from now.
    done: () => requestAnimationFrame(() => requestAnimationFrame(leave)),
  };
  form.replaceChildren();
  look().catch(() => {}); // then only the app itself opens one
})();
