// Passkeys with the PRF extension of WebAuthn Level 3: for a salt, a passkey gives 32 secret
// bytes, the same each time. They never sign anybody in anywhere; what signs is not even looked
// at. Names and ids tell nothing of the person.
(() => {
  const layby = (globalThis.layby ??= {});
  const TIMEOUT_MS = 60000;
  const RELYING_PARTY = { id: location.hostname, name: "Layby" };
  const ALGORITHMS = [-7, -257, -8]; // ES256, RS256, EdDSA (COSE)

  const random = () => crypto.getRandomValues(new Uint8Array(32));
  const inBase64Url = (bytes) =>
    btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const first = (made) => made?.getClientExtensionResults().prf?.results?.first;
  const reply = (made) => {
    const output = first(made);
    if (!output) return null;
    return { credential: new Uint8Array(made.rawId), output: new Uint8Array(output) };
  };

  // Names, not addresses, may have passkeys.
  const hasName = () => !/^[\d.]+$|:/.test(location.hostname);

  async function has() {
    if (!isSecureContext || !hasName() || !globalThis.PublicKeyCredential) return false;
    const knows = (await PublicKeyCredential.getClientCapabilities?.().catch(() => null)) ?? {};
    if (knows["extension:prf"] === false) return false;
    return knows.hybridTransport === true || PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();
  }

  function ask(choices) {
    const asked = choices.map(({ credential, salt }) => [inBase64Url(credential), { first: salt }]);
    const publicKey = {
      challenge: random(),
      rpId: RELYING_PARTY.id,
      allowCredentials: choices.map(({ credential }) => ({ type: "public-key", id: credential })),
      userVerification: "required",
      timeout: TIMEOUT_MS,
      extensions: { prf: { evalByCredential: Object.fromEntries(asked) } },
    };
    return navigator.credentials.get({ publicKey }).then(reply);
  }

  async function make({ name, salt }) {
    const publicKey = {
      challenge: random(),
      rp: RELYING_PARTY,
      // A user id of its own: under a shared one, a second passkey would replace the first, whose key
      // slot would go on being counted.
      user: { id: random(), name, displayName: name },
      pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
      authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
      attestation: "none",
      timeout: TIMEOUT_MS,
      extensions: { prf: { eval: { first: salt } } },
    };
    const made = await navigator.credentials.create({ publicKey });
    if (first(made)) return reply(made);
    const credential = new Uint8Array(made.rawId);
    if (made.getClientExtensionResults().prf?.enabled) {
      return inTap(layby.say("Use the passkey"), () => ask([{ credential, salt }]));
    }
    // It cannot do what it was made for: let whoever keeps it know that nobody will ask for it.
    await PublicKeyCredential.signalUnknownCredential?.({
      rpId: RELYING_PARTY.id,
      credentialId: inBase64Url(credential),
    });
    return null;
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

  layby.passkeys = {
    has: () => has().catch(() => false),
    make: (asked) => orNull(() => inTap(layby.say("Make a passkey"), () => make(asked))),
    ask: ({ choices }) => orNull(() => inTap(layby.say("Use a passkey"), () => ask(choices))),
  };
})();
