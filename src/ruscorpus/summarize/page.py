"""A summary as a Markdown file: front matter, one bullet a sentence, then what it covers.

Everything after a heading ``## Notes`` or ``## บันทึก`` belongs to people. The front matter holds the hashes
of all that the rest of the file was made from, and of that rest itself, so that a stale file and one that
somebody changed can be told from each other and from one that is as it should be.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ruscorpus import __version__
from ruscorpus.report.escape import escape, mono, table
from ruscorpus.report.shorten import shorten
from ruscorpus.report.yaml import to_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ruscorpus.model import Document
    from ruscorpus.report.labels import Labels
    from ruscorpus.summarize.chapters import Chapter
    from ruscorpus.summarize.coverage import Coverage, Covered, CoveredEvent
    from ruscorpus.summarize.summary import Summary

SCHEMA = "ruscorpus/summary/1"
UNKNOWN = "0" * 64
_HASH = re.compile(r"^body: .*$", re.MULTILINE)
_HEAD = re.compile(r"\A\ufeff?---\n(?P<yaml>.*?\n)---\n", re.DOTALL)
_NOTES = re.compile(r"^##[ \t]+(?:Notes|บันทึก)[ \t]*:?[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_SPACES = re.compile(r"(\s+)")
_YES, _NO = "✓", "–"
_QUOTE = 100


@dataclass(frozen=True, slots=True)
class Origin:
    """What all summaries of a run have in common: the hash of its configuration, and the length asked for."""

    configuration: str
    length: str


@dataclass(frozen=True, slots=True)
class SummaryPage:
    """One file: its path below the folder of summaries, and its content without anybody's notes.

    ``title``, ``sentences`` and ``of`` (how many there were to choose from) are for the index.
    """

    path: str
    content: str
    title: str = ""
    sentences: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it was found: what is generated in it, the notes from their heading on, the front matter."""

    content: str
    notes: str
    head: dict[str, Any] = field(default_factory=dict)

    @property
    def ours(self) -> bool:
        """Whether this program wrote it."""
        return str(self.head.get("schema", "")).startswith("ruscorpus/summary")

    @property
    def untouched(self) -> bool:
        """Whether nobody changed what this program wrote."""
        return self.ours and self.head.get("body") == digest(self.content)


def folder_name(document: str) -> str:
    """Return the folder of a document's summaries: its id, unless that is the name of the index."""
    return f"{document}~" if document == "index.md" else document


def parse(text: str) -> Kept:
    """Take a file apart. Line ends and blank lines before the notes do not count as changes."""
    match = _NOTES.search(text)
    body, notes = (text[: match.start()], text[match.start() :]) if match else (text, "")
    content = _settled(body)
    return Kept(content, notes, _front_matter(content))


def _settled(body: str) -> str:
    return body.replace("\r\n", "\n").removeprefix("\ufeff").rstrip() + "\n"


def _front_matter(content: str) -> dict[str, Any]:
    from ruscorpus.problems import ConfigError  # noqa: PLC0415 - only where files are read
    from ruscorpus.yamlio import parse as parse_yaml  # noqa: PLC0415

    match = _HEAD.match(content)
    if match is None:
        return {}
    try:
        data = parse_yaml(match["yaml"], "front matter").data
    except ConfigError:
        return {}
    return data if isinstance(data, dict) else {}


def digest(content: str) -> str:
    """Return the SHA-256 of a file's generated part, the line that holds this very hash aside."""
    return hashlib.sha256(_HASH.sub("body:", _settled(content), count=1).encode()).hexdigest()


def sealed(head: dict[str, Any], parts: Iterable[str], one_line: Sequence[str] = ()) -> str:
    """Return front matter and *parts* as one file, its own hash filled in."""
    front = to_yaml({**head, "body": UNKNOWN}, one_line=one_line)
    content = f"---\n{front}---\n\n" + "\n\n".join(part.rstrip("\n") for part in parts) + "\n"
    return _HASH.sub(f"body: {digest(content)}", content, count=1)


def joined(content: str, notes: str) -> str:
    """Return a whole file: what is generated, then the notes of people, byte for byte."""
    return f"{content}\n{notes}" if notes else content


