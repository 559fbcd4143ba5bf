"""What a report over a corpus quotes and lists, kept in a temporary database instead of in memory.

However many documents there are, this process holds a few megabytes of them; SQLite moves the rest to a
file. Rows come back in the order of the report, whatever order they came in.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ruscorpus.report.balance import Tally, deed_of, facts
from ruscorpus.report.corpus_rows import CodedPassage, DocumentRow, DyadEvent
from ruscorpus.report.rows import CodingRow, EventRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ruscorpus.report.analysis import Analysis
    from ruscorpus.report.manifest import ManifestRow

Item = TypeVar("Item")

_SETTINGS = ("journal_mode = OFF", "synchronous = OFF", "temp_store = FILE", "cache_size = -4096")
_CREATE = """
CREATE TABLE documents (id BLOB PRIMARY KEY, figures BLOB, outcome BLOB);
CREATE TABLE code_document (
    code BLOB, document BLOB, n INTEGER, PRIMARY KEY (code, document)
) WITHOUT ROWID;
CREATE TABLE passages (code BLOB, document BLOB, first INTEGER, last INTEGER, data BLOB);
CREATE INDEX passages_in_order ON passages (code, document, first, last);
CREATE TABLE timeline (
    dyad BLOB, undated INTEGER, date BLOB, document BLOB, first INTEGER, last INTEGER, type BLOB, data BLOB
);
CREATE INDEX timeline_in_order ON timeline (dyad, undated, date, document, first, last, type);
CREATE TABLE tallies (
    dyad BLOB, year BLOB, kind TEXT, key, n INTEGER, PRIMARY KEY (dyad, year, kind, key)
) WITHOUT ROWID;
CREATE TABLE deeds (dyad BLOB, year BLOB, deed BLOB, PRIMARY KEY (dyad, year, deed)) WITHOUT ROWID;
"""


_COUNT = (
    "INSERT INTO tallies VALUES (?, ?, ?, ?, 1) ON CONFLICT (dyad, year, kind, key) DO UPDATE SET n = n + 1"
)


class Stored(Generic[Item]):
    """Items that are read from the store each time they are asked for, one at a time."""

    __slots__ = ("_count", "_read")

    def __init__(self, count: Callable[[], int], read: Callable[[], Iterator[Item]]) -> None:
        self._count = count
        self._read = read

    def __len__(self) -> int:
        return self._count()

    def __iter__(self) -> Iterator[Item]:
        return self._read()


class CorpusStore:
    """Documents, coded passages and events of a corpus. Names are stored as bytes: any text can be one.

    The database is a new file at *path*, by default a temporary one that goes with this object. Every method
    raises ``sqlite3.Error`` where the disk takes no more.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._db = sqlite3.connect(path or "", isolation_level=None)
        for setting in _SETTINGS:
            self._db.execute(f"PRAGMA {setting}")
        self._db.executescript(_CREATE)
        self._db.execute("BEGIN")  # never committed: there is nobody to read it

    def add(self, analysis: Analysis) -> None:
        """Keep the figures of a document. Raises ``ValueError`` where they are there already."""
        id_ = _bytes(analysis.document.id)
        known = self._db.execute("SELECT figures IS NOT NULL FROM documents WHERE id = ?", (id_,)).fetchone()
        if known and known[0]:
            raise ValueError(f"document {analysis.document.id!r} was added twice")
        self._keep(id_, "figures", DocumentRow.figures(analysis))

    def add_row(self, row: ManifestRow) -> None:
        """Keep what the manifest says of a document, instead of what it said before."""
        self._keep(_bytes(row.id), "outcome", DocumentRow.outcome(row))

    def _keep(self, id_: bytes, column: str, data: dict[str, Any]) -> None:
        self._db.execute(
            f"INSERT INTO documents (id, {column}) VALUES (?, ?) "  # noqa: S608 - one of two names
            f"ON CONFLICT (id) DO UPDATE SET {column} = excluded.{column}",
            (id_, _packed(data)),
        )

    def add_passage(self, document: str, coding: CodingRow) -> None:
        """Keep a coded passage to quote."""
        row = (_bytes(coding.code), _bytes(document), *coding.at.span, _packed(coding.to_data()))
        self._db.execute("INSERT INTO passages VALUES (?, ?, ?, ?, ?)", row)

    def count_codes(self, document: str, counts: dict[str, int]) -> None:
        """Keep how often a document has each code."""
        rows = ((_bytes(code), _bytes(document), n) for code, n in counts.items())
        self._db.executemany("INSERT OR REPLACE INTO code_document VALUES (?, ?, ?)", rows)

    def add_event(self, document: str, dyad: str, event: EventRow, quad: int) -> None:
        """Keep an event of quad class *quad* between the two states of *dyad*, and count it."""
        key, year = _bytes(dyad), _bytes(event.year)
        order = (not event.date, _bytes(event.date), _bytes(document), *event.at.span, _bytes(event.type))
        row = (key, *order, _packed(event.to_data()))
        self._db.execute("INSERT INTO timeline VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        counted = ((key, year, kind, what) for kind, what in facts(event, quad))
        self._db.executemany(_COUNT, counted)
        deed = deed_of(event)
        if deed is not None:
            digest = blake2b(repr(deed).encode(errors="surrogatepass"), digest_size=16).digest()
            self._db.execute("INSERT OR IGNORE INTO deeds VALUES (?, ?, ?)", (key, year, digest))

    def documents(self) -> Stored[DocumentRow]:
        """Return every document in the order of the ids."""

        def read() -> Iterator[DocumentRow]:
            for id_, figures, outcome in self._db.execute("SELECT * FROM documents ORDER BY id"):
                yield DocumentRow(_text(id_), **_unpacked(figures), **_unpacked(outcome))

        return Stored(lambda: self._number("SELECT count(*) FROM documents"), read)

    def passages(self, code: str) -> Stored[CodedPassage]:
        """Return the kept passages of a code, by document and place."""
        key = (_bytes(code),)
        query = "SELECT document, data FROM passages WHERE code = ? ORDER BY document, first, last, rowid"

        def read() -> Iterator[CodedPassage]:
            for document, data in self._db.execute(query, key):
                yield CodedPassage(_text(document), CodingRow.from_data(_unpacked(data)))

        return Stored(lambda: self._number("SELECT count(*) FROM passages WHERE code = ?", *key), read)

    def timeline(self, dyad: str) -> Stored[DyadEvent]:
        """Return the events of a dyad by date, the undated last; then by document and place."""
        key = (_bytes(dyad),)
        query = (
            "SELECT document, data FROM timeline WHERE dyad = ? "
            "ORDER BY undated, date, document, first, last, type, rowid"
        )

        def read() -> Iterator[DyadEvent]:
            for document, data in self._db.execute(query, key):
                yield DyadEvent(_text(document), EventRow.from_data(_unpacked(data)))

        return Stored(lambda: self._number("SELECT count(*) FROM timeline WHERE dyad = ?", *key), read)

    def dyads(self) -> dict[str, Tally]:
        """Return the events of each dyad, counted together."""
        found: dict[str, Tally] = defaultdict(Tally)
        for dyad, kind, key, n in self._db.execute(
            "SELECT dyad, kind, key, sum(n) FROM tallies GROUP BY dyad, kind, key"
        ):
            found[_text(dyad)].put(kind, key, n)
        for dyad, n in self._db.execute("SELECT dyad, count(*) FROM deeds GROUP BY dyad"):
            found[_text(dyad)].told_apart = n
        return found

    def years(self, dyad: str) -> dict[str, Tally]:
        """Return the events of one dyad, counted by year."""
        found: dict[str, Tally] = defaultdict(Tally)
        own = (_bytes(dyad),)
        for year, kind, key, n in self._db.execute(
            "SELECT year, kind, key, n FROM tallies WHERE dyad = ?", own
        ):
            found[_text(year)].put(kind, key, n)
        query = "SELECT year, count(*) FROM deeds WHERE dyad = ? GROUP BY year"
        for year, n in self._db.execute(query, own):
            found[_text(year)].told_apart = n
        return found

    def of_code(self, code: str) -> Iterator[tuple[str, int]]:
        """Yield each document that has a code, with how often, in the order of the ids."""
        query = "SELECT document, n FROM code_document WHERE code = ? ORDER BY document"
        for document, n in self._db.execute(query, (_bytes(code),)):
            yield _text(document), n

    def fullest(self, limit: int) -> list[str]:
        """Return at most *limit* documents with codings, those with most of them first."""
        query = "SELECT document FROM code_document GROUP BY document ORDER BY sum(n) DESC, document LIMIT ?"
        return [_text(document) for (document,) in self._db.execute(query, (limit,))]

    def coded_documents(self) -> int:
        """Return how many documents have codings."""
        return self._number("SELECT count(DISTINCT document) FROM code_document")

    def _number(self, query: str, *values: bytes) -> int:
        number: int = self._db.execute(query, values).fetchone()[0]
        return number


def _bytes(text: str) -> bytes:
    """Return text as bytes that sort as its characters do."""
    return text.encode(errors="surrogatepass")


def _text(stored: bytes) -> str:
    return stored.decode(errors="surrogatepass")


def _packed(data: dict[str, Any]) -> bytes:
    return _bytes(json.dumps(data, ensure_ascii=False))


def _unpacked(stored: bytes | None) -> dict[str, Any]:
    data: dict[str, Any] = {} if stored is None else json.loads(_text(stored))
    return data
