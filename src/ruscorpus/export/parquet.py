"""Parquet: typed tables, lists as lists, a file a table. Needs pyarrow (the extra ``parquet``)."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from ruscorpus.export.tables import TABLES, Kind

if TYPE_CHECKING:
    from pathlib import Path

    from ruscorpus.export.material import Material

_BATCH = 10_000
"""So many rows are in memory at a time, and in one row group."""


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
    for table in TABLES:
        schema = pa.schema([(name, types[kind]) for name, kind in table.columns.items()])
        with pq.ParquetWriter(folder / f"{table.name}.parquet", schema) as writer:
            rows = table.rows(material)
            while batch := list(islice(rows, _BATCH)):
                columns = [list(column) for column in zip(*batch, strict=True)]
                writer.write_table(pa.table(columns, schema=schema))
