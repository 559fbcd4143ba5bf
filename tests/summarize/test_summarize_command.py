"""``ruscorpus summarize``, the real command line: what it writes, and how it is made again."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from ruscorpus.offsets import LineIndex
from summarize.summary_texts import NEWS, THESIS

BULLET = re.compile(
    r"^- (?P<sentence>.+) \[(?:หน้า|บรรทัด) (?P<place>\d+)(?: · (?P<section>[\d.]+))?\]$", re.MULTILINE
)


def call(*arguments: object, cwd: Path | None = None):
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from ruscorpus.cli.app import main; main()",
            "summarize",
            *map(str, arguments),
        ],
        capture_output=True,
        cwd=cwd,
        timeout=120,
        env={**os.environ, "PYTHONHASHSEED": "random"},
        check=False,
        encoding="utf-8",
    )


def fill(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def snapshot(out: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(out).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def head(path: Path):
    return yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])


def plain(markdown: str) -> str:
    """Undo the escapes of Markdown, as a reader's viewer does."""
    return re.sub(r"\\(\W)", r"\1", markdown).replace("&lt;", "<").replace("&amp;", "&")


@pytest.fixture(scope="module")
def once(tmp_path_factory) -> Path:
    """A folder ``in`` with a thesis and news, and their summaries in ``out``."""
    folder = tmp_path_factory.mktemp("summaries")
    fill(folder / "in", thesis=THESIS, news=NEWS)
    done = call("in", "-o", "out", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    return folder


@pytest.fixture
def made(once, tmp_path) -> Path:
    """A copy of it that a test may change."""
    return Path(shutil.copytree(once, tmp_path / "made"))


def test_the_tree(made):
    assert list(snapshot(made / "out")) == [
        "summaries/index.md",
        "summaries/news.txt/text.md",
        "summaries/thesis.txt/chapter-01.md",
        "summaries/thesis.txt/chapter-02.md",
        "summaries/thesis.txt/chapter-03.md",
    ]


def test_every_sentence_is_verbatim_in_order_and_where_it_says(made):
    for name, text in (("thesis", THESIS), ("news", NEWS)):
        lines = LineIndex(text)
        for path in (made / "out" / "summaries" / f"{name}.txt").iterdir():
            bullets = list(BULLET.finditer(path.read_text(encoding="utf-8")))
            rows = head(path)["sentences"]
            assert 0 < len(bullets) == len(rows)
            assert rows == sorted(rows, key=lambda row: row["span"])
            for bullet, row in zip(bullets, rows, strict=True):
                start, end = row["span"]
                assert plain(bullet["sentence"]) == text[start:end]
                assert int(bullet["place"]) == row["line"] == lines.line_of(start)
                assert (bullet["section"] or "") == row["section"]


def test_no_headings_captions_contents_or_references(made):
    for path in (made / "out" / "summaries" / "thesis.txt").iterdir():
        for bullet in BULLET.finditer(path.read_text(encoding="utf-8")):
            assert not re.match(r"(?:บทที่|ตารางที่|ภาพที่|สารบัญ|\d+\.\d|Thayer)", bullet["sentence"])


def test_each_section_is_heard(made):
    path = made / "out" / "summaries" / "thesis.txt" / "chapter-02.md"
    assert {row["section"] for row in head(path)["sentences"]} == {"2.1", "2.2"}


def test_the_coverage_names_what_is_there_and_what_is_not(made):
    text = (made / "out" / "summaries" / "news.txt" / "text.md").read_text(encoding="utf-8")
    assert "## ความครอบคลุม" in text
    for kind in ("รหัส", "ตัวแสดง", "คู่รัฐ", "เหตุการณ์"):
        assert re.search(rf"^### {kind}: ครอบคลุม \d+ จาก \d+$", text, re.MULTILINE), kind
    assert re.search(r"^\| รัสเซีย \| \d+ \| \d+ \| ✓ \|$", text, re.MULTILINE)


def test_deeds_that_are_no_facts_are_told_apart(tmp_path):
    fill(tmp_path / "in", news="จีนเยือนรัสเซียเมื่อวันจันทร์\nสหรัฐอเมริกามีแผนจะคว่ำบาตรรัสเซียในเดือนหน้า\n")
    assert call("in", "-o", "out", cwd=tmp_path).returncode == 0
    text = (tmp_path / "out" / "summaries" / "news.txt" / "text.md").read_text(encoding="utf-8")
    events = text.split("### เหตุการณ์")[1]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in events.splitlines() if "|" in line]
    statuses = {row[rows[0].index("สถานะ")] for row in rows[2:]}
    assert {"เกิดขึ้นแล้ว", "เป็นแผน"} <= statuses


