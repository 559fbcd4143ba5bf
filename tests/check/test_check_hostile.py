"""Whatever somebody did to the files: findings, never a crash of a check, never a look outside the tree."""

from __future__ import annotations

import random
import shutil

import pytest
import yaml
from check_support import check, put
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ruscorpus.report.yaml import to_yaml

FILES = [
    "manifest.yaml", "corpus.yaml", "documents/news.txt.yaml", "text/news.txt.txt", "raw/news.txt.txt",
    "edits/news.txt.jsonl",
]  # fmt: skip
ODD_VALUES = [
    None, True, -1, 0, 1 << 70, 1e308, float("nan"), float("inf"), "", "\x00", "../../x", "ก" * 5000, [], [[]], {},
    {"a": {"b": []}}, [None], [1, 2, 3], [5, 2], [-1, 3], ["RUS", 5], "2024-13-45", "=cmd()", "\ud800",
]  # fmt: skip


@pytest.fixture(scope="module")
def broken_tree(sound_tree, tmp_path_factory):
    copy = tmp_path_factory.mktemp("broken")
    shutil.copytree(sound_tree.parent, copy, dirs_exist_ok=True)
    return copy / "out"


def nodes(data, at=()):
    """Every path of keys and indices in plain data."""
    yield at
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from nodes(value, (*at, key))


def put_at(data, at, value):
    for key in at[:-1]:
        data = data[key]
    data[at[-1]] = value


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(
    name=st.sampled_from(["manifest.yaml", "corpus.yaml", "documents/news.txt.yaml"]),
    seed=st.integers(0, 1 << 32),
    value=st.sampled_from(ODD_VALUES),
)
def test_any_value_in_any_place(broken_tree, sound_tree, knowledge, name, seed, value):
    data = yaml.safe_load((sound_tree / name).read_text(encoding="utf-8"))
    at = random.Random(seed).choice([node for node in nodes(data) if node])
    put_at(data, at, value)
    try:
        put(broken_tree / name, to_yaml(data))
        report = check(broken_tree, knowledge)
    finally:
        shutil.copy(sound_tree / name, broken_tree / name)
    assert report.crashes == []


@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(name=st.sampled_from(FILES), seed=st.integers(0, 1 << 32))
def test_any_bytes_cut_doubled_or_changed(broken_tree, sound_tree, knowledge, name, seed):
    rng = random.Random(seed)
    content = bytearray((sound_tree / name).read_bytes())
    start = rng.randrange(len(content))
    end = min(len(content), start + rng.choice([1, 5, 100, len(content)]))
    content[start:end] = rng.choice(
        [b"", bytes(content[start:end]) * 2, rng.randbytes(end - start), b"\r", b": *&[{"]
    )
    try:
        (broken_tree / name).write_bytes(content)
        report = check(broken_tree, knowledge)
    finally:
        shutil.copy(sound_tree / name, broken_tree / name)
    assert report.crashes == []


@pytest.mark.parametrize(
    "id_", ["../../x", "/etc/passwd", "..", "a/../../b", "a\\b", "", "x" * 300, "a\x00b", "\ud800"]
)
def test_ids_that_lead_elsewhere(tree, knowledge, id_):
    path = tree / "manifest.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    data["documents"][0]["id"] = id_
    data["documents"][0]["status"] = "ok"
    put(path, to_yaml(data))
    put(tree.parent.parent / "x.yaml", "secret: 1\n")
    report = check(tree, knowledge)
    assert report.crashes == []
    assert not any("secret" in finding.message for finding in report.findings)
    assert report.failed("error")


def test_a_tree_grows_and_the_time_with_it(tree, knowledge):
    """Twenty times the documents: every document is opened once, whatever the number of others."""
    opened = []
    path = tree / "manifest.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    row = next(row for row in data["documents"] if row["id"] == "news.txt")
    for number in range(20):
        id_ = f"copy-{number}.txt"
        for kind, suffix in (
            ("documents", ".yaml"),
            ("documents", ".md"),
            ("text", ".txt"),
            ("raw", ".txt"),
            ("edits", ".jsonl"),
        ):
            content = (tree / kind / f"news.txt{suffix}").read_bytes().decode()
            put(tree / kind / f"{id_}{suffix}", content.replace("id: news.txt", f"id: {id_}"))
        data["documents"].append({**row, "id": id_})
    put(path, to_yaml(data))

    from ruscorpus.check import subject

    read = subject.read_text
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subject, "read_text", lambda path, tree: opened.append(path) or read(path, tree))
        report = check(tree, knowledge)
    assert report.crashes == []
    assert {finding.slug for finding in report.findings} == {"corpus-mismatch"}
    assert len(opened) == len(set(opened)) == 2 * 22
