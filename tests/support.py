"""What tests of several stages share: YAML cases, and documents out of plain text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ruscorpus.model import Document

CASES = Path(__file__).parent / "cases"
CORPUS = Path(__file__).parents[1] / "corpus"


def cases(folder: str, *names: str) -> list[Any]:
    """Return the cases of tests/cases/FOLDER/NAME.yaml as pytest parameters; known failures are strict xfails."""
    found = []
    for name in names or ("in-the-wild", "negative", "known-failures"):
        path = CASES / folder / f"{name}.yaml"
        if not path.exists() and (not names or name == "known-failures"):
            continue
        marks = [pytest.mark.xfail(strict=True)] if name == "known-failures" else []
        for case in yaml.safe_load(path.read_text(encoding="utf-8")) or []:
            found.append(pytest.param(case, id=f"{name}: {case.get('name', case['text'][:40])}", marks=marks))
    assert found, f"tests/cases/{folder} holds no cases"
    return found


def document(raw: str, **fields: Any) -> Document:
    """Return a document as the loader would give it for a text file."""
    return Document(id="test", path="test.txt", raw=raw, **fields)


class Listener:
    """Hears what a run tells: keeps the stages by document, and the slugs of warnings."""

    def __init__(self):
        self.stages, self.warnings = [], []

    def stage(self, source, name):
        self.stages.append((source.id, name))

    def tick(self):
        pass

    def finished(self, source):
        pass

    def warn(self, problem):
        self.warnings.append(problem.slug)

    def done(self, source, outcome):
        pass
