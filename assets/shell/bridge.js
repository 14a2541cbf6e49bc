// What Python in its worker cannot reach, because it belongs to the page: a conversation over
// one MessagePort. In the worker the other end is `globalThis.laybyPort`.
//
//   Python -> page   {ask: "persist", id: 7, ...}
//   page -> Python   {answer: 7, ok: true, value: ...}  or  {answer: 7, ok: false, reason: "..."}
//   page -> Python   {event: "network", online: false}
//
// The port queues what it receives until Python listens: add a "message" listener, then call
// `laybyPort.start()` once. (Setting `onmessage` starts it by itself.) An event sent before that
// arrives late, never lost; the state asks give the present state at any time.
(() => {
  const layby = (globalThis.layby ??= {});
  let port = null;

  const storage = (name) => {
    if (!navigator.storage?.[name]) throw new Error("unsupported");
    return navigator.storage[name]();
  };
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  const visibility = () => ({ hidden: document.hidden });
  const network = () => ({ online: navigator.onLine });

  const asks = {
    "shell-ready": () => layby.splash.hide(),
    "came-in": () => layby.wayIn.done(),
    persist: () => storage("persist"),
    persisted: () => storage("persisted"),
    estimate: async () => {
      const { usage, quota } = await storage("estimate");
      return { usage, quota };
    },
    "keep-shared": ({ text }) => layby.shelf.keep(text),
    shared: () => layby.shelf.read(),
    "check-update": () => layby.updates.check(),
    "update-state": () => layby.updates.state(),
    "apply-update": () => layby.updates.apply(),
    visibility,
    network,
    scheme: () => (scheme.matches ? "dark" : "light"),
    // "on" or "off": whether the screen reader's tree is built at start; null asks.
    semantics: ({ choice = null }) => layby.semantics(choice),
    "arm-lock": (asked) => layby.guard.arm(asked), // { idle, hidden }: seconds; { pin }: true, false
    "disarm-lock": () => layby.guard.disarm(),
    cover: () => layby.guard.cover(),
    uncover: () => layby.guard.uncover(),
    "answer-pin": (asked) => layby.guard.answerPin(asked), // { right, left }
    forget: ({ why }) => layby.forget(why), // nobody is left to hear an answer
    "why-forgotten": () => layby.whyForgotten(),
    "install-way": () => layby.install.way(),
    install: () => layby.install.ask(),
    buzz: ({ milliseconds }) => navigator.vibrate?.(milliseconds) === true, // iPhones have none
    "less-motion": () => matchMedia("(prefers-reduced-motion: reduce)").matches,
    "save-file": (asked) => layby.copies.save(asked), // { name, content }
    "pick-file": (asked) => layby.copies.pick(asked), // { ending }
    "print-lines": (asked) => layby.copies.print(asked), // { title, lines }
    "start-scan": () => layby.scan.start(),
    "say-scanned": (asked) => layby.scan.said(asked), // { have, of, done, problem }
    "stop-scan": () => layby.scan.stop(),
    "scan-picture": () => layby.scan.readPictures(),
    "take-link": () => layby.enrolLink.take(),
    "has-passkeys": () => layby.passkeys.has(),
    "make-passkey": (asked) => layby.passkeys.make(asked), // { name, salt }
    "make-sign-in-passkey": (asked) => layby.signIn.make(asked), // { options }: JSON, as its answer
    "use-sign-in-passkey": (asked) => layby.signIn.use(asked), // { options }
    visit: (asked) => layby.signIn.visit(asked), // { address }: the page leaves for it
    "ask-passkey": (asked) => layby.passkeys.ask(asked), // { choices: [{ credential, salt }] }
  };

  // Bytes move to Python, they are not copied: what was secret is then no longer here.
  const buffers = (value) =>
    [value, ...Object.values(ArrayBuffer.isView(value) ? {} : (value ?? {}))]
      .filter((one) => ArrayBuffer.isView(one))
      .map((one) => one.buffer);

  async function answer({ data }) {
    if (typeof data?.ask !== "string") return;
    const reply = (rest) => port?.postMessage({ answer: data.id, ...rest }, buffers(rest.value));
    if (!Object.hasOwn(asks, data.ask)) return reply({ ok: false, reason: "unknown" });
    try {
      reply({ ok: true, value: (await asks[data.ask](data)) ?? null });
    } catch (error) {
      reply({ ok: false, reason: error?.message === "unsupported" ? "unsupported" : "failed" });
    }
  }

  layby.bridge = {
    // The far end for a worker that starts; a second call leaves the first worker behind.
    open() {
      const channel = new MessageChannel();
      port?.close();
      port = channel.port1;
      port.onmessage = answer;
      return channel.port2;
    },
    tell(event, rest = {}) {
      port?.postMessage({ event, ...rest });
    },
  };

  const { tell } = layby.bridge;
  document.addEventListener("visibilitychange", () => tell("visibility", visibility()));
  addEventListener("online", () => tell("network", network()));
  addEventListener("offline", () => tell("network", network()));
  addEventListener("pagehide", () => tell("pagehide"));
  scheme.addEventListener("change", () => tell("scheme", { scheme: asks.scheme() }));
})();
