"""Results as a notebook shows them: small tables, every text of others escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from ruscorpus.report.shorten import shorten
from ruscorpus.report.signs import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ruscorpus.report.manifest import ManifestRow

_ROWS = 10
_CELL = 60
_LEFT_OUT = frozenset({"id", "start", "end", "raw_start", "raw_end", "rule", "sha256", "media_type", "path"})
_DOCUMENT = ("id", "title", "date", "entities", "events", "codings")


def rows_html(columns: Sequence[str], rows: Sequence[Any]) -> str:
    """Return the first rows of a table; columns that only a program reads are left out."""
    shown = [(place, name) for place, name in enumerate(columns) if name not in _LEFT_OUT]
    body = [[row[place] for place, _ in shown] for row in rows[:_ROWS]]
    more = f"<p>{len(rows):,} rows, {len(body)} shown.</p>" if len(rows) > len(body) else ""
    return _table([name for _, name in shown], body) + more


def summary_html(title: str, documents: Sequence[Any], failed: Sequence[ManifestRow]) -> str:
    """Return what was found in which document, and which could not be read."""
    body = [[getattr(row, name) for name in _DOCUMENT] for row in documents[:_ROWS]]
    more = f"<p>{len(documents):,} documents, {len(body)} shown.</p>" if len(documents) > len(body) else ""
    lost = ""
    if failed:
        rows = [[row.id, row.status, row.message] for row in failed[:_ROWS]]
        lost = f"<p>{len(failed):,} not analysed:</p>{_table(('document', 'status', 'reason'), rows)}"
    return f"<p><b>{escape(title)}</b></p>{_table(_DOCUMENT, body)}{more}{lost}"


def _table(head: Iterable[str], body: Iterable[Iterable[Any]]) -> str:
    titles = "".join(f"<th>{_text(name)}</th>" for name in head)
    rows = "".join(f"<tr>{''.join(f'<td>{_text(value)}</td>' for value in row)}</tr>" for row in body)
    return f"<table><thead><tr>{titles}</tr></thead><tbody>{rows}</tbody></table>"


def _text(value: Any) -> str:  # noqa: ANN401 - a value of any column
    if value is None:
        return ""
    text = ", ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
    return escape(shorten(visible(text), _CELL))
