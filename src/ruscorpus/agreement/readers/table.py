"""Tables of codings (CSV or TSV, UTF-8): columns ``document``, ``code``, a passage, maybe ``coder``.

A passage is a ``quote``, found in the document's text, maybe with its ``line``; or ``start`` and ``end``,
half-open code points. A row without a code says that the document was read and nothing found in it. Other
columns are left alone.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus.agreement.coders import CodedSpan
from ruscorpus.agreement.readers.quotes import QuoteError, QuoteFinder
from ruscorpus.encodings import UndecodableError, decode
from ruscorpus.offsets import Span
from ruscorpus.problems import Problem, UsageError, printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ruscorpus.agreement.coders import Coder

_NEEDED = "it needs document, code, and quote (or start and end)"
_COLUMNS = frozenset({"document", "code", "quote", "line", "start", "end", "coder"})
_SEPARATORS = {".csv": ",;\t", ".tsv": "\t,;"}
"""By suffix, the likeliest first: where a comma is the decimal sign, spreadsheets separate by semicolons."""
_MAX_CELL = 1 << 20


@dataclass(frozen=True, slots=True)
class _Row:
    """A code and its passage: ``span``, or a ``quote`` to be found, in ``line`` where that is not 0."""

    code: str
    number: int
    span: Span | None
    quote: str = ""
    line: int = 0


@dataclass(frozen=True)
class TableCoder:
    """The rows of one coder, by document."""

    name: str
    path: Path
    rows: Mapping[str, Sequence[_Row]]

    @property
    def documents(self) -> Sequence[str]:
        """The documents that were read."""
        return tuple(self.rows)

    def text(self, document: str) -> None:  # noqa: ARG002
        """Return None: a table brings no texts along."""
        return

    def codings(self, document: str, text: str) -> Sequence[CodedSpan]:
        """Return the codings of a document. Raises ``UsageError`` for all quotes that *text* has not got."""
        finder = QuoteFinder(text)
        codings, problems = [], []
        for row in self.rows[document]:
            try:
                span = row.span or finder.find(row.quote, row.code, row.line)
            except QuoteError as error:
                message = f"{printable(document)}: {error}"
                problems.append(Problem("quote-absent", message, str(self.path), row.number, hint=error.hint))
            else:
                codings.append(CodedSpan(span, row.code))
        if problems:
            raise UsageError(*problems)
        return codings


def recognises(path: Path) -> bool:
    """Tell whether *path* is a table by its name."""
    return path.suffix.lower() in _SEPARATORS and path.is_file()


def read(path: Path, layer: str) -> list[Coder]:  # noqa: ARG001 - a table has codes alone
    """Return the coders of a table: one for every name in its column ``coder``, or one alone."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(_fault(path, 0, f"cannot be read: {error.strerror}")) from error
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(_not_utf8(path, data)) from error
    csv.field_size_limit(_MAX_CELL)
    reader = csv.DictReader(
        io.StringIO(content, newline=""), delimiter=_separator(content, path), skipinitialspace=True
    )
    try:
        columns = [name.strip() for name in reader.fieldnames or ()]
    except csv.Error as error:
        raise UsageError(_fault(path, 1, str(error))) from error
    reader.fieldnames = columns
    passage = ("start", "end") if {"start", "end"} & set(columns) and "quote" not in columns else ("quote",)
    missing = [name for name in ("document", "code", *passage) if name not in columns]
    if missing:
        raise UsageError(_fault(path, 1, f"lacks the column {missing[0]!r}; {_NEEDED}"))
    found: dict[str, dict[str, list[_Row]]] = {}
    try:
        for row in reader:
            coder = found.setdefault(row.get("coder") or "", {})
            rows = coder.setdefault(row["document"] or "", [])
            if row["code"]:
                rows.append(_row(row, path, reader.line_num))
    except csv.Error as error:
        raise UsageError(_fault(path, reader.line_num, str(error))) from error
    documents = dict.fromkeys(document for rows in found.values() for document in rows)
    return [
        TableCoder(
            f"{path}: {name}" if name and len(found) > 1 else str(path),
            path,
            {document: rows.get(document, []) for document in documents} if len(found) > 1 else rows,
        )
        for name, rows in sorted(found.items())
    ]


def _separator(content: str, path: Path) -> str:
    """Return the separator by which the header has most of the columns that are known."""
    header = content.partition("\n")[0]

    def known(separator: str) -> int:
        return len(_COLUMNS & {name.strip(' "\r') for name in header.split(separator)})

    return max(_SEPARATORS[path.suffix.lower()], key=known)


def _row(row: dict[str, str], path: Path, number: int) -> _Row:
    quote = (row.get("quote") or "").strip()
    if row.get("start") or row.get("end") or "quote" not in row:
        return _Row(row["code"], number, _span(row, path, number))
    if not quote:
        raise UsageError(_fault(path, number, "has a code, but no quote"))
    line = (row.get("line") or "").strip()
    if line and not (line.isascii() and line.isdigit() and int(line)):
        message = f"line must be a whole number from 1, not {printable(line, 60)!r}"
        raise UsageError(_fault(path, number, message))
    return _Row(row["code"], number, None, quote, int(line or 0))


def _span(row: dict[str, str], path: Path, line: int) -> Span:
    try:
        span = Span(int(row["start"]), int(row["end"]))
    except (KeyError, TypeError, ValueError) as error:
        given = printable(str((row.get("start"), row.get("end"))), 60)
        message = f"start and end must be whole numbers, not {given}"
        raise UsageError(_fault(path, line, message)) from error
    if not 0 <= span.start < span.end:
        raise UsageError(_fault(path, line, f"{list(span)} is no passage: start must come before end"))
    return span


def _not_utf8(path: Path, data: bytes) -> Problem:
    """Say what a table is encoded in, and how to save it; to guess would move passages without a word."""
    try:
        encoding = decode(data).encoding
    except UndecodableError:
        encoding = ""
    name = {"cp874": "Windows-874 (TIS-620)", "": ""}.get(encoding, encoding)
    looks = f"; it looks like {name}" if name else ""
    hint = "save it as UTF-8, in Excel as “CSV UTF-8”"
    if name:
        hint += f", or: iconv -f {encoding} -t utf-8 TABLE > NEW"
    return Problem("table-invalid", f"is not UTF-8{looks}", str(path), hint=hint)


def _fault(path: Path, line: int, message: str) -> Problem:
    return Problem("table-invalid", message, str(path), line)
