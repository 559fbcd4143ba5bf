"""The results as a REFI-QDA project (``.qdpx``), for QualCoder, ATLAS.ti, MAXQDA, NVivo and others.

- Every document is a source with its repaired text: UTF-8, line ends LF, no byte order mark. Of a PDF the
  file itself travels along where it is still there and unchanged; then its text is its *representation*.
- Every finding is a coding. Codes stand below their facets; entities and events are codes in branches of
  their own. What a code cannot say (dyads, parties, date, cues) is the description of the passage, in lines
  that people can read and ``ruscorpus import`` reads back.
- Positions are code points, ends exclusive.
"""

from __future__ import annotations

import hashlib
import io
import re
import tempfile
import zipfile
from bisect import bisect_left
from collections import defaultdict
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ruscorpus.exchange.blocks import Block, written
from ruscorpus.export.refi import XML, empty, guid, opening, with_text
from ruscorpus.export.refi_codes import CodeTree
from ruscorpus.export.zipped import add_part
from ruscorpus.limits import DEFAULT_LIMITS
from ruscorpus.offsets import Span
from ruscorpus.report.shorten import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.export.material import Material
    from ruscorpus.report.analysis import Analysis

NAMESPACE = "urn:QDA-XML:project:1.0"
_PDF = "application/pdf"
_NAME = 80
"""A selection is called by its first words: programs show it, and the importer proves positions by it."""
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_MEMORY = 8 << 20
_CHUNK = 1 << 20
_VARIABLES = ("title", "date", "authors", "language", "media type", "path", "SHA-256")


