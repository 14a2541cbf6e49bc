"""Presidio with a spaCy model as a further reader of names; optional, and never fetched here.

Only its finder of persons is used. The structured identifiers are our own checked rules' work,
and Presidio's rule for e-mail addresses asks the internet for a list of domains.
"""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.anonymise.spans import Kind
from app.domain.second_look import Place
from sync_server.errors import ServerError

_PERSON = "PERSON"


class PresidioLook:
    """Finds persons by the spaCy ``model``: an installed package's name, or a folder.

    Raises ServerError when it or Presidio is missing: Presidio would download the model.
    """

    def __init__(self, model: str) -> None:
        if importlib.util.find_spec("presidio_analyzer") is None:
            raise ServerError(
                "LAYBY_SECOND_LOOK_MODEL needs one more part: pip install 'layby[second-look]'."
            )
        import spacy.util

        if not spacy.util.is_package(model) and not Path(model).is_dir():
            raise ServerError(
                "The model named in LAYBY_SECOND_LOOK_MODEL is not installed here. Layby does not "
                "fetch it: install spaCy's package of that name, or name the folder it lies in."
            )
        self._engine = _engine(model)

    def places(self, text: str) -> Iterator[Place]:
        """Give where Presidio reads a person."""
        for found in self._engine.analyze(text=text, language="en", entities=[_PERSON]):
            yield Place(int(found.start), int(found.end), Kind.NAME.value)


def _engine(model: str) -> Any:  # noqa: ANN401 -- Presidio is not there for the type checker
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NlpEngineProvider
    from presidio_analyzer.predefined_recognizers import SpacyRecognizer

    models = [{"lang_code": "en", "model_name": model}]
    provider = NlpEngineProvider(
        nlp_configuration={"nlp_engine_name": "spacy", "models": models},
    )
    persons = SpacyRecognizer(supported_language="en", supported_entities=[_PERSON])
    return AnalyzerEngine(
        registry=RecognizerRegistry([persons], supported_languages=["en"]),
        nlp_engine=provider.create_engine(),
        supported_languages=["en"],
    )
