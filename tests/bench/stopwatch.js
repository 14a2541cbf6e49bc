// Times what a person feels, inside the page: from the event itself to the frame that shows it.
// Nothing here is slowed by the driver, and the event's own time counts what it had to wait.
globalThis.laybyWatch = (() => {
  const said = (node) => node.getAttribute("aria-label") || node.textContent || "";
  const nodes = (pick) => [...document.querySelectorAll(pick)];
  const sees = {
    // The tile of an area tells a screen reader whether it is open.
    open: (name) => nodes("flt-semantics[role=button]").some(
      (node) => said(node).startsWith(name) && node.ariaExpanded === "true"),
    closed: (name) => nodes("flt-semantics[role=button]").some(
      (node) => said(node).startsWith(name) && node.ariaExpanded === "false"),
    heading: (name) => nodes("h1, [role=heading]").some((node) => said(node) === name),
  };
  const frame = () => new Promise(requestAnimationFrame);
  const begun = (event) => new Promise((done) => {
    addEventListener(event, (heard) => done(heard.timeStamp), { capture: true, once: true });
  });
  const until = (kind, name) => new Promise((done) => {
    if (sees[kind](name)) { done(); return; }
    const watch = new MutationObserver(() => {
      if (!sees[kind](name)) return;
      watch.disconnect();
      done();
    });
    watch.observe(document, {
      subtree: true, childList: true, attributes: true, characterData: true,
    });
  });

  // -- typing: a strip of the canvas is looked at on every frame ---------------------------------
  const pen = Object.assign(document.createElement("canvas"), { width: 0, height: 0 })
    .getContext("2d", { willReadFrequently: true });
  const all = (root) => [...root.querySelectorAll("*")].flatMap((e) =>
    [...(e.tagName === "CANVAS" ? [e] : []), ...(e.shadowRoot ? all(e.shadowRoot) : [])]);
  let typing = null;
  const picture = (box) => {
    const canvas = all(document).find((one) => one.getBoundingClientRect().width);
    const at = canvas.getBoundingClientRect();
    const scale = canvas.width / at.width;
    pen.drawImage(canvas, (box.left - at.left) * scale, (box.top - at.top) * scale,
      box.width * scale, box.height * scale, 0, 0, box.width, box.height);
    return new Uint32Array(pen.getImageData(0, 0, box.width, box.height).data.buffer);
  };

  let result;
  return {
    // Arm, act, then ask for the result: milliseconds from the event to the frame after it.
    arm(event, kind, name) {
      result = (async () => {
        const from = await begun(event);
        await until(kind, name);
        await frame();
        return performance.now() - from;
      })();
    },
    result: () => result,
    // The event is a key's, or a finger's.
    beginTyping(box, event) {
      pen.canvas.width = box.width;
      pen.canvas.height = box.height;
      typing = { waiting: [], taken: [] };
      const mine = typing;
      const key = (event) => mine.waiting.push(event.timeStamp);
      addEventListener(event, key, true);
      let before = null;
      const look = () => {
        if (typing !== mine) { removeEventListener(event, key, true); return; }
        const now = picture(box);
        if (before && now.some((pixel, at) => pixel !== before[at])) {
          const painted = performance.now();
          mine.taken.push(...mine.waiting.splice(0).map((from) => painted - from));
        }
        before = now;
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    },
    endTyping() {
      const { taken } = typing;
      typing = null;
      return taken;
    },
    beginFrames() {
      typing = { waiting: [], taken: [] };
      const mine = typing;
      let before = performance.now();
      const look = (now) => {
        if (typing !== mine) return;
        mine.taken.push(now - before);
        before = now;
        requestAnimationFrame(look);
      };
      requestAnimationFrame((now) => { before = now; requestAnimationFrame(look); });
    },
    count: (name) => nodes("flt-semantics[role=button]")
      .filter((node) => said(node).startsWith(name)).length,
  };
})();
