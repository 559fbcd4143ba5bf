"""What speaks for and against a reading of a sentence, as named features of heads, parties and pairs.

A reading is a head (a word and an event type), an actor and a recipient. Each feature is a short text such
as ``A:pre=กับ`` (the word before the actor is กับ); a model holds a weight for it, one for all types of
event and one for each. Names of parties are no features: what is learnt of one state holds for any.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from ruscorpus.events.heads import is_told_at
from ruscorpus.model import MUTUAL_TYPES, is_state
from ruscorpus.offsets import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruscorpus.events.heads import Head, Told
    from ruscorpus.events.parties import Party
    from ruscorpus.model import Event

Ids = tuple[str, ...]
Key = tuple[str, Ids, Ids]
"""Type, actors and recipients of a deed; of mutual deeds all parties as actors. Ids are sorted."""

_NUMBER = re.compile(r"[0-9๐-๙.,]+")
_STEPS = (0, 1, 2, 4, 8, 16, 32)
_AHEAD, _BACK = 7, 6
_NEAR = 40
_LONG_PATH = 8
# The words that clauses are built of; all others are nouns or verbs here.
_BUILD = frozenset(
    "ว่า ที่ ซึ่ง โดย และ แต่ ให้ ถูก เพื่อ หลัง หลังจาก ขณะที่ กับ ต่อ จาก ของ การ เมื่อ ด้วย หาก ไม่ ระหว่าง ใน พร้อม แก่ "
    "ถึง ก่อน เป็น".split()
)
_LIGHT = frozenset("จะ ได้ ยัง ก็ จึง เคย กำลัง คง อาจ ต้อง เพิ่ง ไป มา อีก แล้ว ทั้ง".split())
_FUNCTION = _BUILD | _LIGHT | frozenset("รวมถึง เพราะ ส่วน ด้าน".split())
_TYPED = frozenset({"DATE", "QUANTITY", "EQUIPMENT", "AGREEMENT"})


class Choice(NamedTuple):
    """Somebody who may be actor or recipient: who, and where named; or why one may think of them."""

    ids: Ids
    party: Party | None
    why: str = ""


def key_of(kind: str, actor: Sequence[str], recipient: Sequence[str]) -> Key:
    """Return what tells one deed from another: parties of a mutual deed stand in no order."""
    if kind in MUTUAL_TYPES:
        return kind, tuple(sorted({*actor, *recipient})), ()
    return kind, tuple(sorted(actor)), tuple(sorted(recipient))


class View:
    """A sentence cut into words, with placeholders for names, dates and quantities."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.parties = told.scene.parties
        reading = told.scene.reading
        self.flow = reading.flow
        self.tokens: list[tuple[Span, str]] = list(_tokens(told))
        self.words = [word for _, word in self.tokens]
        self.starts = [span.start for span, _ in self.tokens]
        self.verbs = sorted({read.trigger.head.start for read in told.reads})
        self._head: Head | None = None
        self._made_at: Head | None = None
        self._made: list[Event] = []
        self._on_pairs: tuple[tuple[Key, str] | None, dict[Key, float], list[tuple[str, tuple[Ids, Ids]]]] = (
            None,
            {},
            [],
        )
        self._places: dict[tuple[int, int, Span], tuple[str, list[str]]] = {}
        self.states = min(5, len({party.ids for party in self.parties if party.ids}))

    def word(self, index: int) -> str:
        """Return the word of that number; ``#`` beyond the sentence."""
        return self.words[index] if 0 <= index < len(self.words) else "#"

    def number(self, place: int) -> int:
        """Return the number of the word that begins at *place* in the flow, or holds it."""
        return bisect_right(self.starts, place) - 1

    def choices(self, head: Head) -> tuple[list[Choice], list[Choice]]:
        """Return who may be actor and who may be recipient of *head*; nobody is a recipient too.

        Of several places where somebody is named the nearest counts: before the head for an actor,
        behind it for a recipient.
        """
        before: dict[Ids, Party] = {}
        behind: dict[Ids, Party] = {}
        for party in self.parties:
            if party.ids:
                ids = tuple(sorted(party.ids))
                if party.span.end <= head.start:
                    before[ids] = party
                else:
                    behind.setdefault(ids, party)
        named = dict.fromkeys([*before, *behind])
        implied = [Choice(ids, None, why) for ids, why in self._implied(head).items() if ids not in named]
        actors = [Choice(ids, before.get(ids) or behind[ids]) for ids in named]
        recipients = [Choice(ids, behind.get(ids) or before[ids]) for ids in named]
        return actors + implied, [Choice((), None), *recipients, *implied]

    def _implied(self, head: Head) -> dict[Ids, str]:
        scene, memory = self.told.scene, self.told.memory
        implied: dict[Ids, str] = {}
        if scene.topic:
            implied[tuple(sorted(scene.topic))] = "topic"
        if scene.speaker is not None:
            implied.setdefault(tuple(sorted(scene.speaker.ids)), "speaker")
        for index, state in enumerate(memory.focus[:2]):
            implied.setdefault((state,), f"focus{index}")
        for state in memory.dyad:
            implied.setdefault((state,), "dyad")
        for ids in (head.roles.actor, head.roles.recipient) if head.roles else ():
            if ids:
                implied.setdefault(tuple(sorted(ids)), "rule")
        return implied

    def readings(
        self, actors: Sequence[Choice], recipients: Sequence[Choice], kind: str
    ) -> Iterator[tuple[int, int, Choice, Choice]]:
        """Yield the pairs that an event of *kind* may have, with their places in the choices."""
        alone = kind not in MUTUAL_TYPES or kind in ("SUPPORT", "AGREE", "CONSULT")
        for i, actor in enumerate(actors):
            for j, recipient in enumerate(recipients):
                if not recipient.ids:
                    if alone or len(actor.ids) > 1:
                        yield i, j, actor, recipient
                elif not (actor.why and recipient.why) and not set(actor.ids) & set(recipient.ids):
                    yield i, j, actor, recipient

    def made(self, head: Head) -> list[Event]:
        """Return the events that the rules find where *head* stands."""
        if head is not self._made_at:
            self._made_at = head
            self._made = [event for event in self.told.events if is_told_at(event, head)]
        return self._made

    def of_head(self, head: Head) -> list[str]:
        """Return the features of a head: its words, its neighbours, and what the rules made of it."""
        i, j = bisect_right(self.starts, head.start) - 1, bisect_left(self.starts, head.end)
        frame, word = head.trigger.frame, self.word
        features = [
            "head", f"src={head.source}", f"w0={self.flow[head.start : head.end]}",
            f"-1={word(i - 1)}", f"+1={word(j)}", f"+12={word(j)}_{word(j + 1)}",
            f"-21={word(i - 2)}_{word(i - 1)}",
        ]  # fmt: skip
        features += {f"n={w}" for w in self.words[j : j + _AHEAD]}
        features += {f"p={w}" for w in self.words[max(0, i - _BACK) : max(0, i)]}
        if head.source != "word":
            features.append(f"frame={frame.id}:{head.source.split('.')[0]}")
        if head.source.startswith("frame"):
            features.append(f"conf={frame.confidence:.1f}")
            features.append(f"roles={head.roles.sureness:.1f}" if head.roles else "roles=none")
            if head.asserted is None:
                features.append("to=none")
            else:
                same = "same" if head.asserted.type == head.type else "other"
                features.append(f"to={same}:{head.asserted.status}")
        made = {event.type for event in self.made(head)}
        features.append("made=" + ("same" if head.type in made else "other" if made else "none"))
        features += [f"made:{kind}" for kind in sorted(made - {head.type})]
        features.append(f"states={self.states}")
        near = {
            read.trigger.frame.type
            for read in self.told.reads
            if 0 < abs(read.trigger.head.start - head.start) < _NEAR
        }
        return features + [f"near={kind}" for kind in sorted(near)]

    def of_choice(self, head: Head, choice: Choice, role: str) -> list[str]:
        """Return the features of somebody as actor (*role* ``A``) or recipient (``R``) of a head."""
        ids, party = choice.ids, choice.party
        rule, other = _sides(head) if role == "A" else _sides(head)[::-1]
        said = "norule"
        if rule is not None:
            said = "same" if rule == ids else "part" if {*rule} & {*ids} else "other"
        features = [f"rule={said}"]
        if head.roles is not None:
            features.append(f"rule={said}:{head.roles.sureness:.1f}")
            if other == ids:
                features.append("swap")
        made = [e.actor if role == "A" else e.recipient for e in self.made(head) if e.type == head.type]
        if made:
            features.append("made=" + ("same" if any(tuple(sorted(m)) == ids for m in made) else "other"))
        if not ids:
            return [*features, "none", f"none:{head.trigger.frame.id}", f"none:{said}"]
        features += self._of_somebody(choice)
        if party is not None:
            way, place = self._place(head, party)
            features.append(f"rule-way={None if rule is None else rule == ids}{way}")
            features += place
        return features

    def _of_somebody(self, choice: Choice) -> Iterator[str]:
        ids, memory = choice.ids, self.told.memory
        if any(actor == ids for actor, _ in memory.recent):
            yield "was-actor"
        if any(recipient == ids for _, recipient in memory.recent):
            yield "was-recipient"
        if tuple(sorted(self.told.scene.topic)) == ids:
            yield "topic"
        if len(ids) > 1:
            yield "many"
        if not is_state(ids[0]):
            yield "no-state"
        if choice.why:
            yield f"why={choice.why}"

    def _place(self, head: Head, party: Party) -> tuple[str, list[str]]:
        """Return the features of where *party* stands to *head*, and before them their short form."""
        spot = (head.start, head.end, party.span)
        if spot not in self._places:
            self._places[spot] = self._placed(head, party)
        return self._places[spot]

    def _placed(self, head: Head, party: Party) -> tuple[str, list[str]]:
        left = party.span.end <= head.start
        side = "L" if left else "R"
        low, high = (party.span.end, head.start) if left else (head.end, party.span.start)
        between = [p for p in self.parties if low <= p.span.start and p.span.end <= high]
        i, j = bisect_left(self.starts, low), bisect_left(self.starts, high)
        words = self.words[i:j]
        pauses = words.count(" ")
        path = self._path(i, j)
        slim = [step for step in path if step not in ("n", "@")]
        at = side + party.marker + "-+"[party.free]
        way = f"{at}v{min(slim.count('V'), 2)}p{min(slim.count('PA'), 2)}g{min(pauses, 2)}"
        subject = any(p.ids and p.free and not p.place for p in between)
        verbs = bisect_left(self.verbs, high) - bisect_left(self.verbs, low)
        place = bisect_left(self.starts, party.span.start)
        verb = self.flow[head.start : head.end]
        features = [
            f"at={at}{'p' if party.place else ''}",
            f"verb={verb}:{at}",
            f"between={side}{min(len(between), 3)}",
            f"free={side}{min(sum(p.free and not p.place for p in between), 2)}",
            f"far={side}{_step(max(0, j - i))}",
            f"pauses={side}{min(pauses, 3)}",
            f"pre={side}{self.word(place - 1)}",
            f"post={side}{self.word(place + 1)}",
            f"cuts={side}{min(2, sum(low < cut <= high for cut in self.told.cuts))}",
            f"verbs={side}{min(verbs, 2)}",
            f"path={side}{party.marker}{_shown(path)}",
            f"slim={at}{_shown(slim)}",
            f"way={way}{int(party.paused)}w{int('ว่า' in slim)}r{int('ที่' in slim or 'ซึ่ง' in slim)}",
            f"rank={at}{min(sum(bool(p.ids) for p in between), 3)}{'f' if subject else ''}",
        ]
        features += [f"b={side}{word}" for word in sorted(_FUNCTION.intersection(words))]
        if party.word:
            features += [f"mark={side}{party.word}", f"verb={verb}:{side}{party.word}"]
        flags = (party.paused, "paused"), (party.person, "person"), (party.anaphor, "anaphor")
        features += [flag + side for told, flag in (*flags, (party.headed, "headed")) if told]
        if party is self.parties[0]:
            features.append("first")
        return way, features

    def _path(self, first: int, last: int) -> list[str]:
        """Return the words from *first* to *last* in classes: verbs ``V``, parties, the words that build."""
        path: list[str] = []
        for span, word in self.tokens[first:last]:
            if word in _LIGHT:
                continue
            step = self._class(span, word)
            if not (path and path[-1] == step and step in ("n", "@")):
                path.append(step)
        return path

    def _class(self, span: Span, word: str) -> str:
        index = bisect_left(self.verbs, span.start)
        if index < len(self.verbs) and self.verbs[index] == span.start:
            return "V"
        if word in _BUILD:
            return word
        if word in _PLACEHOLDERS:
            return word[:2]
        if word == " ":
            return "_"
        return "@" if word.startswith("@") else "n"

    def of_pair(self, head: Head, actor: Choice, recipient: Choice, key: Key) -> list[str]:
        """Return the features of actor and recipient together, *key* being the deed that they make."""
        if head is not self._head:
            self._head, self._on_pairs = head, self._said_of_pairs(head)
        rules, made, others = self._on_pairs
        features = []
        if rules is not None:
            features.append(f"rules={rules[0] == key}")
            if rules[0] == key:
                features.append(rules[1])
        if made:
            features.append(f"made={key in made}")
            if key in made:
                features.append(f"sure={made[key]:.1f}")
        sides = actor.ids, recipient.ids
        kinds = sorted(kind for kind, told in others if told == sides)
        if kinds:
            features += ["told", *(f"told:{kind}" for kind in dict.fromkeys(kinds))]
        if recipient.ids and self.told.memory.recent:
            pair = {*actor.ids, *recipient.ids}
            if any({*a, *r} == pair for a, r in self.told.memory.recent):
                features.append("recent")
        features += _order(head, actor, recipient, self.parties)
        return features

    def _said_of_pairs(
        self, head: Head
    ) -> tuple[tuple[Key, str] | None, dict[Key, float], list[tuple[str, tuple[Ids, Ids]]]]:
        """Return what the rules say of all pairs: the deed that they read, and those that they found."""
        rules = None
        if head.roles is not None:
            status = head.asserted.status if head.asserted is not None else "none"
            read = key_of(head.type, head.roles.actor, head.roles.recipient)
            rules = read, f"rules:{head.roles.sureness:.1f}:{status}"
        made: dict[Key, float] = {}
        for event in self.made(head):
            if event.type == head.type:
                key = key_of(event.type, event.actor, event.recipient)
                made[key] = max(event.confidence, made.get(key, 0.0))
        others = [
            (e.type, (tuple(sorted(e.actor)), tuple(sorted(e.recipient))))
            for e in self.told.events
            if e.type != head.type
        ]
        return rules, made, others


