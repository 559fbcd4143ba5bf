"""The real command line, end to end: files, streams, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from ruscorpus import __version__
from support import CORPUS

NEWS = "ประธานาธิบดีปูตินเดินทางเยือนเวียดนามเมื่อวันที่ 20 มิถุนายน 2567\n"


def call(*arguments: object, cwd: Path | None = None, stdin: bytes = b"", **environment: str):
    """Run ``ruscorpus`` as a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", "from ruscorpus.cli.app import main; main()", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        timeout=120,
        env={**os.environ, "PYTHONHASHSEED": "random", **environment},
        check=False,
    )


@pytest.fixture(scope="module")
def tree(tmp_path_factory) -> Path:
    """The output tree of the sample corpus."""
    out = tmp_path_factory.mktemp("analysis") / "out"
    done = call("analyze", CORPUS, "-o", out)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout == b""
    return out


def load(path: Path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_the_tree_is_complete(tree):
    manifest = load(tree / "manifest.yaml")
    names = [path.name for path in CORPUS.iterdir() if path.suffix in (".txt", ".pdf")]
    assert sorted(row["id"] for row in manifest["documents"]) == sorted(names)
    assert {row["status"] for row in manifest["documents"]} == {"ok"}
    for name in names:
        for path in (
            f"documents/{name}.yaml",
            f"documents/{name}.md",
            f"text/{name}.txt",
            f"raw/{name}.txt",
            f"edits/{name}.jsonl",
        ):
            assert (tree / path).is_file(), path
    assert load(tree / "corpus.yaml")
    assert (tree / "corpus.md").read_text(encoding="utf-8").startswith("#")


def test_what_is_left_out_is_named_in_one_line(tmp_path):
    for name in ("note.txt", *(f"scan-{n}.png" for n in range(7))):
        (tmp_path / name).write_text("จีนเยือนรัสเซีย", encoding="utf-8")
    said = call("analyze", ".", "-o", "out", cwd=tmp_path).stderr.decode().splitlines()
    names = ", ".join(f"scan-{n}.png" for n in range(5))
    assert said[:2] == [
        "1 document: 0 repairs",
        f"7 files left out: {names}, …; see {Path('out', 'manifest.yaml')}",
    ]


def test_every_quote_stands_where_it_says_and_leads_back_to_the_source(tree):
    from ruscorpus.offsets import Edit, LineIndex, Span, apply_edits

    for path in (tree / "documents").glob("*.yaml"):
        name = path.name.removesuffix(".yaml")
        data = load(path)
        text = (tree / "text" / f"{name}.txt").read_bytes().decode()
        raw = (tree / "raw" / f"{name}.txt").read_bytes().decode()
        rows = [
            json.loads(line)
            for line in (tree / "edits" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        ]
        assert apply_edits(raw, [Edit(Span(*r["at"]), r["new"], r["rule"]) for r in rows]) == text
        assert len(rows) == data["repair"]["edits"] == sum(data["repair"]["by_rule"].values())
        lines = LineIndex(raw)
        assert data["events"], name
        assert data["codings"], name
        for row in data["entities"]:
            assert text[slice(*row["span"])] == row["text"]
        for row in [*data["events"], *data["codings"]]:
            assert text[slice(*row["span"])] == row["quote"]
            start, end = row["raw"]
            assert 0 <= start < end <= len(raw)
            assert row["line"] == lines.line_of(start)
            assert (row["page"] is None) == (data["document"]["pages"] == 0)


def test_values_are_those_of_the_ontology_and_the_codebook(tree, knowledge):
    types = {kind.id: {"", *(mode.id for mode in kind.modes)} for kind in knowledge.ontology.types}
    codes = {code.id for code in knowledge.codebook.codes}
    statuses = {"occurred", "ongoing", "planned", "alleged", "denied", "hypothetical"}
    for path in (tree / "documents").glob("*.yaml"):
        data = load(path)
        for event in data["events"]:
            assert event["mode"] in types[event["type"]]
            assert event["status"] in statuses
            assert event["actor"] == sorted(set(event["actor"]))
            assert event["actor"]
            assert isinstance(event["date"], str)
        for coding in data["codings"]:
            assert coding["code"] in codes
            assert coding["level"] in ("bilateral", "system")
            for dyad in coding["dyads"]:
                one, two = dyad.split("-")
                assert one < two


def test_the_same_input_gives_the_same_bytes(tree, tmp_path):
    again = tmp_path / "again"
    files = sorted(CORPUS.glob("*.txt"), reverse=True) + sorted(CORPUS.glob("*.pdf"))
    shutil_corpus = tmp_path / "corpus"
    shutil_corpus.mkdir()
    for file in files:
        (shutil_corpus / file.name).write_bytes(file.read_bytes())
    assert call("analyze", shutil_corpus, "-o", again, "--quiet").returncode == 0
    for path in tree.rglob("*"):
        if path.is_file() and path.parent.name in ("text", "raw", "edits"):
            assert (again / path.relative_to(tree)).read_bytes() == path.read_bytes(), path
        elif path.is_file() and path.suffix == ".yaml" and path.parent.name == "documents":
            ours = path.read_text(encoding="utf-8").replace(str(CORPUS), "")
            theirs = (
                (again / path.relative_to(tree)).read_text(encoding="utf-8").replace(str(shutil_corpus), "")
            )
            assert ours == theirs


def test_one_bad_document_costs_only_itself(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(NEWS, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing here")
    (folder / "junk.txt").write_bytes(bytes(range(256)) * 4)
    done = call("analyze", folder, "-o", tmp_path / "out")
    assert done.returncode == 1
    rows = {row["id"]: row for row in load(tmp_path / "out" / "manifest.yaml")["documents"]}
    assert {name: row["status"] for name, row in rows.items()} == {
        "good.txt": "ok",
        "empty.txt": "empty",
        "broken.pdf": "unreadable",
        "junk.txt": "unreadable",
    }
    errors = [line for line in done.stderr.decode().splitlines() if line.startswith("error[")]
    assert len(errors) == 3
    assert all(row["slug"] and row["message"] for row in rows.values() if row["status"] != "ok")
    assert (tmp_path / "out" / "documents" / "good.txt.yaml").is_file()
    assert b"Traceback" not in done.stderr


def test_documents_that_are_gone_leave_nothing_behind(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(NEWS, encoding="utf-8")
    assert call("analyze", folder, "-o", tmp_path / "out").returncode == 0
    (folder / "b.txt").unlink()
    assert call("analyze", folder, "-o", tmp_path / "out").returncode == 0
    assert sorted(p.name for p in (tmp_path / "out" / "documents").iterdir()) == ["a.txt.md", "a.txt.yaml"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["analyze", "no-such-folder"], "error[path-missing]: no-such-folder"),
        (["analyze", "."], "error[no-documents]"),
        (["analyze"], "Missing argument"),
        (["analyze", "--wrong"], "No such option"),
        (["nonsense"], "No such command"),
        (["repair", "no-such-file"], "error[path-missing]"),
        (["repair", "."], "error[path-folder]"),
        (["codebook", "check", "missing.yaml"], "error[config-unreadable]: missing.yaml"),
    ],
)
def test_wrong_usage_is_exit_2_with_a_reason(tmp_path, arguments, said):
    done = call(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_output_that_cannot_be_written_is_exit_2(tmp_path):
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "out").write_text("a file")
    done = call("analyze", "a.txt", "-o", "out", cwd=tmp_path)
    assert done.returncode == 2
    assert "error[output-unwritable]" in done.stderr.decode()


def test_a_broken_codebook_is_exit_2_with_line_and_column(tmp_path):
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "book.yaml").write_text("schema: ruscorpus/codebook/1\ncodes: [\n", encoding="utf-8")
    done = call("analyze", "a.txt", "--codebook", "book.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert "error[yaml-syntax]: book.yaml:3:1:" in done.stderr.decode()


def test_an_unknown_code_is_exit_2_with_the_nearest_known(tmp_path):
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    done = call("analyze", "a.txt", "--code", "theory.anarchi", cwd=tmp_path)
    assert done.returncode == 2
    assert "did you mean theory.anarchy" in done.stderr.decode()


def test_codes_can_be_chosen_by_facet(tmp_path):
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    assert call("analyze", "a.txt", "--code", "domain", cwd=tmp_path).returncode == 0
    codings = load(tmp_path / "out" / "documents" / "a.txt.yaml")["codings"]
    assert {row["code"].split(".")[0] for row in codings} == {"domain"}


def test_repair_writes_text_to_standard_output_and_keeps_lines():
    damaged = "ประเทศไทยนํา\nทําไม\n\nEnglish stays\n"
    done = call("repair", "-", stdin=damaged.encode())
    assert done.returncode == 0
    assert done.stdout.decode() == "ประเทศไทยนำ\nทำไม\n\nEnglish stays\n"


def test_repair_explains_and_shows_differences(tmp_path):
    (tmp_path / "a.txt").write_text("ทําไม\n", encoding="utf-8")
    explained = call("repair", "a.txt", "--explain", cwd=tmp_path).stdout.decode()
    assert explained == "1:2\tsara-am\t1.00\t[ทํา→ทำ]ไม\n"
    diff = call("repair", "a.txt", "--diff", cwd=tmp_path).stdout.decode()
    assert "-ทําไม" in diff
    assert "+ทำไม" in diff


def test_repair_says_on_standard_error_what_was_done():
    done = call("repair", "-", stdin="ทําไม \ufffd\nนํา".encode())
    assert done.stderr.decode() == "standard input: 2 edits: sara-am 2; 1 character stays lost (U+FFFD)\n"
    assert call("repair", "-", "--quiet", stdin="ทําไม".encode()).stderr == b""


def test_clean_text_comes_out_byte_for_byte():
    text = "ข้อความปกติ “อ้างอิง” ½ ﬁ\r\nบรรทัดที่สอง\tมีแท็บ \n"
    assert call("repair", "-", stdin=text.encode()).stdout.decode() == text


def test_version_and_quiet(tmp_path):
    assert call("--version").stdout.decode().strip() == f"ruscorpus {__version__}"
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    done = call("analyze", "a.txt", "--quiet", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_messages_name_what_to_open_and_carry_no_colour_into_files(tmp_path):
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    message = call("analyze", "a.txt", cwd=tmp_path).stderr.decode()
    assert "1 document:" in message
    assert "Open first: out/corpus.md" in message
    assert "\x1b" not in message


def test_help_loads_nothing_heavy():
    code = (
        "import sys; from ruscorpus.cli.app import run; run(['--help']);"
        "print(sorted(m for m in ('pythainlp','pydantic','pdfminer','ftfy','yaml','rich.progress') if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_nothing_is_left_in_the_home_of_the_user(tmp_path):
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    home = tmp_path / "home"
    home.mkdir()
    assert call("analyze", "a.txt", "-o", "o", cwd=tmp_path, HOME=str(home)).returncode == 0
    assert list(home.iterdir()) == []
