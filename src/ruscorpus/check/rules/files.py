"""The tree is complete: every file of every document, and no file that no document has."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ruscorpus.check.check import Check, Inspector
from ruscorpus.check.findings import Finding, Place
from ruscorpus.problems import counted, printable
from ruscorpus.run.output import document_paths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.check.context import Context
    from ruscorpus.check.subject import Subject

FOLDERS = ("documents", "text", "raw", "edits")
REPORTS = ("corpus.yaml", "corpus.md")


@dataclass(slots=True)
class _Files(Inspector):
    context: Context
    ids: set[str] = field(default_factory=set)
    not_reached: set[str] = field(default_factory=set)
    told: set[Finding] = field(default_factory=set)

    def document(self, subject: Subject) -> Iterator[Finding]:
        if subject.row.slug == "interrupted":
            self.not_reached.add(subject.id)
        if not subject.analysed:
            return
        self.ids.add(subject.id)
        _ = (subject.parsed, subject.text, subject.raw, subject.edits)  # read now, if nobody has yet
        for found in subject.unread:
            if found not in self.told:  # one file may hold the results of all documents
                self.told.add(found)
                yield found
        for name in () if subject.stored else document_paths(subject.id):
            path = self.context.tree / name
            if path.suffix == ".md" and not path.is_file():
                yield Finding("file-missing", "is missing", Place(str(path)), document=subject.id)

    def conclude(self) -> Iterator[Finding]:
        for name in REPORTS:
            if not (self.context.tree / name).is_file():
                yield Finding("file-missing", "is missing", Place(str(self.context.tree / name)))
        if self.not_reached:
            number = len(self.not_reached)
            what = f"{counted(number, 'document')}: files of {'it' if number == 1 else 'them'}"
            yield Finding(
                "interrupted",
                f"the run was interrupted before {what} are of an earlier run, or not finished",
                Place(str(self.context.tree / "manifest.yaml")),
                "run `ruscorpus analyze` again",
            )
        for folder in FOLDERS:
            path = self.context.tree / folder
            for found in sorted(path.iterdir()) if path.is_dir() else []:
                if found.stem not in self.ids and found.stem not in self.not_reached:
                    yield Finding(
                        "file-stray",
                        f"belongs to no document of the manifest: {printable(found.name)}",
                        Place(str(found)),
                        "remove it, or run `ruscorpus analyze` again",
                    )


CHECK = Check(
    "files",
    {
        "file-missing": "error",
        "file-damaged": "error",
        "file-unsafe": "error",
        "file-stray": "warning",
        "interrupted": "warning",
    },
    _Files,
)