_PLACEHOLDERS = frozenset({"PARTY", "PLACE", "BYSTANDER"})


def _order(head: Head, actor: Choice, recipient: Choice, parties: Sequence[Party]) -> Iterator[str]:
    one, other = actor.party, recipient.party
    if one is not None and other is not None:
        places = sorted([(one.span.start, "A"), (other.span.start, "R"), (head.start, "h")])
        order = "".join(name for _, name in places)
        yield f"order={order}"
        yield f"marks={order}{one.marker}>{other.marker}"
        low, high = sorted((one.span, other.span))
        inside = sum(low.end <= p.span.start and p.span.end <= high.start for p in parties)
        yield f"inside={order}{min(inside, 3)}"
    elif not recipient.ids:
        yield "order=" + (actor.why or ("Ah" if one is not None and one.span.end <= head.start else "hA"))


def _sides(head: Head) -> tuple[Ids | None, Ids | None]:
    """Return actor and recipient as the rules read them, sorted; None where they read nothing."""
    if head.roles is None:
        return None, None
    return tuple(sorted(head.roles.actor)), tuple(sorted(head.roles.recipient))


def _step(count: int) -> int:
    return next((step for step in _STEPS if count <= step), 64)


def _shown(path: Sequence[str]) -> str:
    if len(path) <= _LONG_PATH:
        return " ".join(path)
    half = _LONG_PATH // 2
    return f"{' '.join(path[:half])}..{' '.join(path[-half:])}"


def _called(party: Party) -> str:
    if not party.ids:
        return "BYSTANDER"
    return "PLACE" if party.place else "PARTY"


def _tokens(told: Told) -> Iterator[tuple[Span, str]]:
    """Yield the words of a sentence with their spans; a name, a date or a quantity is one of them."""
    reading = told.scene.reading
    names = [(party.span, _called(party)) for party in told.scene.parties]
    names += [(m.span, f"@{m.type}") for m in told.mentions if m.type in _TYPED]
    names.sort()
    edges = [p for p in range(reading.low + 1, reading.high) if p in reading.boundaries]
    last, index = None, 0
    for start, end in zip([reading.low, *edges], [*edges, reading.high], strict=True):
        while index < len(names) and names[index][0].end <= start:
            index += 1
        if index < len(names) and names[index][0].start <= start:
            if names[index] != last:
                last = names[index]
                yield last
            continue
        word = reading.flow[start:end].strip() or " "
        yield Span(start, end), "0" if _NUMBER.fullmatch(word) else word
