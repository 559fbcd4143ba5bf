"""A run with a pipeline that misbehaves on demand, in this process."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hostile_pipelines import FakePipeline
from hostile_support import Ear, Run, manifest

from ruscorpus.run import analyze as module
from ruscorpus.run.discover import discover


@pytest.fixture
def deeds(tmp_path, knowledge, monkeypatch):
    """Return a function that runs documents which each do a deed, named in the order of the ids."""
    monkeypatch.setattr(module, "standard_pipeline", lambda _: FakePipeline())
    monkeypatch.setattr(module, "warm_up", lambda *_: None)

    def run(*names, out="out", ear=None, seconds=20.0, memory_mb=0, workers=2, **options):
        folder = tmp_path / "in"
        folder.mkdir(exist_ok=True)
        for path in folder.iterdir():
            path.unlink()
        for number, name in enumerate(names):
            (folder / f"{number:03}-{name}.txt").write_text(f"{name} now\n", encoding="utf-8")
        ear = ear or Ear()
        limits = replace(knowledge.limits, seconds_per_document=seconds, memory_mb=memory_mb)
        summary = module.analyze(
            discover([folder]), tmp_path / out, knowledge, ear, workers=workers, limits=limits, **options
        )
        return Run(tmp_path / out, manifest(tmp_path / out), summary, ear)

    return run
