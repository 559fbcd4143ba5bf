"""ruscorpus in a notebook or a script: analyse, look, take the tables along.

    import ruscorpus
    result = ruscorpus.analyze("my-folder")
    result.events.to_pandas()

An analysis writes the same tree as the command line, into a temporary folder, and everything is read from
there: :func:`load_results` gives the same object for a tree on the disk. Documents are worked on in *this*
process unless ``workers`` is given. The command line forks a process for each, so that none can harm another;
a Jupyter kernel has threads, and a fork of a process with threads may wait for ever on a lock that nobody
holds any more. What a document may cost in bytes, pages and characters is limited here too; time and memory
are not.
"""

from __future__ import annotations

import tempfile
from collections import namedtuple
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from ruscorpus.export.html_view import rows_html, summary_html
from ruscorpus.export.material import LAYERS, Material
from ruscorpus.export.registry import FORMATS
from ruscorpus.export.tables import TABLES, Kind, Table, stream
from ruscorpus.problems import Problem, UsageError, counted, printable
from ruscorpus.run.report import OpenTree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

    from ruscorpus.report.analysis import Analysis
    from ruscorpus.report.manifest import ManifestRow
    from ruscorpus.run.discover import Source
    from ruscorpus.run.outcome import Outcome

    AnyPath = str | PathLike[str]

_LONGEST_PATH = 1_000


def analyze(
    source: AnyPath | Iterable[AnyPath] | None = None,
    *,
    text: str | Mapping[str, str] | None = None,
    codebook: AnyPath | None = None,
    config: AnyPath | None = None,
    language: str = "",
    workers: int | None = None,
) -> Results:
    """Analyse files and folders, or texts, and return what was found.

    *source*: a path or several, files or folders; a string with a line break in it is taken as a text.
    *text*: a text, or texts by their names. *codebook* is a file or the name of a packaged codebook, *config*
    a run configuration; *language* (``th``, ``en``) is that of the Markdown reports. With *workers* (0: one a
    processor) documents are worked on in processes of their own; do not use that inside Jupyter.

    A document that cannot be read does not end the analysis: it stands in :attr:`Results.manifest` with the
    reason. Raises ``UsageError`` for a path that does not exist and ``ConfigError`` for a faulty codebook.
    """
    from ruscorpus.knowledge import load_knowledge  # noqa: PLC0415 - importing the package stays instant
    from ruscorpus.run.analyze import analyze as run  # noqa: PLC0415
    from ruscorpus.run.discover import discover  # noqa: PLC0415

    if isinstance(source, str) and text is None and ("\n" in source or len(source) > _LONGEST_PATH):
        source, text = None, source
    if (source is None) == (text is None):
        hint = "ruscorpus.analyze('folder') or ruscorpus.analyze(text='…')"
        raise UsageError(Problem("api-source", "give either paths or a text", hint=hint))
    if text is not None and not isinstance(text, (str, Mapping)):
        hint = "a string, or a mapping of names to strings"
        raise UsageError(Problem("api-source", f"{type(text).__name__} is no text", hint=hint))
    knowledge = load_knowledge(_path(config), _path(codebook))
    folder = tempfile.TemporaryDirectory(prefix="ruscorpus-", ignore_cleanup_errors=True)
    out, listener = Path(folder.name) / "results", _Listener()
    if text is not None:
        sources = _texts({"text": text} if isinstance(text, str) else text, Path(folder.name) / "texts")
    else:
        paths = [source] if isinstance(source, str) or not isinstance(source, Iterable) else list(source)
        sources = discover([Path(path) for path in paths if path is not None], out)
    summary = run(
        sources, out, knowledge, listener, language=language, workers=workers or 0, inline=workers is None
    )
    if summary.interrupted:
        raise KeyboardInterrupt
    return Results(OpenTree.load(out, _path(config)), tuple(listener.problems), folder)


def load_results(
    folder: AnyPath, *, codebook: AnyPath | None = None, config: AnyPath | None = None
) -> Results:
    """Return the results in *folder*, which ``ruscorpus analyze`` wrote.

    Raises ``UsageError`` where there are none.
    """
    return Results(OpenTree.load(Path(folder), _path(config), _path(codebook)))


