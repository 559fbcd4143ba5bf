"""A comparison as text, Markdown, JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
import math
from typing import TYPE_CHECKING, Any

from ruscorpus.agreement.interval import LEVEL
from ruscorpus.problems import counted, printable
from ruscorpus.report.escape import escape as markdown
from ruscorpus.report.shorten import one_line, padded, shorten, width
from ruscorpus.report.spreadsheets import guarded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ruscorpus.agreement.compare import CodeAgreement, Comparison
    from ruscorpus.agreement.disagreements import Disagreement
    from ruscorpus.agreement.interval import Interval

HEADS = {"kappa": "κ", "alpha": "α", "alpha_u": "αu", "ac1": "AC1", "percent": "agree", "f1": "F1"}
"""The coefficients in the order in which they are shown, with their usual signs."""
_QUOTE = 200
_TOLD = 20


def as_text(comparison: Comparison, columns: int | None = None) -> str:
    """Return the coefficients, and the first disagreements.

    The coefficients are a table, or a paragraph a code where the table is wider than so many *columns*.
    """
    lines = [f"{number}. {printable(name)}" for number, name in enumerate(comparison.coders, 1)]
    lines += [_counted(comparison), ""]
    table = _table(comparison)
    fits = columns is None or all(width(line) <= columns for line in table)
    lines += table if fits or columns is None else _stacked(comparison, columns)
    if comparison.disagreements:
        number = len(comparison.disagreements)
        lines += ["", f"{counted(number, 'passage')} {'is' if number == 1 else 'are'} read differently:"]
    for found in comparison.disagreements[:_TOLD]:
        lines.append(
            f"\n{printable(found.document)}:{found.line}: “{printable(shorten(found.quote, _QUOTE))}”"
        )
        lines += [
            f"  {number}. {', '.join(map(printable, codes)) or '–'}"
            for number, codes in enumerate(found.readings, 1)
        ]
    rest = len(comparison.disagreements) - _TOLD
    if rest > 0:
        lines.append(f"\n… and {rest} more: --format markdown, csv or json has all")
    return "\n".join(lines) + "\n"


def _table(comparison: Comparison) -> list[str]:
    rows = [["code", "passages", *HEADS.values()]]
    rows += [
        [printable(row.code), _numbers(row.passages), *(_value(row, name) for name in HEADS)]
        for row in _all_rows(comparison)
    ]
    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))]
    return ["  ".join(map(padded, row, widths)).rstrip() for row in rows]


def _stacked(comparison: Comparison, columns: int) -> list[str]:
    """Return a paragraph a code: its name, below it its coefficients, as many abreast as there is room."""
    rows = _all_rows(comparison)
    for beside in (3, 2):
        lines = _paragraphs(rows, beside, columns)
        if max(map(width, lines)) <= columns:
            return lines
    return _paragraphs(rows, 1, columns)


def _paragraphs(rows: Sequence[CodeAgreement], beside: int, columns: int) -> list[str]:
    grid = [list(HEADS)[first : first + beside] for first in range(0, len(HEADS), beside)]
    signs = [max(width(HEADS[name]) for name in names) for names in zip(*grid, strict=True)]
    cells = {(row.code, name): _value(row, name) for row in rows for name in HEADS}
    wide = [
        max(width(cells[row.code, name]) for row in rows for name in names)
        for names in zip(*grid, strict=True)
    ]
    lines = []
    for row in rows:
        name, passages = printable(row.code), f"{_numbers(row.passages)} passages"
        together = f"{name}  {passages}"
        lines += [together] if width(together) <= columns else [name, f"    {passages}"]
        for names in grid:
            told = (
                f"{padded(HEADS[name], sign)} {padded(cells[row.code, name], room)}"
                for name, sign, room in zip(names, signs, wide, strict=True)
            )
            lines.append(f"    {'   '.join(told)}".rstrip())
    return lines


def as_markdown(comparison: Comparison) -> str:
    """Return the coefficients and all disagreements, both readings side by side, as Markdown tables."""
    lines = ["# Agreement", ""]
    lines += [f"{number}. {markdown(name)}" for number, name in enumerate(comparison.coders, 1)]
    lines += ["", _counted(comparison), ""]
    lines += [f"| code | passages | {' | '.join(HEADS.values())} |", f"|---|{'---:|' * (len(HEADS) + 1)}"]
    for row in _all_rows(comparison):
        values = " | ".join(_value(row, name) for name in HEADS)
        lines.append(f"| {markdown(row.code)} | {_numbers(row.passages)} | {values} |")
    lines += ["", "## Disagreements", ""]
    if comparison.disagreements:
        names = " | ".join(f"reading {number}" for number in range(1, len(comparison.coders) + 1))
        lines += [f"| place | passage | {names} |", f"|---|---|{'---|' * len(comparison.coders)}"]
    for found in comparison.disagreements:
        readings = " | ".join(", ".join(map(markdown, codes)) or "–" for codes in found.readings)
        quote = markdown(shorten(found.quote, _QUOTE))
        lines.append(f"| {markdown(found.document)}:{found.line} | {quote} | {readings} |")
    if not comparison.disagreements:
        lines.append("None.")
    return "\n".join(lines) + "\n"


def as_json(comparison: Comparison) -> str:
    """Return everything as a JSON object; what is not defined is null."""
    data = {
        "schema": "ruscorpus/agreement/1",
        "coders": list(comparison.coders),
        "unit": comparison.unit,
        "units": comparison.units,
        "resampled": comparison.resampled,
        "documents": list(comparison.documents),
        "left_out": {name: list(documents) for name, documents in comparison.left_out.items()},
        "codes": [_row(row) for row in comparison.codes],
        "pooled": _row(comparison.pooled) if comparison.pooled else None,
        "disagreements": [_disagreement(found) for found in comparison.disagreements],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_csv(comparison: Comparison) -> str:
    """Return the disagreements as a table for a spreadsheet (UTF-8 with a mark, so that Excel reads Thai)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["document", "line", "start", "end", "passage", "disputed", *comparison.coders])
    for found in comparison.disagreements:
        cells = [found.document, one_line(found.quote), "; ".join(found.codes)]
        document, quote, codes = map(guarded, cells)
        readings = [guarded("; ".join(codes)) for codes in found.readings]
        writer.writerow([document, found.line, *found.span, quote, codes, *readings])
    return "\ufeff" + out.getvalue()


