"""Presidio with spaCy and all its British recognisers, for a fair comparison."""

import importlib
from collections.abc import Callable
from typing import Any

Mark = tuple[int, int, str]
_MAP = {
    "PERSON": "PERSON",
    "LOCATION": "LOC",
    "ORGANIZATION": "ORG",
    "DATE_TIME": "DATE",
    "PHONE_NUMBER": "PHONE",
    "EMAIL_ADDRESS": "EMAIL",
    "NRP": "NRP",
    "URL": "URL",
    "UK_POSTCODE": "ADDRESS",
    "AGE": "AGE",
}
_SPACY = {"PER": "PERSON", "PERSON": "PERSON", "NORP": "NRP", "FAC": "LOCATION", "LOC": "LOCATION"}
_SPACY |= {"GPE": "LOCATION", "ORG": "ORGANIZATION", "DATE": "DATE_TIME", "TIME": "DATE_TIME"}
_IGNORED = "CARDINAL ORDINAL QUANTITY PERCENT MONEY EVENT PRODUCT WORK_OF_ART LANGUAGE LAW".split()
_BRITISH = "UkNino UkPostcode UkVehicleRegistration UkPassport UkDrivingLicence Nhs".split()


def build(model: str) -> Callable[[str], list[tuple[Mark, bool]]]:
    """Load Presidio; every finding counts as masked, whatever its score."""
    analyzer: Any = importlib.import_module("presidio_analyzer")
    engines: Any = importlib.import_module("presidio_analyzer.nlp_engine")
    recognisers: Any = importlib.import_module("presidio_analyzer.predefined_recognizers")
    language = {
        "nlp_engine_name": "spacy",
        "models": [{"lang_code": "en", "model_name": model}],
        "ner_model_configuration": {
            "labels_to_ignore": _IGNORED,
            "model_to_presidio_entity_mapping": _SPACY,
            "low_confidence_score_multiplier": 0.4,
            "low_score_entity_names": [],
        },
    }
    engine = engines.NlpEngineProvider(nlp_configuration=language).create_engine()
    registry = analyzer.RecognizerRegistry()
    registry.load_predefined_recognizers(nlp_engine=engine, languages=["en"])
    there = {type(recogniser).__name__ for recogniser in registry.recognizers}
    for name in _BRITISH:
        if f"{name}Recognizer" not in there:
            registry.add_recognizer(getattr(recognisers, f"{name}Recognizer")())
    whole = analyzer.AnalyzerEngine(
        registry=registry, nlp_engine=engine, supported_languages=["en"]
    )

    def mark(text: str) -> list[tuple[Mark, bool]]:
        found = whole.analyze(text, "en")
        return [((r.start, r.end, _MAP.get(r.entity_type, "ID")), False) for r in found]

    return mark
