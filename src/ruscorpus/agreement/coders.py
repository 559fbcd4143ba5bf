"""What coders coded, whatever they coded it with: passages of texts under codes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ruscorpus.agreement.matching import BareText
from ruscorpus.offsets import first_difference
from ruscorpus.problems import Problem, UsageError, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruscorpus.offsets import Span


class CodedSpan(NamedTuple):
    """One code on one passage of a document's text."""

    span: Span
    code: str


class Coder(Protocol):
    """Somebody's codings. ``documents`` are all that were read, those too in which nothing was coded."""

    @property
    def name(self) -> str:
        """What reports call the coder."""
        ...

    @property
    def documents(self) -> Sequence[str]:
        """The documents that the coder read."""
        ...

    def text(self, document: str) -> str | None:
        """Return the text of a document as the coder had it; None where it does not come along."""
        ...

    def codings(self, document: str, text: str) -> Sequence[CodedSpan]:
        """Return the codings of a document; *text* is its text, the coder's own where there is one."""
        ...


@dataclass(frozen=True, slots=True)
class Common:
    """A document that all coders read: its id with the first of them, its text, the codings of each in it."""

    id: str
    text: str
    codings: tuple[tuple[CodedSpan, ...], ...]


def common_documents(coders: Sequence[Coder], texts: Coder | None = None) -> Iterator[Common]:
    """Yield the documents that all *coders* read, with all codings carried over to one text.

    *texts* brings the texts that no coder has. Documents are the same when their ids are, or the last parts
    of their ids (``a__b.txt`` and ``b.txt``), with or without extension, where only one can be meant. Texts
    may differ in white space; where they differ otherwise, ``UsageError`` says from where on.
    """
    for document, names in shared_names(coders).items():
        own = [coder.text(name) for coder, name in zip(coders, names, strict=True)]
        base = next((text for text in own if text is not None), None)
        if base is None and texts is not None:
            base = _from_texts(texts, document)
        if base is None:
            hint = "name the folder that holds it: --texts"
            raise UsageError(Problem("texts-absent", "no coder brings its text along", document, hint=hint))
        codings = tuple(
            _carried(coder, document, name, text, base)
            for coder, name, text in zip(coders, names, own, strict=True)
        )
        yield Common(document, base, codings)


def shared_names(coders: Sequence[Coder]) -> dict[str, list[str]]:
    """Return the documents that all coders read, by the id of the first, with the id that each has for it."""
    others = [_Names(coder.documents) for coder in coders[1:]]
    shared = {}
    for document in sorted(coders[0].documents):
        names = [names.find(document) for names in others]
        if all(name is not None for name in names):
            shared[document] = [document, *(name for name in names if name is not None)]
    return shared


class _Names:
    """The documents of a coder by every name under which another may know them."""

    def __init__(self, documents: Sequence[str]) -> None:
        self._exact = set(documents)
        self._by_part: dict[str, list[str]] = defaultdict(list)
        for document in documents:
            for part in _parts(document):
                self._by_part[part].append(document)

    def find(self, document: str) -> str | None:
        if document in self._exact:
            return document
        for part in _parts(document):
            if len(self._by_part.get(part, ())) == 1:
                return self._by_part[part][0]
        return None


def _parts(document: str) -> tuple[str, ...]:
    last = document.replace("/", "__").rsplit("__", 1)[-1]
    stem = last.rpartition(".")[0] or last
    return tuple(dict.fromkeys((last, stem)))


def _from_texts(texts: Coder, document: str) -> str | None:
    name = _Names(texts.documents).find(document)
    return texts.text(name) if name is not None else None


def _carried(coder: Coder, document: str, name: str, own: str | None, base: str) -> tuple[CodedSpan, ...]:
    """Return the codings of one coder in the coordinates of *base*."""
    text = base if own is None else own
    codings = coder.codings(name, text)
    for span, code in codings:
        if not 0 <= span.start < span.end <= len(text):
            message = f"{coder.name}: {list(span)} ({printable(code, 60)}) is no passage of its text"
            hint = (
                "positions count code points of the text from 0; the end is the first one behind the passage"
            )
            raise UsageError(Problem("coding-outside", message, document, hint=hint))
    if text == base:
        return tuple(sorted(codings))
    mine, theirs = BareText(text), BareText(base)
    if mine.bare != theirs.bare:
        raise UsageError(_different(coder, document, mine, theirs))
    return tuple(sorted(CodedSpan(theirs.original(mine.span(span)), code) for span, code in codings))


def _different(coder: Coder, document: str, mine: BareText, theirs: BareText) -> Problem:
    at = first_difference(mine.bare, theirs.bare)
    here, there = (printable(text.bare[at : at + 20]) or "its end" for text in (mine, theirs))
    message = (
        f"{coder.name} coded another text of it: “{here}” where the first coder has “{there}” "
        f"(character {at:,}, white space aside)"
    )
    return Problem("texts-differ", message, document, hint="codings of different texts cannot be compared")
