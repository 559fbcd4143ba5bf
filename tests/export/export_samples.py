"""Documents for the tests of exports: ordinary Thai news, and a text in which every trap is set."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from ruscorpus.knowledge import Knowledge, load_knowledge
from ruscorpus.model import Coding, Document, Event, Mention, Section
from ruscorpus.offsets import Span
from ruscorpus.report.analysis import Analysis
from ruscorpus.report.document_yaml import document_yaml
from ruscorpus.report.manifest import ManifestRow, RunInfo, manifest_yaml

NEWS = "เวียดนามต้อนรับผู้นำรัสเซีย\nปูตินเดินทางเยือนเวียดนามเมื่อวันที่ 20 มิถุนายน 2567\nสหรัฐฯ ปฏิเสธว่าไม่ได้ส่งอาวุธให้ยูเครน\n"
TRAPS = '\ufeff=HYPERLINK("http://x","😀") ก\r\n<b>รัสเซีย & "จีน"</b> \u200b🎉\r\n\t-ลงนาม; ร่วมกัน\x0b\n@รัสเซีย'


@cache
def packaged_knowledge() -> Knowledge:
    return load_knowledge()


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def document(id_: str, text: str, **fields) -> Document:
    return Document(
        id=id_, path=f"news/{id_}", sha256="0" * 64, language="th", raw=text, text=text, flow=text, **fields
    )


def event(
    text: str, words: str, type_: str, actor, recipient=(), mode="", date="", status="occurred", score=None
) -> Event:
    return Event(
        type_,
        mode,
        tuple(actor),
        tuple(recipient),
        date,
        status,
        score,
        ("diplomatic",),
        span(text, words),
        "frame:x",
        0.7,
    )


def coding(text: str, words: str, code: str, dyads=(), cues=("meeting", "deed")) -> Coding:
    return Coding(code, span(text, words), tuple(dyads), "bilateral", tuple(cues), "cue:phrases", 0.65)


VISIT, DENIAL = "ปูตินเดินทางเยือนเวียดนาม", "สหรัฐฯ ปฏิเสธว่าไม่ได้ส่งอาวุธให้ยูเครน"
DOCUMENTS = (
    document(
        "news.txt",
        NEWS,
        title="เวียดนามต้อนรับผู้นำรัสเซีย",
        date="2024-06-21",
        authors=("สมชาย ใจดี", "มาลี"),
        sections=(Section("1", "ข่าว", 1, Span(0, len(NEWS)), Span(0, 10)),),
        mentions=(
            Mention("COUNTRY", "VNM", span(NEWS, "เวียดนาม"), confidence=0.95),
            Mention("PERSON", "vladimir-putin", span(NEWS, "ปูติน"), confidence=0.95),
            Mention("DATE", "2024-06-20", span(NEWS, "20 มิถุนายน 2567"), confidence=0.9),
            Mention("PERSON", "somebody-new", span(NEWS, "ผู้นำ"), confidence=0.5),
        ),
        events=(
            event(NEWS, VISIT, "CONSULT", ["RUS"], ["VNM"], "visit", "2024-06-20", score=4.0),
            event(NEWS, VISIT, "CONSULT", ["RUS", "VNM"], (), "", "2024-06", score=2.5),
            event(NEWS, DENIAL, "REJECT", ["USA"], (), "", "", score=-2.0),
            event(NEWS, DENIAL, "AID", ["USA"], ["UKR"], "", "2022/2024", "denied", 10.0),
        ),
        codings=(
            coding(NEWS, VISIT, "domain.diplomacy", ["RUS-VNM"]),
            coding(NEWS, VISIT, "factor.history", ["RUS-VNM"], ["past"]),
            coding(NEWS, DENIAL, "domain.military", ["UKR-USA"]),
        ),
    ),
    document(
        "traps & <co>.txt",
        TRAPS,
        title='=cmd|"/C calc"!A1',
        date="",
        mentions=(
            Mention("COUNTRY", "RUS", span(TRAPS, "รัสเซีย"), confidence=0.95),
            Mention("COUNTRY", "CHN", span(TRAPS, "จีน"), confidence=0.95),
            Mention("QUANTITY", "😀 1", span(TRAPS, "😀"), confidence=0.9),
            Mention("COUNTRY", "RUS", Span(len(TRAPS) - 7, len(TRAPS)), confidence=0.95),
        ),
        events=(event(TRAPS, "-ลงนาม; ร่วมกัน\x0b", "SUPPORT", ["CHN", "RUS"], (), "", "", score=5.0),),
        codings=(
            coding(TRAPS, TRAPS[1:20], "domain.diplomacy"),
            coding(TRAPS, '<b>รัสเซีย & "จีน"</b> \u200b🎉\r\n\t-ลงนาม', "domain.economy", ["CHN-RUS"]),
            coding(TRAPS, "@รัสเซีย", "another.code"),
        ),
    ),
    document("empty.txt", "ไม่มีข่าว"),
)


def write_tree(folder: Path, documents, knowledge) -> None:
    """Write the tree that ``analyze`` would have written of *documents*."""
    for kind in ("documents", "text", "raw"):
        (folder / kind).mkdir()
    for item in documents:
        (folder / "documents" / f"{item.id}.yaml").write_bytes(document_yaml(Analysis.of(item)).encode())
        (folder / "text" / f"{item.id}.txt").write_bytes(item.text.encode())
        (folder / "raw" / f"{item.id}.txt").write_bytes(item.raw.encode())
    run = RunInfo("9.9", "2026-01-02T03:04:05Z", knowledge.config_sha256, knowledge.codebook_sha256)
    rows = [ManifestRow(item.id, item.path, item.sha256, "ok") for item in documents]
    rows.append(ManifestRow("gone.pdf", "gone.pdf", "", "unreadable", "broken-pdf", "x"))
    (folder / "manifest.yaml").write_bytes("".join(manifest_yaml(run, rows)).encode())
    shutil.copy(knowledge.codebook_path, folder / "codebook.yaml")
