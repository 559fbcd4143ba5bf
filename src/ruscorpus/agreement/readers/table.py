"""Tables of codings (CSV or TSV, UTF-8): columns ``document``, ``start``, ``end``, ``code``, maybe ``coder``.

Spans are half-open and count code points. A row without a code says that the document was read and nothing
found in it. Other columns are left alone.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from ruscorpus.agreement.coders import Coding
from ruscorpus.agreement.readers.plain import PlainCoder
from ruscorpus.offsets import Span
from ruscorpus.problems import Problem, UsageError, printable

if TYPE_CHECKING:
    from pathlib import Path

    from ruscorpus.agreement.coders import Coder

COLUMNS = ("document", "start", "end", "code")
_SUFFIXES = {".csv": ",", ".tsv": "\t"}
_MAX_CELL = 1 << 20


def recognises(path: Path) -> bool:
    """Tell whether *path* is a table by its name."""
    return path.suffix.lower() in _SUFFIXES and path.is_file()


def read(path: Path, layer: str) -> list[Coder]:  # noqa: ARG001 - a table has codes alone
    """Return the coders of a table: one for every name in its column ``coder``, or one alone."""
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UsageError(_fault(path, 0, f"cannot be read: {error.strerror}")) from error
    except UnicodeDecodeError as error:
        raise UsageError(_fault(path, 0, "is not UTF-8")) from error
    csv.field_size_limit(_MAX_CELL)
    reader = csv.DictReader(io.StringIO(content, newline=""), delimiter=_SUFFIXES[path.suffix.lower()])
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise UsageError(_fault(path, 1, f"lacks the column {missing[0]!r}; it needs {', '.join(COLUMNS)}"))
    found: dict[str, dict[str, list[Coding]]] = {}
    try:
        for row in reader:
            coder = found.setdefault(row.get("coder") or "", {})
            codings = coder.setdefault(row["document"] or "", [])
            if row["code"]:
                codings.append(Coding(_span(row, path, reader.line_num), row["code"]))
    except csv.Error as error:
        raise UsageError(_fault(path, reader.line_num, str(error))) from error
    documents = dict.fromkeys(document for codings in found.values() for document in codings)
    return [
        PlainCoder(
            f"{path}: {name}" if name and len(found) > 1 else str(path),
            {document: codings.get(document, []) for document in documents} if len(found) > 1 else codings,
        )
        for name, codings in sorted(found.items())
    ]


def _span(row: dict[str, str], path: Path, line: int) -> Span:
    try:
        span = Span(int(row["start"]), int(row["end"]))
    except (TypeError, ValueError) as error:
        message = f"start and end must be whole numbers, not {printable(str((row['start'], row['end'])), 60)}"
        raise UsageError(_fault(path, line, message)) from error
    if not 0 <= span.start < span.end:
        raise UsageError(_fault(path, line, f"{list(span)} is no passage: start must come before end"))
    return span


def _fault(path: Path, line: int, message: str) -> Problem:
    return Problem("table-invalid", message, str(path), line)
