"""Parquet: typed tables, lists as lists, a file a table. Needs pyarrow (the extra ``parquet``)."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from ruscorpus.export.tables import TABLES, Kind, Row, stream

if TYPE_CHECKING:
    from pathlib import Path

    from ruscorpus.export.material import Material

_BATCH = 10_000
"""So many rows of a table are in memory at a time, and in one row group."""


def write(material: Material, folder: Path) -> None:
    """Write a file a table into *folder*."""
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415

    types: dict[Kind, Any] = {
        "text": pa.string(),
        "integer": pa.int64(),
        "real": pa.float64(),
        "boolean": pa.bool_(),
        "list": pa.list_(pa.string()),
    }
    with ExitStack() as files:
        writers: dict[str, Any] = {}
        waiting: dict[str, list[Row]] = {table.name: [] for table in TABLES}
        for table in TABLES:
            schema = pa.schema([(name, types[kind]) for name, kind in table.columns.items()])
            path = folder / f"{table.name}.parquet"
            writers[table.name] = files.enter_context(pq.ParquetWriter(path, schema))

        def flush(name: str) -> None:
            columns = [list(column) for column in zip(*waiting[name], strict=True)]
            writers[name].write_table(pa.table(columns, schema=writers[name].schema))
            waiting[name] = []

        for name, row in stream(material):
            waiting[name].append(row)
            if len(waiting[name]) == _BATCH:
                flush(name)
        for name, rows in waiting.items():
            if rows:
                flush(name)
