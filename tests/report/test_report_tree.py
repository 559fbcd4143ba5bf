"""An output tree read back: what was written comes back, what is damaged is named with its place."""

from __future__ import annotations

import pytest
from report_samples import RUN, write_tree

from ruscorpus.problems import UsageError
from ruscorpus.report.analysis import Analysis
from ruscorpus.report.manifest import ManifestRow
from ruscorpus.report.tree import ResultTree


@pytest.fixture
def tree(tmp_path, documents):
    rows = [ManifestRow("locked.pdf", "locked.pdf", "", "encrypted", "pdf-encrypted", "wants a password")]
    return write_tree(tmp_path, documents, rows)


def test_what_was_written_comes_back(tree, documents):
    assert tree.run == RUN
    assert set(tree.ids) == {d.id for d in documents}
    assert {a.document.id: a for a in tree.analyses()} == {d.id: Analysis.of(d) for d in documents}
    for document in documents:
        assert tree.text(document.id) == document.text
        assert tree.raw(document.id) == document.raw
        assert tree.edits(document.id) == document.edits


def test_documents_without_an_analysis_stand_in_the_rows(tree):
    assert [row.slug for row in tree.rows if row.id not in tree.ids] == ["pdf-encrypted"]


def test_a_folder_that_is_no_tree(tmp_path):
    with pytest.raises(UsageError, match=r"not-results.*ruscorpus analyze"):
        _ = ResultTree(tmp_path).ids


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("manifest.yaml", b"- 1\n", "not a manifest"),
        ("manifest.yaml", b"schema: ruscorpus/manifest/1\ndocuments: 5\n", "documents:"),
        ("manifest.yaml", b"schema: 'ruscorpus\n  : {", r"manifest.yaml:\d+: not valid YAML"),
    ],
)
def test_a_damaged_manifest_is_named(tree, name, content, message):
    (tree.folder / name).write_bytes(content)
    with pytest.raises(UsageError, match=message):
        _ = tree.rows


@pytest.mark.parametrize(
    ("kind", "suffix", "content", "message"),
    [
        ("documents", ".yaml", b"", "not an analysis"),
        ("documents", ".yaml", b"schema: ruscorpus/analysis/1\n", "field missing"),
        ("text", ".txt", b"\xff", r"not UTF-8 \(byte 0\)"),
        ("text", ".txt", None, "No such file"),
        ("edits", ".jsonl", b'{"at": [0]}\n', "jsonl:1: not an edit"),
    ],
)
def test_a_damaged_file_is_named(tree, kind, suffix, content, message):
    id_ = tree.ids[0]
    path = tree.path(kind, id_, suffix)
    path.unlink() if content is None else path.write_bytes(content)
    read = {"documents": tree.analysis, "text": tree.text, "edits": tree.edits}[kind]
    with pytest.raises(UsageError, match=message):
        read(id_)
