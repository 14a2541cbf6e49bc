// Signing in at the trust's server: passkeys for it, and the way to the trust's own sign-in.
// The server says what to ask and judges what comes of it; here only forms are translated
// (WebAuthn Level 3, sections 5.1.8 to 5.1.10, which older browsers do not do by themselves).
(() => {
  const layby = (globalThis.layby ??= {});

  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replaceAll("=", "");
  const named = (list = []) => list.map((one) => ({ ...one, id: bytes(one.id) }));

  function told(made) {
    const response = {};
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (made.response[part]) response[part] = text(made.response[part]);
    }
    return JSON.stringify({ id: made.id, rawId: text(made.rawId), type: made.type, response });
  }

  function make(options) {
    const publicKey = {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: named(options.excludeCredentials),
    };
    return navigator.credentials.create({ publicKey }).then(told);
  }

  function use(options) {
    const publicKey = {
      ...options,
      challenge: bytes(options.challenge),
      allowCredentials: named(options.allowCredentials),
    };
    return navigator.credentials.get({ publicKey }).then(told);
  }

  // Apple's engine refuses outside a tap; the others do not ask for one.
  const inTap = (words, act) => (!layby.tap.apple || layby.tap.fresh() ? act() : layby.tap.again(words, act));
  // A refusal, a timeout and a device without passkeys are one and the same to the app.
  const orNull = async (step) => {
    try {
      return (await step()) ?? null;
    } catch {
      return null;
    }
  };

  function visit(address) {
    const { protocol, hostname } = new URL(address);
    if (protocol !== "https:" && hostname !== "127.0.0.1" && hostname !== "localhost") return false;
    location.assign(address);
    return true;
  }

  layby.signIn = {
    make: ({ options }) => orNull(() => inTap(layby.say("Make a passkey"), () => make(JSON.parse(options)))),
    use: ({ options }) => orNull(() => inTap(layby.say("Use a passkey"), () => use(JSON.parse(options)))),
    visit: ({ address }) => visit(address),
  };
})();
