"""Coders compared from files of every kind: the same numbers whoever comes first, and disagreements to read."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from ruscorpus.agreement.compare import compare
from ruscorpus.agreement.formats import FORMATS, as_text
from ruscorpus.agreement.readers import read_coders
from ruscorpus.agreement.readers.texts import TextFolder
from ruscorpus.cli.app import run
from ruscorpus.offsets import Span
from ruscorpus.problems import UsageError
from ruscorpus.report.shorten import width

sys.path.append(str(Path(__file__).parents[1] / "exchange"))

TEXT = "รัสเซียพบจีน\nสองชาติค้าขายกัน\nโลกมีหลายขั้ว\n"


def put(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode())
    return path


def table(path: Path, *rows: tuple, head: str = "document,start,end,code") -> Path:
    return put(path, "\n".join([head, *(",".join(map(str, row)) for row in rows)]) + "\n")


@pytest.fixture
def texts(tmp_path) -> TextFolder:
    put(tmp_path / "texts" / "a.txt", TEXT)
    put(tmp_path / "texts" / "b.txt", TEXT)
    return TextFolder(tmp_path / "texts")


def lines(text: str):
    start = 0
    for line in text.splitlines():
        yield Span(start, start + len(line))
        start += len(line) + 1


def compared(*paths, texts=None, unit="character", **options):
    coders = [coder for path in paths for coder in read_coders(path)]
    return compare(coders, unit, lambda text: list(lines(text)), texts=texts, samples=50, **options)


def test_tables_over_the_whole_text(tmp_path, texts):
    one = table(tmp_path / "one.csv", ("a.txt", 0, 12, "peace"), ("a.txt", 13, 29, "trade"))
    two = table(tmp_path / "two.csv", ("a.txt", 0, 7, "peace"), ("a.txt", 30, 43, "order"))
    result = compared(one, two, texts=texts)
    assert result.units == len(TEXT)
    peace = next(row for row in result.codes if row.code == "peace")
    assert peace.units == (12, 7)
    n, a, b, both = len(TEXT), 12, 7, 7
    observed = (both + n - a) / n
    chance = (a * b + (n - a) * (n - b)) / n**2
    assert peace.coefficients["kappa"].value == pytest.approx((observed - chance) / (1 - chance))
    assert [found.codes for found in result.disagreements] == [("trade",), ("order",)]
    assert result.disagreements[0].readings == (("trade",), ())


@pytest.mark.parametrize("unit", ["character", "sentence", "passage"])
def test_agreement_is_symmetric(unit, tmp_path, texts):
    one = table(tmp_path / "one.csv", ("a.txt", 0, 12, "peace"), ("b.txt", 3, 20, "trade"))
    two = table(tmp_path / "two.csv", ("a.txt", 5, 29, "peace"), ("b.txt", 3, 20, "trade"))
    here, there = (compared(*paths, texts=texts, unit=unit) for paths in ((one, two), (two, one)))
    for mine, other in zip(here.codes, there.codes, strict=True):
        assert {k: v.value for k, v in mine.coefficients.items()} == pytest.approx(
            {k: v.value for k, v in other.coefficients.items()}, nan_ok=True
        )


@pytest.mark.parametrize("unit", ["character", "sentence", "passage"])
def test_a_coder_agrees_with_themselves(unit, tmp_path, texts):
    one = table(tmp_path / "one.csv", ("a.txt", 0, 12, "peace"), ("a.txt", 13, 29, "trade"))
    result = compared(one, one, one, texts=texts, unit=unit)
    for row in result.codes:
        assert {interval.value for interval in row.coefficients.values()} == {1.0}
    assert result.disagreements == []


def test_units(tmp_path, texts):
    one = table(tmp_path / "one.csv", ("a.txt", 0, 20, "peace"))
    two = table(tmp_path / "two.csv", ("a.txt", 14, 16, "peace"))
    assert compared(one, two, texts=texts, unit="sentence").units == 3
    assert compared(one, two, texts=texts, unit="sentence").codes[0].units == (2, 1)
    assert (
        compared(one, two, texts=texts, unit="passage").units == 2
    )  # the passage, and the line nobody coded
    assert compared(one, two, texts=texts, unit="passage").codes[0].units == (1, 1)


def test_one_table_of_several_coders(tmp_path, texts):
    both = table(
        tmp_path / "both.csv",
        ("a.txt", 0, 12, "peace", "สมชาย"),
        ("b.txt", 0, 12, "peace", "Malee"),
        head="document,start,end,code,coder",
    )
    result = compared(both, texts=texts)
    assert [name.rpartition(": ")[2] for name in result.coders] == ["Malee", "สมชาย"]
    assert result.documents == ("a.txt", "b.txt")  # each read both, whoever found nothing


def test_a_row_without_a_code_tells_that_the_document_was_read(tmp_path, texts):
    one = table(tmp_path / "one.csv", ("a.txt", 0, 12, "peace"), ("b.txt", 0, 12, "peace"))
    two = table(tmp_path / "two.csv", ("a.txt", 0, 12, "peace"), ("b.txt", "", "", ""))
    assert compared(one, two, texts=texts).documents == ("a.txt", "b.txt")


def gold(folder: Path, *codes: dict, text: str | None = TEXT, name: str = "a.txt") -> Path:
    rows = [json.dumps({"doc": name, **row}, ensure_ascii=False) for row in codes]
    put(folder / "annotations" / "codes.jsonl", "\n".join(rows))
    if text is not None:
        put(folder / "text" / name, text)
    return folder


def test_gold_data_against_a_table(tmp_path):
    people = gold(tmp_path / "gold", {"anchor": "สองชาติ ค้าขายกัน", "codes": ["trade", "peace"]})
    machine = table(tmp_path / "m.csv", ("corpus__a.txt", 13, 29, "trade"))
    result = compared(people, machine)
    assert [row.code for row in result.codes] == ["peace", "trade"]
    assert result.codes[1].coefficients["kappa"].value == 1
    assert result.disagreements[0].readings == (("peace", "trade"), ("trade",))


def test_white_space_may_differ_and_spans_are_carried_over(tmp_path):
    one = gold(tmp_path / "one", {"anchor": "โลกมีหลายขั้ว", "codes": ["order"]})
    wrapped = "  " + TEXT.replace("\n", "\r\n")
    two = gold(tmp_path / "two", {"anchor": "โลกมีหลายขั้ว", "codes": ["order"]}, text=wrapped)
    for result in (compared(one, two), compared(two, one)):
        assert result.codes[0].coefficients["kappa"].value == 1


def test_different_texts_are_refused(tmp_path):
    one = gold(tmp_path / "one", {"anchor": "โลก", "codes": ["order"]})
    two = gold(tmp_path / "two", {"anchor": "โลก", "codes": ["order"]}, text=TEXT.replace("จีน", "จีนแดง"))
    with pytest.raises(UsageError, match=r"texts-differ.*a\.txt.*“แดง"):
        compared(one, two)


@pytest.mark.parametrize(
    ("rows", "slug"),
    [
        ([("a.txt", 0, 9999, "x")], "coding-outside"),
        ([("a.txt", 5, 5, "x")], "table-invalid"),
        ([("a.txt", "five", 9, "x")], "table-invalid"),
        ([("other.txt", 0, 5, "x")], "no-common-document"),
    ],
)
def test_tables_that_cannot_be(rows, slug, tmp_path, texts):
    good = table(tmp_path / "good.csv", ("a.txt", 0, 5, "x"))
    with pytest.raises(UsageError, match=slug):
        compared(good, table(tmp_path / "bad.csv", *rows), texts=texts)


def test_what_cannot_be_compared_is_said(tmp_path, texts):
    good = table(tmp_path / "good.csv", ("a.txt", 0, 5, "x"))
    with pytest.raises(UsageError, match="one-coder"):
        compared(good, texts=texts)
    with pytest.raises(UsageError, match="texts-absent"):
        compared(good, good)
    with pytest.raises(UsageError, match="not-codings"):
        compared(good, put(tmp_path / "x.bin", ""))
    with pytest.raises(UsageError, match="path-missing"):
        compared(good, tmp_path / "none.csv")
    with pytest.raises(UsageError, match=r"table-invalid.*:1.*'code'"):
        compared(good, put(tmp_path / "y.csv", "document,start,end\n"))
    with pytest.raises(UsageError, match=r"gold-invalid.*codes.jsonl:1"):
        read_coders(gold(tmp_path / "bad", {"codes": ["x"]}))
    with pytest.raises(UsageError, match="gold-anchor"):
        compared(good, gold(tmp_path / "lost", {"anchor": "ไม่มี", "codes": ["x"]}))


def test_a_project_of_two_coders(tmp_path):
    from refi_files import archive, codes, guid, selection

    two = guid(1), guid(2)
    users = "".join(f'<User guid="{g}" name="{n}"/>' for g, n in zip(two, ("Malee", "สมชาย"), strict=True))
    inside = selection(0, 12, 100, user=1) + selection(0, 12, 100, user=2) + selection(13, 29, 101, user=2)
    xml = (
        '<Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="QualCoder 3.6">'
        f"<Users>{users}</Users>{codes('peace', 'trade')}"
        f'<Sources><TextSource guid="{guid(7)}" name="a.txt" plainTextPath="internal://{guid(7)}.txt">'
        f"{inside}</TextSource></Sources></Project>"
    )
    path = tmp_path / "p.qdpx"
    path.write_bytes(archive({"project.qde": xml, f"sources/{guid(7)}.txt": TEXT}))
    result = compared(path)
    assert [row.code for row in result.codes] == ["peace", "trade"]
    assert result.codes[0].coefficients["kappa"].value == 1
    assert [found.readings for found in result.disagreements] == [((), ("trade",))]


def test_intervals_are_the_same_in_every_run_and_hold_the_value(tmp_path, texts):
    one = table(tmp_path / "one.csv", ("a.txt", 0, 12, "peace"), ("b.txt", 0, 12, "peace"))
    two = table(tmp_path / "two.csv", ("a.txt", 0, 12, "peace"), ("b.txt", 13, 29, "peace"))
    here, there = compared(one, two, texts=texts), compared(one, two, texts=texts)
    assert here == there
    for interval in (here.codes[0].coefficients[name] for name in ("kappa", "alpha", "percent", "f1", "ac1")):
        assert interval.low <= interval.value <= interval.high
    assert here.resampled == "lines"


def test_formats(tmp_path, texts):
    one = table(tmp_path / "one.csv", ("a.txt", 0, 12, "=peace|"), ("a.txt", 13, 29, "trade"))
    two = table(tmp_path / "two.csv", ("a.txt", 0, 12, "trade"))
    result = compared(one, two, texts=texts)
    assert "passages are read differently" in FORMATS["text"](result)
    assert "| a.txt:1 |" in FORMATS["markdown"](result)
    assert "=peace\\|" in FORMATS["markdown"](result)
    data = json.loads(FORMATS["json"](result), parse_constant=pytest.fail)
    assert data["schema"] == "ruscorpus/agreement/1"
    assert data["codes"][1]["alpha_u"] == {
        "value": data["codes"][1]["alpha_u"]["value"],
        "low": None,
        "high": None,
    }
    rows = list(csv.reader(io.StringIO(FORMATS["csv"](result).removeprefix("\ufeff"))))
    assert rows[1][5].startswith("'=peace|")


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("cp874", r"looks like Windows-874 \(TIS-620\) .*“CSV UTF-8”.*iconv -f cp874"),
        ("utf-16", "looks like utf-16"),
    ],
)
def test_a_table_in_another_encoding_is_refused_with_what_to_do(tmp_path, encoding, said):
    path = tmp_path / "excel.csv"
    rows = ["document,code,quote", "a.txt,สันติภาพ,รัสเซียพบจีน", "a.txt,การค้า,สองชาติค้าขายกัน"]
    path.write_bytes("\r\n".join(rows).encode(encoding))
    with pytest.raises(UsageError, match=rf"table-invalid.*excel.csv: is not UTF-8; it {said}"):
        read_coders(path)


@pytest.fixture
def wide(tmp_path, texts):
    long = "การถ่วงดุลที่สื่อมวลชนเรียกว่าการทูตไผ่ลู่ลม"
    one = table(tmp_path / "one.csv", ("a.txt", 0, 12, long), ("b.txt", 13, 29, "trade"))
    two = table(tmp_path / "two.csv", ("a.txt", 0, 7, long), ("b.txt", 13, 29, "trade"))
    return compared(one, two, texts=texts)


@pytest.mark.parametrize("columns", [50, 60, 80, 100, 150, 200])
def test_the_text_fits_the_terminal_and_keeps_every_number(wide, columns):
    told = as_text(wide, columns)
    coefficients = told.splitlines()[4:]
    assert max(map(width, coefficients)) <= columns
    for row in [*wide.codes, wide.pooled]:
        assert row.code in told
        assert all(str(value) in told for value in row.coefficients.values())
    heads = [line for line in coefficients if "κ" in line]
    assert len(heads) == (1 if columns >= 150 else 3)


def test_columns_stand_below_each_other_though_marks_take_no_room(wide):
    rows = as_text(wide).splitlines()[4:]
    head, thai = rows[0], next(row for row in rows if row.startswith("การถ่วงดุล"))
    before = thai.split(str(next(row for row in wide.codes if row.code in thai).coefficients["kappa"]))[0]
    assert width(before) == width(head.split("κ")[0])


def test_only_a_terminal_gets_the_narrow_form(tmp_path, monkeypatch, capsys, texts):
    paths = [
        table(tmp_path / f"{name}.csv", ("a.txt", 0, end, "peace")) for name, end in (("one", 12), ("two", 7))
    ]
    args = ["agree", *map(str, paths), "--texts", str(tmp_path / "texts"), "--samples", "20"]
    monkeypatch.setenv("COLUMNS", "60")
    assert run(args) == 0
    assert "\ncode         passages  κ" in capsys.readouterr().out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run(args) == 0
    assert "\npeace  1 / 1 passages\n    κ" in capsys.readouterr().out


def test_the_command(tmp_path, texts, capsys):
    one = table(tmp_path / "one.csv", ("a.txt", 0, 12, "peace"))
    two = table(tmp_path / "two.csv", ("a.txt", 0, 12, "peace"), ("b.txt", 0, 5, "peace"))
    report = tmp_path / "agreement.md"
    options = ["--texts", str(texts.folder), "--samples", "20", "-o", str(report), "-f", "markdown"]
    assert run(["agree", str(one), str(two), *options]) == 0
    assert "not all coders read b.txt" in capsys.readouterr().err
    assert report.read_text(encoding="utf-8").startswith("# Agreement")
    assert run(["agree", str(one)]) == 2
    assert "error[one-coder]" in capsys.readouterr().err


def test_sentences_are_those_of_analyze(tmp_path, texts, capsys):
    one = table(tmp_path / "one.csv", ("a.txt", 0, 12, "peace"))
    options = ["--texts", str(texts.folder), "--unit", "sentence", "--samples", "0", "-f", "json"]
    assert run(["agree", str(one), str(one), *options]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["units"] == 3
    assert told["resampled"] == ""
