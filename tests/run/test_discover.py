"""Which files become documents, and under which ids."""

from __future__ import annotations

import os

import pytest

from ruscorpus.problems import UsageError
from ruscorpus.run.discover import Source, discover, together


def make(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("ข้อความ", encoding="utf-8")


def ids(*paths, out=None):
    return [s.id for s in discover(paths, out) if not s.skipped]


def test_ids_are_paths_below_the_folder(tmp_path):
    make(tmp_path, "ข่าว/2024/ก.txt", "b.pdf", "c.md")
    assert ids(tmp_path) == ["b.pdf", "c.md", "ข่าว__2024__ก.txt"]


def test_readme_licence_hidden_and_ignored_files_are_left_out(tmp_path):
    make(
        tmp_path, "README.md", "LICENSE.txt", ".hidden.txt", ".git/x.txt", "a.txt", "draft-1.txt", "old/b.txt"
    )
    (tmp_path / ".ruscorpusignore").write_text("# not yet\ndraft-*\nold/\n", encoding="utf-8")
    found = discover([tmp_path])
    assert [source.id for source in found if not source.skipped] == ["a.txt"]
    assert {source.id: source.skipped for source in found if source.skipped} == {
        "draft-1.txt": "named in .ruscorpusignore",
        "old": "named in .ruscorpusignore",
    }


def test_results_of_earlier_runs_are_no_input(tmp_path):
    make(
        tmp_path, "a.txt", "results/text/a.txt.txt", "results/corpus.md", "sums/chapter.md", "notes/index.md"
    )
    (tmp_path / "results" / "manifest.yaml").write_text("schema: ruscorpus/manifest/1\n", encoding="utf-8")
    (tmp_path / "sums" / "index.md").write_text("---\nschema: ruscorpus/summary/1\n---\n", encoding="utf-8")
    found = discover([tmp_path])
    assert [source.id for source in found if not source.skipped] == ["a.txt", "notes__index.md"]
    assert {source.id: source.skipped for source in found if source.skipped} == {
        "results": "results of an earlier run",
        "sums": "results of an earlier run",
    }
    with pytest.raises(UsageError):
        discover([tmp_path / "results"])


def test_the_output_folder_is_never_input(tmp_path):
    make(tmp_path, "a.txt", "out/text/a.txt.txt")
    assert ids(tmp_path, out=tmp_path / "out") == ["a.txt"]


@pytest.mark.parametrize("name", ["out/text", "out/text/a.txt.txt", "out/documents/a", "out/corpus.md"])
def test_results_are_not_written_over_what_is_read(tmp_path, name):
    make(tmp_path, "out/text/a.txt.txt", "out/documents/a/b.txt", "out/corpus.md")
    for path in (tmp_path / name, tmp_path / "out" / ".." / name):
        with pytest.raises(UsageError, match="output-is-input"):
            discover([path], tmp_path / "out")
    assert discover([tmp_path / name], tmp_path / "elsewhere")


def test_a_folder_of_ones_own_may_lie_where_the_results_go(tmp_path):
    make(tmp_path, "texts/a.txt", "text.old/b.txt")
    assert ids(tmp_path / "texts", tmp_path / "text.old", out=tmp_path) == ["a.txt", "b.txt"]


def test_a_link_into_the_results_is_not_read(tmp_path):
    make(tmp_path, "in/a.txt", "out/text/a.txt.txt")
    (tmp_path / "in" / "b.txt").symlink_to(tmp_path / "out" / "text" / "a.txt.txt")
    found = discover([tmp_path / "in"], tmp_path / "out")
    assert {source.id: source.skipped for source in found} == {
        "a.txt": "",
        "b.txt": "a link into the results",
    }


def test_links_to_files_that_are_read_are_listed_as_skipped(tmp_path):
    make(tmp_path, "in/a.txt", "more/b.txt", "far.txt")
    for link, target in (("in/l.txt", "in/a.txt"), ("more/a.txt", "in/a.txt")):
        (tmp_path / link).symlink_to(tmp_path / target)
    for link in ("in/x.txt", "in/y.txt"):
        (tmp_path / link).symlink_to(tmp_path / "far.txt")
    paths = [tmp_path / "in", tmp_path / "more", tmp_path / "in" / "l.txt", tmp_path / "in" / "x.txt"]
    found = discover(paths)
    assert found == discover(paths[::-1])
    told = {source.id.partition("~")[0]: source.skipped for source in found if source.skipped}
    assert told == {
        "l.txt": "a link to a file that is read as a.txt",
        "a.txt": "a link to a file that is read as a.txt",
        "y.txt": "a link to a file that is read as x.txt",
    }
    assert [source.id for source in found if not source.skipped] == ["a.txt", "b.txt", "x.txt"]
    assert len({source.id for source in found}) == len(found) == 6


def test_other_kinds_of_file_are_listed_as_skipped(tmp_path):
    make(tmp_path, "a.txt", "picture.png", "draft.doc")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "lost.txt").symlink_to(tmp_path / "nowhere.txt")
    skipped = {s.id: s.skipped for s in discover([tmp_path]) if s.skipped}
    assert set(skipped) == {"picture.png", "draft.doc", "pipe.txt", "lost.txt"}
    assert skipped["pipe.txt"] == "not a regular file"
    assert skipped["picture.png"] == "files of type .png are not read"
    assert skipped["draft.doc"] == "files of type .doc are not read: save it as .docx or PDF"


