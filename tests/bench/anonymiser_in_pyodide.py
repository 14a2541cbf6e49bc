"""How quick the anonymiser is inside the Pyodide that ships, run by Node on this machine.

``python -m tests.bench.anonymiser_in_pyodide`` prints seconds of the processor: importing its
modules from source (the app ships bytecode), loading lists and model, compiling its patterns
ahead (done in short steps while nobody waits), a first note of 190 words, 1,000 words.
"""

import json
import subprocess
import sys
from pathlib import Path

from app.web import client
from app.web.node import NodeError, find_node

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_suffix(".mjs")


def seconds() -> dict[str, float] | None:
    """Measure; None where there is no Node."""
    try:
        node = find_node()
    except NodeError:
        return None
    command = [str(node), str(SCRIPT), str(client.web_dir() / "pyodide"), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(seconds()) + "\n")
