"""How a word, or a letter that no word accounts for, fits what was found: every way, with its cost."""

from __future__ import annotations

from itertools import combinations, permutations
from typing import TYPE_CHECKING, NamedTuple

from ruscorpus.repair.alphabet import (
    CODE_BIT,
    CONSONANTS,
    LEGAL_MARKS,
    NIKHAHIT,
    SARA_AA,
    THANTHAKHAT,
    bits,
    in_order,
)
from ruscorpus.repair.channel import FIRST_CODE_CHAR, NEVER, is_code
from ruscorpus.repair.lexicon import UNKNOWN_CELL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruscorpus.repair.cells import Cells
    from ruscorpus.repair.channel import Channel
    from ruscorpus.repair.lexicon import Lexicon, Variant

_ORPHAN = 18.0  # a mark that no letter can have borne
_DOUBLED = 6.0  # a mark written twice, by whoever wrote it; it stays
_RING = bits(NIKHAHIT)  # may be lost altogether

Readings = tuple[tuple[str, str], ...]


class Step(NamedTuple):
    """One word (or unknown letter) of a path.

    ``marks`` are the true marks of its letters, ``owed`` those of them that are still to be found, on the
    next letter; ``readings`` the codes met and what each was read as (itself, if it stays).
    """

    cost: float
    owed: str
    marks: tuple[str, ...]
    readings: Readings = ()


Steps = tuple[Step, ...]


class Settled(NamedTuple):
    """One letter of a word accounted for."""

    cost: float
    owed: str
    written: str
    literal: str
    readings: Readings