@dataclass
class _Found:
    """The rows of all tables, read in one pass when the first of them is asked for."""

    material: Material

    @cached_property
    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        rows: dict[str, list[tuple[Any, ...]]] = {table.name: [] for table in TABLES}
        for name, row in stream(self.material):
            rows[name].append(row)
        return rows


class Rows(Sequence[Any]):
    """The rows of a table, as named tuples; lists are tuples, absent numbers None."""

    def __init__(self, table: Table, found: _Found) -> None:
        self._table = table
        self._found = found

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(self._table.columns)

    @cached_property
    def _rows(self) -> tuple[Any, ...]:
        row = namedtuple(_singular(self._table.name), self.columns)  # type: ignore[misc]
        return tuple(row(*values) for values in self._found.rows[self._table.name])

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Any: ...  # noqa: ANN401 - a named tuple
    @overload
    def __getitem__(self, index: slice) -> tuple[Any, ...]: ...
    def __getitem__(self, index: int | slice) -> Any:
        return self._rows[index]

    def __repr__(self) -> str:
        return f"<{len(self):,} {self._table.name}: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        return rows_html(self.columns, self._rows)

    def to_pandas(self) -> Any:  # noqa: ANN401 - pandas is not needed to read this
        """Return a ``pandas.DataFrame``. Raises ``UsageError`` where pandas is not installed."""
        _require("pandas")
        import pandas as pd  # noqa: PLC0415 - an extra

        types: dict[Kind, str] = {
            "text": "str",
            "integer": "Int64",
            "real": "Float64",
            "boolean": "bool",
            "list": "object",
        }
        columns = zip(*_with_lists(self._rows), strict=True) if self._rows else ([] for _ in self.columns)
        return pd.DataFrame(
            {
                name: pd.Series(list(values), dtype=types[kind])
                for (name, kind), values in zip(self._table.columns.items(), columns, strict=True)
            }
        )

    def to_polars(self) -> Any:  # noqa: ANN401 - polars is not needed to read this
        """Return a ``polars.DataFrame``. Raises ``UsageError`` where polars is not installed."""
        _require("polars")
        import polars as pl  # noqa: PLC0415 - an extra

        types: dict[Kind, Any] = {
            "text": pl.String,
            "integer": pl.Int64,
            "real": pl.Float64,
            "boolean": pl.Boolean,
            "list": pl.List(pl.String),
        }
        schema = {name: types[kind] for name, kind in self._table.columns.items()}
        return pl.DataFrame(list(_with_lists(self._rows)), schema=schema, orient="row")


