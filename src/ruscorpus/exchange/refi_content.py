"""What stands in the files of a REFI-QDA project: texts of sources, and the notes that are tied to things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.encodings import UndecodableError, decode
from ruscorpus.exchange.positions import unified
from ruscorpus.problems import LoadError, Problem, printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruscorpus.exchange.refi_xml import Element
    from ruscorpus.limits import Limits
    from ruscorpus.load.archive import Archive


class Contents:
    """The texts and notes of one project; what cannot be read is added to *problems*."""

    def __init__(
        self, root: Element, archive: Archive | None, limits: Limits, shown: str, problems: list[Problem]
    ) -> None:
        self._archive = archive
        self._limits = limits
        self._shown = shown
        self._problems = problems
        self._files = {name.rpartition("/")[2].lower(): name for name in (archive.names if archive else ())}
        self._notes = {note.guid(): note for part in root.all("Notes") for note in part.all("Note")}
        self._linked: dict[str, list[str]] = {}
        for part in root.all("Links"):
            for link in part.all("Link"):
                ends = link.guid("originGUID"), link.guid("targetGUID")
                for note, thing in (ends, ends[::-1]):
                    if note in self._notes:  # NVivo ties notes to passages by links
                        self._linked.setdefault(thing, []).append(note)
        self.links_read = sum(map(len, self._linked.values()))

    def noted(self, element: Element) -> str:
        """Return what was written to a thing: its description, its notes, and the notes linked to it."""
        notes = map(self.note, element.all("NoteRef"))
        linked = (self._note_text(guid) for guid in self._linked.get(element.guid(), ()))
        return "\n\n".join(filter(None, [element.content("Description"), *notes, *linked]))

    def note(self, ref: Element) -> str:
        """Return the text of the note that a ``NoteRef`` means; empty where there is none."""
        return self._note_text(ref.guid("targetGUID"))

    def of(self, ref: Element) -> Element:
        """Return the note that a ``NoteRef`` means, or else the reference itself."""
        return self._notes.get(ref.guid("targetGUID"), ref)

    def places(self, ref: Element) -> Iterable[Element]:
        """Return the selections inside a note, which point into the source that refers to it."""
        return self.of(ref).all("PlainTextSelection")

    def _note_text(self, guid: str) -> str:
        note = self._notes.get(guid)
        return unified(self.text(note, note.get("name"))).strip() if note else ""

    def text(self, body: Element, name: str) -> str:
        """Return the text of a source or note as it was written, line ends too; empty without one."""
        inline = body.first("PlainTextContent")
        if inline is not None:
            return inline.text
        plain, rich = body.get("plainTextPath"), body.get("richTextPath")
        for path in filter(None, (plain, rich)):
            data = self._part(path)
            if data is None:
                continue
            try:
                return _decoded(data) if path == plain else self._rich(data, path, name)
            except (UndecodableError, LoadError) as error:
                message = f"{printable(name, 80)}: its text cannot be read: {error}"
                self._problems.append(Problem("refi-source", message, self._shown, severity="warning"))
                return ""
        where = printable(plain or rich or "no path", 80)
        message = f"{printable(name, 80)}: its text is not in the archive ({where})"
        hint = "export the project again with its sources inside"
        self._problems.append(Problem("refi-source", message, self._shown, hint=hint, severity="warning"))
        return ""

    def _rich(self, data: bytes, path: str, name: str) -> str:
        from ruscorpus.load import load_bytes  # noqa: PLC0415 - rarely needed

        message = f"{printable(name, 80)}: only a formatted text is there, which positions may not fit"
        hint = "compare a few passages with the program that wrote the project"
        self._problems.append(Problem("refi-positions", message, self._shown, hint=hint, severity="warning"))
        return load_bytes(data, id=name, shown_path=self._shown, name=path, limits=self._limits).raw

    def _part(self, path: str) -> bytes | None:
        """Return the part of the archive that a path means, whatever folder it is in."""
        name = self._files.get(path.replace("\\", "/").rpartition("/")[2].lower())
        return self._archive.read(name) if name and self._archive else None


def _decoded(data: bytes) -> str:
    """Return a plain text: UTF-8, as the standard wants it, before anything else that it may be."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return decode(data).text
