// On a tablet the entries of a list are opened beside it, one after the other. Flutter can only
// add to the history, and the way back would lead through all of them: the next entry of the same
// list takes the place of the last one there.
(() => {
  // As in app/views/components/panes.py.
  const LISTS = ["/support/need", "/support/service", "/plans"];
  const listOf = (path) => LISTS.find((list) => path.replace(/\/[^/]+$/, "") === list);
  const { history } = globalThis;
  const add = history.pushState.bind(history);
  const replace = history.replaceState.bind(history);

  history.pushState = (state, unused, url) => {
    const next = listOf(new URL(url ?? "", location.href).pathname);
    (next && next === listOf(location.pathname) ? replace : add)(state, unused, url);
  };
})();