def summary_page(
    document: Document, summary: Summary, coverage: Coverage, origin: Origin, labels: Labels
) -> SummaryPage:
    """Return the page of one chapter's summary."""
    chapter = summary.chapter
    title = _title(chapter, document)
    places = [document.evidence(unit.span) for unit in summary.sentences]
    sections = [summary.section_of(unit) for unit in summary.sentences]
    numbers = [section.number if section else "" for section in sections]
    source = document.flow_map.to_old(chapter.span).of(document.text)
    head = {
        "schema": SCHEMA,
        "document": document.id,
        "chapter": chapter.number,
        "title": title,
        "version": __version__,
        "configuration": origin.configuration,
        "length": origin.length,
        "source": hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest(),
        "sentences": [
            {"section": number, "span": list(at.span), "raw": list(at.raw), "page": at.page, "line": at.line}
            for number, at in zip(numbers, places, strict=True)
        ],
    }
    bullets = "".join(
        f"- {bullet(unit.span.of(document.flow))} [{labels.place(at.page, at.line)}{_section(number)}]\n"
        for unit, number, at in zip(summary.sentences, numbers, places, strict=True)
    )
    parts = [
        f"# {escape(title)}",
        bullets or "ไม่มีประโยคใดที่ยกมาโดยลำพังแล้วยังได้ความ ควรอ่านจากเนื้อความ",
        *_coverage(coverage, labels),
    ]
    path = f"{folder_name(document.id)}/{chapter.name}.md"
    content = sealed(head, parts, one_line=("sentences",))
    return SummaryPage(path, content, title, len(summary.sentences), summary.of)


def _title(chapter: Chapter, document: Document) -> str:
    if chapter.number:
        return f"บทที่ {chapter.number} {chapter.title}".rstrip()
    return chapter.title or document.title or document.id


def _section(number: str) -> str:
    return f" · {escape(number)}" if number else ""


def bullet(sentence: str) -> str:
    r"""Return a sentence as Markdown that reads as exactly that sentence, blanks and all.

    >>> bullet("รัสเซีย  *และ* จีน")
    'รัสเซีย  \\*และ\\* จีน'
    """
    first, *rest = _SPACES.split(sentence)
    # The letter before keeps signs that mark only the start of a line from being marked elsewhere.
    return escape(first) + "".join(part if part.isspace() else escape(f"ก{part}")[1:] for part in rest)


def _coverage(coverage: Coverage, labels: Labels) -> Iterator[str]:
    yield "## ความครอบคลุม"
    codes = ((f"{labels.code(row.id)} · {mono(row.id)}", row) for row in coverage.codes)
    yield from _counts("รหัส", codes, coverage.codes)
    actors = ((labels.actor(row.id), row) for row in coverage.actors)
    yield from _counts("ตัวแสดง", actors, coverage.actors)
    dyads = ((labels.dyad(row.id), row) for row in coverage.dyads)
    yield from _counts("คู่รัฐ", dyads, coverage.dyads)
    yield _heading("เหตุการณ์", coverage.events)
    if coverage.events:
        columns = ("วันที่ (ค.ศ.)", "ใคร → ต่อใคร", "การกระทำ", "สถานะ", "ข้อความ", "ที่", "ในสรุป")
        yield table(columns, (_event(row, labels) for row in coverage.events))


def _heading(name: str, rows: Sequence[Covered | CoveredEvent]) -> str:
    covered = sum(row.summary > 0 for row in rows)
    return f"### {name}: ครอบคลุม {covered:,} จาก {len(rows):,}"


def _counts(name: str, rows: Iterable[tuple[str, Covered]], all_: Sequence[Covered]) -> Iterator[str]:
    yield _heading(name, all_)
    if all_:
        cells = ((label, f"{row.chapter:,}", f"{row.summary:,}", _mark(row.summary)) for label, row in rows)
        yield table((name, "ครั้งในบท", "ครั้งในสรุป", "ในสรุป"), cells, numbers=(1, 2))


def _event(row: CoveredEvent, labels: Labels) -> tuple[str, ...]:
    event = row.event
    return (
        labels.when(event),
        labels.parties(event),
        labels.event_type(event.type, event.mode),
        labels.known(event.status),
        escape(shorten(event.at.quote, _QUOTE)),
        labels.place(event.at.page, event.at.line),
        _mark(row.summary),
    )


def _mark(times: int) -> str:
    return _YES if times else _NO
