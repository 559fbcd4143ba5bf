"""Thai damage that takes the language to undo: displaced marks, glyph codes, split words.

The document is profiled, its codes deciphered, its rates of displacement and of spurious spaces counted in
a first decoding of the lines that show damage; then every line is decoded twice, once as if its marks were
in place and once as if they were displaced, and the better reading taken.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ruscorpus.repair.cells import STRETCH, Cells, parse, place
from ruscorpus.repair.channel import Channel, Tally
from ruscorpus.repair.decode import Decoded, Decoder, untouched
from ruscorpus.repair.glyphs import EMPTY, Cipher, decipher
from ruscorpus.repair.lexicon import thai_lexicon
from ruscorpus.repair.names import RARE, names
from ruscorpus.repair.profile import Profile, displaced_cells, has_evidence, profile
from ruscorpus.repair.writing import LETTER_SPACED, is_letter_spaced, letter_spacing_edits, stretch_edits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ruscorpus.offsets import Edit
    from ruscorpus.repair.lexicon import Lexicon, Matches

_LINE = re.compile(r"[^\r\n]+")
_SAMPLE = 80  # lines with evidence that the rates are counted on
_HEARD = 2  # times that a name must stand in sound lines
_SWITCH = 4.0  # nats that a displaced reading of a line must win by
_SWITCH_SPARSE = 12.0  # where the document as a whole looks sound
_THROUGHOUT = 1 / 100  # impossible cells a character in a text most of whose lines are displaced
_ENDS = 0.6  # words that end at such a place, for one letter that does not
_NEVER_DROPPED = frozenset({"plain", "wide"})
_REAL = 8.0  # what it takes to doubt a space, where the document gives no cause to
_NEUTRAL = Channel(
    default_late=0.5,
    dropped_ring_at_space=-4.5,
    space={"mark": _REAL, "low": _REAL, "plain": _REAL, "vowel": 5.0, "lead": 0.0, "spaced": 1.0},
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known about the damage of one document before its lines are decoded."""

    cipher: Cipher
    in_place: Decoder
    displaced: Decoder
    dropped: tuple[frozenset[str], frozenset[str]]
    """Kinds of places where a space between words, too, is spurious: in place, displaced."""
    sparse: bool
    """Whether the evidence is too thin for lines that show none themselves to be touched."""
    shifts: bool
    """Whether there is any evidence of displacement."""
    guess: bool
    """Whether displacement is so common that letters outside words may have their marks moved, too."""
    throughout: bool
    """Whether most lines are displaced."""


def thai_edits(text: str, words: Iterable[str] = ()) -> tuple[Edit, ...]:
    """Return the edits that undo the Thai damage of *text*; none where there is no evidence of any."""
    evidence = profile(text)
    if evidence.clean:
        return ()
    lexicon = thai_lexicon(frozenset(words))
    cipher = EMPTY
    if evidence.is_coded(len(text)) or not evidence.is_sparse(len(text)):
        cipher = decipher(text, lexicon, _NEUTRAL, displaced=evidence.displaced > 0)
    plan = _plan(text, cipher, lexicon, evidence)
    return tuple(sorted(_edits(text, plan), key=lambda edit: edit.at))


