"""Labels, a codebook and golden files for the tests of the reports."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from report_samples import CONFIGURATION, DOCUMENTS

from ruscorpus.config.base import Bilingual
from ruscorpus.config.codebook import Codebook
from ruscorpus.config.events import Ontology
from ruscorpus.report.labels import Labels

if TYPE_CHECKING:
    from ruscorpus.model import Document

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="session")
def documents() -> list[Document]:
    return DOCUMENTS


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return Codebook.model_validate(CONFIGURATION["codebook"])


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return Ontology.model_validate(CONFIGURATION["ontology"])


@pytest.fixture(scope="session")
def labels(codebook, ontology):
    names = {key: Bilingual(**name) for key, name in CONFIGURATION["names"].items()}
    return {language: Labels.of(codebook, ontology, names, language) for language in ("th", "en")}


@pytest.fixture(scope="session")
def golden():
    """Compare a text with the file of golden outputs; RUSCORPUS_UPDATE_GOLDEN=1 writes it anew."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if os.environ.get("RUSCORPUS_UPDATE_GOLDEN") == "1":
            GOLDEN.mkdir(exist_ok=True)
            path.write_bytes(text.encode())
        assert path.exists(), f"no golden file {name}; write it with RUSCORPUS_UPDATE_GOLDEN=1"
        assert text == path.read_bytes().decode()

    return compare
