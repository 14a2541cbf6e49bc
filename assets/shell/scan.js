// The camera over the app: looks for codes, tells Python each text once, and says how far it
// is. The picture is looked at frame by frame and never kept; nothing of it leaves the page.
//
//   page -> Python   {event: "scanned", text}
//   page -> Python   {event: "scan-ended", why}: once for each start; why is "done", "closed",
//                    "no-camera" or "refused"
(() => {
  const layby = (globalThis.layby ??= {});
  const part = (id) => document.getElementById(`layby-${id}`);
  const dialog = part("scan");
  const live = part("scan-live");
  const BETWEEN_MS = 80; // a breath for the page between two looks
  const SIDE = 960; // pixels of the square that is looked at
  const PICTURE_SIDE = 2400; // a photograph is made no larger than this before it is read
  const CAMERA = { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } };
  let scan = null; // the one under way: { stream, told }

  const show = (words) => (part("scan-said").textContent = words);
  const library = () => import("/qr/decode.js"); // loaded when first wanted
  async function findDetector() {
    const own = globalThis.BarcodeDetector;
    const formats = await own?.getSupportedFormats?.().catch(() => []);
    const Detector = formats?.includes("qr_code") ? own : (await library()).BarcodeDetector;
    return new Detector({ formats: ["qr_code"] });
  }
  function draw(source, width, height, square) {
    const side = Math.min(width, height);
    const [wide, high] = square ? [side, side] : [width, height];
    const scale = Math.min(1, (square ? SIDE : PICTURE_SIDE) / Math.max(wide, high));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(wide * scale);
    canvas.height = Math.round(high * scale);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    const from = [(width - wide) / 2, (height - high) / 2];
    context.drawImage(source, ...from, wide, high, 0, 0, canvas.width, canvas.height);
    return context.getImageData(0, 0, canvas.width, canvas.height);
  }

  function letGo(stream) {
    stream?.getTracks().forEach((track) => track.stop());
    return false;
  }
  function end(why) {
    if (!scan) return;
    letGo(scan.stream);
    scan = live.srcObject = null;
    if (dialog.open) dialog.close();
    show("");
    layby.bridge.tell("scan-ended", { why });
  }

  const covered = () => document.hidden || "laybyCovered" in document.documentElement.dataset;
  async function start() {
    end("closed");
    const mine = (scan = { stream: null, told: new Set() });
    const over = (why) => {
      if (scan === mine) end(why);
      return false;
    };
    if (covered()) return over("closed");
    if (!navigator.mediaDevices?.getUserMedia) return over("no-camera");
    show(layby.say("Asking for the camera…"));
    dialog.showModal();
    let detector = null;
    try {
      detector = await findDetector();
      const stream = await navigator.mediaDevices.getUserMedia({ video: CAMERA });
      // Stopped while the browser asked: the camera that was granted late is let go at once.
      if (scan !== mine) return letGo(stream);
      mine.stream = live.srcObject = stream;
      stream.getVideoTracks()[0].addEventListener("ended", () => over("no-camera"));
      await live.play();
    } catch (error) {
      return over(error?.name === "NotAllowedError" ? "refused" : "no-camera");
    }
    if (scan !== mine) return false;
    show(layby.say("Point the camera at the codes."));
    look(mine, detector).catch(() => over("no-camera"));
    return true;
  }
  async function look(mine, detector) {
    while (scan === mine) {
      try {
        const found = await detector.detect(draw(live, live.videoWidth, live.videoHeight, true));
        if (scan === mine) found.forEach(({ rawValue }) => tell(mine, rawValue));
      } catch {
        // Some phones name a detector of their own that cannot work; ours always can.
        detector = new (await library()).BarcodeDetector({ formats: ["qr_code"] });
      }
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
    }
  }
  function tell(mine, text) {
    if (!text || mine.told.has(text)) return;
    mine.told.add(text);
    layby.bridge.tell("scanned", { text });
  }

  // Every code in every picture that the person chooses; null when they chose none.
  async function readPictures() {
    const files = await layby.copies.choose(layby.say("Choose a picture"), "image/*", true);
    if (!files) return null;
    const { decodeQRBatch } = await library();
    const found = new Set();
    for (const file of files) {
      try {
        const bitmap = await createImageBitmap(file);
        const drawn = draw(bitmap, bitmap.width, bitmap.height, false);
        bitmap.close();
        const maxSize = { width: drawn.width, height: drawn.height };
        const [texts] = await decodeQRBatch([drawn], { maxSize });
        texts.filter((text) => typeof text === "string" && text).forEach((text) => found.add(text));
      } catch {
        // no picture, or one this browser cannot open: nothing was found in it
      }
    }
    return [...found];
  }

  layby.scan = {
    start,
    stop: () => end("closed"),
    // { have, of }: codes, `of` 0 while nobody knows; { problem }: about the last one
    said({ have, of, done, problem = "" }) {
      if (!scan) return;
      if (done) return end("done");
      const progress = layby.say(of ? "{have} of {of} codes" : "Point the camera at the codes.", { have, of });
      show(problem ? `${problem} ${of ? progress : ""}`.trim() : progress);
    },
    readPictures,
  };
  part("scan-stop").addEventListener("click", () => end("closed"));
  part("scan-hide").addEventListener("click", () => layby.guard.cover());
  dialog.addEventListener("close", () => dialog.open || end("closed")); // also: the Escape key
  document.addEventListener("visibilitychange", () => document.hidden && end("closed"));
  addEventListener("pagehide", () => end("closed"));
})();
