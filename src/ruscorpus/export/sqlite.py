"""A SQLite database: the tables with their keys, the parties of events and the dyads in tables of their own.

Lists are JSON arrays, which Datasette offers as facets and SQL reads with ``json_each``. The texts are in the
database too, so that ``substr(text, start + 1, end - start)`` is the quote.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from ruscorpus.export.tables import TABLES, Kind, Table, stream

if TYPE_CHECKING:
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
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA foreign_keys = ON")
        with database:
            database.execute("BEGIN")
            for table in TABLES:
                database.execute(_create(table))
            for statement in filter(str.strip, _MORE.split(";")):
                database.execute(statement)
            database.execute("PRAGMA defer_foreign_keys = ON")  # codes and actors come behind what uses them
            _fill(material, database)
            for name, column in _INDEXES:
                database.execute(f'CREATE INDEX "{name}_{column}" ON {name} ("{column}")')


def _fill(material: Material, database: sqlite3.Connection) -> None:
    columns = {table.name: table.columns for table in TABLES}
    insert = {
        name: f"INSERT INTO {name} VALUES ({', '.join('?' * len(kinds))})"  # noqa: S608 - our own names
        for name, kinds in columns.items()
    }
    for name, row in stream(material):
        kinds = columns[name].values()
        database.execute(insert[name], [_stored(v, kind) for v, kind in zip(row, kinds, strict=True)])
        data = dict(zip(columns[name], row, strict=True))
        if name == "documents":
            database.execute("INSERT INTO texts VALUES (?, ?)", (data["id"], material.tree.text(data["id"])))
        elif name == "events":
            for role in ("actor", "recipient"):
                parties = ((data["id"], role, party) for party in dict.fromkeys(data[role]))
                database.executemany("INSERT INTO parties VALUES (?, ?, ?)", parties)
        if name in ("events", "codings"):
            dyads = ((data["id"], dyad) for dyad in dict.fromkeys(data["dyads"]))
            table = "event_dyads" if name == "events" else "coding_dyads"
            database.executemany(f"INSERT INTO {table} VALUES (?, ?)", dyads)  # noqa: S608 - one of these two
    run = material.tree.run
    about = {
        "program": f"ruscorpus {run.version}",
        "codebook": material.knowledge.codebook.id,
        "analysed": run.date,
    }
    database.executemany("INSERT INTO about VALUES (?, ?)", about.items())


def _stored(value: Any, kind: Kind) -> Any:  # noqa: ANN401 - a value of any column
    return json.dumps(value, ensure_ascii=False) if kind == "list" else value


def _create(table: Table) -> str:
    columns = []
    for name, kind in table.columns.items():
        target = _REFERENCES.get(name) or _REFERENCES.get((table.name, name))
        rest = " PRIMARY KEY" if name == "id" else f" REFERENCES {target} (id)" if target else ""
        columns.append(f'"{name}" {_TYPES[kind]}{rest}')
    return f"CREATE TABLE {table.name} ({', '.join(columns)})"
