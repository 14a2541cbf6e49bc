"""Time what tokens cost, on a device and on the server: ``make bench`` prints one JSON line each.

The server is asked over HTTP without a network, with a database on disk as in earnest.
"""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from app.domain.token import finished, new_blinded
from sync_server.services.modular_power import openssl_power
from tests.sync_server.devices import TestDevice
from tests.sync_server.trust import Server

ROUNDS = 15
TOKENS = 20
#: What issuing so many tokens may take, in seconds.
AT_MOST = 1.0


def main() -> None:
    """Measure; raises SystemExit where issuing takes too long."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Server(Path(folder), tokens_per_week=1000) as server,
    ):
        device = TestDevice(server)
        key = device.key()
        signing = server.parts.issuer_keys.key_for("harbour-trust", "quay")
        blinded = [new_blinded(key) for _ in range(TOKENS)]
        signatures = [signing.blind_sign(one.blinded) for one in blinded]
        steps: dict[str, Callable[[], object]] = {
            "blind": lambda: [new_blinded(key) for _ in range(TOKENS)],
            "sign": lambda: [signing.blind_sign(one.blinded) for one in blinded],
            "issue_over_http": lambda: device.tokens(TOKENS),
            "finalise": lambda: [
                finished(key, one, back) for one, back in zip(blinded, signatures, strict=True)
            ],
            "meta": device.meta,
        }
        for name, step in steps.items():
            times = _times(step)
            line: dict[str, object] = {
                "bench": f"tokens_{name}",
                "tokens": TOKENS,
                "openssl": bool(openssl_power()),
            }
            middle = statistics.median(times)
            line |= {"median_s": round(middle, 4), "max_s": round(max(times), 4)}
            sys.stdout.write(json.dumps(line) + "\n")
            if name == "issue_over_http" and middle > AT_MOST:
                raise SystemExit(f"Issuing {TOKENS} tokens took {middle:.2f} s.")


def _times(step: Callable[[], object]) -> list[float]:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        step()
        times.append(time.perf_counter() - start)
    return times


if __name__ == "__main__":
    main()
