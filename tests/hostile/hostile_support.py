"""What the tests of hostile inputs share: a listener, and ways to look at an output tree."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import yaml

from ruscorpus.run.cache import CACHE


@dataclass
class Ear:
    """A listener that keeps what it hears."""

    stages: list = field(default_factory=list)
    finished_ids: list = field(default_factory=list)
    done_ids: list = field(default_factory=list)
    outcomes: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    on_tick: object = None

    def stage(self, source, name):
        self.stages.append((source.id, name))

    def tick(self):
        if self.on_tick:
            self.on_tick()

    def finished(self, source):
        self.finished_ids.append(source.id)

    def warn(self, problem):
        self.warnings.append(problem)

    def done(self, source, outcome):
        self.done_ids.append(source.id)
        self.outcomes.append(outcome)


@dataclass
class Run:
    out: Path
    rows: dict
    summary: object
    ear: Ear

    @property
    def statuses(self):
        return {name: row["status"] for name, row in self.rows.items()}


def manifest(out: Path) -> dict:
    data = yaml.safe_load((out / "manifest.yaml").read_text(encoding="utf-8"))
    return {row["id"]: row for row in data["documents"]}


def tree(out: Path) -> dict[str, bytes]:
    """Every file below *out*, without what may differ between two runs: dates, and what earlier runs kept."""
    found = {}
    for path in sorted(out.rglob("*")):
        if path.is_file() and path.name != CACHE:
            data = path.read_bytes()
            if path.name == "manifest.yaml":
                content = yaml.safe_load(data)
                content["run"].pop("date")
                for row in content["documents"]:
                    row.pop("seconds")
                data = repr(content).encode()
            found[path.relative_to(out).as_posix()] = data
    return found
