// Argon2id (RFC 9106) for Python's worker. The build puts this in front of python-worker.js.
// hash-wasm lies beside us and is loaded when it is first asked for. What it puts out goes
// straight into WebCrypto as a key that can only wrap and unwrap, and is overwritten.
{
  let loading = null;
  const missing = () => {
    loading = null; // it may be there next time
    throw new DOMException("argon2", "NetworkError");
  };
  const load = () => (loading ??= import("/argon2/argon2.umd.min.js").catch(missing));

  // memory in KiB. Overwrites the password that it was given.
  async function wrappingKey(password, salt, memorySize, iterations, parallelism) {
    await load();
    const cost = { memorySize, iterations, parallelism, hashLength: 32, outputType: "binary" };
    let raw = null;
    try {
      raw = await self.hashwasm.argon2id({ password, salt, ...cost });
      return await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["wrapKey", "unwrapKey"]);
    } finally {
      password.fill(0);
      raw?.fill(0);
    }
  }
  self.laybyArgon2 = { load, wrappingKey };
}
