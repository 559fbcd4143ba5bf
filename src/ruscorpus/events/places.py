"""Where a party stands to a head, as named features: what it is itself, and what stands between the two."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ruscorpus.events.tokens import PLACEHOLDERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ruscorpus.events.heads import Head, Told
    from ruscorpus.events.parties import Party
    from ruscorpus.offsets import Span

_STEPS, FARTHEST = (0, 1, 2, 4, 8, 16, 32), 64
LONG_PATH = 8
# The words that clauses are built of; all others are nouns or verbs here.
_BUILD = frozenset(
    "ว่า ที่ ซึ่ง โดย และ แต่ ให้ ถูก เพื่อ หลัง หลังจาก ขณะที่ กับ ต่อ จาก ของ การ เมื่อ ด้วย หาก ไม่ ระหว่าง ใน พร้อม แก่ "
    "ถึง ก่อน เป็น".split()
)
_LIGHT = frozenset("จะ ได้ ยัง ก็ จึง เคย กำลัง คง อาจ ต้อง เพิ่ง ไป มา อีก แล้ว ทั้ง".split())
_CLASSES = (
    {word: word[:2] for word in PLACEHOLDERS}
    | {" ": "_"}
    | {word: word for word in _BUILD}
    | dict.fromkeys(_LIGHT, "")
)
FUNCTION = _BUILD | _LIGHT | frozenset("รวมถึง เพราะ ส่วน ด้าน".split())
VERB, NOUN, OTHER = "V", "n", "@"
"""Steps of a path: verbs, nouns (and all that is no other step), and what is no word."""
STEPS = (VERB, NOUN, OTHER, *dict.fromkeys(filter(None, _CLASSES.values())))


Counts: TypeAlias = tuple[str, int, int, int, int, int, int]
"""Side, parties, free ones, words, pauses, cuts and verbs of a stretch, as far as anybody counts them."""


class Stretch(NamedTuple):
    """What stands between a party, left (``L``) or right (``R``) of a head, and the head, counted."""

    side: str
    low: int
    high: int
    first: int
    last: int
    """Its words, by number."""
    named: int
    subject: bool
    """How many parties that are known stand there, and whether one of them may be the subject."""
    counts: Counts

    def features(self) -> list[str]:
        """Return the features that tell of the numbers alone."""
        return of_counts(self.counts)


def of_counts(counts: Counts) -> list[str]:
    """Return the features that tell of the numbers of a stretch."""
    side, parties, free, far, pauses, cuts, verbs = counts
    return [
        f"between={side}{parties}",
        f"free={side}{free}",
        f"far={side}{far}",
        f"pauses={side}{pauses}",
        f"cuts={side}{cuts}",
        f"verbs={side}{verbs}",
    ]


class Places:
    """The words and parties of a sentence, by their places."""

    def __init__(self, told: Told, tokens: Sequence[tuple[Span, str]], verbs: Sequence[int]) -> None:
        self.flow = told.scene.reading.flow
        self.parties = told.scene.parties
        self.cuts = told.cuts
        self.words = [word for _, word in tokens]
        self.starts = [span.start for span, _ in tokens]
        self.verbs = verbs

    @cached_property
    def steps(self) -> list[str]:
        """The words as steps of a path; "" for one that is passed over."""
        at_verbs = frozenset(self.verbs)
        return [
            VERB if start in at_verbs and word not in _LIGHT else _class(word)
            for start, word in zip(self.starts, self.words, strict=True)
        ]

    def of_party(self, party: Party, side: str) -> list[str]:
        """Return the features of a party that are the same wherever on its other side the head stands."""
        before, behind = self.beside(party)
        return [f"pre={side}{before}", f"post={side}{behind}", *self.traits_of(party, side)]

    def beside(self, party: Party) -> tuple[str, str]:
        """Return the words before and behind *party*; ``#`` beyond the sentence."""
        place = bisect_left(self.starts, party.span.start)
        return (
            self.words[place - 1] if place else "#",
            self.words[place + 1] if place + 1 < len(self.words) else "#",
        )

    def traits_of(self, party: Party, side: str) -> list[str]:
        """Return the features of a party that tell of nothing around it but its mark."""
        features = [f"at={at_of(party, side)}{'p' if party.place else ''}"]
        if party.word:
            features.append(f"mark={side}{party.word}")
        flags = (party.paused, "paused"), (party.person, "person"), (party.anaphor, "anaphor")
        features += [flag + side for told, flag in (*flags, (party.headed, "headed")) if told]
        if party is self.parties[0]:
            features.append("first")
        return features

    def stretch(self, head: Head, party: Party) -> Stretch:
        """Return what stands between *head* and *party*, counted."""
        left = party.span.end <= head.start
        side = "L" if left else "R"
        low, high = (party.span.end, head.start) if left else (head.end, party.span.start)
        between = [p for p in self.parties if low <= p.span.start and p.span.end <= high]
        first, last = bisect_left(self.starts, low), bisect_left(self.starts, high)
        free = [p for p in between if p.free and not p.place]
        counts = (
            side,
            min(len(between), 3),
            min(len(free), 2),
            step_of(max(0, last - first)),
            min(self.words[first:last].count(" "), 3),
            min(sum(low < cut <= high for cut in self.cuts), 2),
            min(bisect_left(self.verbs, high) - bisect_left(self.verbs, low), 2),
        )
        named = sum(bool(p.ids) for p in between)
        return Stretch(side, low, high, first, last, named, any(p.ids for p in free), counts)

    def of_stretch(self, head: Head, party: Party, stretch: Stretch) -> tuple[str, list[str]]:
        """Return the features that tell of the words of a stretch, and before them the way in short."""
        side = stretch.side
        path = self._path(stretch.first, stretch.last)
        slim = [step for step in path if step not in (NOUN, OTHER)]
        at = at_of(party, side)
        pauses = stretch.counts[4]
        way = f"{at}v{min(slim.count(VERB), 2)}p{min(slim.count('PA'), 2)}g{min(pauses, 2)}"
        verb = self.flow[head.start : head.end]
        features = [
            f"verb={verb}:{at}",
            f"path={side}{party.marker}{shown(path)}",
            f"slim={at}{shown(slim)}",
            f"way={way}{int(party.paused)}w{int('ว่า' in slim)}r{int('ที่' in slim or 'ซึ่ง' in slim)}",
            f"rank={at}{min(stretch.named, 3)}{'f' if stretch.subject else ''}",
        ]
        words = self.words[stretch.first : stretch.last]
        features += [f"b={side}{word}" for word in sorted(FUNCTION.intersection(words))]
        if party.word:
            features.append(f"verb={verb}:{side}{party.word}")
        return way, features

    def _path(self, first: int, last: int) -> list[str]:
        """Return the words from *first* to *last* in classes: verbs ``V``, parties, the words that build."""
        path: list[str] = []
        last_step = ""
        for step in self.steps[first:last]:
            if step and (step != last_step or step not in (NOUN, OTHER)):
                path.append(step)
                last_step = step
        return path


def _class(word: str) -> str:
    """Return what a word is on a path, "" for one that is passed over."""
    step = _CLASSES.get(word)
    if step is None:
        return OTHER if word.startswith("@") else NOUN
    return step


def at_of(party: Party, side: str) -> str:
    """Return on which side of a head *party* stands, and how: behind which kind of word, and whether free."""
    return side + party.marker + "-+"[party.free]


def step_of(count: int) -> int:
    """Return *count* as far as anybody counts: up to the next power of two."""
    return next((step for step in _STEPS if count <= step), FARTHEST)


def shown(path: Sequence[str]) -> str:
    """Return a path as it is named; of a long one the middle is left out."""
    if len(path) <= LONG_PATH:
        return " ".join(path)
    half = LONG_PATH // 2
    return f"{' '.join(path[:half])}..{' '.join(path[-half:])}"
