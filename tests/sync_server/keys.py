"""Real keys for servers under test: made beforehand, because making one takes long."""

from collections.abc import Callable

from sync_server.services.signing_key import PrivateKey, make_key
from tests.contracts.blind_signatures import spare_signers


def spare_keys(first: int = 0) -> Callable[[], PrivateKey]:
    """Give what hands out one key after another, from the ``first`` on, each once; then new ones.

    Two servers over one database are to begin at different ones, as true ones would.
    """
    left = [PrivateKey(signer.p, signer.q) for signer in spare_signers()[first:]]
    return lambda: left.pop(0) if left else make_key()
