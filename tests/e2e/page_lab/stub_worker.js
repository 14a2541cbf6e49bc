// Where Python would be: passes the page's port on to the test, both ways. What the page answered
// unasked is given as it would be there, for the first time of asking.
self.onmessage = ({ data }) => {
  const lab = new BroadcastChannel("lab");
  lab.onmessage = ({ data: said }) => {
    if (said.hello) lab.postMessage({ here: true });
    else if (said.crash) self.postMessage({ failed: "test" });
    else if (said.ask in data.known) {
      lab.postMessage({ answer: said.id, ok: true, value: data.known[said.ask] });
      delete data.known[said.ask];
    } else data.port.postMessage(said);
  };
  data.port.onmessage = ({ data: heard }) => lab.postMessage(heard);
  lab.postMessage({ here: true });
  self.postMessage({ ready: true });
};
