"""A project as plain files: its texts, and its codings as annotations, one JSON object a line.

What stands in the branches that :mod:`ruscorpus.export.refi_project` makes for entities and events becomes
entities and events again, with everything that the comments of the passages say; everything else is a code.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ruscorpus.exchange.blocks import ENTITIES, ENTITY, EVENT, EVENTS, Block, read_blocks
from ruscorpus.report.yaml import to_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.exchange.project import Project, ProjectText
    from ruscorpus.offsets import Span

SCHEMA = "ruscorpus/project/1"
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_MOST_BYTES = 120
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Annotation:
    """What one coder found on one passage: a block for each code, with the fields that are known of it.

    ``kind`` is entity, event or code; ``note`` is what the coder wrote that is no block.
    """

    kind: str
    code: str
    span: Span
    coder: str
    block: Block
    note: str


def findings(project: Project, text: ProjectText) -> Iterator[Annotation]:
    """Yield the findings in a text, in its order; ``code`` and ``coder`` are names.

    A coding without a block, as somebody made it by hand, has a block without fields.
    """
    groups: dict[tuple[Span, str], list[tuple[str, str]]] = defaultdict(list)
    for annotation in text.annotations:
        groups[annotation.span, annotation.coder].append((annotation.code, annotation.note))
    for (span, coder), codings in groups.items():
        names = {guid: project.code_ids[guid] for guid, _ in codings}
        blocks: dict[str, list[Block]] = defaultdict(list)
        notes = []
        for note in dict.fromkeys(note for _, note in codings):
            found, rest = read_blocks(note, project.code_ids.values())
            notes += [rest] if rest else []
            for block in found:
                blocks[block.code].append(block)
        for guid, name in names.items():
            bare = sum(code == guid for code, _ in codings) - len(blocks[name])
            for block in [*blocks[name], *[Block(name, {})] * bare]:
                kind = kind_of(project, guid)
                yield Annotation(
                    kind, name, span, project.coder_names.get(coder, ""), block, "\n\n".join(notes)
                )


def kind_of(project: Project, guid: str) -> str:
    """Return what a code stands for, by its branch: ``entity``, ``event``, or (in any other) ``code``."""
    return {ENTITIES: ENTITY, EVENTS: EVENT}.get(project.branches[guid], "code")


def files(project: Project) -> Iterator[tuple[str, str]]:
    """Yield path and content of every file: texts, annotations, and ``project.yaml`` over all."""
    names = file_names([text.name for text in project.texts])
    records: dict[str, list[Record]] = {"codes": [], "entities": [], "events": [], "notes": []}
    for name, text in zip(names, project.texts, strict=True):
        yield f"text/{name}", text.text
        found = list(findings(project, text))
        records["codes"] += _codes(name, text, found)
        records["entities"] += _entities(name, text, found)
        records["events"] += _events(name, text, found)
        for memo in text.memos:
            record = _anchored(name, text, memo.span, project.coder_names.get(memo.coder, ""))
            records["notes"].append({**record, "note": memo.note})
    for kind, rows in records.items():
        if rows or (kind == "codes" and project.texts):
            content = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            yield f"annotations/{kind}.jsonl", content
    yield "project.yaml", to_yaml(_overview(project, names), one_line=("coders", "codes"))


def _anchored(name: str, text: ProjectText, span: Span, coder: str) -> Record:
    return {"doc": name, "anchor": span.of(text.text), "span": list(span), "coder": coder}


def _codes(name: str, text: ProjectText, found: list[Annotation]) -> Iterator[Record]:
    """Yield one record a passage, coder and what the codes are about."""
    rows: dict[tuple[Any, ...], Record] = {}
    for finding in found:
        if finding.kind != "code":
            continue
        dyads, level = finding.block.items("dyads"), finding.block.fields.get("level", "")
        key = (finding.span, finding.coder, tuple(dyads), level)
        if key not in rows:
            row = _anchored(name, text, finding.span, finding.coder)
            rows[key] = {**row, "codes": [], "dyads": dyads, "level": level}
            rows[key] |= {"note": finding.note} if finding.note else {}
        if finding.code not in rows[key]["codes"]:
            rows[key]["codes"].append(finding.code)
    for row in rows.values():
        yield {key: row[key] for key in ("doc", "anchor", "codes", "dyads", "level")} | row


def _entities(name: str, text: ProjectText, found: list[Annotation]) -> Iterator[Record]:
    """Yield one record a distinct surface, with every place where it stands."""
    rows: dict[tuple[str, ...], Record] = {}
    for finding in found:
        if finding.kind == ENTITY:
            _, type_, id_ = (*finding.code.split(".", 2), "", "")[:3]
            surface, id_ = finding.span.of(text.text), finding.block.fields.get("id", id_)
            row: Record = {"doc": name, "surface": surface, "type": type_, "id": id_}
            row |= {"spans": [], "coder": finding.coder}
            key = (surface, type_, id_, finding.coder)
            rows.setdefault(key, row)["spans"].append(list(finding.span))
    yield from rows.values()


def _events(name: str, text: ProjectText, found: list[Annotation]) -> Iterator[Record]:
    for finding in found:
        if finding.kind == EVENT:
            _, type_, mode = (*finding.code.split(".", 2), "", "")[:3]
            fields = finding.block.fields
            yield {
                "doc": name,
                "anchor": finding.span.of(text.text),
                "type": type_,
                "mode": mode,
                "actor": finding.block.items("actor"),
                "recipient": finding.block.items("recipient"),
                "date": fields.get("date", ""),
                "status": fields.get("status", ""),
                "contexts": finding.block.items("contexts"),
                "span": list(finding.span),
                "coder": finding.coder,
            }


def _overview(project: Project, names: list[str]) -> Record:
    return {
        "schema": SCHEMA,
        "name": project.name,
        "origin": project.origin,
        "coders": [{"guid": coder.guid, "name": coder.name} for coder in project.coders],
        "codes": [
            {
                "id": project.code_ids[code.guid],
                "guid": code.guid,
                "parent": project.code_ids.get(code.parent, ""),
                "codable": code.codable,
                "color": code.color,
                "description": code.description,
            }
            for code in project.codes
        ],
        "texts": [
            {
                "file": name,
                "name": text.name,
                "guid": text.guid,
                "description": text.description,
                "variables": [{"name": key, "value": value} for key, value in text.variables],
            }
            for name, text in zip(names, project.texts, strict=True)
        ],
        "notes": list(project.notes),
    }


def file_names(names: list[str]) -> list[str]:
    """Return a distinct name of a text file for every source, safe on every system.

    >>> file_names(["ข่าว.txt", "../ข่าว", "ข่าว.TXT"])
    ['ข่าว.txt', '_ข่าว.txt', 'ข่าว~2.TXT']
    """
    taken: set[str] = set()
    result = []
    for name in names:
        safe = _UNSAFE.sub("_", name).strip(" .") or "text"
        stem, dot, suffix = safe.rpartition(".")
        if dot and suffix.lower() == "txt" and stem:
            suffix = f".{suffix}"
        else:
            stem, suffix = safe, ".txt"
        stem = stem.encode()[: _MOST_BYTES - len(suffix)].decode("utf-8", "ignore")
        wanted, number = f"{stem}{suffix}", 1
        while wanted.casefold() in taken:
            number += 1
            wanted = f"{stem}~{number}{suffix}"
        taken.add(wanted.casefold())
        result.append(wanted)
    return result
