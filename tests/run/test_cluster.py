"""A real scheduler and real workers, in processes of their own: what comes back is what a local run writes."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
import yaml

from ruscorpus.cli.app import run as command_line
from ruscorpus.limits import DEFAULT_LIMITS
from ruscorpus.report.language import Wording
from ruscorpus.run import cluster as module
from ruscorpus.run.cache import CACHE
from ruscorpus.run.discover import Source
from ruscorpus.run.outcome import Outcome
from ruscorpus.run.parcels import Order, parcel
from support import CORPUS

pytest.importorskip("distributed")
pytestmark = pytest.mark.slow


def call(*arguments: object, **options) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "distributed.cli." + str(arguments[0]), *map(str, arguments[1:])],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        **options,
    )


def end(process: subprocess.Popen) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Cluster:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = f"tcp://127.0.0.1:{free_port()}"
        port = self.address.rpartition(":")[2]
        self.scheduler = call(
            "dask_scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard", cwd=folder
        )
        self.workers: list[subprocess.Popen] = []

    def start(self, *options: object) -> subprocess.Popen:
        """Start a worker and wait until the scheduler knows it."""
        from distributed import Client

        options = options or ("--nthreads", "1")
        worker = call(
            "dask_worker", self.address, "--host", "127.0.0.1", "--no-dashboard", *options,
            "--local-directory", self.folder, cwd=self.folder,
        )  # fmt: skip
        self.workers.append(worker)
        with Client(self.address, timeout=30, set_as_default=False) as client:
            client.wait_for_workers(len(self.workers), timeout=60)
        return worker

    def close(self) -> None:
        for process in [*self.workers, self.scheduler]:
            end(process)


@pytest.fixture
def cluster(tmp_path):
    cluster = Cluster(tmp_path)
    yield cluster
    cluster.close()


@pytest.fixture(scope="module")
def documents(tmp_path_factory) -> Path:
    """A dozen documents: parts of the sample corpus, one of them broken, one empty."""
    folder = tmp_path_factory.mktemp("documents")
    texts = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("news-*.txt"))]
    for number in range(12):
        text = texts[number % len(texts)]
        start = 200 * (number // len(texts))
        (folder / f"{number:02}.txt").write_text(text[start : start + 1500], encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    (folder / "empty.txt").write_bytes(b"")
    return folder


def results(out: Path) -> dict[str, object]:
    found: dict[str, object] = {}
    for path in out.rglob("*"):
        if path.is_file() and path.name != "manifest.yaml":
            found[path.relative_to(out).as_posix()] = path.read_bytes()
    manifest = yaml.safe_load((out / "manifest.yaml").read_text(encoding="utf-8"))
    found["rows"] = [{k: v for k, v in row.items() if k != "seconds"} for row in manifest["documents"]]
    return found


@pytest.fixture(scope="module")
def expected(documents, tmp_path_factory):
    out = tmp_path_factory.mktemp("local") / "out"
    assert command_line(["analyze", str(documents), "-o", str(out), "-q"]) == 1
    return results(out)


def test_the_results_are_those_of_a_local_run(cluster, documents, expected, tmp_path):
    cluster.start()
    cluster.start()
    out = tmp_path / "out"
    assert command_line(["analyze", str(documents), "-o", str(out), "-q", "--cluster", cluster.address]) == 1
    assert results(out) == expected
    tables = {}
    for name, options in (("local", ()), ("cluster", ("--cluster", cluster.address))):
        out = tmp_path / name
        arguments = ["analyze", str(documents), "-o", str(out), "-q", "--format", "sqlite", *options]
        assert command_line(arguments) == 1
        tables[name] = results(out)
    assert tables["cluster"] == tables["local"]


def start_run(documents: Path, out: Path, cluster: Cluster, *options: str) -> subprocess.Popen:
    program = "from ruscorpus.cli.app import main; main()"
    arguments = ["analyze", str(documents), "-o", str(out), "-q", "--cluster", cluster.address, *options]
    return subprocess.Popen([sys.executable, "-c", program, *arguments], stderr=subprocess.PIPE, text=True)


def wait_for_results(out: Path, count: int = 3) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and len(list(out.glob("documents/*.yaml"))) < count:
        time.sleep(0.02)


def test_a_worker_that_is_killed_costs_nothing_but_time(cluster, documents, expected, tmp_path):
    doomed = cluster.start()
    cluster.start()
    out = tmp_path / "out"
    process = start_run(documents, out, cluster)
    wait_for_results(out)
    end(doomed)
    assert process.wait(120) == 1
    assert results(out) == expected


def test_documents_at_urls_are_fetched_by_the_workers(cluster, documents, expected, tmp_path):
    cluster.start()
    out = tmp_path / "out"
    url = f"file://{documents}"
    assert command_line(["analyze", url, "-o", str(out), "-q", "--cluster", cluster.address]) == 1
    found = results(out)
    assert [row["id"] for row in found["rows"]] == [row["id"] for row in expected["rows"]]
    assert [row["status"] for row in found["rows"]] == [row["status"] for row in expected["rows"]]
    assert found["text/03.txt.txt"] == expected["text/03.txt.txt"]


def test_a_document_that_takes_too_long_has_the_row_of_a_local_run(cluster, documents, tmp_path):
    """The deadline ends the worker of a document that hangs; here it is over before any document is done."""
    cluster.start()
    cluster.start()
    one = tmp_path / "one"
    one.mkdir()
    (one / "slow.txt").write_text((documents / "00.txt").read_text(encoding="utf-8"), encoding="utf-8")
    out = tmp_path / "out"
    arguments = ["analyze", str(one), "-q", "--timeout", "0.001", "-o"]
    assert command_line([*arguments, str(out), "--cluster", cluster.address]) == 1
    assert command_line([*arguments, str(tmp_path / "local")]) == 1
    theirs, ours = (
        yaml.safe_load((folder / "manifest.yaml").read_text(encoding="utf-8"))["documents"]
        for folder in (out, tmp_path / "local")
    )
    assert theirs == ours
    assert theirs[0]["slug"] == "timeout"


WATCHED = """
import os, time
from ruscorpus.run import cluster

