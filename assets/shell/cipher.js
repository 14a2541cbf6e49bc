// Opens many sealed records for Python's worker in one go: crossing from Python to WebCrypto and
// back once for each of a thousand takes longer than opening them. The build puts this in front
// of python-worker.js.
{
  const cut = (bytes, lengths) => {
    let at = 0;
    return lengths.map((length) => bytes.subarray(at, (at += length)));
  };

  // `nonces`, `sealed` and `contexts` lie end to end. Gives the plaintexts end to end, and how long
  // each is; -1 for one that fails authentication.
  async function openAll(key, nonces, sealed, sealedLengths, contexts, contextLengths) {
    const ties = cut(contexts, contextLengths);
    const opened = await Promise.all(cut(sealed, sealedLengths).map(async (body, number) => {
      const iv = nonces.subarray(12 * number, 12 * number + 12);
      try {
        return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: ties[number] }, key, body));
      } catch (error) {
        if (error.name === "OperationError") return null;
        throw error;
      }
    }));
    const whole = new Uint8Array(opened.reduce((sum, one) => sum + (one?.length ?? 0), 0));
    let at = 0;
    for (const one of opened) {
      if (!one) continue;
      whole.set(one, at);
      at += one.length;
      one.fill(0);
    }
    return [whole, opened.map((one) => one?.length ?? -1)];
  }
  self.laybyCipher = { openAll };
}
