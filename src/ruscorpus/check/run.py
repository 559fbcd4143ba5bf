"""A validation: every document once through every check, each fenced off from faults of the others."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from ruscorpus.check.baseline import Baseline, KnownDocument, known
from ruscorpus.check.context import Context
from ruscorpus.check.findings import Finding, Place, Report
from ruscorpus.check.grading import Grader
from ruscorpus.check.reading import Faults, UnreadableError, read_yaml
from ruscorpus.check.rules.table import CHECKS
from ruscorpus.check.shape import ManifestShape
from ruscorpus.check.stored import StoredSubject
from ruscorpus.check.subject import Subject
from ruscorpus.problems import Problem, RuscorpusError, UsageError, printable
from ruscorpus.report.database import DatabaseTree, open_tree
from ruscorpus.report.manifest import ManifestRow, RunInfo

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from ruscorpus.check.check import Check, Inspector
    from ruscorpus.config.validate import ValidateConfig
    from ruscorpus.knowledge import Knowledge
    from ruscorpus.report.tree import ResultTree

_MAX_NAME_BYTES = 255


@dataclass(frozen=True, slots=True)
class Question:
    """What a validation is asked: which tree, and what it is held against.

    ``remember`` asks for what a baseline of the tree would hold too.
    """

    tree: Path
    root: Path
    knowledge: Knowledge
    settings: ValidateConfig
    today: date
    gold: Path | None = None
    baseline: Baseline | None = None
    remember: bool = False


@dataclass(slots=True)
class Answer:
    """The report, and, where it was asked for, what a baseline of the tree would hold."""

    report: Report
    run: RunInfo | None
    known: dict[str, KnownDocument] = field(default_factory=dict)


def validate(question: Question, checks: Sequence[Check] = CHECKS) -> Answer:
    """Take the documents of a tree through *checks*.

    Raises ``UsageError`` where there is no tree that can be read or no gold data, and for severities of
    unknown slugs.
    """
    report = Grader(question.settings, str(question.tree))
    rows, run = _manifest(question.tree, report)
    database = open_tree(question.tree) if run is not None and run.format != "files" else None
    ids = tuple(row.id for row in rows if row.analysed)
    context = Context(
        question.tree,
        question.root,
        question.knowledge,
        question.settings,
        question.today,
        ids,
        run,
        question.gold,
        question.baseline,
    )
    answer = Answer(report.report, run)
    inspectors = _started(context, checks, report)
    for row in rows:
        subject = _subject(row, question.tree, database)
        report.report.documents += subject.analysed
        for name, inspector in inspectors:
            report.take(name, row.id, partial(inspector.document, subject))
        if question.remember and subject.analysed and (entry := known(subject)) is not None:
            answer.known[row.id] = entry
    for name, inspector in inspectors:
        report.take(name, "", inspector.conclude)
        report.measured(name, inspector)
    report.report.findings.sort(key=lambda finding: finding.order)
    return answer


def _subject(row: ManifestRow, tree: Path, database: ResultTree | None) -> Subject:
    if isinstance(database, DatabaseTree):
        return StoredSubject(row, tree, results=database)
    return Subject(row, tree)


def _started(context: Context, checks: Sequence[Check], report: Grader) -> list[tuple[str, Inspector]]:
    started = []
    for check in checks:
        if all(report.graded(slug) == "off" for slug in check.slugs):
            continue
        try:
            started.append((check.name, check.start(context)))
        except RuscorpusError:
            raise
        except Exception as error:
            report.crash(check.name, "", error)
    return started


def _manifest(tree: Path, report: Grader) -> tuple[list[ManifestRow], RunInfo | None]:
    """Return the rows of the manifest that can be used; what is wrong with it is told to *report*."""
    path = tree / "manifest.yaml"
    try:
        parsed = read_yaml(path, tree)
    except UnreadableError as error:
        if error.finding.slug == "file-missing":
            hint = "name a folder that `ruscorpus analyze … -o` wrote"
            raise UsageError(
                Problem("not-results", "holds no manifest.yaml", str(tree), hint=hint)
            ) from error
        report.add(error.finding)
        return _rows_of_folder(tree), None
    faults = Faults(ManifestShape, parsed, path)
    for finding in faults.findings():
        report.add(finding)
    if not isinstance(parsed.data, dict) or not faults.sound("schema"):
        return _rows_of_folder(tree), None
    run = RunInfo.from_data(parsed.data["run"]) if faults.sound("run") else None
    rows = []
    listed = parsed.data.get("documents")
    for index, row in enumerate(listed if isinstance(listed, list) else []):
        if not faults.sound("documents", index):
            continue
        message = _unsafe(row["id"])
        if message:
            place = Place(str(path), *parsed.place(("documents", index, "id")))
            hint = "nothing was read there; run `ruscorpus analyze` again"
            report.add(Finding("id-unsafe", f"{printable(row['id'])!r} {message}", place, hint))
        else:
            rows.append(ManifestRow.from_data(row))
    return rows, run


def _rows_of_folder(tree: Path) -> list[ManifestRow]:
    """Return a row for every document that has results, where no manifest tells."""
    folder = tree / "documents"
    found = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    return [ManifestRow(path.stem, "", "", "ok") for path in found]


def _unsafe(id_: str) -> str:
    """Return why an id cannot be the name of a file in the tree; "" for one that can."""
    if "/" in id_ or "\\" in id_ or "\0" in id_ or id_ in ("", ".", ".."):
        return "is no name of a document: it would lead out of the folder"
    if len(id_.encode("utf-8", "surrogatepass")) > _MAX_NAME_BYTES:
        return "is too long for the name of a file"
    return ""