def test_the_index_links_to_every_summary(made):
    index = made / "out" / "summaries" / "index.md"
    links = re.findall(r"\]\(([^)]+)\)", index.read_text(encoding="utf-8"))
    assert len(links) == 4
    assert all((index.parent / link).is_file() for link in links)


def test_nothing_changed_nothing_is_written(made):
    before = snapshot(made / "out")
    done = call("in", "-o", "out", cwd=made)
    assert (done.returncode, snapshot(made / "out")) == (0, before)
    checked = call("in", "-o", "out", "--check", cwd=made)
    assert (checked.returncode, checked.stdout, snapshot(made / "out")) == (0, "", before)


def test_check_shows_what_is_stale_and_writes_nothing(made):
    fill(made / "in", news=NEWS.replace("สิบเอ็ดฉบับด้าน", "สิบสองฉบับด้าน"))
    before = snapshot(made / "out")
    done = call("in", "-o", "out", "--check", cwd=made)
    assert done.returncode == 1
    assert "error[summary-stale]: out/summaries/news.txt/text.md: the summary is stale" in done.stderr
    assert "--- a/news.txt/text.md" in done.stdout
    assert "\n+- รัสเซียและเวียดนามลงนามความตกลงสิบสองฉบับ" in done.stdout
    assert snapshot(made / "out") == before
    assert call("in", "-o", "out", cwd=made).returncode == 0
    after = snapshot(made / "out")
    assert {name for name in after if after[name] != before[name]} == {"summaries/news.txt/text.md"}
    assert call("in", "-o", "out", "--check", cwd=made).returncode == 0


def test_check_without_any_summaries_makes_no_folder(tmp_path):
    fill(tmp_path / "in", news=NEWS)
    done = call("in", "-o", "out", "--check", cwd=tmp_path)
    assert done.returncode == 1
    assert "there is no summary yet" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_hand_edit_is_named_and_kept_until_force(made):
    path = made / "out" / "summaries" / "news.txt" / "text.md"
    original = path.read_bytes()
    edited = path.read_text(encoding="utf-8").replace("รัสเซีย", "รัสเซีย (แก้ไขแล้ว)", 1)
    path.write_text(edited, encoding="utf-8")
    for options in (["--check"], []):
        done = call("in", "-o", "out", *options, cwd=made)
        assert done.returncode == 1
        assert "error[summary-edited]: out/summaries/news.txt/text.md: was edited by hand" in done.stderr
        assert path.read_text(encoding="utf-8") == edited
    assert call("in", "-o", "out", "--force", cwd=made).returncode == 0
    assert path.read_bytes() == original


@pytest.mark.parametrize("heading", ["## Notes", "## บันทึก"])
def test_notes_survive_byte_for_byte(made, heading):
    path = made / "out" / "summaries" / "news.txt" / "text.md"
    notes = f"{heading}\r\n\r\nคุยกับอาจารย์  วันจันทร์\t\r\n## อีกหัวข้อหนึ่ง\r\n---\nไม่มีขึ้นบรรทัดใหม่".encode()
    path.write_bytes(path.read_bytes() + b"\n\n\n" + notes)
    with_notes = path.read_bytes()
    assert call("in", "-o", "out", "--check", cwd=made).returncode == 0
    assert call("in", "-o", "out", cwd=made).returncode == 0
    assert path.read_bytes() == with_notes
    assert call("in", "-o", "out", "--sentences", "2", cwd=made).returncode == 0
    assert path.read_bytes() != with_notes
    assert path.read_bytes().endswith(notes)
    assert call("in", "-o", "out", "--force", cwd=made).returncode == 0
    assert path.read_bytes().endswith(notes)


