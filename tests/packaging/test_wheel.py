"""The wheel works where the repository is not: an empty environment, each Python that it promises."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PROMISED = [c.rsplit(" ", 1)[1] for c in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", c)]
TEXT = "ประธานาธิบดีปูตินเดินทางเยือนเวียดนามเมื่อวันที่ 20 มิถุนายน 2567\n"


def interpreter(version: str) -> str | None:
    """Return a Python of this version: the one that runs, one on the path, or one of pyenv's."""
    if version == f"{sys.version_info[0]}.{sys.version_info[1]}":
        return sys.executable
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for path in [shutil.which(f"python{version}"), *pyenv.glob(f"{version}.*/bin/python{version}")]:
        works = path and subprocess.run([path, "-c", ""], capture_output=True, check=False).returncode == 0
        if works:
            return str(path)
    return None


def call(*command: object, cwd: Path) -> str:
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=environment, capture_output=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout.decode()


@pytest.fixture(scope="module")
def distributions(tmp_path_factory) -> Path:
    """A wheel, built from an sdist, built from a copy of the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    call(sys.executable, "-m", "build", "--outdir", folder, ROOT, cwd=folder)
    return folder


@pytest.mark.slow
def test_the_sdist_carries_what_its_tests_need(distributions):
    (path,) = distributions.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    tracked = subprocess.run(
        ["git", "ls-files", "src", "configs", "tests", "corpus"], cwd=ROOT, capture_output=True, check=True
    )
    assert {name for name in tracked.stdout.decode().split("\n") if name.isascii() and name} <= names
    assert {"LICENSE", "NOTICE", "README.md", "pyproject.toml"} <= names


@pytest.mark.slow
def test_the_wheel_carries_the_configuration(distributions):
    (path,) = distributions.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
    for file in (ROOT / "configs").rglob("*"):
        if file.is_file():
            assert f"ruscorpus/{file.relative_to(ROOT).as_posix()}" in names
    assert "ruscorpus/py.typed" in names
    assert not [name for name in names if name.startswith(("tests", "corpus", "bench"))]


@pytest.mark.slow
@pytest.mark.parametrize("version", PROMISED)
def test_an_empty_environment_runs_an_analysis(distributions, tmp_path, version):
    python = interpreter(version)
    if python is None:
        pytest.skip(f"no Python {version} here")
    (wheel,) = distributions.glob("*.whl")
    call(python, "-m", "venv", tmp_path / "env", cwd=tmp_path)
    binary = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    pip = [binary / "python", "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    call(*pip, "--require-hashes", "-r", ROOT / "requirements.lock", cwd=tmp_path)
    call(*pip, "--no-deps", wheel, cwd=tmp_path)
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")
    assert call(binary / "ruscorpus", "--version", cwd=tmp_path).startswith("ruscorpus ")
    call(binary / "ruscorpus", "analyze", "text.txt", "-o", "results", cwd=tmp_path)
    results = (tmp_path / "results" / "documents" / "text.txt.yaml").read_text(encoding="utf-8")
    assert "type: CONSULT" in results
    assert call(binary / "ruscorpus", "codebook", "check", cwd=tmp_path) == ""
