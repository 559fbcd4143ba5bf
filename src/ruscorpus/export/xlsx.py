"""An Excel workbook, a sheet a table. Needs openpyxl (the extra ``xlsx``).

Text is text here whatever it begins with: the type of a cell says so, and no apostrophe is needed. Excel
holds 32,767 characters in a cell and 1,048,576 rows in a sheet; what is beyond is counted as left out.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from typing import TYPE_CHECKING, Any

from ruscorpus.export.tables import TABLES, Kind, stream
from ruscorpus.export.xml_text import clean
from ruscorpus.export.zipped import add_part

if TYPE_CHECKING:
    from pathlib import Path

    from ruscorpus.export.material import Material

_CELL, _ROWS = 32_767, 1_048_576
_DATES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_LONG_AGO = rb"\g<1>1980-01-01T00:00:00Z"
_CORE = "docProps/core.xml"
_WIDTH = 14
_WIDTHS = {"quote": 60, "definition_th": 60, "definition_en": 60, "title": 40, "text": 30, "id": 26}


def write(material: Material, path: Path) -> None:
    """Write the workbook at *path*."""
    from openpyxl import Workbook  # noqa: PLC0415 - an extra
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheets: dict[str, Any] = {}
    for table in TABLES:
        sheet = sheets[table.name] = book.create_sheet(table.name)
        sheet.freeze_panes = "A2"
        for place, name in enumerate(table.columns, 1):
            sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(name, _WIDTH)
        sheet.append(list(table.columns))
    kinds = {table.name: tuple(table.columns.values()) for table in TABLES}
    filled = Counter(sheets.keys())
    for name, row in stream(material):
        if filled[name] == _ROWS:
            material.left_out["rows beyond those that a sheet can hold"] += 1
            continue
        filled[name] += 1
        cells = []
        for value, kind in zip(row, kinds[name], strict=True):
            cell = WriteOnlyCell(sheets[name], _value(value, kind, material))
            if kind in ("text", "list"):
                cell.data_type = "s"
            cells.append(cell)
        sheets[name].append(cells)
    made = io.BytesIO()
    book.save(made)
    _repack(made, path)


def _value(value: Any, kind: Kind, material: Material) -> Any:  # noqa: ANN401 - a value of any column
    if kind not in ("text", "list"):
        return value
    text = clean("; ".join(value) if kind == "list" else value)
    if len(text) > _CELL:
        material.left_out["ends of texts longer than a cell can hold"] += 1
    return text[:_CELL]


def _repack(made: io.BytesIO, path: Path) -> None:
    """Write the workbook so that it does not say when it was made: the same results give the same bytes."""
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            data = old.read(name)
            if name == _CORE:
                data = _DATES.sub(_LONG_AGO, data)
            add_part(new, name, io.BytesIO(data))
