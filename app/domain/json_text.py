"""JSON that nothing authenticates: from a file, a row in clear, or whatever answered a request.

The browser's Python ends for good, without raising, where nesting is some thousands deep
(Pyodide 314), so depth is measured before anything is parsed.
"""

import json
import re

#: Nothing that Layby writes nests nearly as deep.
DEEPEST = 64
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"?', re.DOTALL)
_NO_BRACKET = re.compile(r"[^][{}]+")
_PAIR = re.compile(r"\[\]|\{\}")


def read_json(written: str | bytes) -> object:
    """Parse JSON; raises ValueError when it is none, is no UTF-8, or nests too deep."""
    text = written if isinstance(written, str) else written.decode("utf-8")
    brackets = _NO_BRACKET.sub("", _STRING.sub("", text))
    for _ in range(DEEPEST):
        if not brackets:
            break
        # The innermost pairs go first, so each round takes one level off everywhere.
        brackets = _PAIR.sub("", brackets)
    if brackets:
        raise ValueError
    parsed: object = json.loads(text)
    return parsed
