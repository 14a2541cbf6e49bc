// Reads a zip of stored (not deflated) files: the central directory says where each begins.
// The build puts this in front of python-worker.js, and uses it itself.
function* filesOf(zip) {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const text = new TextDecoder();
  const end = zip.byteLength - 22; // our archives carry no comment
  if (view.getUint32(end, true) !== 0x06054b50) throw new Error("archive");
  let at = view.getUint32(end + 16, true);
  for (let n = view.getUint16(end + 10, true); n > 0; n -= 1) {
    const [size, name, extra, comment] = [20, 28, 30, 32].map((o, i) =>
      i ? view.getUint16(at + o, true) : view.getUint32(at + o, true),
    );
    const local = view.getUint32(at + 42, true);
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    yield { path: text.decode(zip.subarray(at + 46, at + 46 + name)), start, size };
    at += 46 + name + extra + comment;
  }
}

// Lays a zip's files out in Python's file system.
function layOut(fs, root, zip) {
  const known = new Set();
  for (const { path, start, size } of filesOf(zip)) {
    const folder = `${root}/${path}`.slice(0, `${root}/${path}`.lastIndexOf("/"));
    if (!known.has(folder)) known.add(folder) && fs.mkdirTree(folder);
    fs.writeFile(`${root}/${path}`, zip.subarray(start, start + size));
  }
}