def test_what_is_gone_is_removed_but_for_the_work_of_people(made):
    folder = made / "out" / "summaries" / "thesis.txt"
    noted = folder / "chapter-01.md"
    noted.write_bytes(noted.read_bytes() + "\n## Notes\nอ่านแล้ว\n".encode())
    mine = folder / "mine.md"
    mine.write_text("# ของฉันเอง\n", encoding="utf-8")
    (made / "in" / "thesis.txt").unlink()
    checked = call("in", "-o", "out", "--check", cwd=made)
    assert checked.returncode == 1
    assert "what it sums up is gone" in checked.stderr
    assert call("in", "-o", "out", cwd=made).returncode == 0
    assert sorted(path.name for path in folder.iterdir()) == ["chapter-01.md", "mine.md"]
    index = (made / "out" / "summaries" / "index.md").read_text(encoding="utf-8")
    assert "](thesis.txt/chapter-01.md)" in index
    assert call("in", "-o", "out", "--check", cwd=made).returncode == 0


def test_a_document_that_cannot_be_read_keeps_its_summaries(made):
    before = snapshot(made / "out")
    (made / "in" / "thesis.txt").write_bytes(bytes(range(256)) * 4)
    done = call("in", "-o", "out", cwd=made)
    assert done.returncode == 1
    assert "error[undecodable]" in done.stderr
    after = snapshot(made / "out")
    assert {name for name in before if after.get(name) != before[name]} == {"summaries/index.md"}


@pytest.mark.parametrize(
    ("options", "most"), [(["--sentences", "1"], 1), (["--ratio", "0.5"], 6), (["--words", "60"], 60)]
)
def test_the_length_is_kept(tmp_path, options, most):
    fill(tmp_path / "in", news=NEWS)
    assert call("in", "-o", "out", *options, cwd=tmp_path).returncode == 0
    text = (tmp_path / "out" / "summaries" / "news.txt" / "text.md").read_text(encoding="utf-8")
    assert 0 < len(BULLET.findall(text)) <= most


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--sentences", "3", "--words", "50"], "error[summary-length]"),
        (["--ratio", "0"], "error[summary-length]"),
        (["--ratio", "2"], "Invalid value"),
        (["--sentences", "0"], "Invalid value"),
        (["no-such-file"], "error[path-missing]"),
    ],
)
def test_wrong_usage_is_exit_2(tmp_path, options, said):
    fill(tmp_path / "in", news=NEWS)
    done = call("in", *options, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr


def test_analysis_and_summaries_share_a_folder(made):
    def analyze():
        code = "from ruscorpus.cli.app import main; main()"
        return subprocess.run(
            [sys.executable, "-c", code, "analyze", "in", "-o", "out", "-q"],
            cwd=made,
            check=True,
            timeout=120,
        )

    before = snapshot(made / "out")
    analyze()
    after = snapshot(made / "out")
    assert all(after[name] == data for name, data in before.items())
    assert call("in", "-o", "out", cwd=made).returncode == 0
    again = {name: data for name, data in snapshot(made / "out").items() if not name.startswith(".")}
    assert again == {name: data for name, data in after.items() if not name.startswith(".")}
    text = (made / "out" / "text" / "news.txt.txt").read_bytes().decode()
    path = made / "out" / "summaries" / "news.txt" / "text.md"
    for bullet, row in zip(
        BULLET.finditer(path.read_text(encoding="utf-8")), head(path)["sentences"], strict=True
    ):
        assert text[slice(*row["span"])] == plain(bullet["sentence"])