def _plan(text: str, cipher: Cipher, lexicon: Lexicon, evidence: Profile) -> Plan:
    """Count, in a first decoding with neutral rates, what the channel does in this document."""
    encoded = cipher.encode(text)
    space = dict(_NEUTRAL.space)
    space.update({f"before {code}": 1.0 for code in cipher.codes})
    if evidence.low_space:
        space["low"] = 2.0
    neutral = replace(_NEUTRAL, space=space, emission=cipher.emission, literal=cipher.literal)
    plan = Plan(
        cipher,
        Decoder(lexicon, replace(neutral, default_late=0.0), displaced=False),
        Decoder(lexicon, neutral),
        (frozenset(), frozenset()),
        evidence.is_sparse(len(text)),
        evidence.displaced > 0,
        evidence.is_displaced(len(text)),
        evidence.displaced > len(text) * _THROUGHOUT,
    )
    straight_tally, shifted_tally = Tally(), Tally()
    for line in _sample(text, encoded, evidence):
        stretches = [parse(one.group()) for one in STRETCH.finditer(line)]
        decoded, better = _best(plan, line, stretches)
        tally = shifted_tally if better else straight_tally
        for cells, one in zip(stretches, decoded, strict=True):
            _count_spaces(cells, one, tally)
            if better:
                _count_marks(cells, one, tally, cipher.meaning)
    straight_space, straight_dropped = _space_rates(straight_tally, neutral)
    shifted_space, shifted_dropped = _space_rates(shifted_tally, neutral)
    learnt = replace(neutral, late=shifted_tally.late_rates(0.5, 2.0), space=shifted_space)
    return replace(
        plan,
        in_place=Decoder(lexicon, replace(neutral, default_late=0.0, space=straight_space), displaced=False),
        displaced=Decoder(lexicon, learnt),
        dropped=(straight_dropped | cipher.spaces, shifted_dropped | cipher.spaces),
    )


def _sample(text: str, encoded: str, evidence: Profile) -> Iterator[str]:
    """Yield the first lines that show damage of their own."""
    sampled = 0
    for match in _LINE.finditer(encoded):
        line = match.group()
        if evidence.low_space or has_evidence(line) or line != text[match.start() : match.end()]:
            yield line
            sampled += 1
            if sampled == _SAMPLE:
                return


def _space_rates(tally: Tally, neutral: Channel) -> tuple[dict[str, float], frozenset[str]]:
    """Return what a space inside a word costs, by kind of place, and where spaces go between words too.

    Where a kind of place has spaces inside words that nothing else explains, its spaces between words are
    doubtful in the proportion in which words end there.
    """
    space: dict[str, float] = {}
    dropped = set()
    for kind in sorted({*neutral.space, *tally.spaces_inside, *tally.spaces_between}):
        inside, between = tally.spaces_inside.get(kind, 0.0), tally.spaces_between.get(kind, 0.0)
        space[kind] = neutral.space_cost(kind)
        if kind in _NEVER_DROPPED or inside < 3:
            continue
        share = inside / (inside + between)
        space[kind] = min(space[kind], 1.0 - math.log(share))
        if _ENDS * inside > between / 2:
            dropped.add(kind)
    return space, frozenset(dropped)


def _cost(decoded: Iterable[Decoded]) -> float:
    return sum(one.cost for one in decoded)


def _count_marks(cells: Cells, decoded: Decoded, tally: Tally, meaning: Mapping[str, str]) -> None:
    """Count, for the letters of known words, which marks were found in place and which late."""
    read = ["".join(meaning.get(mark, mark) for mark in marks) for marks in cells.marks]
    for start, end, known in decoded.words:
        if not known:
            continue
        for index in range(start, end):
            for mark in decoded.marks[index]:
                if mark in read[index]:
                    tally.in_place[cells.bases[index], mark] += 1
                elif index + 1 < len(read) and mark in read[index + 1]:
                    tally.late[cells.bases[index], mark] += 1


def _count_spaces(cells: Cells, decoded: Decoded, tally: Tally) -> None:
    for start, end, known in decoded.words:
        for index in range(start, end):
            if cells.gaps[index] and index + 1 < len(cells.bases):
                kind = place(cells, index)
                if any(cells.spaced) and kind != "spaced":
                    continue  # the ragged edge of a letter-spaced run says nothing of other lines
                inside = known and index + 1 < end
                (tally.spaces_inside if inside else tally.spaces_between)[kind] += 1


