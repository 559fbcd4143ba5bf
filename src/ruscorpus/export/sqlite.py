"""A SQLite database: the tables with their keys, the parties of events and the dyads in tables of their own.

Lists are JSON arrays, which Datasette offers as facets and SQL reads with ``json_each``. The texts are in the
database too, so that ``substr(text, start + 1, end - start)`` is the quote.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from ruscorpus.export.tables import (
    SOURCE_TABLES,
    TABLES,
    Kind,
    Row,
    Table,
    actor_rows,
    code_rows,
    document_rows,
    source_rows,
)
from ruscorpus.report.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from ruscorpus.export.material import Material, Meanings
    from ruscorpus.report.analysis import Analysis

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
_SOURCE_INDEXES = (("regions", "document"), ("repairs", "document"), ("edits", "document"))
_KEYED = frozenset({"texts", "raws"})
"""Tables with one row a document."""
_MORE = """
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
_SETTINGS = ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -8192")
"""The file is new and counts only when it is complete; codes and actors come behind what refers to them."""
_NAMED = """
SELECT entity, type, min(rowid) FROM entities WHERE type NOT IN ('DATE', 'QUANTITY') GROUP BY entity
UNION ALL
SELECT DISTINCT actor, '', 0 FROM parties
WHERE actor NOT IN (SELECT entity FROM entities WHERE type NOT IN ('DATE', 'QUANTITY'))
"""


class Database:
    """A new database at *path*, filled one document at a time: in memory is never more than one.

    With *sources*, it holds what else an output tree has of a document, and can be read back in its place.
    Methods raise ``sqlite3.Error`` where the disk takes no more. The same documents in the same order give
    the same bytes.
    """

    def __init__(self, path: Path, meanings: Material | Meanings, *, sources: bool = False) -> None:
        self._meanings = meanings
        self._tables = (*TABLES, *(SOURCE_TABLES if sources else SOURCE_TABLES[:1]))
        self._indexes = (*_INDEXES, *(_SOURCE_INDEXES if sources else ()))
        self._columns = {table.name: table.columns for table in self._tables}
        self._insert = {
            name: f"INSERT INTO {name} VALUES ({', '.join('?' * len(kinds))})"  # noqa: S608 - our own names
            for name, kinds in self._columns.items()
        }
        self._codes: set[str] = set()
        self._db = sqlite3.connect(path, isolation_level=None)
        for setting in _SETTINGS:
            self._db.execute(f"PRAGMA {setting}")
        self._db.execute("BEGIN")
        for table in self._tables:
            self._db.execute(_create(table))
        for statement in filter(str.strip, _MORE.split(";")):
            self._db.execute(statement)

    def close(self) -> None:
        """Close the file, complete or not."""
        self._db.close()

    def add(self, analysis: Analysis, texts: Texts) -> None:
        """Write a document with everything that was found in it."""
        self._put_all(document_rows(self._meanings, analysis))
        self._put_all(row for row in source_rows(analysis, texts) if row[0] in self._columns)
        self._codes.update(coding.code for coding in analysis.codings)

    def conclude(self, about: Mapping[str, str]) -> None:
        """Write what the ids mean, what the database is *about*, and the indexes; and close it."""
        self._put_all(("codes", row) for row in code_rows(self._meanings, self._codes))
        named = {id_: type_ for id_, type_, _ in self._db.execute(_NAMED)}
        self._put_all(("actors", row) for row in actor_rows(self._meanings, named))
        self._db.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        for name, column in self._indexes:
            self._db.execute(f'CREATE INDEX "{name}_{column}" ON {name} ("{column}")')
        self._db.execute("COMMIT")
        self.close()

    def _put_all(self, rows: Iterable[tuple[str, Row]]) -> None:
        for name, row in rows:
            kinds = self._columns[name].values()
            values = [_stored(value, kind) for value, kind in zip(row, kinds, strict=True)]
            try:
                self._db.execute(self._insert[name], values)
            except UnicodeEncodeError:  # half a character in a title: as YAML has it
                self._db.execute(self._insert[name], list(map(_encodable, values)))
            if name in ("events", "codings"):
                self._put_more(name, dict(zip(self._columns[name], row, strict=True)))

    def _put_more(self, name: str, data: dict[str, Any]) -> None:
        if name == "events":
            for role in ("actor", "recipient"):
                parties = ((data["id"], role, party) for party in dict.fromkeys(data[role]))
                self._db.executemany("INSERT INTO parties VALUES (?, ?, ?)", parties)
        dyads = ((data["id"], dyad) for dyad in dict.fromkeys(data["dyads"]))
        table = "event_dyads" if name == "events" else "coding_dyads"
        self._db.executemany(f"INSERT INTO {table} VALUES (?, ?)", dyads)  # noqa: S608 - one of these two


def write(material: Material, path: Path) -> None:
    """Write the database at *path*, where there is none."""
    with closing(Database(path, material)) as database:
        for analysis in material.analyses():
            database.add(analysis, Texts(material.tree.text(analysis.document.id), ""))
        run = material.tree.run
        database.conclude(about(material) | {"program": f"ruscorpus {run.version}", "analysed": run.date})


def about(meanings: Material | Meanings) -> dict[str, str]:
    """Return what a database says of itself, whatever the run."""
    return {"codebook": meanings.knowledge.codebook.id}


def read_table(path: Path, table: Table) -> Iterator[Row]:
    """Yield the rows of a table of the database at *path* in their order, lists as lists."""
    columns = ", ".join(f'"{name}"' for name in table.columns)
    lists = [place for place, kind in enumerate(table.columns.values()) if kind == "list"]
    flags = [place for place, kind in enumerate(table.columns.values()) if kind == "boolean"]
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
        for stored in database.execute(f"SELECT {columns} FROM {table.name} ORDER BY rowid"):  # noqa: S608
            row = list(stored)
            for place in lists:
                row[place] = json.loads(row[place])
            for place in flags:
                row[place] = bool(row[place])
            yield tuple(row)


def _stored(value: Any, kind: Kind) -> Any:  # noqa: ANN401 - a value of any column
    return json.dumps(value, ensure_ascii=False) if kind == "list" else value


def _encodable(value: Any) -> Any:  # noqa: ANN401
    return value.encode(errors="backslashreplace").decode() if isinstance(value, str) else value


def _create(table: Table) -> str:
    columns = []
    for name, kind in table.columns.items():
        target = _REFERENCES.get(name) or _REFERENCES.get((table.name, name))
        rest = " PRIMARY KEY" if name == "id" or (name == "document" and table.name in _KEYED) else ""
        rest += f" REFERENCES {target} (id)" if target else ""
        columns.append(f'"{name}" {_TYPES[kind]}{rest}')
    return f"CREATE TABLE {table.name} ({', '.join(columns)})"
