"""How the edits of a repair are shown: columns for programs, laid out to the terminal for people."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus.problems import counted, printable
from ruscorpus.report.shorten import width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruscorpus.model import Document
    from ruscorpus.offsets import Edit

_CONTEXT = 12  # characters to either side, where there is no width to fill
_LONGEST = 60  # characters of a change that are shown
_NARROW = 44  # columns that a change needs beside its place, rule and confidence
_GUESSED = 0.8  # edits of a lower confidence are guesses
_BREAKS = "\r\n"


@dataclass(frozen=True, slots=True)
class Shown:
    """One edit as it is shown: place, rule, confidence, and the change between its surroundings.

    Old and new begin with a letter and end before one, so that no mark hangs on a bracket.
    """

    place: str
    rule: str
    confidence: str
    before: str
    old: str
    new: str
    after: str

    def change(self, room: int | None = None) -> str:
        """Write the change, its surroundings cut to *room* columns in all, or to a few characters."""
        change = f"[{_cut(self.old)}→{_cut(self.new)}]"
        side = _CONTEXT if room is None else max(0, (room - width(change)) // 2)
        before = self.before[-side:] if side else ""
        after = self.after[:side]
        return printable(f"{before}{change}{after}", 2000)


def shown(document: Document) -> Iterator[Shown]:
    """Yield the edits of *document* in their order."""
    from ruscorpus.offsets import LineIndex  # noqa: PLC0415 - heavy

    raw, lines = document.raw, LineIndex(document.raw)
    for edit in document.edits:
        line = lines.line_of(edit.at.start)
        first = lines.starts[line - 1]
        start, end, new = _whole_letters(raw, edit, first)
        yield Shown(
            f"{line}:{edit.at.start - first + 1}",
            edit.rule,
            f"{edit.confidence:.2f}",
            raw[max(first, start - 200) : start],
            raw[start:end],
            new,
            _first_line(raw[end : end + 200]),
        )


def as_columns(document: Document) -> Iterator[str]:
    """Yield a line for each edit: ``line:column``, rule, confidence and change, with tabs between them."""
    for one in shown(document):
        yield "\t".join((one.place, one.rule, one.confidence, one.change()))


def laid_out(document: Document, columns: int) -> Iterator[str]:
    """Yield the edits for a terminal of so many *columns*: one line each where that is wide, else two."""
    edits = list(shown(document))
    places = max((len(one.place) for one in edits), default=0)
    rules = max((len(one.rule) for one in edits), default=0)
    room = columns - places - rules - len("  0.98  ") - 2
    for one in edits:
        if room >= _NARROW:
            yield f"{one.place:<{places}}  {one.rule:<{rules}}  {one.confidence}  {one.change(room)}"
        else:
            yield f"{one.place}  {one.rule}  {one.confidence}"
            yield f"    {one.change(columns - 4)}"


def summary(document: Document) -> str:
    """Say in one line what was done to *document*, by rule."""
    edits = document.edits
    lost = document.unrecoverable
    stay = f"; {counted(lost, 'character')} {'stays' if lost == 1 else 'stay'} lost (U+FFFD)" if lost else ""
    if not edits:
        return f"no edits{stay}"
    rules = Counter(rule for edit in edits for rule in edit.rule.split("+"))
    named = ", ".join(f"{rule} {count}" for rule, count in rules.most_common())
    doubtful = sum(edit.confidence < _GUESSED for edit in edits)
    guesses = f"; {doubtful} of confidence below {_GUESSED}" if doubtful else ""
    return f"{counted(len(edits), 'edit')}: {named}{guesses}{stay}"


def _whole_letters(raw: str, edit: Edit, first: int) -> tuple[int, int, str]:
    """Widen an edit to begin with the letter that its marks stand on and to end with all of them."""
    start, end = edit.at
    new = edit.new
    while start > first and (_is_mark(raw[start : start + 1]) or _is_mark(new[:1]) or not new):
        start -= 1
        new = raw[start] + new
        if not (_is_mark(raw[start]) or _is_mark(new[:1])):
            break
    while end < len(raw) and _is_mark(raw[end]):
        new += raw[end]
        end += 1
    return start, end, new


def _is_mark(char: str) -> bool:
    return char != "" and (unicodedata.category(char) == "Mn" or char == "\u0e33")


def _first_line(text: str) -> str:
    for position, char in enumerate(text):
        if char in _BREAKS:
            return text[:position]
    return text


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]}…{text[-_LONGEST // 2 :]}"
