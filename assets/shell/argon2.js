// Argon2id (RFC 9106) for Python's worker. The build puts this in front of python-worker.js.
// hash-wasm lies beside us and is loaded when it is first asked for. What it puts out goes
// straight into WebCrypto as a key that can only wrap and unwrap, and is overwritten.
{
  let loading = null;
  const tiny = { memorySize: 8, iterations: 1, parallelism: 1, hashLength: 32 };
  async function fetchAndCompile() {
    try {
      await import("/argon2/argon2.umd.min.js");
    } catch {
      throw new DOMException("argon2", "NetworkError");
    }
    // Run once for nothing, so that compiling is not counted when its speed is measured.
    await self.hashwasm.argon2id({ password: "0", salt: new Uint8Array(16), ...tiny });
  }
  const tryAgainLater = (error) => {
    loading = null; // what failed may work next time
    throw error;
  };
  const load = () => (loading ??= fetchAndCompile().catch(tryAgainLater));

  // memory in KiB. Overwrites the password that it was given.
  async function wrappingKey(password, salt, memorySize, iterations, parallelism) {
    const cost = { memorySize, iterations, parallelism, hashLength: 32, outputType: "binary" };
    let raw = null;
    try {
      await load();
      raw = await self.hashwasm.argon2id({ password, salt, ...cost });
      return await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["wrapKey", "unwrapKey"]);
    } finally {
      password.fill(0);
      raw?.fill(0);
    }
  }
  self.laybyArgon2 = { load, wrappingKey };
}
