"""An Excel workbook, a sheet a table. Needs openpyxl (the extra ``xlsx``).

Text is text here whatever it begins with: the type of a cell says so, and no apostrophe is needed. Excel
holds 32,767 characters in a cell and 1,048,576 rows in a sheet; what is beyond is counted as left out.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from ruscorpus.export.tables import TABLES, Kind
from ruscorpus.export.xml_text import clean
from ruscorpus.export.zipped import add_part

if TYPE_CHECKING:
    from pathlib import Path

    from ruscorpus.export.material import Material

_CELL, _ROWS = 32_767, 1_048_576
_DATES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_LONG_AGO = rb"\g<1>1980-01-01T00:00:00Z"
_CORE = "docProps/core.xml"
_WIDTHS = {"quote": 60, "definition_th": 60, "definition_en": 60, "title": 40, "text": 30, "id": 26}


def write(material: Material, path: Path) -> None:
    """Write the workbook at *path*."""
    from openpyxl import Workbook  # noqa: PLC0415 - an extra
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook(write_only=True)
    for table in TABLES:
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "A2"
        for place, name in enumerate(table.columns, 1):
            sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(name, 14)
        sheet.append(list(table.columns))
        for number, row in enumerate(table.rows(material), 2):
            if number > _ROWS:
                material.left_out["rows beyond those that a sheet can hold"] += 1
                continue
            cells = []
            for value, kind in zip(row, table.columns.values(), strict=True):
                cell = WriteOnlyCell(sheet, _value(value, kind, material))
                if kind in ("text", "list"):
                    cell.data_type = "s"
                cells.append(cell)
            sheet.append(cells)
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
