"""JSON lines: one object a row of any table, with ``table`` saying of which. For jq, DuckDB, scripts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ruscorpus.export.tables import TABLES, stream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.export.material import Material


def lines(material: Material) -> Iterator[str]:
    """Yield the rows, a document after the other, then codes and actors; lists are lists."""
    columns = {table.name: tuple(table.columns) for table in TABLES}
    for name, row in stream(material):
        data = {"table": name, **dict(zip(columns[name], row, strict=True))}
        yield json.dumps(data, ensure_ascii=False) + "\n"
