"""REFI-QDA read: projects (``.qdpx``, ``.qde``) and codebooks (``.qdc``), as the programs really write them.

Nothing is unpacked to the disk and no path that a project names is opened: sources are looked for inside the
archive alone. What is not read (pictures, sound, sets, graphs) is named in ``Project.problems``.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from ruscorpus.exchange.positions import Selection, best_counting, unified
from ruscorpus.exchange.project import Annotation, Coder, Memo, Project, ProjectCode, ProjectText
from ruscorpus.exchange.refi_content import Contents
from ruscorpus.exchange.refi_xml import Element, read_tree
from ruscorpus.limits import DEFAULT_LIMITS, Limits
from ruscorpus.load.archive import Archive
from ruscorpus.load.xml import XmlError
from ruscorpus.offsets import Span
from ruscorpus.problems import LoadError, Problem, UsageError, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

_ZIP = b"PK"
_UNREAD_SOURCES = {"PictureSource": "picture", "AudioSource": "sound", "VideoSource": "video"}
_UNREAD_PARTS = ("Sets", "Graphs", "Links")
_VALUES = ("TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue")


def read_project(source: Path | bytes, limits: Limits = DEFAULT_LIMITS) -> Project:
    """Return the project or codebook in a file, or in its bytes.

    Raises ``UsageError`` for a file that cannot be read, is larger than *limits*, or holds neither.
    """
    shown = str(source) if isinstance(source, Path) else "project"
    data = _bytes(source, limits) if isinstance(source, Path) else source
    try:
        if data.startswith(_ZIP):
            archive = Archive(data, shown, limits)
            return _Reader(shown, _project_file(archive, shown), archive, limits).project()
        return _Reader(shown, data, None, limits).project()
    except LoadError as error:
        raise UsageError(*error.problems) from error


def _bytes(path: Path, limits: Limits) -> bytes:
    if not path.is_file():
        raise UsageError(
            Problem("path-missing", "there is no such file", str(path), hint="check the spelling")
        )
    try:
        with path.open("rb") as file:
            data = file.read(limits.max_bytes + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(
            Problem("file-unreadable", f"the file cannot be read: {reason}", str(path))
        ) from error
    if len(data) > limits.max_bytes:
        message = f"the file is larger than {limits.max_bytes:,} bytes"
        raise UsageError(Problem("too-large", message, str(path)))
    return data


def _project_file(archive: Archive, shown: str) -> bytes:
    """Return the one ``*.qde``, whatever it is called: ATLAS.ti names it after the project."""
    names = [name for name in archive.names if name.lower().endswith(".qde") and "__MACOSX" not in name]
    if "project.qde" in names:
        names = ["project.qde"]
    if len(names) != 1:
        what = "no .qde file" if not names else f"{len(names)} .qde files"
        hint = "export the project again as REFI-QDA (.qdpx)"
        raise UsageError(Problem("refi-invalid", f"the archive holds {what}", shown, hint=hint))
    return archive.read(names[0])


class _Reader:
    """Reads one file; collects what has to be said about it on the way."""

    def __init__(self, shown: str, xml: bytes, archive: Archive | None, limits: Limits) -> None:
        self._shown = shown
        self._lost: Counter[str] = Counter()
        try:
            self._root = read_tree(xml)
        except XmlError as error:
            raise self._invalid(f"not well-formed XML: {printable(str(error))}") from error
        if self._root.name not in ("Project", "CodeBook"):
            raise self._invalid(f"the root element is <{printable(self._root.name, 40)}>")
        self._problems: list[Problem] = []
        self._contents = Contents(self._root, archive, limits, shown, self._problems)
        self._known: dict[str, ProjectCode] = {}

    def _invalid(self, reason: str) -> UsageError:
        hint = "export it again as REFI-QDA: a project (.qdpx) or a codebook (.qdc)"
        return UsageError(Problem("refi-invalid", reason, self._shown, hint=hint))

    def project(self) -> Project:
        """Return everything that could be read."""
        root = self._root
        book = root if root.name == "CodeBook" else root.first("CodeBook")
        for code in self._codes(book):
            self._known.setdefault(code.guid, code)
        coders = self._coders()
        texts = tuple(self._texts())
        named = {a.coder for text in texts for a in text.annotations}
        named |= {memo.coder for text in texts for memo in text.memos}
        missing = named - {coder.guid for coder in coders} - {""}
        coders += tuple(Coder(guid, guid) for guid in sorted(missing))
        for part in _UNREAD_PARTS:
            self._lost[part.lower()] += sum(len(element.children) for element in root.all(part))
        self._lost["links"] -= self._contents.links_read
        self._report_lost()
        notes = [root.content("Description"), *map(self._contents.note, root.all("NoteRef"))]
        name = root.get("name") or Path(self._shown).stem
        return Project(
            name,
            root.get("origin"),
            coders,
            tuple(self._known.values()),
            texts,
            tuple(note for note in notes if note),
            tuple(self._problems),
        )

    def _report_lost(self) -> None:
        lost = ", ".join(f"{name}: {number}" for name, number in self._lost.items() if number)
        if lost:
            message = f"left out, as there is no place for it here: {lost}"
            self._problems.append(Problem("refi-left-out", message, self._shown, severity="warning"))

    def _coders(self) -> tuple[Coder, ...]:
        users = [user for part in self._root.all("Users") for user in part.all("User")]
        return tuple(
            Coder(user.guid(), user.get("name") or user.get("id") or f"coder {number}")
            for number, user in enumerate(users, 1)
        )

    def _codes(self, book: Element | None) -> Iterator[ProjectCode]:
        """Yield the codes from the top down; the tree may be deep, so it is walked without recursion."""
        tops = [code for part in (book.all("Codes") if book else ()) for code in part.all("Code")]
        waiting = [(code, "") for code in reversed(tops)]
        while waiting:
            element, parent = waiting.pop()
            name = " ".join(element.get("name").split())
            guid = element.guid() or f"code-{len(self._known) + 1}"
            yield ProjectCode(
                guid,
                name or guid,
                parent if parent in self._known else "",
                element.content("Description"),
                element.get("isCodable").lower() not in ("false", "0"),
                element.get("color"),
            )
            waiting += [(child, guid) for child in reversed(list(element.all("Code")))]

    def _texts(self) -> Iterator[ProjectText]:
        values = self._case_values()
        for part in self._root.all("Sources"):
            for source in part.children:
                if source.name in _UNREAD_SOURCES:
                    self._lost[_UNREAD_SOURCES[source.name]] += 1
                    continue
                body = source
                if source.name == "PDFSource":
                    self._lost["PDF selections"] += sum(1 for _ in source.all("PDFSelection"))
                    representation = source.first("Representation")
                    if representation is None:
                        self._lost["PDF without text"] += 1
                        continue
                    body = representation
                elif source.name != "TextSource":
                    continue
                yield self._text(source, body, values.get(source.guid(), ()))

    def _text(self, source: Element, body: Element, values: tuple[tuple[str, str], ...]) -> ProjectText:
        """Read one source; *body* holds the text and its selections (of a PDF, its representation)."""
        name = source.get("name") or body.get("name") or source.guid()
        raw = self._contents.text(body, name)
        elements = list(body.all("PlainTextSelection"))
        selections = [_selection(element) for element in elements]
        valid = [selection for selection in selections if selection is not None]
        counting, proved = best_counting(raw, valid, self._root.get("origin"))
        if counting.doubles and valid and not proved:
            message = (
                f"{printable(name, 80)}: nothing shows how positions were counted; taken as {counting.said}"
            )
            hint = "compare a few passages with the program that wrote the project"
            self._problems.append(
                Problem("refi-positions", message, self._shown, hint=hint, severity="warning")
            )
        text = unified(raw)
        whole = Span(0, len(text))
        parts = [source] if body is source else [body, source]
        found = [(whole, coding, "", part) for part in parts for coding in part.all("Coding")]
        memos: list[Memo] = []
        for element, selection in zip(elements, selections, strict=True):
            span = self._span(counting.span(selection), text) if selection else None
            if span is None:
                self._lost["selections outside their text"] += 1
                continue
            note = self._contents.noted(element)
            codings = list(element.all("Coding"))
            found += [(span, coding, note, element) for coding in codings]
            if not codings:
                memos.append(Memo(span, note, self._user(element)))
        remarks = [source.content("Description")]
        for ref in [ref for part in parts for ref in part.all("NoteRef")]:
            places = self._contents.places(ref)  # MAXQDA: the note knows where in the source it stands
            spans = [self._span(counting.span(place), text) for place in map(_selection, places) if place]
            note = self._contents.note(ref)
            memos += [Memo(span, note, self._user(self._contents.of(ref))) for span in spans if span]
            remarks += [] if any(spans) else [note]
        return ProjectText(
            source.guid(),
            name,
            text,
            tuple(self._annotations(found)),
            tuple(sorted(memos, key=lambda memo: memo.span)),
            tuple(dict.fromkeys((*self._values(source), *self._values(body), *values))),
            "\n\n".join(filter(None, remarks)),
        )

    def _annotations(self, found: list[tuple[Span, Element, str, Element]]) -> Iterator[Annotation]:
        for span, coding, selection_note, selection in sorted(found, key=lambda item: item[0]):
            for ref in coding.all("CodeRef"):
                guid = ref.guid("targetGUID")
                if guid not in self._known:
                    self._lost["codings with a code that the project does not have"] += 1
                    continue
                notes = [selection_note, *map(self._contents.note, coding.all("NoteRef"))]
                coder = self._user(coding, selection)
                yield Annotation(guid, span, coder, "\n\n".join(filter(None, notes)))

    def _span(self, span: Span, text: str) -> Span | None:
        """Return *span* cut to the text; None where nothing of it is left."""
        start, end = max(0, span.start), min(span.end, len(text))
        return Span(start, end) if start < end else None

    def _user(self, *elements: Element) -> str:
        """Return who made the first of *elements* of which the file says it; else who made the project."""
        users = (element.guid(name) for element in elements for name in ("creatingUser", "modifyingUser"))
        return next(filter(None, users), self._root.guid("creatingUserGUID"))

    def _values(self, element: Element) -> Iterator[tuple[str, str]]:
        names = {
            v.guid(): v.get("name") for part in self._root.all("Variables") for v in part.all("Variable")
        }
        for value in element.all("VariableValue"):
            ref = value.first("VariableRef")
            texts = [child.text.strip() for child in value.all(*_VALUES)]
            if ref is not None and texts and (name := names.get(ref.guid("targetGUID"))):
                yield (name, texts[0])

    def _case_values(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """Return the values of cases by the sources that belong to them; a case may have no name."""
        found: dict[str, tuple[tuple[str, str], ...]] = {}
        for part in self._root.all("Cases"):
            for case in part.all("Case"):
                name = case.get("name")
                values = (*((("case", name),) if name else ()), *self._values(case))
                for ref in case.all("SourceRef"):
                    guid = ref.guid("targetGUID")
                    found[guid] = (*found.get(guid, ()), *values)
        return found


def _selection(element: Element) -> Selection | None:
    try:
        start, end = int(element.get("startPosition")), int(element.get("endPosition"))
    except ValueError:
        return None
    return Selection(start, end, element.get("name"))
