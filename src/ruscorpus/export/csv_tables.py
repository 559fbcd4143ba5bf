"""CSV that spreadsheets open as it is meant: Thai intact, and no cell that is run as a formula.

UTF-8 with a byte order mark (without one, Excel reads CSV in the system's old code page), CRLF line ends as
RFC 4180 has them. Items of a list are joined by ``;``. Text is written as ``report/spreadsheets.py`` has it.
"""

from __future__ import annotations

import csv
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from ruscorpus.export.tables import TABLES, Kind, stream
from ruscorpus.report.spreadsheets import guarded

if TYPE_CHECKING:
    from pathlib import Path

    from ruscorpus.export.material import Material


def write(material: Material, folder: Path) -> None:
    """Write a file a table into *folder*."""
    with ExitStack() as files:
        writers = {}
        for table in TABLES:
            path = folder / f"{table.name}.csv"
            file = files.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
            writers[table.name] = csv.writer(file, lineterminator="\r\n")
            writers[table.name].writerow(table.columns)
        kinds = {table.name: tuple(table.columns.values()) for table in TABLES}
        for name, row in stream(material):
            writers[name].writerow(_cell(value, kind) for value, kind in zip(row, kinds[name], strict=True))


def _cell(value: Any, kind: Kind) -> Any:  # noqa: ANN401 - a value of any column
    if kind == "list":
        return guarded(";".join(value))
    if kind == "text":
        return guarded(value)
    if kind == "boolean":
        return "TRUE" if value else "FALSE"
    return value