class Fitter:
    """Fits words and letters to marks as one channel delivers them. Remembers what it worked out."""

    def __init__(self, lexicon: Lexicon, channel: Channel, displaced: bool) -> None:
        self._lexicon = lexicon
        self._channel = channel
        self._displaced = displaced
        self._letters: dict[tuple[str, str, str, str, str], Steps] = {}
        self._in_place: dict[tuple[str, str], float] = {}
        self._late: dict[tuple[str, str], float] = {}
        self._reads = {code: bits("".join(table)) for code, table in channel.emission.items()}

    def word(self, variants: Sequence[Variant], cells: Cells, start: int, end: int, owed: str) -> Steps:
        """Return the ways in which one of *variants* fits cells *start* to *end*.

        They are the cheapest for each set of marks owed at the end; *owed* are those owed at the start.
        """
        found, coming = 0, bits(owed)
        for some in cells.bits[start:end]:
            found |= some
        most = NEVER
        read = found | _RING
        if found & CODE_BIT:
            found &= ~CODE_BIT
            codes = [mark for marks in cells.marks[start:end] for mark in marks if is_code(mark)]
            most = len(codes)
            for code in codes:
                read |= self._reads.get(code, 0)
        best: dict[str, Step] = {}
        for variant in variants:
            # Most words fail here: marks that they do not have are there, or some that they have are not.
            if found & ~(variant[2] | coming) or variant[3] & ~read:
                continue
            if (variant[3] & ~(found | _RING)).bit_count() > most:
                continue
            step = self._thread(variant, cells, start, owed)
            if step is not None and (step[1] not in best or step[0] < best[step[1]][0]):
                best[step[1]] = step
        return tuple(best.values())

    def _thread(self, variant: Variant, cells: Cells, start: int, owed: str) -> Step | None:
        """Walk along a word's letters, paying for each mark found in place, late, or dropped."""
        true, cost = variant[0], variant[1]
        readings: Readings = ()
        written: list[str] | None = None
        last = len(true) - 1
        bases, marks = cells.bases, cells.marks
        for index, wanted in enumerate(true):
            found = marks[start + index]
            base = bases[start + index]
            if not owed:
                if found == wanted:  # in place
                    if wanted:
                        cost += self.in_place(base, wanted)
                    continue
                if not found and self._displaced:  # all of it late
                    cost += self.late(base, wanted)
                    owed = wanted
                    continue
            elif not wanted and found == owed:  # late, and here
                owed = ""
                continue
            elif owed == NIKHAHIT and index and base == SARA_AA and not found:
                cost += self._dropped_ring(cells, start + index - 1)
                owed = ""
                continue
            for mark in found:  # most words fail here, at little cost
                if mark < FIRST_CODE_CHAR and mark not in wanted and mark not in owed:
                    return None
            settled = self._settle(base, wanted, found, owed, index == last)
            if settled is None or cost >= NEVER:
                return None
            cost += settled.cost
            owed = settled.owed
            readings += settled.readings
            if settled.written != wanted or settled.literal:
                written = written or list(true)
                written[index] = settled.written + settled.literal
        return None if cost >= NEVER else Step(cost, owed, tuple(written) if written else true, readings)

    def _dropped_ring(self, cells: Cells, at: int) -> float:
        """Return the cost of a ring lost on cell *at*; a space is a hint, unless all letters have one."""
        if cells.gaps[at] and not cells.spaced[at]:
            return self._channel.dropped_ring_at_space
        return self._channel.dropped_ring

    def _settle(self, base: str, wanted: str, found: str, owed: str, last: bool) -> Settled | None:
        """Account for what was found on one letter: marks owed to the one before, its own, codes."""
        rest, missing = _take(found, owed)
        rest, late = _take(rest, wanted)
        cost = self.in_place(base, _take(wanted, late)[0])
        readings: Readings = ()
        literal = ""
        written = wanted
        codes = ""
        for extra in rest:
            if is_code(extra):
                codes += extra
            elif extra not in wanted or late:
                return None
            else:
                cost += _DOUBLED
                written = in_order(written + extra)
        if codes:
            price, readings = self._assign(codes, missing + late)
            if price >= NEVER:
                return None
            cost += price
            for code, mark in readings:
                if mark == code:
                    literal += code
                elif mark in missing:
                    missing = missing.replace(mark, "", 1)
                else:
                    late = late.replace(mark, "", 1)
                    cost += self.in_place(base, mark)
            if literal and (late or not last):
                return None
        if missing or (late and not self._displaced and late != NIKHAHIT):
            return None
        cost += self.late(base, late)
        return Settled(cost, late, written, literal, readings)

    def _assign(self, codes: str, marks: str) -> tuple[float, Readings]:
        """Return the cheapest reading of *codes* as some of *marks* or as themselves."""
        best: tuple[float, Readings] = (NEVER, ())
        for order in permutations(codes) if len(codes) < 4 else (tuple(codes),):
            left, cost, readings = marks, 0.0, []
            for code in order:
                table = self._channel.emission.get(code, {})
                options = [(table[mark], mark) for mark in left if mark in table]
                price, mark = min(options, default=(self._channel.literal.get(code, NEVER), code))
                cost += price
                readings.append((code, mark))
                left = left.replace(mark, "", 1)
            if cost < best[0]:
                best = (cost, tuple(readings))
        return best

    def letter(self, base: str, found: str, following: str, ahead: str, owed: str) -> Steps:
        """Return the ways to read a letter that no word accounts for.

        *ahead* are the marks found on the next letter, which may be late ones of this one.
        """
        if not self._displaced:
            ahead = ""
        key = (base, found, following, ahead, owed)
        steps = self._letters.get(key)
        if steps is None:
            steps = self._letters[key] = tuple(self._read_letter(*key))
        return steps

    def _read_letter(self, base: str, found: str, following: str, ahead: str, owed: str) -> Iterator[Step]:
        rest, missing = _take(found, owed)
        price = UNKNOWN_CELL if base != "\0" else 0.0
        readings: Readings = ()
        for mark in missing:
            emission = self._channel.emission
            options = [(emission[code][mark], code) for code in rest if mark in emission.get(code, {})]
            if not options:
                return
            cost, code = min(options)
            price += cost
            rest = rest.replace(code, "", 1)
            readings += ((code, mark),)
        codes = "".join(code for code in rest if is_code(code))
        rest = "".join(mark for mark in rest if not is_code(mark))
        for values, cost in self._values(codes):
            here = in_order(rest + "".join(value for value in values if not is_code(value)))
            kept = "".join(value for value in values if is_code(value))
            read = readings + tuple(zip(codes, values, strict=True))
            for late in _subsets(ahead) if base in CONSONANTS else ("",):
                true = in_order(here + late)
                if late and true not in LEGAL_MARKS:
                    continue
                total = price + cost + self._mark_cost(base, following, true) + self.in_place(base, here)
                total += self.late(base, late)
                yield Step(total, late, (true + kept,), read)

    def _values(self, codes: str) -> Iterator[tuple[tuple[str, ...], float]]:
        """Return what the codes on one unknown letter may stand for: themselves, or a likely mark each."""
        yield tuple(codes), sum(self._channel.literal.get(code, NEVER) for code in codes)
        if len(codes) == 1:
            for mark, cost in self._channel.emission.get(codes, {}).items():
                yield (mark,), cost

    def in_place(self, base: str, marks: str) -> float:
        """Return the cost of *marks* being found on their *base*."""
        cost = self._in_place.get((base, marks))
        if cost is None:
            cost = sum(self._channel.in_place_cost(base, mark) for mark in marks)
            self._in_place[base, marks] = cost
        return cost

    def late(self, base: str, marks: str) -> float:
        """Return the cost of *marks* of this *base* being found on the next."""
        if not self._displaced:
            return 0.0  # the ring of a sara am that was dropped: that is paid for where it is missing
        cost = self._late.get((base, marks))
        if cost is None:
            cost = sum(self._channel.late_cost(base, mark) for mark in marks)
            self._late[base, marks] = cost
        return cost

    def _mark_cost(self, base: str, following: str, marks: str) -> float:
        if base == "\0":
            return _ORPHAN * len(marks)
        cost = self._lexicon.letters.cost
        if THANTHAKHAT in marks:  # ends a syllable, whatever follows
            return min(cost(base, following, marks), cost(base, "$", marks))
        return cost(base, following, marks)


def _take(pool: str, marks: str) -> tuple[str, str]:
    """Take *marks* out of *pool*; return what is left of it, and which of the marks were not there."""
    missing = ""
    for mark in marks:
        if mark in pool:
            pool = pool.replace(mark, "", 1)
        else:
            missing += mark
    return pool, missing


def _subsets(ahead: str) -> Iterator[str]:
    yield ""
    own = [mark for mark in ahead if not is_code(mark)]
    for size in range(1, min(len(own), 2) + 1):
        for chosen in combinations(own, size):
            yield "".join(chosen)
