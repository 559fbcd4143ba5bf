"""A small output tree made by hand: what it holds does not hang on what the rules of coding are today."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from pathlib import Path

from ruscorpus import __version__
from ruscorpus.check.run import Question, validate
from ruscorpus.config.validate import ValidateConfig
from ruscorpus.model import Evidence
from ruscorpus.offsets import Edit, LineIndex, OffsetMap, Span, apply_edits
from ruscorpus.report.analysis import Analysis
from ruscorpus.report.corpus import CorpusAnalysis
from ruscorpus.report.document_yaml import document_yaml
from ruscorpus.report.manifest import ManifestRow, RunInfo, manifest_yaml
from ruscorpus.report.rows import CodingRow, EntityRow, EventRow, Header, RegionRow, RepairSummary, SectionRow

NEWS = (
    "ปูตินเยือนเวียดนาม\n20 มิถุนายน 2567\n"
    "ปูตินเดินทางเยือนเวียดนามและลงนามขายนํ้ามัน\n"
    "โลกกําลังเปลี่ยนไปสู่หลายขั้วอํานาจ 🌏 นักวิชาการกล่าว\n"
)
NOTE = "จีนซื้อก๊าซจากรัสเซีย\r\nสองประเทศเป็นหุ้นส่วนกัน\r\n"
SETTINGS = ValidateConfig(severity={"codebook-example": "off", "frame-example": "off"})
"""The examples take seconds; one test runs them. The check is left out where all that it finds is off."""


def write_tree(out: Path, knowledge) -> Path:
    """Write sources and results of two documents below *out*; return the folder of the results."""
    tree = out / "out"
    corpus = CorpusAnalysis(knowledge.codebook, knowledge.ontology)
    rows = [ManifestRow("skip.xyz", "texts/skip.xyz", "", "skipped", "not-a-document", "not read")]
    for analysis, raw, edits, text in (news(), note()):
        header = analysis.document
        source = out / header.path
        source.parent.mkdir(exist_ok=True, parents=True)
        source.write_bytes(raw.encode())
        lines = [
            json.dumps(
                {"at": list(e.at), "new": e.new, "rule": e.rule, "confidence": e.confidence},
                ensure_ascii=False,
            )
            for e in edits
        ]
        files = {
            f"documents/{header.id}.yaml": document_yaml(analysis),
            f"documents/{header.id}.md": "…\n",
            f"text/{header.id}.txt": text,
            f"raw/{header.id}.txt": raw,
            f"edits/{header.id}.jsonl": "".join(f"{line}\n" for line in lines),
        }
        for name, content in files.items():
            put(tree / name, content)
        corpus.add(analysis)
        rows.append(ManifestRow(header.id, header.path, header.sha256, "ok", seconds=0.1))
    for row in rows:
        corpus.add_row(row)
    run = RunInfo(__version__, "2026-01-01T00:00:00Z", knowledge.config_sha256, knowledge.codebook_sha256)
    put(tree / "manifest.yaml", "".join(manifest_yaml(run, rows)))
    put(tree / "corpus.yaml", "".join(corpus.yaml()))
    put(tree / "corpus.md", "…\n")
    return tree


def put(path: Path, content: str) -> None:
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(content.encode())


def news():
    raw = NEWS
    edits = tuple(
        Edit(Span(*match.span()), match[1] + "\u0e33", "sara-am")
        for match in re.finditer("\u0e4d([\u0e48-\u0e4b]?)\u0e32", raw)
    )
    text = apply_edits(raw, edits)
    at = locator(raw, edits, text)
    visit = at("ปูตินเดินทางเยือนเวียดนาม")
    sale = at("ลงนามขายน้ำมัน")
    world = at("โลกกำลังเปลี่ยนไปสู่หลายขั้วอำนาจ 🌏 นักวิชาการกล่าว")
    header = head("news.txt", raw, text, "ปูตินเยือนเวียดนาม", "2024-06-20")
    return (
        Analysis(
            header,
            RepairSummary(len(edits), (("sara-am", len(edits)),), 0),
            (SectionRow("1", "ข่าว", 1, Span(0, len(text))),),
            (RegionRow("header", Span(0, 5)),),
            (
                EntityRow("PERSON", "vladimir-putin", at("ปูติน"), 0.95),
                EntityRow("DATE", "2024-06-20", at("20 มิถุนายน 2567"), 0.9),
                EntityRow("COUNTRY", "VNM", at("เวียดนามและ", 8), 0.95),
            ),
            (
                EventRow(
                    "CONSULT",
                    "visit",
                    ("RUS",),
                    ("VNM",),
                    "2024-06-20",
                    "occurred",
                    4.0,
                    ("diplomatic",),
                    visit,
                    "frame:visit",
                    0.7,
                ),
                EventRow(
                    "COOPERATE", "", ("RUS", "VNM"), (), "", "occurred", 9.5, (), sale, "frame:sell", 0.7
                ),
            ),
            (
                CodingRow("domain.diplomacy", visit, ("RUS-VNM",), "bilateral", ("deed",), "cue:events", 0.7),
                CodingRow("polarity.multipolar", world, (), "system", ("poles",), "cue:phrases", 0.8),
            ),
        ),
        raw,
        edits,
        text,
    )


def note():
    raw = NOTE
    at = locator(raw, (), raw)
    trade = at("จีนซื้อก๊าซจากรัสเซีย")
    return (
        Analysis(
            head("โน้ต.txt", raw, raw, "โน้ต", ""),
            RepairSummary(0, (), 0),
            events=(
                EventRow(
                    "COOPERATE",
                    "",
                    ("CHN",),
                    ("RUS",),
                    "",
                    "occurred",
                    9.5,
                    ("economic",),
                    trade,
                    "frame:buy",
                    0.7,
                ),
            ),
            codings=(
                CodingRow("domain.economy", trade, ("CHN-RUS",), "bilateral", ("trade",), "cue:events", 0.7),
            ),
        ),
        raw,
        (),
        raw,
    )


def head(id_: str, raw: str, text: str, title: str, day: str) -> Header:
    digest = hashlib.sha256(raw.encode()).hexdigest()
    return Header(id_, f"texts/{id_}", digest, "text/plain", title, day, "th", len(text), 0)


def locator(raw: str, edits, text: str):
    to_raw, lines = OffsetMap(edits), LineIndex(raw)

    def at(quote: str, length: int = 0) -> Evidence:
        start = text.index(quote)
        span = Span(start, start + (length or len(quote)))
        back = to_raw.to_old(span)
        return Evidence(span.of(text), span, back, None, lines.line_of(back.start))

    return at


def question(tree: Path, knowledge, **changed) -> Question:
    return Question(
        tree,
        tree.parent,
        knowledge,
        **{"settings": SETTINGS, "today": date(2026, 1, 1), "gold": None, "baseline": None} | changed,
    )


def check(tree: Path, knowledge, **changed):
    """Return the report on *tree*."""
    return validate(question(tree, knowledge, **changed)).report


def slugs(report) -> list[str]:
    return sorted({finding.slug for finding in report.findings})
