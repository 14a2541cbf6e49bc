"""Flutter's fields: a field that has the focus takes what is typed only some frames later.

Flutter then listens to it. Its attributes would not tell: a field that Flutter never let go of,
while the focus was on a page of ours, gets none anew. Of the page's own fields nothing is waited
for.
"""

from playwright.sync_api import Page

from tests.e2e import patience

#: Counts who listens to what is typed into a field: for every page, before its own scripts.
HEAR = """for (const [act, more] of [['addEventListener', 1], ['removeEventListener', -1]]) {
  const done = EventTarget.prototype[act];
  EventTarget.prototype[act] = function (kind, ...rest) {
    const field = this instanceof HTMLInputElement || this instanceof HTMLTextAreaElement;
    if (kind === 'input' && field) this.__listeners = (this.__listeners ?? 0) + more;
    return done.call(this, kind, ...rest);
  };
}"""
_LISTENS = """() => {
  const field = document.activeElement;
  return !field.matches('flt-semantics :is(input, textarea)') || field.__listeners > 0;
}"""
#: Waits until two frames were drawn: Flutter has heard of what was before them.
NEXT_FRAMES = "() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"


def listens(page: Page) -> None:
    """Wait until Flutter takes what is typed into the field that has the focus."""
    patience.until(page, _LISTENS)
    page.evaluate(NEXT_FRAMES)
