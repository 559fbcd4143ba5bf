"""``corpus.yaml`` says what its documents say: the same counts, matrices and timelines come out again."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from ruscorpus.check.check import Check, Inspector
from ruscorpus.check.findings import Finding, Place
from ruscorpus.check.reading import Faults, UnreadableError, read_yaml
from ruscorpus.check.shape import CorpusShape
from ruscorpus.problems import printable
from ruscorpus.report.corpus import CorpusAnalysis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.check.context import Context
    from ruscorpus.check.subject import Subject

PARTS = ("totals", "documents", "codes", "code_year", "code_dyad", "code_document", "dyads")
"""What does not hang on which codes a run was asked for, nor on what the codebook's reports show."""
_TOLD = 5


class _Corpus(Inspector):
    def __init__(self, context: Context) -> None:
        self.context = context
        self.corpus = CorpusAnalysis(context.knowledge.codebook, context.knowledge.ontology)
        self.sound = True
        self.seen: set[str] = set()

    def document(self, subject: Subject) -> Iterator[Finding]:
        if subject.id in self.seen:
            return
        self.seen.add(subject.id)
        self.corpus.add_row(subject.row)
        analysis = subject.analysis
        if analysis is not None:
            if analysis.document.id == subject.id and not any(
                subject.faults.findings() if subject.faults else ()
            ):
                self.corpus.add(analysis)
            else:
                self.sound = False
        elif subject.analysed:
            self.sound = False
        yield from ()

    def conclude(self) -> Iterator[Finding]:
        path = self.context.tree / "corpus.yaml"
        try:
            parsed = read_yaml(path, self.context.tree)
        except UnreadableError as error:
            if error.finding.slug != "file-missing":  # told as a missing file already
                yield error.finding
            return
        faults = Faults(CorpusShape, parsed, path)
        yield from faults.findings()
        if not faults.sound("totals") or not self.sound:
            return  # faults of documents are told where they are
        expected = self.corpus.to_data()
        for part in PARTS:
            differences = _differences(expected[part], parsed.data.get(part), (part,))
            for at, message in islice(differences, _TOLD):
                place = Place(str(path), *parsed.place(at))
                yield Finding("corpus-mismatch", message, place, "run `ruscorpus analyze` again")


def _differences(
    expected: Any,  # noqa: ANN401 - plain data of any shape
    found: Any,  # noqa: ANN401
    at: tuple[str | int, ...],
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield where two pieces of plain data differ."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in [*expected, *(key for key in found if key not in expected)]:
            yield from _differences(expected.get(key), found.get(key), (*at, key))
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for index, (a, b) in enumerate(zip(expected, found, strict=True)):
            yield from _differences(a, b, (*at, index))
    elif expected != found:
        name = ".".join(str(part) for part in at)
        yield at, f"{name} is {_shown(found)}; the documents give {_shown(expected)}"


def _shown(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, list | dict):
        return f"{len(value)} items"
    return "nothing" if value is None else printable(str(value), 60)


CHECK = Check("corpus", {"corpus-mismatch": "error"}, _Corpus)
