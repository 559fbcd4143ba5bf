"""The manifest says of every document what its results say, and they were made with what is in use."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ruscorpus import __version__
from ruscorpus.check.check import Check, Inspector
from ruscorpus.check.findings import Finding, Place
from ruscorpus.problems import printable
from ruscorpus.report.tree import CODEBOOK
from ruscorpus.run.digest import file_digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.check.context import Context
    from ruscorpus.check.subject import Subject


@dataclass(slots=True)
class _Manifest(Inspector):
    context: Context
    ids: Counter[str] = field(default_factory=Counter)

    def document(self, subject: Subject) -> Iterator[Finding]:
        self.ids[subject.id] += 1
        row, header = subject.row, subject.header
        if row.failed:
            message = f"{row.status}: {printable(row.message) or row.slug}"
            yield Finding("document-failed", message, Place(row.path), document=row.id)
        if header is None:
            return
        for name in ("id", "path", "sha256"):
            here, there = getattr(header, name), getattr(row, name)
            if here != there:
                message = f"{name} is {printable(here)!r}; the manifest says {printable(there)!r}"
                yield subject.finding("manifest-mismatch", message, ("document", name))

    def conclude(self) -> Iterator[Finding]:
        place = Place(str(self.context.tree / "manifest.yaml"))
        for name, count in self.ids.items():
            if count > 1:
                message = f"document {printable(name)!r} stands {count} times"
                yield Finding("manifest-mismatch", message, place)
        run, knowledge = self.context.run, self.context.knowledge
        if run is None:
            return
        kept = self.context.tree / CODEBOOK
        if kept.is_file() and file_digest(kept, knowledge.limits.max_bytes) != run.codebook:
            message = "is not the codebook of the run: its hash is not the one in the manifest"
            yield Finding("manifest-mismatch", message, Place(str(kept)))
        pairs = (
            ("version of ruscorpus", run.version, __version__),
            ("configuration", run.configuration, knowledge.config_sha256),
            ("codebook", run.codebook, knowledge.codebook_sha256),
        )
        for what, then, now in pairs:
            if then != now:
                message = f"made with another {what} ({then[:12]}) than the one in use ({now[:12]})"
                hint = "run `ruscorpus analyze` again, or name what it was made with: --config, --codebook"
                yield Finding("results-outdated", message, place, hint)


CHECK = Check(
    "manifest",
    {"manifest-mismatch": "error", "document-failed": "warning", "results-outdated": "warning"},
    _Manifest,
)
