"""JSON lines: one object a row of any table, with ``table`` saying of which. For jq, DuckDB, scripts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ruscorpus.export.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.export.material import Material


def lines(material: Material) -> Iterator[str]:
    """Yield the rows of all tables, table by table; lists are lists."""
    for table in TABLES:
        for row in table.rows(material):
            data = {"table": table.name, **dict(zip(table.columns, row, strict=True))}
            yield json.dumps(data, ensure_ascii=False) + "\n"