def test_a_loop_of_links_ends(tmp_path):
    make(tmp_path, "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert ids(tmp_path) == ["a.txt"]


def test_a_file_is_taken_once_however_often_it_is_named(tmp_path):
    make(tmp_path, "a.txt")
    assert ids(tmp_path, tmp_path / "a.txt", tmp_path) == ["a.txt"]


def test_equal_ids_are_told_apart_whatever_the_order(tmp_path):
    make(tmp_path, "x/a__b.txt", "x/a/b.txt")
    forward = {s.shown_path: s.id for s in discover([tmp_path / "x"])}
    assert len(set(forward.values())) == 2
    one, two = tmp_path / "x" / "a", tmp_path / "y"
    make(tmp_path, "y/b.txt")
    assert ids(one, two) == ids(two, one)


@pytest.mark.parametrize("name", ["ก" * 80 + ".txt", "line\nbreak.txt", "[red]esc\x1b[31m.txt"])
def test_long_and_strange_names_get_safe_short_ids(tmp_path, name):
    make(tmp_path, name)
    (found,) = ids(tmp_path)
    assert len(found.encode()) <= 120
    assert found.isprintable() or "ก" in found
    assert "\n" not in found
    assert "\x1b" not in found


def test_a_name_that_is_no_utf8(tmp_path):
    path = os.fsencode(tmp_path) + b"/th\xe4\xa1.txt"
    with open(path, "wb") as file:  # noqa: PTH123 - a bytes path
        file.write("ก".encode())
    (found,) = ids(tmp_path)
    found.encode("utf-8")


def test_an_asterisk_that_the_shell_left_is_told(tmp_path):
    make(tmp_path, "a.txt")
    with pytest.raises(UsageError, match="name the folder"):
        discover([tmp_path / "*.txt"])


@pytest.mark.parametrize("paths", [["missing"], ["empty"]])
def test_wrong_paths_are_told(tmp_path, paths):
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError) as error:
        discover([tmp_path / p for p in paths])
    assert error.value.exit_code == 2


def test_files_here_and_at_urls_have_ids_of_their_own(tmp_path):
    make(tmp_path, "a.txt", "b.txt")
    urls = [Source(tmp_path / n, n, f"s3://bucket/{n}", url=f"s3://bucket/{n}") for n in ("a.txt", "c.txt")]
    found = together(discover([tmp_path]), urls)
    assert [source.id.partition("~")[0] for source in found] == ["a.txt", "a.txt", "b.txt", "c.txt"]
    assert [source.id for source in found if "~" not in source.id] == ["b.txt", "c.txt"]
    assert len({source.id for source in found}) == 4


def test_what_only_an_analysis_writes_may_be_summed_up_beside_it(tmp_path):
    make(tmp_path, "text/a.txt")
    assert [s.id for s in discover([tmp_path / "text"], tmp_path, analysing=False)] == ["a.txt"]