FORMATS: dict[str, Callable[[Comparison], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
    "csv": as_csv,
}


def _all_rows(comparison: Comparison) -> list[CodeAgreement]:
    return [*comparison.codes, *([comparison.pooled] if comparison.pooled else [])]


def _counted(comparison: Comparison) -> str:
    told = f"{counted(len(comparison.documents), 'document')}, {counted(comparison.units, comparison.unit)}"
    left_out = sum(map(len, comparison.left_out.values()))
    are = "is" if left_out == 1 else "are"
    rest = f"; {counted(left_out, 'document')} that not all coders read {are} left out" if left_out else ""
    over = comparison.resampled
    drawn = f"; {LEVEL * 100:g} % intervals by bootstrap over {over}" if over else ""
    return f"{told}{drawn}{rest}"


def _numbers(numbers: tuple[int, ...]) -> str:
    return " / ".join(map(str, numbers))


def _value(row: CodeAgreement, name: str) -> str:
    return str(row.coefficients[name])


def _row(row: CodeAgreement) -> dict[str, Any]:
    return {
        "code": row.code,
        "passages": list(row.passages),
        "units": list(row.units),
        **{name: _interval(row.coefficients[name]) for name in HEADS},
    }


def _interval(interval: Interval) -> dict[str, float | None]:
    values = {"value": interval.value, "low": interval.low, "high": interval.high}
    return {name: None if math.isnan(value) else value for name, value in values.items()}


def _disagreement(found: Disagreement) -> dict[str, Any]:
    return {
        "document": found.document,
        "span": list(found.span),
        "line": found.line,
        "quote": found.quote,
        "codes": list(found.codes),
        "readings": [list(codes) for codes in found.readings],
    }