def _edits(text: str, plan: Plan) -> Iterator[Edit]:
    """Yield the edits of all lines; the plainly displaced ones come last, when the others have been heard."""
    encoded = plan.cipher.encode(text)
    displaced: list[re.Match[str]] = []
    heard: Counter[str] = Counter()
    for match in _LINE.finditer(encoded):
        line = match.group()
        if plan.sparse and line == text[match.start() : match.end()] and not has_evidence(line):
            continue
        if plan.guess and _is_displaced(line):
            displaced.append(match)
        else:
            yield from _line(text, match, plan, heard)
    known = {name for name, count in heard.items() if count >= _HEARD}
    plan = replace(plan, displaced=plan.displaced.with_words(known))
    for match in displaced:
        yield from _line(text, match, plan)


def _line(text: str, match: re.Match[str], plan: Plan, heard: Counter[str] | None = None) -> Iterator[Edit]:
    """Yield the edits of one line; count in *heard* the names that it shows undamaged."""
    line = match.group()
    stretches = [(one.start() + match.start(), parse(one.group())) for one in STRETCH.finditer(line)]
    decoded, better = _best(plan, line, [cells for _, cells in stretches])
    found: list[Edit] = []
    both = list(zip(stretches, decoded, strict=True))
    spaced = any(True in cells.spaced and one.readable for (_, cells), one in both)
    whole = spaced and is_letter_spaced(line)
    dropped = plan.dropped[better] | {LETTER_SPACED} if whole else plan.dropped[better]
    for (offset, cells), one in both:
        found += stretch_edits(text, offset, cells, one, dropped, plan.guess)
        if plan.guess and not better and heard is not None:
            heard.update(names(cells, one))
    if spaced:
        found += letter_spacing_edits(line, match.start(), whole)
    yield from found


def _is_displaced(line: str) -> bool:
    """Tell whether *line* holds a cell that only displacement explains."""
    return any(" " not in cell for cell in displaced_cells(line))


def _best(plan: Plan, line: str, stretches: list[Cells]) -> tuple[list[Decoded], bool]:
    """Decode a line as if its marks were in place and, where that leaves doubts, as if displaced.

    Return the better reading and whether it is the displaced one. An impossible cell leaves no doubt where
    marks are displaced; without one, and in a text that is sound for the most part, it takes a word to show
    that a mark is late: a name that nobody knows looks as well one way as another.
    """
    matches = [plan.displaced.lexicon.matches(cells.bases) for cells in stretches]
    both = list(zip(stretches, matches, strict=True))
    impossible = _is_displaced(line)
    if plan.guess and impossible:
        return [_decode(plan.displaced, *one) for one in both], True
    straight = [_decode(plan.in_place, *one) for one in both]
    if not (plan.shifts and any(decoded.unknown for decoded in straight)):
        return straight, False
    shifted = [_decode(plan.displaced, *one) for one in both]
    if not (impossible or plan.throughout or any(map(_moves_in_words, stretches, shifted))):
        return straight, False
    if _cost(shifted) + (_SWITCH if plan.guess else _SWITCH_SPARSE) < _cost(straight):
        return shifted, True
    return straight, False


def _moves_in_words(cells: Cells, decoded: Decoded) -> bool:
    """Tell whether a mark moves within a word that is in use, and not only within what may be a name."""
    moved = [found != true for found, true in zip(cells.marks, decoded.marks, strict=True)]
    return any(
        known and cost < RARE and True in moved[start:end]
        for (start, end, known), cost in zip(decoded.words, decoded.costs, strict=False)
    )


def _decode(decoder: Decoder, cells: Cells, matches: Matches) -> Decoded:
    """Decode a stretch; one whose spaced letters make no words (a list of letters) is left as it is."""
    decoded = decoder.decode(cells, matches)
    if any(cells.spaced):
        inside = sum(sum(cells.spaced[start : end - 1]) for start, end, known in decoded.words if known)
        if inside * 2 < sum(cells.spaced[:-1]):
            return untouched(cells)
    return decoded
