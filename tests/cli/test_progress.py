"""What a run tells of itself while it goes on, on a terminal and elsewhere."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from ruscorpus.cli.console import Terminal
from ruscorpus.cli.pace import Pace
from ruscorpus.cli.progress import Progress
from ruscorpus.problems import Problem
from ruscorpus.report.manifest import ManifestRow
from ruscorpus.run.discover import Source

SOURCE = Source(Path("ข่าว.txt"), "ข่าว.txt", "ข่าว.txt")


def outcome(characters=0, status="ok", problems=()):
    analysis = SimpleNamespace(document=SimpleNamespace(characters=characters)) if status == "ok" else None
    return SimpleNamespace(row=ManifestRow("a", "a", "", status), problems=problems, analysis=analysis)


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


def work(progress, clock, documents, seconds, characters=6000):
    for _ in range(documents):
        progress.stage(SOURCE, "events")
        clock.now += seconds
        progress.finished(SOURCE)
        progress.done(SOURCE, outcome(characters))
        progress.tick()


@pytest.mark.parametrize("verbosity", [0, 1])
def test_plain_lines_now_and_then_where_there_is_no_terminal(capfd, verbosity):
    clock = Clock()
    with Progress(Terminal(verbosity), 200, clock) as progress:
        work(progress, clock, 100, 0.1)
        problem = Problem("pdf-encrypted", "needs a password", "a.pdf")
        progress.done(SOURCE, outcome(status="encrypted", problems=(problem,)))
        work(progress, clock, 60, 1.0)
    out, err = capfd.readouterr()
    assert out == ""
    lines = err.splitlines()
    assert lines[0] == "error[pdf-encrypted]: a.pdf: needs a password"
    if not verbosity:
        assert len(lines) == 1
        return
    assert len(lines) == 3
    assert lines[1].startswith("120 of 200 documents (60%), 1 failed, ")
    assert lines[1].endswith(" left, events: ข่าว.txt")
    assert "characters/s" in lines[1]


def test_a_document_that_takes_long_does_not_silence_the_run(capfd):
    clock = Clock()
    with Progress(Terminal(), 3, clock) as progress:
        work(progress, clock, 1, 1.0)
        progress.stage(SOURCE, "coding")
        for _ in range(400):
            clock.now += 0.2
            progress.tick()
    lines = capfd.readouterr().err.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("1 of 3 documents (33%)") for line in lines)
    assert all(line.endswith("coding: ข่าว.txt") for line in lines)


def test_speed_is_that_of_late_and_not_that_of_the_cache():
    pace = Pace(2000, 0.0)
    for second in range(1, 3):  # out of the cache
        pace.finished += 500
        pace.characters += 500_000
        pace.look(second)
    for second in range(3, 203):
        pace.finished += 1
        pace.characters += 1000
        pace.look(second)
    assert pace.speed(202) == pytest.approx(1000, rel=0.05)
    assert pace.left(202) == pytest.approx(800, rel=0.05)


def test_nothing_is_said_about_speed_before_there_is_any():
    pace = Pace(10, 0.0)
    assert pace.told(0.5) == "0 of 10 documents (0%)"
    pace.look(5.0)
    assert pace.told(5.0, "load: a.txt") == "0 of 10 documents (0%), load: a.txt"
    assert Pace(0, 0.0).told(9.0) == "0 of 0 documents"


def test_a_bar_on_a_terminal(monkeypatch, capfd):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    clock = Clock()
    terminal = Terminal()
    with Progress(terminal, 20, clock) as progress:
        work(progress, clock, 10, 1.0)
        progress.done(SOURCE, outcome(status="crash"))
        beside = progress._beside(clock.now)
    assert beside == "1 failed · 6,000 characters/s · 10 s left · events: ข่าว.txt"
    assert capfd.readouterr().out == ""
