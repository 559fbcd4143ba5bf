"""The sample corpus: that it can be loaded, and that it is what its generator makes."""

from __future__ import annotations

import importlib.util
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from ruscorpus.load import load

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
TEXTS = sorted(path for path in CORPUS.iterdir() if path.stem != "README")


@pytest.fixture(scope="module")
def generator():
    path = ROOT / "tools/make_sample_corpus.py"
    spec = importlib.util.spec_from_file_location("make_sample_corpus", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_every_text_loads_without_problems(path):
    document = load(path, id=path.name, shown_path=path.name)
    assert document.raw.strip()
    assert document.problems == ()


def test_thesis_is_what_the_generator_makes(generator):
    truth = generator.THESIS_TRUTH.read_text("utf-8")
    assert generator.damage(truth) == generator.THESIS.read_text("utf-8")


def test_thesis_keeps_its_lines_and_shows_every_damage(generator):
    truth = generator.THESIS_TRUTH.read_text("utf-8")
    damaged = generator.damage(truth)
    assert damaged.count("\n") == truth.count("\n")
    for line, true in zip(damaged.split("\n"), truth.split("\n"), strict=True):
        same = SequenceMatcher(None, "".join(line.split()), "".join(true.split()), autojunk=False)
        assert same.ratio() > 0.6, line
    for sign in (*generator.REGULAR_CODES.values(), *generator.BOLD_CODES.values(), "ํา", "ผู้ ", "สมัพนัธ"):
        assert sign in damaged, sign


def test_pdf_truth_is_the_source_in_lines(generator):
    """Without the fonts the PDF cannot be made again, but its truth has to be the source's lines."""
    lines = generator.BRIEF_TRUTH.read_text("utf-8").replace("\f\n", "").splitlines()
    source = [
        line.lstrip("#=~").strip().replace("^", "")
        for line in generator.BRIEF_SOURCE.read_text("utf-8").splitlines()
    ]
    assert sorted(line for line in lines if "เอกสารตัวอย่าง" not in line) == sorted(source)
