// Keeps one whole version of Layby on the device. Filled in by the build: VERSION is a hash of
// everything below, FILES gives each file's SHA-256, VARIANTS the files only some engines need.
//
// A version is put together beside the one in use, file by file, each checked against its hash;
// what did not change is copied, not fetched. It takes over when it is complete and either told
// to (apply-update) or no page of the old one is left. So a conversation is never cut short, and
// a broken download leaves the old version as it was.
const VERSION = "__VERSION__";
const FILES = __FILES__;
const VARIANTS = __VARIANTS__;
const TOGETHER = __TOGETHER__; // one file of all the snapshot's parts: its path, and theirs with sizes, in order
const PAGE = __PAGE__; // index.html itself: with the numbers to call, it must never be missing

const PREFIX = "layby-";
const CACHE = PREFIX + VERSION;
const chosen = new URL(self.location.href).searchParams.get("canvaskit");
const someNeed = new Set(Object.values(VARIANTS).flat());
const needed = new Set(VARIANTS[chosen] ?? someNeed);
const wanted = Object.keys(FILES).filter((path) => needed.has(path) || !someNeed.has(path));
const INDEX = "/index.html";
const AT_ONCE = 4; // requests side by side while installing
const PAUSES_MS = [300, 1000, 3000, 9000]; // between tries on a bad line
const MEND = "/?mend"; // where the page leads after a start that failed
const LOOK = "look"; // a cache of its own, which outlives this version
const SCHEMES = ["light", "dark", "night"];
const LACKING = "/lacking"; // in a cache: names a part that the server no longer has

const hex = (buffer) => Array.from(new Uint8Array(buffer), (b) => b.toString(16).padStart(2, "0")).join("");
const isWhole = async (path, response) =>
  hex(await crypto.subtle.digest("SHA-256", await response.clone().arrayBuffer())) === FILES[path];

async function download(path) {
  // The browser's own cache may hold what this page has just loaded; if that is another version,
  // ask again past it.
  for (const cache of ["default", "reload"]) {
    const response = await fetch(path, { cache, credentials: "same-origin", redirect: "error" });
    if (response.ok && (await isWhole(path, response))) return response;
  }
  throw new RangeError(`not whole: ${path}`);
}

// A line that breaks is tried again, for each try of a whole install begins with everything.
async function downloadPatiently(path) {
  for (const pause of PAUSES_MS) {
    try {
      return await download(path);
    } catch (error) {
      if (error instanceof RangeError) throw error;
      await new Promise((later) => setTimeout(later, pause));
    }
  }
  return download(path);
}

async function copy(path, older) {
  for (const cache of older) {
    const response = await cache.match(path);
    if (response && (await isWhole(path, response))) return response;
  }
  return null;
}

// Where nearly all of the snapshot is lacking, it comes in one file, which is a sixth smaller than its
// parts, and on a first visit lies in the browser's own cache. What is not whole in it is left to be
// fetched part by part.
async function unpack(target, older) {
  const there = new Set();
  for (const cache of [target, ...older]) {
    for (const { url } of await cache.keys()) there.add(new URL(url).pathname);
  }
  const [...left] = TOGETHER?.parts ?? [];
  const sum = (parts) => parts.reduce((total, [, size]) => total + size, 0);
  if (sum(left.filter(([path]) => there.has(path))) * 6 >= sum(left)) return;
  const response = await fetch(TOGETHER.path, { credentials: "same-origin", redirect: "error" });
  const reader = response.ok ? response.body.getReader() : null;
  let [part, filled] = [null, 0];
  while (reader && left.length) {
    let { done, value } = await reader.read();
    if (done) return;
    while (value.length && left.length) {
      const [path, size] = left[0];
      part ??= new Uint8Array(size);
      const more = value.subarray(0, size - filled);
      part.set(more, filled);
      filled += more.length;
      value = value.subarray(more.length);
      if (filled < size) continue;
      const found = new Response(part, { headers: { "Content-Type": "application/octet-stream" } });
      if (!there.has(path) && (await isWhole(path, found))) await target.put(path, found);
      left.shift();
      [part, filled] = [null, 0];
    }
  }
  await reader?.cancel();
}

async function install() {
  const target = await caches.open(CACHE);
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  const older = await Promise.all(names.map((name) => caches.open(name)));
  const left = [...wanted];
  const work = async () => {
    for (let path = left.shift(); path; path = left.shift()) {
      const kept = await target.match(path); // from an earlier attempt that was cut short
      if (kept && (await isWhole(path, kept))) continue;
      await target.put(path, (await copy(path, older)) ?? (await downloadPatiently(path)));
    }
  };
  try {
    await unpack(target, older).catch((error) => {
      if (error?.name === "QuotaExceededError") throw error;
    });
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } catch (error) {
    left.length = 0;
    // What room there is belongs to people's words first.
    if (error?.name === "QuotaExceededError") await makeRoom();
    throw error;
  }
  const broken = await Promise.all(older.map(isBroken));
  if (broken.some(Boolean)) await self.skipWaiting();
}

