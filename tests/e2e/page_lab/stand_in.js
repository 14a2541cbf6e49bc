// Where Flutter would be: a view with words and a field in it that hears every key of the window.
// Beside it, `lab`: the test's end of the line to the worker. Where the test says `notYet`, it has
// drawn nothing so far.
{
  const view = document.createElement("flutter-view");
  const words = Object.assign(document.createElement("p"), { textContent: "Canary words" });
  const field = Object.assign(document.createElement("textarea"), { value: "Canary note", id: "note" });
  field.setAttribute("aria-label", "Note");
  view.style = "position: fixed; inset: 0";
  view.append(words, field);
  document.body.append(view);

  const keys = [];
  addEventListener("keydown", (event) => keys.push(event.key), { capture: true });

  const line = new BroadcastChannel("lab");
  const events = [];
  const waiting = new Map();
  let here; // whichever of the two comes first, the other's greeting is heard
  const ready = new Promise((resolve) => (here = resolve));
  line.onmessage = ({ data }) => {
    if (data.here) return here();
    if (data.event) return events.push(data);
    waiting.get(data.answer)?.(data.ok ? data.value : data.reason);
  };
  line.postMessage({ hello: true });
  let count = 0;
  globalThis.lab = {
    keys,
    events,
    ask: async (ask, values = {}) => {
      await ready;
      const id = (count += 1);
      line.postMessage({ ask, id, ...values });
      return new Promise((resolve) => waiting.set(id, resolve));
    },
    crash: () => line.postMessage({ crash: true }),
  };

  // Python on this page's worker, or on another page's, by its address.
  globalThis.python = async (source, address = location.search) => {
    const channel = new BroadcastChannel(`python${address}`);
    const said = new Promise((resolve, reject) => {
      channel.onmessage = ({ data: heard }) => {
        if (heard.here) return channel.postMessage({ id: 1, run: source });
        if (heard.done !== 1) return;
        channel.close();
        if (heard.failed) reject(new Error(heard.failed));
        else resolve(heard.value);
      };
    });
    channel.postMessage({ hello: true });
    return said;
  };
  if (!globalThis.notYet) layby.splash.hide();
}
