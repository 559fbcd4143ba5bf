"""``ruscorpus codebook``: starting a framework and checking it, through the real command line."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ruscorpus.cli.app import run
from ruscorpus.resources import packaged_configs


def test_a_new_codebook_passes_its_own_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "power-transition.yaml"
    assert run(["codebook", "new", "power-transition", "-o", str(path)]) == 0
    assert "id: power-transition" in path.read_text(encoding="utf-8")
    assert run(["codebook", "check", str(path)]) == 0
    assert "all examples behave" in capsys.readouterr().err


def test_a_new_codebook_overwrites_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("my work", encoding="utf-8")
    assert run(["codebook", "new", "-o", str(path)]) == 2
    assert path.read_text(encoding="utf-8") == "my work"
    assert "error[codebook-exists]" in capsys.readouterr().err
    assert run(["codebook", "new", "-o", str(tmp_path / "no" / "folder.yaml")]) == 2
    assert "error[output-unwritable]" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["Power", "ก", "../x", ""])
def test_a_name_that_cannot_be_an_id_is_refused(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["codebook", "new", name]) == 2
    assert "error[codebook-id]" in capsys.readouterr().err


@pytest.mark.parametrize(
    "path", sorted((packaged_configs() / "codebooks").glob("*.yaml")), ids=lambda p: p.stem
)
def test_packaged_codebooks_pass_by_name(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["codebook", "check", path.stem]) == 0
    assert "warning" not in capsys.readouterr().err


def test_an_unknown_name_lists_the_packaged_codebooks(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["codebook", "check", "structural"]) == 2
    message = capsys.readouterr().err
    assert "error[unknown-codebook]" in message
    assert "structural-realism" in message


def test_another_theory_on_other_states(tmp_path: Path) -> None:
    """Nothing in the code knows structural realism or Russia: securitisation, Cambodia and the Philippines."""
    out = tmp_path / "out"
    texts = sorted((Path(__file__).parents[2] / "corpus").glob("dispute-*.txt"))
    assert len(texts) == 2
    assert run(["analyze", *map(str, texts), "--codebook", "securitisation", "-o", str(out), "-q"]) == 0
    corpus = yaml.safe_load((out / "corpus.yaml").read_text(encoding="utf-8"))
    assert corpus["codebook"] == "securitisation"
    codings = [
        coding
        for path in sorted((out / "documents").glob("*.yaml"))
        for coding in yaml.safe_load(path.read_text(encoding="utf-8"))["codings"]
    ]
    found = {coding["code"] for coding in codings}
    assert {
        "move.existential_threat",
        "move.speech_act",
        "audience.acceptance",
        "audience.rejection",
        "measure.extraordinary",
        "measure.desecuritisation",
        "stance.supports",
        "stance.qualifies",
        "stance.contradicts",
    } <= found
    assert {"KHM-THA", "CHN-PHL"} <= {dyad for coding in codings for dyad in coding["dyads"]}
    text = "".join((out / "text" / f"{path.name}.txt").read_text(encoding="utf-8") for path in texts)
    for coding in codings:
        assert coding["quote"] in text
        assert coding["cues"]
