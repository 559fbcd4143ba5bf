"""Parquet: typed tables, lists as lists, a file a table. Needs pyarrow (the extra ``parquet``)."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from ruscorpus.export.sqlite import read_table
from ruscorpus.export.tables import SOURCE_TABLES, TABLES, Kind, Row, Table, stream

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from ruscorpus.export.material import Material

_BATCH = 10_000
"""So many rows of a table are in memory at a time, and in one row group."""
_CHARACTERS = 4_000_000
"""Or fewer, where their texts are together longer than this."""


def write(material: Material, folder: Path) -> None:
    """Write a file a table into *folder*."""
    _write(TABLES, stream(material), folder)


def convert(database: Path, folder: Path) -> None:
    """Write the tables of a *database* that ``analyze`` filled, texts and edits too, into *folder*."""
    tables = (*TABLES, *SOURCE_TABLES)
    rows = ((table.name, row) for table in tables for row in read_table(database, table))
    _write(tables, rows, folder)


def _write(tables: Sequence[Table], rows: Iterable[tuple[str, Row]], folder: Path) -> None:
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
        waiting: dict[str, list[Row]] = {table.name: [] for table in tables}
        sizes = dict.fromkeys(waiting, 0)
        for table in tables:
            schema = pa.schema([(name, types[kind]) for name, kind in table.columns.items()])
            path = folder / f"{table.name}.parquet"
            writers[table.name] = files.enter_context(pq.ParquetWriter(path, schema))

        def flush(name: str) -> None:
            columns = [list(column) for column in zip(*waiting[name], strict=True)]
            writers[name].write_table(pa.table(columns, schema=writers[name].schema))
            waiting[name], sizes[name] = [], 0

        for name, row in rows:
            waiting[name].append(row)
            sizes[name] += sum(len(value) for value in row if isinstance(value, str))
            if len(waiting[name]) == _BATCH or sizes[name] > _CHARACTERS:
                flush(name)
        for name, left in waiting.items():
            if left:
                flush(name)
