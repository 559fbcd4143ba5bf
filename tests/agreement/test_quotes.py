"""Tables that name passages by their words, as people write them: found in the text, or said to be missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from ruscorpus.agreement.readers import read_coders
from ruscorpus.cli.app import run
from ruscorpus.problems import UsageError

TEXT = "รัสเซียพบจีน\nสองชาติค้าขายกัน\nจีน พบ รัสเซีย แล้วรัสเซียพบจีน\n"
LAST = TEXT.rindex("รัสเซียพบจีน")


def read(path: Path, content: str) -> list[tuple[str, str]]:
    path.write_bytes(content.encode())
    (coder,) = read_coders(path)
    return [
        (f"{c.span.start}:{TEXT[c.span.start : c.span.end]}", c.code) for c in coder.codings("a.txt", TEXT)
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t", ", ", "; "])
@pytest.mark.parametrize("suffix", ["csv", "tsv"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_any_separator(separator, suffix, start, tmp_path):
    rows = [("document", "code", "quote"), ("a.txt", "trade", "ชาติค้าขาย")]
    content = start + "".join(separator.join(row) + "\r\n" for row in rows)
    assert read(tmp_path / f"t.{suffix}", content) == [("16:ชาติค้าขาย", "trade")]


def test_white_space_does_not_count(tmp_path):
    content = 'document,code,quote\na.txt,x," จีนพบรัสเซีย"\na.txt,y,"ค้าขายกัน\nจีน"\n'
    assert [quote.split(":")[1] for quote, _ in read(tmp_path / "t.csv", content)] == [
        "จีน พบ รัสเซีย",
        "ค้าขายกัน\nจีน",
    ]


@pytest.mark.parametrize(
    ("rows", "starts"),
    [
        ("a.txt,x,รัสเซียพบจีน,\n", [0]),
        ("a.txt,x,สองชาติ,\na.txt,x,รัสเซียพบจีน,\n", [13, LAST]),
        ("a.txt,x,รัสเซียพบจีน,\na.txt,y,รัสเซียพบจีน,\n", [0, 0]),
        ("a.txt,x,รัสเซียพบจีน,\na.txt,x,รัสเซียพบจีน,\n", [0, LAST]),
        ("a.txt,x,รัสเซียพบจีน,3\na.txt,y,สองชาติ,\n", [LAST, 13]),
    ],
    ids=["first", "after the row before", "two codes", "twice one code", "line"],
)
def test_of_several_places(rows, starts, tmp_path):
    found = read(tmp_path / "t.csv", f"document,code,quote,line\n{rows}")
    assert [int(quote.split(":")[0]) for quote, _ in found] == starts


def test_positions_win_where_there_are_both(tmp_path):
    content = "document,start,end,code,quote\na.txt,0,7,x,สองชาติ\na.txt,,,y,สองชาติ\n"
    assert read(tmp_path / "t.csv", content) == [("0:รัสเซีย", "x"), ("13:สองชาติ", "y")]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("a.txt,x,สองชาติค้าข้าวกัน,", r"quote-absent.*t\.csv:2: a\.txt: .*line 2 has “สองชาติค้าขายกัน"),
        ("a.txt,x,ขายแล้วกันจีนพบ,", r"quote-absent.*line 2 has “ติค้าขายกัน จีน พบ”"),
        ("a.txt,x,Moscow,", r"quote-absent.*t\.csv:2.*nothing in the text is like it"),
        ("a.txt,x,รัสเซียพบจีน,2", r"quote-absent.*not begin in line 2 \(it begins in line 1, 3\)"),
        ("a.txt,x,สองชาติ,two", r"table-invalid.*t\.csv:2: line must be"),
        ("a.txt,x,,", r"table-invalid.*t\.csv:2: has a code, but no quote"),
    ],
)
def test_what_is_not_found_is_said(row, message, tmp_path):
    with pytest.raises(UsageError, match=message):
        read(tmp_path / "t.csv", f"document,code,quote,line\n{row}\n")


def test_all_missing_quotes_are_said_at_once_on_the_command_line(tmp_path, capsys):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_bytes(TEXT.encode())
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_bytes("document;code;quote\na.txt;x;สองชาติ\n".encode())
    bad.write_bytes("document;code;quote\na.txt;x;สามชาติ\na.txt;x;สี่ชาติ\n".encode())
    texts = ["--texts", str(tmp_path / "texts")]
    assert run(["agree", str(good), str(good), *texts]) == 0
    assert run(["agree", str(good), str(bad), *texts]) == 2
    assert capsys.readouterr().err.count("error[quote-absent]") == 2


def test_a_code_and_a_document_that_look_misspelt_are_asked_about(tmp_path, capsys):
    (tmp_path / "texts").mkdir()
    for name in ("report-one.txt", "report-two.txt"):
        (tmp_path / "texts" / name).write_text(TEXT, encoding="utf-8")
    head = "document,code,quote\n"
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_text(
        f"{head}report-one.txt,domain.military,สองชาติ\nreport-two.txt,domain.military,จีน\n", encoding="utf-8"
    )
    two.write_text(
        f"{head}report-one.txt,domain.militry,สองชาติ\nreport-twoo.txt,other,จีน\n", encoding="utf-8"
    )
    (tmp_path / "texts" / "report-twoo.txt").write_text(TEXT, encoding="utf-8")
    assert run(["agree", str(one), str(two), "--texts", str(tmp_path / "texts")]) == 0
    told = capsys.readouterr().err
    assert "two.csv: only here there is domain.militry; is domain.military meant?" in told
    assert "two.csv: only here there is report-twoo.txt; is report-two.txt meant?" in told