def write(material: Material, path: Path) -> None:
    """Write the project at *path*."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        _Writer(material, archive).write()


class _Writer:
    """Writes one project: the sources one by one, and at the end the file that describes them."""

    def __init__(self, material: Material, archive: zipfile.ZipFile) -> None:
        self._material = material
        self._archive = archive
        self._codes = CodeTree(material)
        run = material.tree.run
        self._user = guid("user", "ruscorpus")
        self._made = run.date if _DATE_TIME.fullmatch(run.date) else ""
        self._by = {"creatingUser": self._user, "creationDateTime": self._made}

    def write(self) -> None:
        with (
            tempfile.SpooledTemporaryFile(_MEMORY) as sources,
            tempfile.SpooledTemporaryFile(_MEMORY) as whole,
        ):
            for analysis in self._material.analyses():
                for piece in self._source(analysis):
                    sources.write(piece.encode())
            for piece in self._head():
                whole.write(piece.encode())
            if sources.tell():
                sources.seek(0)
                whole.write(b"<Sources>\n")
                while chunk := sources.read(_CHUNK):
                    whole.write(chunk)
                whole.write(b"</Sources>\n")
            for piece in self._foot():
                whole.write(piece.encode())
            whole.seek(0)
            add_part(self._archive, "project.qde", whole)

    def _head(self) -> Iterator[str]:
        material = self._material
        program = f"ruscorpus {material.tree.run.version}"
        yield XML
        yield (
            opening(
                "Project",
                xmlns=NAMESPACE,
                name=f"ruscorpus: {material.knowledge.codebook.title.en}",
                origin=program,
                creatingUserGUID=self._user,
                creationDateTime=self._made,
            )
            + "\n"
        )
        yield f"<Users>{empty('User', guid=self._user, name=program)}</Users>\n"
        yield "<CodeBook>\n<Codes>\n"
        for node in self._codes.nodes():
            yield from node.lines()
        yield "</Codes>\n</CodeBook>\n<Variables>\n"
        for name in _VARIABLES:
            yield empty("Variable", guid=guid("variable", name), name=name, typeOfVariable="Text") + "\n"
        yield "</Variables>\n"

    def _foot(self) -> Iterator[str]:
        """Yield what comes behind the sources: a note on what the project does not hold."""
        left_out = [f"{what}: {number}" for what, number in sorted(self._material.left_out.items()) if number]
        if left_out:
            note = guid("note", "left out")
            text = "\n".join(["Left out, as REFI-QDA has no place for it:", "", *left_out]) + "\n"
            # A file, as QualCoder reads no other notes; ASCII, as it reads them in the system encoding.
            add_part(self._archive, f"sources/{note}.txt", io.BytesIO(text.encode("ascii", "replace")))
            place = f"internal://{note}.txt"
            yield "<Notes>\n"
            yield empty("Note", guid=note, name="ruscorpus: left out", plainTextPath=place, **self._by)
            yield "\n</Notes>\n"
            yield empty("NoteRef", targetGUID=note) + "\n"
        yield "</Project>\n"

    def _source(self, analysis: Analysis) -> Iterator[str]:
        """Write the text of a document into the archive, and yield its element."""
        document = analysis.document
        self._count_left_out(analysis)
        own = guid("source", document.id)
        values = "".join(self._values(analysis))
        with self._original(analysis) as original:
            pdf = original is not None
            if original is not None:
                add_part(self._archive, f"sources/{own}.pdf", original)
        text_guid = guid("representation", document.id) if pdf else own
        text = _PlainText(self._material.tree.text(document.id))
        add_part(self._archive, f"sources/{text_guid}.txt", io.BytesIO(text.text.encode()))
        if pdf:
            yield (
                opening("PDFSource", guid=own, name=document.id, path=f"internal://{own}.pdf", **self._by)
                + "\n"
            )
        element = "Representation" if pdf else "TextSource"
        place = f"internal://{text_guid}.txt"
        yield opening(element, guid=text_guid, name=document.id, plainTextPath=place, **self._by) + "\n"
        yield from self._selections(analysis, text)
        yield f"{values}</{element}>\n"
        if pdf:  # some programs look for the values here, others above
            yield f"{values}</PDFSource>\n"

    def _count_left_out(self, analysis: Analysis) -> None:
        left_out = self._material.left_out
        left_out["sections"] += len(analysis.sections)
        left_out["regions outside the analysis"] += len(analysis.regions)
        left_out["repairs of the text, with the text before them"] += analysis.repair.edits

    def _values(self, analysis: Analysis) -> Iterator[str]:
        document = analysis.document
        values = (
            document.title,
            document.date,
            "; ".join(document.authors),
            document.language,
            document.media_type,
            document.path,
            document.sha256,
        )
        for name, value in zip(_VARIABLES, values, strict=True):
            if value:
                ref = empty("VariableRef", targetGUID=guid("variable", name))
                yield f"<VariableValue>{ref}{with_text('TextValue', value)}</VariableValue>\n"

    def _original(self, analysis: Analysis) -> _Original:
        document = analysis.document
        original = _Original(Path(document.path) if document.media_type == _PDF else None, document.sha256)
        if document.media_type == _PDF and original.file is None:
            self._material.left_out["PDF files that are not where they were, or have changed"] += 1
        return original

    def _selections(self, analysis: Analysis, text: _PlainText) -> Iterator[str]:
        """Yield a selection for every passage, with a coding for everything that was found there."""
        found: dict[Span, list[Block]] = defaultdict(list)
        for at, block in self._codes.found(analysis):
            span = text.span(at)
            if span.length:
                found[span].append(block)
            else:
                self._material.left_out["findings on nothing but a byte order mark"] += 1
        id_ = analysis.document.id
        for span, blocks in sorted(found.items()):
            yield opening(
                "PlainTextSelection",
                guid=guid("selection", id_, *span),
                name=shorten(span.of(text.text), _NAME),
                startPosition=str(span.start),
                endPosition=str(span.end),
                **self._by,
            )
            yield with_text("Description", written(block for block in blocks if block.fields)) + "\n"
            numbers = count()
            for block in blocks:
                own = guid("coding", id_, *span, block.code, next(numbers))
                ref = empty("CodeRef", targetGUID=self._codes.guid_of(block.code))
                yield opening("Coding", guid=own, **self._by) + ref + "</Coding>\n"
            yield "</PlainTextSelection>\n"


class _PlainText:
    """A text with line ends LF and no byte order mark, and where its characters came to stand."""

    def __init__(self, text: str) -> None:
        gone = [match.start() for match in re.finditer(r"\A\ufeff+|\r(?=\n)", text)]
        marks = len(text) - len(text.lstrip("\ufeff"))
        self._gone = [*range(marks), *(place for place in gone if place >= marks)]
        self.text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")

    def span(self, span: Span) -> Span:
        return Span(*(place - bisect_left(self._gone, place) for place in span))


class _Original:
    """The file of a source, if it is there and has not changed since; read once, so that it cannot after."""

    def __init__(self, path: Path | None, sha256: str) -> None:
        self.file: BinaryIO | None = self._read(path, sha256) if path else None

    def __enter__(self) -> BinaryIO | None:
        return self.file

    def __exit__(self, *_: object) -> None:
        if self.file is not None:
            self.file.close()

    def _read(self, path: Path, sha256: str) -> BinaryIO | None:
        if not path.is_file():
            return None
        digest = hashlib.sha256()
        copy = tempfile.TemporaryFile()  # noqa: SIM115 - closed by whoever has it
        try:
            with path.open("rb") as file:
                while (chunk := file.read(_CHUNK)) and copy.tell() <= DEFAULT_LIMITS.max_bytes:
                    digest.update(chunk)
                    copy.write(chunk)
        except OSError:
            digest = hashlib.sha256()
        if digest.hexdigest() != sha256:
            copy.close()
            return None
        copy.seek(0)
        return copy
