// Where Python would be: passes the page's port on to the test, both ways.
self.onmessage = ({ data }) => {
  const lab = new BroadcastChannel("lab");
  lab.onmessage = ({ data: said }) => {
    if (said.hello) lab.postMessage({ here: true });
    else if (said.crash) self.postMessage({ failed: "test" });
    else data.port.postMessage(said);
  };
  data.port.onmessage = ({ data: heard }) => lab.postMessage(heard);
  lab.postMessage({ here: true });
  self.postMessage({ ready: true });
};
