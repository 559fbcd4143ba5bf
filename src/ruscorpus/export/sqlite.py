"""A SQLite database: the tables with their keys, the parties of events and the dyads in tables of their own.

Lists are JSON arrays, which Datasette offers as facets and SQL reads with ``json_each``. The texts are in the
database too, so that ``substr(text, start + 1, end - start)`` is the quote.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from ruscorpus.export.tables import TABLES, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ruscorpus.export.material import Material

_TYPES: dict[Kind, str] = {
    "text": "TEXT NOT NULL",
    "integer": "INTEGER",
    "real": "REAL",
    "boolean": "INTEGER NOT NULL",
    "list": "TEXT NOT NULL",
}
_REFERENCES = {"document": "documents", ("codings", "code"): "codes"}
_INDEXES = (
    ("entities", "document"),
    ("entities", "entity"),
    ("events", "document"),
    ("events", "type"),
    ("events", "date"),
    ("codings", "document"),
    ("codings", "code"),
    ("sections", "document"),
    ("parties", "actor"),
    ("event_dyads", "dyad"),
    ("coding_dyads", "dyad"),
)
_MORE = """
CREATE TABLE texts (document TEXT PRIMARY KEY REFERENCES documents (id), text TEXT NOT NULL);
CREATE TABLE parties (
    event TEXT NOT NULL REFERENCES events (id),
    role TEXT NOT NULL CHECK (role IN ('actor', 'recipient')),
    actor TEXT NOT NULL REFERENCES actors (id),
    PRIMARY KEY (event, role, actor)
);
CREATE TABLE event_dyads (
    event TEXT NOT NULL REFERENCES events (id), dyad TEXT NOT NULL, PRIMARY KEY (event, dyad)
);
CREATE TABLE coding_dyads (
    coding TEXT NOT NULL REFERENCES codings (id), dyad TEXT NOT NULL, PRIMARY KEY (coding, dyad)
);
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


def write(material: Material, path: Path) -> None:
    """Write the database at *path*, where there is none."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA page_size = 4096")
        database.execute("PRAGMA encoding = 'UTF-8'")
        database.execute("PRAGMA foreign_keys = ON")
        for table in TABLES:
            database.execute(_create(table))
        for statement in filter(str.strip, _MORE.split(";")):
            database.execute(statement)
        for table in TABLES:
            marks = ", ".join("?" * len(table.columns))
            rows = _unknown_codes(material, table)
            database.executemany(f"INSERT INTO {table.name} VALUES ({marks})", rows)  # noqa: S608 - our own names
        database.executemany(
            "INSERT INTO texts VALUES (?, ?)", ((id_, material.tree.text(id_)) for id_ in material.tree.ids)
        )
        _insert_parties(material, database)
        about = {
            "program": f"ruscorpus {material.tree.run.version}",
            "codebook": material.knowledge.codebook.id,
        }
        about |= {"analysed": material.tree.run.date}
        database.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        for name, column in _INDEXES:
            database.execute(f'CREATE INDEX "{name}_{column}" ON {name} ("{column}")')


def _create(table: Table) -> str:
    columns = []
    for name, kind in table.columns.items():
        target = _REFERENCES.get(name) or _REFERENCES.get((table.name, name))
        rest = " PRIMARY KEY" if name == "id" else f" REFERENCES {target} (id)" if target else ""
        columns.append(f'"{name}" {_TYPES[kind]}{rest}')
    return f"CREATE TABLE {table.name} ({', '.join(columns)})"


def _unknown_codes(material: Material, table: Table) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table, behind those of ``codes`` the codes that another codebook gave."""
    seen = set()
    for row in table.rows(material):
        seen.add(row[0])
        yield tuple(
            json.dumps(value, ensure_ascii=False) if kind == "list" else value
            for value, kind in zip(row, table.columns.values(), strict=True)
        )
    if table.name == "codes":
        used = {coding.code for analysis in material.analyses() for coding in analysis.codings}
        for code in sorted(used - seen):
            yield (code, *[""] * (len(table.columns) - 1))


def _insert_parties(material: Material, database: sqlite3.Connection) -> None:
    events = next(table for table in TABLES if table.name == "events")
    codings = next(table for table in TABLES if table.name == "codings")
    for row in events.rows(material):
        event = dict(zip(events.columns, row, strict=True))
        for role in ("actor", "recipient"):
            parties = ((event["id"], role, party) for party in dict.fromkeys(event[role]))
            database.executemany("INSERT INTO parties VALUES (?, ?, ?)", parties)
        database.executemany(
            "INSERT INTO event_dyads VALUES (?, ?)", ((event["id"], dyad) for dyad in event["dyads"])
        )
    for row in codings.rows(material):
        coding = dict(zip(codings.columns, row, strict=True))
        dyads = ((coding["id"], dyad) for dyad in dict.fromkeys(coding["dyads"]))
        database.executemany("INSERT INTO coding_dyads VALUES (?, ?)", dyads)