def watched(source, *arguments, work=cluster.work, **options):
    with open("BEGUN", "a") as file:
        file.write(f"{source.id}\\n")
    while b"marked" in source.path.read_bytes():
        ACT
    return work(source, *arguments, **options)

if cluster.work.__name__ != "watched":  # this is run more than once
    cluster.work = watched
"""


def watching(folder: Path, act: str) -> Path:
    """Return a module for workers that notes in ``begun.txt`` what is begun, and acts on marked documents."""
    path = folder / "watched.py"
    path.write_text(WATCHED.replace("BEGUN", str(folder / "begun.txt")).replace("ACT", act), encoding="utf-8")
    return path


def test_a_document_that_takes_too_long_is_not_tried_again(cluster, documents, expected, tmp_path):
    preload = watching(tmp_path, "time.sleep(0.01)")
    cluster.start("--nthreads", "1", "--preload", preload)
    folder = tmp_path / "in"
    shutil.copytree(documents, folder)
    (folder / "01-endless.txt").write_text("marked", encoding="utf-8")
    out = tmp_path / "out"
    arguments = ["analyze", str(folder), "-o", str(out), "-q", "--timeout", "10"]
    assert command_line([*arguments, "--cluster", cluster.address]) == 1
    found = results(out)
    (late,) = [row for row in found["rows"] if row["id"] == "01-endless.txt"]
    assert (late["status"], late["message"]) == ("timeout", "not finished after 10 seconds")
    rest = [{**row, "path": Path(row["path"]).name} for row in found["rows"] if row is not late]
    assert rest == [{**row, "path": Path(row["path"]).name} for row in expected["rows"]]
    assert Counter((tmp_path / "begun.txt").read_text().split())["01-endless.txt"] == 1


def test_a_document_that_kills_its_worker_takes_no_other_with_it(cluster, documents, expected, tmp_path):
    """Those that were sent with it are sent again, each alone; and it is tried once more alone, no more."""
    preload = watching(tmp_path, "os._exit(1)")
    for _ in range(2):
        cluster.start("--nthreads", "1", "--preload", preload)
    folder = tmp_path / "in"
    shutil.copytree(documents, folder)
    (folder / "01-deadly.txt").write_text("marked", encoding="utf-8")
    out = tmp_path / "out"
    assert command_line(["analyze", str(folder), "-o", str(out), "-q", "--cluster", cluster.address]) == 1
    found = results(out)
    (lost,) = [row for row in found["rows"] if row["id"] == "01-deadly.txt"]
    assert (lost["status"], lost["slug"]) == ("crash", "worker-lost")
    assert "2 workers" in lost["message"]
    rest = [{**row, "path": Path(row["path"]).name} for row in found["rows"] if row is not lost]
    assert rest == [{**row, "path": Path(row["path"]).name} for row in expected["rows"]]
    assert found["text/03.txt.txt"] == expected["text/03.txt.txt"]
    begun = Counter((tmp_path / "begun.txt").read_text().split())
    assert begun["01-deadly.txt"] == 3  # with others, and twice alone
    # What came before it in its task is done again, and what a worker that it kills has not handed over.
    assert 2 <= begun["00.txt"] <= 4
    assert max(begun.values()) <= 4


class Taken:
    """What a collector is asked for while documents are put together."""

    def __init__(self, sources: list[Source]) -> None:
        self.sources = sources
        self.came: list[int] = []
        self.listener = self

    def stage(self, source: Source, name: str) -> None:
        pass

    def arrived(self, job: int, outcome: Outcome) -> None:
        self.came.append(job)


def test_small_documents_go_together_and_others_alone(tmp_path):
    sizes = {"a.txt": 10, "b.txt": 20, "c.pdf": 10, "d.txt": 1 << 20, "e.txt": 0, "f.txt": 10, "g.txt": 10}
    for name, size in sizes.items():
        (tmp_path / name).write_bytes(b"x" * size)
    sources = [Source(tmp_path / name, name, name) for name in (*sizes, "missing.txt")]
    sources.append(Source(Path("h.txt"), "h.txt", "h.txt", url="s3://bucket/h.txt"))
    collector = Taken(sources)

    def parcels(most: int, alone: set[int]) -> list[list[int]]:
        waiting, found = list(reversed(range(len(sources)))), []
        while waiting:
            found.append([*parcel(waiting, alone, most, collector, DEFAULT_LIMITS)])
        return found

    assert parcels(16, set()) == [[0, 1], [2], [3], [4, 5, 6], [8]]
    assert collector.came == [7]
    assert parcels(2, {0, 4}) == [[0], [1], [2], [3], [4], [5, 6], [8]]
    assert parcels(1, set()) == [[0], [1], [2], [3], [4], [5], [6], [8]]


def test_workers_with_several_threads_are_refused(cluster, documents, tmp_path, capsys):
    cluster.start("--nthreads", "2")
    assert (
        command_line(["analyze", str(documents), "-o", str(tmp_path / "out"), "--cluster", cluster.address])
        == 2
    )
    assert "--nthreads 1" in capsys.readouterr().err


def test_no_workers_and_no_scheduler(cluster, documents, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(module, "_CONNECT_SECONDS", 3)
    arguments = ["analyze", str(documents), "-o", str(tmp_path / "out"), "-q", "--cluster"]
    time.sleep(2)
    assert command_line([*arguments, cluster.address]) == 2
    assert "cluster-empty" in capsys.readouterr().err
    assert command_line([*arguments, f"tcp://127.0.0.1:{free_port()}"]) == 2
    assert "cluster-unreachable" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_wrong_address_leaves_results_as_they_are(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("จีนประณามญี่ปุ่น\n", encoding="utf-8")
    out = tmp_path / "out"
    call = ["analyze", str(tmp_path / "a.txt"), "-o", str(out), "-q"]
    assert command_line(call) == 0
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert command_line([*call, "--no-cache", "--cluster", "nonsense"]) == 2
    assert "cluster-unreachable" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_a_url_without_a_cluster(tmp_path, capsys):
    assert command_line(["analyze", "s3://bucket/texts", "-o", str(tmp_path / "out")]) == 2
    assert "--cluster" in capsys.readouterr().err


def test_a_scheduler_that_is_lost_is_said_in_one_line_and_costs_nothing_that_is_done(
    cluster, documents, expected, tmp_path
):
    cluster.start()
    out = tmp_path / "out"
    process = start_run(documents, out, cluster)
    wait_for_results(out)
    end(cluster.scheduler)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 2
    assert errors.count("\n") == 1
    assert "error[cluster-lost]" in errors
    assert command_line(["analyze", str(documents), "-o", str(out), "-q"]) == 1
    assert results(out) == {**expected, CACHE: results(out)[CACHE]}


def test_two_runs_on_one_cluster_do_not_take_each_others_place(cluster, documents, expected, tmp_path):
    cluster.start()
    cluster.start()
    thai, english = tmp_path / "th", tmp_path / "en"
    runs = [start_run(documents, thai, cluster), start_run(documents, english, cluster, "--lang", "en")]
    assert [run.wait(120) for run in runs] == [1, 1]
    assert results(thai) == expected
    page = (english / "documents" / "00.txt.md").read_bytes()
    assert page != expected["documents/00.txt.md"]
    assert command_line(["analyze", str(documents), "-o", str(tmp_path / "l"), "-q", "--lang", "en"]) == 1
    assert page == (tmp_path / "l" / "documents" / "00.txt.md").read_bytes()


def test_a_document_that_lacks_memory_on_a_worker_costs_itself_only(knowledge, tmp_path, monkeypatch):
    def lacks_memory(*_: object, **__: object) -> None:
        raise MemoryError

    wording = Wording.of(knowledge.codebook, knowledge.ontology, {}, "th")
    share = module.Share.of(knowledge, wording, DEFAULT_LIMITS, None)
    monkeypatch.setitem(module._shares, share.key, share)
    monkeypatch.setattr(module, "_pipeline", lambda _: None)
    monkeypatch.setattr(module, "_check_threads", lambda: None)
    monkeypatch.setattr(module, "saying", lambda *_: lambda: None)
    monkeypatch.setattr(module, "work", lacks_memory)
    order = Order(Source(tmp_path / "a.txt", "a.txt", "a.txt"), b"text")
    (outcome,) = module._do_all([order], share.key, share.program)
    assert (outcome.row.status, outcome.row.slug) == ("memory", "out-of-memory")
