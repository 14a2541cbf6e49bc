"""A fitted engine as bytes: NumPy arrays and JSON, no pickle, with the version of its form."""

import io
import json
import zipfile
import zlib
from dataclasses import asdict
from typing import Any

import numpy as np

from app.domain.theme import Codebook, Theme
from sync_server.analysis.engine import Engine
from sync_server.analysis.meaning import Meaning
from sync_server.analysis.model import Model
from sync_server.analysis.statuses import CodeStatus
from sync_server.analysis.words import Words
from sync_server.errors import ServerError

#: Raised with every change of what is in it or of what an engine makes of it.
FORM = 1

_MODEL = ("of_terms", "of_letters", "of_phrases", "constant")
_WORDS = ("pairs", "rarity", "pair_rarity")


def packed(engine: Engine) -> bytes:
    """Give the engine with its codebook."""
    told: dict[str, Any] = {
        "form": FORM,
        "version": engine.codebook.version,
        "themes": [asdict(theme) for theme in engine.codebook.themes],
        "status": [asdict(status) for status in engine.status],
        "at_least_one": engine.at_least_one,
    }
    arrays: dict[str, Any] = {"thresholds": engine.thresholds, "learnt": engine.learnt}
    if engine.model is not None:
        words = engine.model.words
        told |= {"words": words.words, "letters": words.letters, "most_rare": words.most_rare}
        arrays |= {name: getattr(engine.model, name) for name in _MODEL}
        arrays |= {name: getattr(words, name) for name in _WORDS}
        if engine.model.of_meaning is not None:
            arrays["of_meaning"] = engine.model.of_meaning
    arrays["told"] = np.frombuffer(json.dumps(told, sort_keys=True).encode(), np.uint8)
    out = io.BytesIO()
    np.savez_compressed(out, **arrays)
    return out.getvalue()


def unpacked(kept: bytes) -> Engine:
    """Read what ``packed`` gave; raises ServerError when it cannot be used.

    What was learnt with the optional language model needs that to be installed.
    """
    try:
        with np.load(io.BytesIO(kept), allow_pickle=False) as held:
            arrays = {name: held[name] for name in held.files}
        told = json.loads(arrays.pop("told").tobytes())
        if told["form"] != FORM:
            raise ServerError("What was learnt is of another version of Layby; learn it again.")
        return _engine(told, arrays)
    except (OSError, ValueError, KeyError, TypeError, EOFError, zlib.error) as error:
        raise ServerError("What was learnt cannot be used.") from error
    except zipfile.BadZipFile as error:
        raise ServerError("What was learnt cannot be used.") from error


def _engine(told: dict[str, Any], arrays: dict[str, Any]) -> Engine:
    themes = tuple(_theme(values) for values in told["themes"])
    meaning = Meaning() if "of_meaning" in arrays else None
    engine = Engine(Codebook(told["version"], themes), meaning=meaning)
    engine.thresholds, engine.learnt = arrays["thresholds"], arrays["learnt"]
    engine.at_least_one = told["at_least_one"]
    engine.status = tuple(CodeStatus(**values) for values in told["status"])
    if "words" in told:
        words = Words(
            told["words"],
            letters=told["letters"],
            most_rare=told["most_rare"],
            **{name: arrays[name] for name in _WORDS},
        )
        model = {name: arrays[name] for name in _MODEL}
        engine.model = Model(words, **model, of_meaning=arrays.get("of_meaning"))
    return engine


def _theme(values: dict[str, Any]) -> Theme:
    # JSON knows no tuples.
    kept: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in values.items()
    }
    return Theme(**kept)
