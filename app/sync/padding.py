"""Fill a request's body up, so that its length says little about what is in it."""

import json
from collections.abc import Mapping

#: Bodies come in multiples of this many bytes.
STEP = 512


def padded(payload: Mapping[str, object]) -> bytes:
    """Give ``payload`` as JSON with a field ``pad``, as long as the next multiple of STEP.

    The JSON is ASCII, so that characters and bytes are one.
    """
    bare = json.dumps({**payload, "pad": ""}, separators=(",", ":"))
    missing = -len(bare) % STEP
    return json.dumps({**payload, "pad": "x" * missing}, separators=(",", ":")).encode("ascii")