def _with_lists(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Yield *rows* with lists as data frames want them."""
    for row in rows:
        yield tuple(list(value) if isinstance(value, tuple) else value for value in row)


class Results:
    """What was found in some documents: tables, texts, reports.

    The tables are those of ``ruscorpus export --format csv``: :attr:`documents`, :attr:`sections`,
    :attr:`entities`, :attr:`events`, :attr:`codings`, and what their ids mean, :attr:`codes` and
    :attr:`actors`. ``problems`` holds what has to be said about documents and codebook.
    """

    documents: Rows
    sections: Rows
    entities: Rows
    events: Rows
    codings: Rows
    codes: Rows
    actors: Rows

    def __init__(
        self,
        loaded: OpenTree,
        problems: tuple[Problem, ...] = (),
        folder: tempfile.TemporaryDirectory[str] | None = None,
    ) -> None:
        self._loaded = loaded
        self._folder = folder  # goes when the results go
        self.problems = (*loaded.warnings, *problems)
        found = _Found(Material(loaded.tree, loaded.knowledge))
        for table in TABLES:
            setattr(self, table.name, Rows(table, found))

    @property
    def manifest(self) -> tuple[ManifestRow, ...]:
        """One row a document, those too that were left out or could not be read, with the reason."""
        return self._loaded.tree.rows

    def analyses(self) -> Iterator[Analysis]:
        """Yield the analyses of the documents, with everything that ``documents/ID.yaml`` holds."""
        return self._loaded.tree.analyses()

    def text(self, document: str) -> str:
        """Return the repaired text of a document, named by its id: every span points into it."""
        if document not in self._loaded.tree.ids:
            hint = f"known: {', '.join(self._loaded.tree.ids[:5])}"
            raise UsageError(Problem("api-document", f"no document {printable(document)!r}", hint=hint))
        return self._loaded.tree.text(document)

    def html(self, language: str = "") -> str:
        """Return the report as one HTML page."""
        return self._loaded.html(language)

    def write(self, out: AnyPath) -> Path:
        """Write the tree that ``ruscorpus analyze -o OUT`` writes, and return its folder."""
        from ruscorpus.run.copy import copy_tree  # noqa: PLC0415

        copy_tree(self._loaded.tree, Path(out))
        return Path(out)

    def export(
        self,
        format: str,  # noqa: A002 - as the option is called
        target: AnyPath,
        *,
        every_status: bool = False,
        layers: Iterable[str] = LAYERS,
    ) -> dict[str, int]:
        """Write an export, as ``ruscorpus export`` does, and return what was left out and how often."""
        from ruscorpus.run.export import export  # noqa: PLC0415

        if format not in FORMATS:
            hint = f"known: {', '.join(FORMATS)}"
            raise UsageError(Problem("export-format", f"unknown format {printable(format)!r}", hint=hint))
        chosen = frozenset(layers)
        if not chosen <= set(LAYERS):
            message = f"no layer {', '.join(sorted(chosen - set(LAYERS)))}"
            raise UsageError(Problem("export-layer", message, hint=f"known: {', '.join(LAYERS)}"))
        material = Material(self._loaded.tree, self._loaded.knowledge, every_status, chosen)
        export(material, FORMATS[format], Path(target))
        return {what: number for what, number in sorted(material.left_out.items()) if number}

    def __repr__(self) -> str:
        tables = {
            "document": self.documents,
            "mention": self.entities,
            "event": self.events,
            "coding": self.codings,
        }
        counts = (counted(len(rows), one) for one, rows in tables.items())
        return f"<ruscorpus: {', '.join(counts)}>"

    def _repr_html_(self) -> str:
        failed = [row for row in self.manifest if row.failed]
        return summary_html(repr(self)[1:-1], self.documents, failed)


class _Listener:
    """Hears what a run tells, and keeps what has to be said."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def stage(self, source: Source, name: str) -> None:
        """Hear that *source* enters a stage."""

    def tick(self) -> None:
        """Hear that time passes."""

    def finished(self, source: Source) -> None:
        """Hear that *source* is finished."""

    def done(self, source: Source, outcome: Outcome) -> None:  # noqa: ARG002 - as a run calls it
        """Hear what became of *source*."""
        self.problems += outcome.problems

    def warn(self, problem: Problem) -> None:
        """Hear that something is not as it should be."""
        self.problems.append(problem)


def _texts(texts: Mapping[str, str], folder: Path) -> list[Source]:
    """Put texts where a run can read them: a file each, with its name as id and path."""
    from ruscorpus.run.discover import Source  # noqa: PLC0415
    from ruscorpus.run.ids import distinct, document_id  # noqa: PLC0415

    folder.mkdir()
    ids = distinct({name: document_id(name) for name in map(str, texts)})
    sources = []
    for number, (name, text) in enumerate(texts.items()):
        path = folder / f"{number}.txt"
        path.write_text(text, encoding="utf-8", errors="replace", newline="")
        sources.append(Source(path, ids[str(name)], str(name)))
    return sorted(sources, key=lambda source: source.id)


def _singular(name: str) -> str:
    """Return what one row of a table is called: ``event`` of ``events``, ``entity`` of ``entities``."""
    return name.removesuffix("ies") + "y" if name.endswith("ies") else name.removesuffix("s")


def _path(path: AnyPath | None) -> Path | None:
    return None if path is None else Path(path)


def _require(library: str) -> None:
    if find_spec(library) is None:
        hint = f"pip install {library}"
        raise UsageError(Problem("export-needs", f"this needs {library}, which is not installed", hint=hint))
