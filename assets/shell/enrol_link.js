// An enrolment link carries its code after the "#". Browsers send that part to no server, and
// here it is taken out of the address before anything else runs: no other script, no history
// entry and no title ever has it. It waits in memory alone until Python asks for it, once.
//
//   page -> Python   {event: "enrol-link"}: a link was opened while the app was already open
(() => {
  const layby = (globalThis.layby ??= {});
  const LONGEST = 2000;
  const ENROLS = /[#&]enrol=/i;
  let held = "";

  function lift() {
    const { hash, pathname, search } = location;
    if (!ENROLS.test(hash)) return false;
    held = hash.slice(1, LONGEST + 1);
    history.replaceState(history.state, "", pathname + search);
    return true;
  }
  // The same page with another "#" is not loaded anew. Flutter hears of it too, and would put an
  // address of its own in the history; this one listens first.
  for (const kind of ["popstate", "hashchange"]) {
    addEventListener(kind, () => lift() && layby.bridge?.tell("enrol-link"), { capture: true });
  }
  lift();

  layby.enrolLink = {
    waits: () => held !== "",
    take() {
      const found = held;
      held = "";
      return found;
    },
  };
})();
