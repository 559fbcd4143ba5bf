"""Documents for the tests of the reports, built from the cases."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

from ruscorpus.model import Coding, Document, Event, Mention, Page, Region, Section
from ruscorpus.offsets import Edit, Span, apply_edits
from ruscorpus.problems import Problem
from ruscorpus.report.analysis import Analysis
from ruscorpus.report.document_yaml import document_yaml
from ruscorpus.report.manifest import ManifestRow, RunInfo, manifest_yaml
from ruscorpus.report.tree import ResultTree

RUN = RunInfo("1.0", "2026-01-01", "a" * 64, "b" * 64)
CASES = Path(__file__).parents[1] / "cases" / "report"


def cases(name: str):
    return yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))


def find(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def build(case: dict) -> Document:
    raw = case["text"].rstrip("\n")
    repairs = [
        Edit(find(raw, r["from"]), r["to"], r["rule"], r.get("sure", 1.0)) for r in case.get("repairs", ())
    ]
    edits = tuple(sorted(repairs, key=lambda edit: edit.at))
    text = apply_edits(raw, edits)
    breaks = [i for i, char in enumerate(text) if char == "\n"] if case.get("wrapped") else []
    joins = tuple(Edit(Span(i, i + 1), "", "line-join", 0.9) for i in breaks)
    flow = apply_edits(text, joins)
    starts = [find(raw, words).start for words in case.get("pages", ())]
    return Document(
        id=case["id"],
        path=case["path"],
        sha256="0" * 64,
        media_type=case.get("media", "text/plain"),
        title=case.get("title", ""),
        date=case.get("date", ""),
        language="th",
        raw=raw,
        pages=tuple(
            Page(number, Span(start, end))
            for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(raw)], strict=False), 26)
        ),
        edits=edits,
        unrecoverable=case.get("unrecoverable", 0),
        text=text,
        joins=joins,
        flow=flow,
        sections=tuple(
            Section(
                s["number"],
                s["title"],
                s["level"],
                find(flow, s["words"]).cover(find(flow, s["to"])),
                find(flow, s["words"]),
            )
            for s in case.get("sections", ())
        ),
        regions=tuple(Region(r["kind"], find(flow, r["words"])) for r in case.get("regions", ())),
        mentions=tuple(mentions(flow, case.get("mentions", ()))),
        events=tuple(event(flow, e) for e in case.get("events", ())),
        codings=tuple(coding(flow, c, code) for c in case.get("codings", ()) for code in c["codes"]),
        problems=(Problem("glyphs-lost", "อักขระบางตัวกู้คืนไม่ได้ | <b>", hint="ดูต้นฉบับ"),)
        if case.get("unrecoverable")
        else (),
    )


def mentions(flow: str, wanted):
    for m in wanted:
        start = flow.find(m["words"])
        while start >= 0:
            yield Mention(m["type"], m["id"], Span(start, start + len(m["words"])), confidence=0.9)
            start = flow.find(m["words"], start + 1)


def event(flow: str, e: dict) -> Event:
    return Event(
        e["type"],
        e.get("mode", ""),
        tuple(e["actor"]),
        tuple(e.get("recipient", ())),
        e.get("date", ""),
        e["status"],
        e.get("score"),
        tuple(e.get("contexts", ())),
        find(flow, e["words"]),
        "frame",
        0.7,
        e.get("date_basis", ""),
    )


def coding(flow: str, c: dict, code: str) -> Coding:
    return Coding(
        code,
        find(flow, c["words"]),
        tuple(c.get("dyads", ())),
        c.get("level", "bilateral"),
        tuple(c["cues"]),
        "cue",
        0.7,
    )


def write_tree(folder: Path, documents, failed=(), run=RUN) -> ResultTree:
    """Write the tree that a run over *documents* leaves, with rows for those that *failed*."""
    rows = [ManifestRow(d.id, d.path, d.sha256, "ok") for d in documents]
    folder.mkdir(exist_ok=True)
    (folder / "manifest.yaml").write_bytes("".join(manifest_yaml(run, [*rows, *failed])).encode())
    for document in documents:
        edits = "".join(
            json.dumps({"at": list(e.at), "new": e.new, "rule": e.rule, "confidence": e.confidence}) + "\n"
            for e in document.edits
        )
        for name, content in {
            f"documents/{document.id}.yaml": document_yaml(Analysis.of(document)),
            f"text/{document.id}.txt": document.text,
            f"raw/{document.id}.txt": document.raw,
            f"edits/{document.id}.jsonl": edits,
        }.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(content.encode())
    return ResultTree(folder)


CONFIGURATION = cases("configuration")
DOCUMENTS = [build(case) for case in cases("documents")["documents"]]