async function makeRoom() {
  await caches.delete(CACHE);
  for (const page of await self.clients.matchAll({ includeUncontrolled: true })) page.postMessage({ type: "full" });
}

async function isBroken(cache) {
  const lacking = await cache.match(LACKING);
  return !!lacking && !(await cache.match(await lacking.text()));
}

async function activate() {
  const names = await caches.keys();
  await Promise.all(names.filter((n) => n.startsWith(PREFIX) && n !== CACHE).map((n) => caches.delete(n)));
  await self.clients.claim();
}

// Fetches what is no longer here. A part of another version is worse than none: then the server
// has a newer one, which is to take over as soon as it is whole.
async function heal(path) {
  try {
    const response = await download(path);
    const copied = response.clone();
    await caches.open(CACHE).then((cache) => cache.put(path, copied)).catch(() => {}); // no room: serve it all the same
    return response;
  } catch (error) {
    if (error instanceof RangeError) await giveWay(path);
    if (path === INDEX) return pageAlone();
    throw error;
  }
}

// What is asked for first may be the last to be missed: looks for all of it while there is a network.
async function fill() {
  const cache = await caches.open(CACHE);
  const there = new Set((await cache.keys()).map((request) => new URL(request.url).pathname));
  for (const path of wanted.filter((one) => !there.has(one))) await cache.put(path, await download(path));
}

async function giveWay(path) {
  await caches.open(CACHE).then((cache) => cache.put(LACKING, new Response(path))).catch(() => {});
  self.registration.waiting?.postMessage({ type: "apply-update" });
  self.registration.update().catch(() => {}); // something else answered, such as a sign-in page
}

// Under the policy that everything else came with; where nothing is left, nothing may run.
async function pageAlone() {
  const other = await caches.match("/shell.js", { cacheName: CACHE });
  const policy = other?.headers.get("Content-Security-Policy") ?? "default-src 'none'; style-src 'unsafe-inline'";
  const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy };
  return new Response(PAGE, { headers });
}

// Throws away what is damaged, so that it is fetched anew when it is next asked for, and starts over:
// at the plain address, or on the spot where another version is to take over. That one waits until
// this answer is out, and Chromium never answers for a page that is asked for just as it does.
async function mend() {
  const cache = await caches.open(CACHE);
  for (const path of wanted) {
    const kept = await cache.match(path);
    if (kept && !(await isWhole(path, kept).catch(() => false))) await cache.delete(path);
  }
  return (await isBroken(cache)) ? index() : Response.redirect("/");
}

// The page is looked at each time, for it is small and nothing else could say what is wrong with it.
async function index() {
  const cached = await caches.match(INDEX, { cacheName: CACHE });
  return cached && (await isWhole(INDEX, cached).catch(() => false)) ? cached : heal(INDEX);
}

async function answer(path) {
  const cached = await caches.match(path, { cacheName: CACHE });
  return cached ?? heal(path);
}

// The page in the light that was chosen on this device, which look.js keeps there: so nobody in a
// dark cab sees another one first, and still nothing waits for a script.
async function page() {
  const response = await index();
  const kept = await caches.match("/look", { cacheName: LOOK }).catch(() => null);
  const scheme = kept ? await kept.text() : "";
  if (!SCHEMES.includes(scheme)) return response;
  const headers = new Headers(response.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  const text = (await response.text()).replace("<html ", `<html data-layby-scheme="${scheme}" `);
  return new Response(text, { headers });
}

// The file of this version that answers a request, or null to leave it to the network.
function fileFor(request) {
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return null;
  const path = url.pathname;
  if (/^\/(api|health)(\/|$)/.test(path)) return null;
  if (request.mode === "navigate" && !/\.[^/]*$/.test(path)) return INDEX;
  return Object.hasOwn(FILES, path) ? path : null;
}

// Engines that would ask the server for the page as well, in case this worker is slow, are told to
// leave it to this worker. One that cannot be told does as it likes.
async function keepPagesHere(event) {
  await event.addRoutes?.({ condition: { requestMode: "navigate" }, source: "fetch-event" });
}

self.addEventListener("install", (event) => {
  event.waitUntil(keepPagesHere(event).catch(() => {}));
  event.waitUntil(install());
});
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  if (event.data?.type === "apply-update") self.skipWaiting();
  if (event.data?.type === "fill") event.waitUntil(fill().catch(() => {})); // no network, or no room
});
self.addEventListener("fetch", (event) => {
  const path = fileFor(event.request);
  if (path === INDEX && event.request.url.endsWith(MEND)) return event.respondWith(mend());
  if (path) event.respondWith(path === INDEX ? page() : answer(path));
});
