"""Every format opened with what its users open it with."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from contextlib import closing

import pytest
import yaml
from export_samples import NEWS, TRAPS

from ruscorpus.export.gexf import days_of
from ruscorpus.export.material import Material
from ruscorpus.export.polecat import COLUMNS
from ruscorpus.export.registry import FORMATS, Shape
from ruscorpus.problems import UsageError
from ruscorpus.report.spreadsheets import guarded
from ruscorpus.run.export import export, export_text

NEWS_ID, TRAPS_ID = "news.txt", "traps & <co>.txt"


def text_of(material: Material, name: str) -> str:
    return "".join(FORMATS[name].lines(material))


def records(material: Material, name: str) -> list[dict]:
    return [json.loads(line) for line in text_of(material, name).split("\n") if line]


@pytest.fixture
def folder(material, tmp_path):
    def make(name: str):
        export(material, FORMATS[name], tmp_path / name)
        return tmp_path / name

    return make


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_results_give_the_same_bytes(material, tmp_path, name):
    format_ = FORMATS[name]
    target = "x.zip" if format_.shape is Shape.FOLDER else "x"
    for run in ("first", "second"):
        export(Material(material.tree, material.knowledge), format_, tmp_path / run / target)
    assert (tmp_path / "first" / target).read_bytes() == (tmp_path / "second" / target).read_bytes()
    assert [path.name for path in (tmp_path / "first").iterdir()] == [target]


@pytest.mark.parametrize("name", FORMATS)
def test_results_without_documents_can_be_exported(tmp_path, knowledge, name):
    from export_samples import write_tree

    from ruscorpus.report.tree import ResultTree

    (tmp_path / "out").mkdir()
    write_tree(tmp_path / "out", (), knowledge)
    export(Material(ResultTree(tmp_path / "out"), knowledge), FORMATS[name], tmp_path / "x")
    assert (tmp_path / "x").exists()


# ---- event data


def test_plover_records_have_the_fields_of_the_manual(material):
    together, first, *rest = records(material, "plover")
    assert (together["actor"], together["recipient"], together["date"]) == (["RUS", "VNM"], [], "2024-06")
    assert first == {
        "id": "news.txt#event-2",
        "date": "2024-06-20",
        "actor": ["RUS"],
        "recipient": ["VNM"],
        "event": ["CONSULT"],
        "mode": "visit",
        "context": ["diplomatic"],
        "quad_code": 1,
        "event_scale": 4.0,
        "event_text": "ปูตินเดินทางเยือนเวียดนาม",
        "text_info": {"start": 28, "end": 53},
        "cite_info": {
            "url": "news/news.txt",
            "title": "เวียดนามต้อนรับผู้นำรัสเซีย",
            "publication": "",
            "date": "2024-06-21",
            "language": "th",
        },
        "status": "occurred",
        "page": None,
        "confidence": 0.7,
    }
    assert NEWS[28:53] == first["event_text"]
    assert {row["status"] for row in rest} == {"occurred"}
    assert material.left_out["events that are denied"] == 1


def test_every_status_is_carried_on_request(material):
    every = Material(material.tree, material.knowledge, every_status=True)
    assert [row["status"] for row in records(every, "plover")].count("denied") == 1
    assert sum(every.left_out.values()) == 0


def test_polecat_opens_in_pandas(material):
    import pandas as pd

    frame = pd.read_csv(io.StringIO(text_of(material, "polecat")), sep="\t", quoting=csv.QUOTE_NONE)
    assert tuple(frame.columns) == COLUMNS
    assert len(COLUMNS) == 40
    first = frame.iloc[1]
    assert (first["Event Type"], first["Event Mode"], first["Intensity"], first["Quad Code"]) == (
        "CONSULT",
        "visit",
        4.0,
        1,
    )
    assert (first["Actor Name"], first["Recipient Country"], first["Language"]) == ("Russia", "VNM", "Thai")
    assert frame["Event Date"].tolist()[:2] == ["2024-06", "2024-06-20"]
    assert frame.iloc[0]["Actor Country"] == "RUS; VNM"
    assert first["Story People"] == "somebody-new; Vladimir Putin"


# ---- tables


def test_csv_opens_in_pandas_and_polars(folder):
    import pandas as pd
    import polars as pl

    here = folder("csv")
    assert sorted(path.name for path in here.iterdir()) == sorted(
        f"{name}.csv"
        for name in ("documents", "codes", "actors", "sections", "entities", "events", "codings")
    )
    events = pd.read_csv(here / "events.csv")
    assert events["quote"].tolist()[0] == "ปูตินเดินทางเยือนเวียดนาม"
    assert events["happened"].tolist() == [True, True, False, True, True]
    assert events["score"].tolist() == [2.5, 4.0, 10.0, -2.0, 5.0]  # negative numbers stay numbers
    assert pl.read_csv(here / "events.csv").height == 5
    documents = pd.read_csv(here / "documents.csv")
    assert documents["authors"].tolist()[1] == "สมชาย ใจดี;มาลี"


def test_csv_begins_as_excel_wants_it(folder):
    data = (folder("csv") / "codings.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfid,document,code")
    assert b"\r\n" in data


def test_no_cell_is_a_formula(folder):
    for path in folder("csv").iterdir():
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                for name, cell in row.items():
                    if name not in ("score", "confidence"):
                        assert cell[:1] not in set("=+-@\t\r\n＝＋－＠|%"), (path.name, name, cell)
    with (path.parent / "documents.csv").open(encoding="utf-8-sig", newline="") as file:
        titles = {row["id"]: row["title"] for row in csv.DictReader(file)}
    assert titles[TRAPS_ID] == '\'=cmd|"/C calc"!A1'


@pytest.mark.parametrize(
    "text", ["=1", " =1", "+1", "-ก", "@x", "\t=1", "＝1", "|x", "'x", "\n=1", "ก", "", "ก=1"]
)
def test_guards_can_be_taken_away(text):
    assert guarded(text).removeprefix("'") == text
    assert (guarded(text) != text) == (text.strip()[:1] in tuple("=+-@＝|'") and bool(text))


def test_a_zip_of_tables_is_what_the_folder_is(material, tmp_path):
    export(material, FORMATS["csv"], tmp_path / "tables.zip")
    export(material, FORMATS["csv"], tmp_path / "tables")
    with zipfile.ZipFile(tmp_path / "tables.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            path.name: path.read_bytes() for path in (tmp_path / "tables").iterdir()
        }


def test_json_lines_hold_every_row(material):
    rows = records(material, "jsonl")
    count = {
        name: sum(row["table"] == name for row in rows)
        for name in ("documents", "entities", "events", "codings")
    }
    assert count == {"documents": 3, "entities": 8, "events": 5, "codings": 6}
    texts = {NEWS_ID: NEWS, TRAPS_ID: TRAPS}
    for row in rows:
        if "quote" in row:
            assert texts[row["document"]][row["start"] : row["end"]] == row["quote"]


def test_json_lines_open_in_polars(material):
    import polars as pl

    events = "".join(json.dumps(row) + "\n" for row in records(material, "jsonl") if row["table"] == "events")
    assert pl.read_ndjson(events.encode())["actor"].to_list()[:2] == [["RUS", "VNM"], ["RUS"]]


def test_sqlite_has_keys_that_hold(folder):
    with closing(sqlite3.connect(folder("sqlite"))) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        quotes = database.execute(
            "SELECT quote, substr(text, start + 1, end - start) FROM codings JOIN texts USING (document)"
        ).fetchall()
        assert quotes
        assert all(quote == cut for quote, cut in quotes)
        assert database.execute(
            "SELECT actor FROM parties WHERE role = 'recipient' ORDER BY 1"
        ).fetchall() == [("UKR",), ("VNM",)]
        assert database.execute(
            "SELECT code FROM codings JOIN codes ON codes.id = code WHERE code LIKE 'another%'"
        ).fetchall() == [("another.code",)]
        assert database.execute(
            "SELECT value FROM events, json_each(actor) WHERE events.id = 'news.txt#event-1'"
        ).fetchall() == [("RUS",), ("VNM",)]
        (plan,) = database.execute("EXPLAIN QUERY PLAN SELECT * FROM codings WHERE code = 'x'").fetchall()
        assert "USING INDEX" in plan[-1]


def test_parquet_opens_in_pandas_polars_and_arrow(folder):
    import pandas as pd
    import polars as pl
    import pyarrow.parquet as pq

    here = folder("parquet")
    assert pq.read_schema(here / "events.parquet").field("actor").type.value_type == "string"
    assert pd.read_parquet(here / "events.parquet")["score"].tolist() == [2.5, 4.0, 10.0, -2.0, 5.0]
    frame = pl.read_parquet(here / "events.parquet")
    assert frame["actor"].to_list()[0] == ["RUS", "VNM"]
    assert frame["page"].to_list() == [None] * 5


def test_xlsx_opens_in_openpyxl_and_pandas(folder):
    import openpyxl
    import pandas as pd

    book = openpyxl.load_workbook(io.BytesIO(folder("xlsx").read_bytes()))
    assert book.sheetnames == ["documents", "codes", "actors", "sections", "entities", "events", "codings"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n", "b"}, "no cell is a formula"
    frame = pd.read_excel(folder("xlsx"), sheet_name="documents").set_index("id")
    assert frame.loc[TRAPS_ID, "title"] == '=cmd|"/C calc"!A1'
    assert frame.loc[NEWS_ID, "authors"] == "สมชาย ใจดี; มาลี"
    events = pd.read_excel(folder("xlsx"), sheet_name="events")
    assert events["score"].tolist() == [2.5, 4.0, 10.0, -2.0, 5.0]
    assert events["happened"].tolist() == [True, True, False, True, True]


def test_a_missing_library_is_named(material, tmp_path, monkeypatch):
    monkeypatch.setattr("ruscorpus.run.export.find_spec", lambda _: None)
    with pytest.raises(UsageError) as caught:
        export(material, FORMATS["parquet"], tmp_path / "x")
    assert caught.value.problems[0].slug == "export-needs"
    assert "pip install pyarrow" in caught.value.problems[0].hint
    assert not (tmp_path / "x").exists()


# ---- network


def test_gexf_opens_in_networkx(material):
    import networkx as nx

    graph = nx.read_gexf(io.BytesIO(text_of(material, "gexf").encode()))
    assert graph.graph["mode"] == "dynamic"
    assert sorted(graph.nodes) == ["CHN", "RUS", "USA", "VNM"]
    assert graph.nodes["RUS"] == {"label": "Russia", "type": "COUNTRY"}
    visit = graph.edges["RUS", "VNM"]
    assert (visit["weight"], visit["events"], visit["cooperation"], visit["conflict"]) == (2, 2, 2, 0)
    assert visit["mean_score"] == 3.25
    assert visit["spells"] == [("2024-06-01", "2024-06-30"), ("2024-06-20", "2024-06-20")]
    assert sorted(visit["score"]) == [(2.5, "2024-06-01", "2024-06-30"), (4, "2024-06-20", "2024-06-20")]
    assert graph.edges["VNM", "RUS"]["events"] == 1  # what both do together goes both ways
    assert graph.edges["CHN", "RUS"]["undated"] == 1
    assert ("USA", "UKR") not in graph.edges  # denied


@pytest.mark.parametrize(
    ("iso", "days"),
    [
        ("2024-06-20", ("2024-06-20", "2024-06-20")),
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2016-05-19/2016-05-20", ("2016-05-19", "2016-05-20")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2024/2022", None),
        ("2024-13", None),
        ("yesterday", None),
        ("2024-01-01-01", None),
    ],
)
def test_days_that_a_date_covers(iso, days):
    assert days_of(iso) == days


# ---- annotation


def test_label_studio_tasks(folder):
    """The documented form: data, predictions with model_version and result; offsets as JavaScript counts."""
    here = folder("labelstudio")
    tasks = json.loads((here / "tasks.json").read_text(encoding="utf-8"))
    interface = (here / "interface.xml").read_text(encoding="utf-8")
    for task in tasks:
        (prediction,) = task["predictions"]
        text = task["data"]["text"].encode("utf-16-le")
        ids = [region["id"] for region in prediction["result"]]
        assert len(ids) == len(set(ids))
        for region in prediction["result"]:
            value = region["value"]
            assert text[2 * value["start"] : 2 * value["end"]].decode("utf-16-le") == value["text"]
            assert (region["type"], region["to_name"]) == ("labels", "text")
            assert f'name="{region["from_name"]}"' in interface
            assert f'value="{value["labels"][0]}"' in interface
            assert 0 <= region["score"] <= 1
    assert sum(len(task["predictions"][0]["result"]) for task in tasks) == 19


def test_doccano_texts(material):
    """The documented form: text, and label as a list of [start, end, label] in code points."""
    rows = {row["document"]: row for row in records(material, "doccano")}
    news = rows[NEWS_ID]
    found = {(news["text"][start:end], label) for start, end, label in news["label"]}
    assert ("ปูติน", "PERSON") in found
    assert ("ปูตินเดินทางเยือนเวียดนาม", "event:CONSULT") in found
    assert ("ปูตินเดินทางเยือนเวียดนาม", "domain.diplomacy") in found
    assert rows["empty.txt"]["label"] == []


def test_conll_words_are_where_they_say(material):
    texts = {NEWS_ID: NEWS, TRAPS_ID: TRAPS, "empty.txt": "ไม่มีข่าว"}
    text, tagged, covered = "", [], dict.fromkeys(texts, 0)
    for line in text_of(material, "conll").split("\n"):
        if line.startswith("# newdoc id = "):
            id_ = line.removeprefix("# newdoc id = ")
            text = texts[id_]
        elif line and not line.startswith("#"):
            form, start, end, tag, about = line.split("\t")
            assert text[int(start) : int(end)].replace("\t", " ").split() == form.replace("\xa0", " ").split()
            covered[id_] += int(end) - int(start)
            tagged += [(form, tag, about)] if tag != "O" else []
    assert ("ปูติน", "B-PERSON", "vladimir-putin") in tagged
    dates = [(form, tag) for form, tag, _ in tagged if tag.endswith("DATE")]
    assert dates[0] == ("20", "B-DATE")
    assert {tag for _, tag in dates[1:]} == {"I-DATE"}
    assert sum(tag.startswith("B-") for _, tag, _ in tagged) == 8
    for id_, count in covered.items():
        assert count >= len("".join(texts[id_].split()))


def test_the_dictionary_is_what_quanteda_reads(material):
    """The documented YAML: nested keys, at the end of each a list of patterns."""
    dictionary = yaml.safe_load(text_of(material, "quanteda"))
    codes = {code: phrases for facet in dictionary.values() for code, phrases in facet.items()}
    assert set(dictionary) <= {facet.id for facet in material.knowledge.codebook.facets}
    assert "อนาธิปไตย" in codes["theory.anarchy"]
    assert all(
        isinstance(phrase, str) and "{" not in phrase and "..." not in phrase
        for p in codes.values()
        for phrase in p
    )
    assert material.left_out["cues that want more than a phrase"] > 0


# ---- writing


def test_an_export_is_whole_or_not_at_all(material, tmp_path, monkeypatch):
    target = tmp_path / "plover.jsonl"
    target.write_text("old")

    def broken(_):
        yield "half"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ruscorpus.export.plover.lines", broken)
    from ruscorpus.problems import OutputError

    with pytest.raises(OutputError):
        export(material, FORMATS["plover"], target)
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_is_no_file(material, tmp_path):
    with pytest.raises(UsageError) as caught:
        export(material, FORMATS["qdpx"], tmp_path)
    assert caught.value.problems[0].slug == "export-target"


def test_a_binary_file_does_not_go_to_a_terminal(material):
    with pytest.raises(UsageError):
        export_text(material, FORMATS["sqlite"], io.BytesIO())
