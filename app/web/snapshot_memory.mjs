// What make_snapshot.mjs does to Python's memory so that a small change of the app changes little of
// it. Each stage of the import gets ground of its own: before it, all that is free in the memory
// is taken, down to the last block, so that what it makes lies where no other stage's size matters.
import { Buffer } from "node:buffer";

export const PAGE = 4096;
const STEP = 1 << 20; // memory grows by this much, and a stage begins one page behind such a line
const [SMALLEST, LARGEST] = [8, 512]; // what Python's own allocator deals out
const OF_USE = 16384;
export const UNHASHED = 0x48415348; // restore.js knows it as well

// Emscripten grows by a share of what there is, which would move with every byte.
export function growEvenly(imports, grown) {
  imports.env.emscripten_resize_heap = (asked) => !!grown().growMemory(Math.ceil((asked >>> 0) / STEP) * STEP);
}

// Takes and blanks all that is free, where deleted things are still to be read; returns what is large
// enough to be of use once it is given back. A smaller gap between two things stays empty for good.
// Python deals out small blocks of its own from larger ones: those are what it gives once there is no more.
export function takeAll(module) {
  const { grow } = WebAssembly.Memory.prototype;
  WebAssembly.Memory.prototype.grow = () => {
    throw new RangeError("no more while scrubbing");
  };
  const large = [];
  for (let size = 1 << 24; size >= SMALLEST; size >>= 1) {
    for (let at = module._malloc(size); at; at = module._malloc(size)) {
      const given = (module.HEAPU32[(at >>> 2) - 1] & ~7) - 4; // may be a few bytes more
      module.HEAPU8.fill(0, at, at + given);
      if (size >= OF_USE) large.push(at);
    }
  }
  for (let size = SMALLEST; size <= LARGEST; size += SMALLEST) {
    for (let at = module._PyObject_Malloc(size); at; at = module._PyObject_Malloc(size)) {
      module.HEAPU8.fill(0, at, at + size);
    }
  }
  WebAssembly.Memory.prototype.grow = grow;
  return large;
}

// Where the next stage begins; call it when all is taken. The allocator's own notes need a few bytes
// before, more or fewer: the rest of a page evens that out. Shaken, all that follows lies elsewhere.
export function newGround(module, shaken) {
  const end = module.HEAPU8.length;
  module.growMemory(end + STEP);
  const probe = module._malloc(SMALLEST);
  module._free(probe);
  module._malloc(end + PAGE - probe - 4);
  if (shaken) {
    module._malloc(5 * PAGE + 48);
    for (let size = SMALLEST; size <= LARGEST; size += SMALLEST) {
      for (let n = (size / SMALLEST) % 3; n >= 0; n -= 1) module._PyObject_Malloc(size);
    }
  }
  return end;
}

// Python keeps what it will not look through again in a ring, in the order it came to it. In order
// of place, a thing's neighbours there are its neighbours in memory. Returns the ring's first node.
export function sortRing(module, anchor) {
  const words = module.HEAPU32;
  const ring = [];
  let at = anchor;
  do {
    ring.push(at);
    at = words[at >>> 2] & ~3;
  } while (at !== anchor);
  ring.sort((a, b) => a - b); // the head of it lies in the engine's own data, before all else
  ring.forEach((node, i) => {
    const [before, behind] = [ring.at(i - 1), ring[(i + 1) % ring.length]];
    words[node >>> 2] = behind | (words[node >>> 2] & 3);
    words[(node >>> 2) + 1] = before | (words[(node >>> 2) + 1] & 3);
  });
  return ring[0];
}

// In a copy of the memory, says of each in the ring only how far away the next is. restore.js undoes it.
export function unlinkRing(memory, head) {
  const words = wordsOf(memory);
  for (let at = words[head >>> 2] & ~3; at !== head; ) {
    const behind = words[at >>> 2];
    words[at >>> 2] = behind - at;
    words[(at >>> 2) + 1] &= 3;
    at = behind & ~3;
  }
}

// Blanks the hash of every string, which Python can work out again: four bytes each that do not pack.
// What only looks like a string is told by its hash, which would not be that of its letters.
// CPython 3.14's layout: references, type, length, hash, state (from bit 2 its kind, whether compact,
// whether ASCII; from bit 8 whatever lay there before), and the letters. restore.js undoes it.
export function blankHashes(memory, type, hashOf) {
  const words = wordsOf(memory);
  const count = () => words.reduce((found, word, at) => found + (word === type && words[at + 2] === UNHASHED), 0);
  const [before, found] = [count(), []];
  for (let at = 1; at + 4 < words.length; at += 1) {
    const [length, hash, state] = [words[at + 1], words[at + 2], words[at + 3] >>> 2];
    if (words[at] !== type || !(state & 8) || ![1, 2, 4].includes(state & 7)) continue;
    const letters = 4 * (at - 1) + (state & 16 ? 20 : 28);
    const size = length * (state & 7);
    if (size > 0 && letters + size <= memory.length && hashOf(letters, size) >>> 0 === hash) found.push(at + 2);
  }
  for (const at of found) {
    words[at] = UNHASHED;
    words[at + 1] &= 255;
  }
  if (before > 0 || count() !== found.length) throw new Error("something else looks like a string without a hash");
}

export const wordsOf = (memory) => new Uint32Array(memory.buffer, memory.byteOffset, memory.length >>> 2);

// Takes out of a part of the memory each word that is another where what follows lies elsewhere.
// Returns them: [which word, its value].
export function takeLoose(memory, shaken, from, to) {
  const [words, others] = [wordsOf(memory), wordsOf(shaken)];
  const loose = [];
  for (let at = from >>> 2; at < to >>> 2; at += 1) {
    if (words[at] === others[at] || words[at] === 0) continue;
    loose.push([at, words[at]]);
    words[at] = 0;
  }
  return loose;
}

// How many, their values, and how far each is from the one before, in bytes of seven bits.
export function packLoose(loose) {
  const steps = [];
  let last = 0;
  for (const [at] of loose) {
    let step = at - last;
    for (; step > 127; step >>>= 7) steps.push((step & 127) | 128);
    steps.push(step);
    last = at;
  }
  const values = Uint32Array.from([loose.length, ...loose.map(([, value]) => value)]);
  return Buffer.concat([Buffer.from(values.buffer), Buffer.from(steps)]);
}

// Runs of pages that are not all zeros: [first page, how many].
export function runsOf(memory, from = 0, to = memory.length) {
  const runs = [];
  const nothing = Buffer.alloc(PAGE);
  for (let page = from / PAGE; page * PAGE < to; page += 1) {
    if (memory.compare(nothing, 0, PAGE, page * PAGE, page * PAGE + PAGE) === 0) continue;
    const last = runs.at(-1);
    if (last && last[0] + last[1] === page) last[1] += 1;
    else runs.push([page, 1]);
  }
  return runs;
}
