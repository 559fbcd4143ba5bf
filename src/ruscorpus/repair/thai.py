"""Thai damage that takes the language to undo: displaced marks, glyph codes, split words.

The document is profiled, its codes deciphered, its rates of displacement and of spurious spaces counted in
a first decoding of the lines that show damage; then every line is decoded twice, once as if its marks were
in place and once as if they were displaced, and the better reading taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus.repair.cells import STRETCH, Cells, parse, place
from ruscorpus.repair.channel import Channel, Tally, is_code
from ruscorpus.repair.decode import Decoded, Decoder
from ruscorpus.repair.glyphs import EMPTY, Cipher, decipher
from ruscorpus.repair.lexicon import thai_lexicon
from ruscorpus.repair.profile import has_evidence, profile
from ruscorpus.repair.writing import stretch_edits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ruscorpus.offsets import Edit
    from ruscorpus.repair.lexicon import Lexicon

_LINE = re.compile(r"[^\r\n]+")
_SAMPLE = 200  # lines with evidence that the rates are counted on
_SWITCH = 4.0  # nats that a displaced reading of a line must win by
_SWITCH_SPARSE = 12.0  # where the document as a whole looks sound
_FEW = 4
_SPARSE = 1 / 1500  # pieces of evidence a character
_NEUTRAL = Channel(
    default_late=0.5,
    dropped_ring_at_space=2.0,
    space={"mark": 2.0, "low": 1.5, "plain": 6.0, "vowel": 0.0, "lead": 0.0, "spaced": 2.0},
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known about the damage of one document before its lines are decoded."""

    cipher: Cipher
    in_place: Decoder
    displaced: Decoder
    dropped: frozenset[str]
    """Kinds of places where a space between words, too, is spurious."""
    sparse: bool
    """Whether the evidence is too thin for lines that show none themselves to be touched."""


def thai_edits(text: str, words: Iterable[str] = ()) -> tuple[Edit, ...]:
    """Return the edits that undo the Thai damage of *text*; none where there is no evidence of any."""
    evidence = profile(text)
    if evidence.clean:
        return ()
    lexicon = thai_lexicon(frozenset(words))
    sparse = evidence.rate(text) < _SPARSE or evidence.impossible + evidence.foreign < _FEW
    cipher = EMPTY if sparse and evidence.foreign < _FEW else decipher(text, lexicon, _NEUTRAL)
    plan = _plan(text, cipher, lexicon, sparse)
    return tuple(_edits(text, plan))


def _plan(text: str, cipher: Cipher, lexicon: Lexicon, sparse: bool) -> Plan:
    encoded = cipher.encode(text)
    space = dict(_NEUTRAL.space)
    space.update({f"before {code}": 1.0 for code in cipher.codes})
    neutral = Channel(
        default_late=0.5,
        dropped_ring_at_space=_NEUTRAL.dropped_ring_at_space,
        space=space,
        emission=cipher.emission,
        literal=cipher.literal,
    )
    in_place = Decoder([lexicon], neutral, displaced=False)
    displaced = Decoder([lexicon], neutral)
    tally = Tally()
    sampled = 0
    for match in _LINE.finditer(encoded):
        line = match.group()
        if not (has_evidence(line) or any(code in line for code in cipher.codes)):
            continue
        sampled += 1
        if sampled > _SAMPLE:
            break
        stretches = [parse(one.group()) for one in STRETCH.finditer(line)]
        straight = [in_place.decode(cells) for cells in stretches]
        shifted = [displaced.decode(cells) for cells in stretches]
        if sum(d.cost for d in shifted) + _SWITCH < sum(d.cost for d in straight):
            for cells, decoded in zip(stretches, shifted, strict=True):
                _count_marks(cells, decoded, tally)
                _count_spaces(cells, decoded, tally)
        else:
            for cells, decoded in zip(stretches, straight, strict=True):
                _count_spaces(cells, decoded, tally)
    return _plan_from(tally, cipher, neutral, lexicon, sparse)


def _plan_from(tally: Tally, cipher: Cipher, neutral: Channel, lexicon: Lexicon, sparse: bool) -> Plan:
    space: dict[str, float] = {}
    dropped = set()
    for kind in sorted({*neutral.space, *tally.spaces_inside, *tally.spaces_between}):
        inside, between = tally.spaces_inside.get(kind, 0.0), tally.spaces_between.get(kind, 0.0)
        base = neutral.space.get(kind, 60.0)
        if inside >= 3:
            space[kind] = min(base, 8.0 * between / (inside + between)) if kind != "plain" else base
        else:
            space[kind] = base
        if inside >= 3 and between and 0.6 * inside / between > 0.5 and kind != "plain":
            dropped.add(kind)
    learnt = Channel(
        late=tally.late_rates(0.5, 2.0),
        default_late=0.5,
        dropped_ring_at_space=neutral.dropped_ring_at_space,
        space=space,
        emission=neutral.emission,
        literal=neutral.literal,
    )
    return Plan(
        cipher,
        Decoder([lexicon], learnt, displaced=False),
        Decoder([lexicon], learnt),
        frozenset(dropped),
        sparse,
    )


def _count_marks(cells: Cells, decoded: Decoded, tally: Tally) -> None:
    for start, end, known in decoded.words:
        if not known:
            continue
        for index in range(start, end):
            found = cells.marks[index]
            for mark in decoded.marks[index]:
                if is_code(mark):
                    continue
                table = tally.in_place if mark in found else tally.late
                if mark in found or not any(is_code(c) for c in found):
                    table[cells.bases[index], mark] += 1


def _count_spaces(cells: Cells, decoded: Decoded, tally: Tally) -> None:
    for start, end, known in decoded.words:
        for index in range(start, end):
            if cells.gaps[index] and index + 1 < len(cells.bases):
                inside = known and index + 1 < end
                (tally.spaces_inside if inside else tally.spaces_between)[place(cells, index)] += 1


def _edits(text: str, plan: Plan) -> Iterator[Edit]:
    encoded = plan.cipher.encode(text)
    switch = _SWITCH_SPARSE if plan.sparse else _SWITCH
    for match in _LINE.finditer(encoded):
        line = match.group()
        if plan.sparse and not (has_evidence(line) or any(code in line for code in plan.cipher.codes)):
            continue
        stretches = [(one.start() + match.start(), parse(one.group())) for one in STRETCH.finditer(line)]
        if not stretches:
            continue
        straight = [plan.in_place.decode(cells) for _, cells in stretches]
        better = False
        shifted = straight
        if any(decoded.unknown for decoded in straight):
            shifted = [plan.displaced.decode(cells) for _, cells in stretches]
            better = sum(d.cost for d in shifted) + switch < sum(d.cost for d in straight)
        for (offset, cells), decoded in zip(stretches, shifted if better else straight, strict=True):
            yield from stretch_edits(text, offset, cells, decoded, plan.dropped, not plan.sparse)
