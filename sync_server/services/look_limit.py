"""How often one token may have texts looked at: each look costs, and a token is for one text.

Counted in memory alone, by the token's hash, and forgotten at the end of the process. A device
that has tried so often is told to take another token: those it has few of.
"""

import threading
from collections import OrderedDict

#: A text is looked at once, and once more after each change that its author makes.
MOST_LOOKS = 10
#: Of so many tokens the tries are remembered, the latest.
_REMEMBERED = 20_000


class LookLimit:
    """Counts looks by token; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._looks: OrderedDict[str, int] = OrderedDict()

    def allows(self, token: str) -> bool:
        """Count one more look for the token with this hash; False when it has had its share."""
        with self._lock:
            looks = self._looks.pop(token, 0) + 1
            self._looks[token] = min(looks, MOST_LOOKS + 1)
            if len(self._looks) > _REMEMBERED:
                self._looks.popitem(last=False)
        return looks <= MOST_LOOKS
