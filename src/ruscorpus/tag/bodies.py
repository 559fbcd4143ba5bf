"""Bodies that every state has: ministries, parliaments, central banks, by their kind and the state's name."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruscorpus.model import Mention, is_state
from ruscorpus.offsets import Span
from ruscorpus.tag.slugs import slug
from ruscorpus.wordlists import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruscorpus.config.names import NameGrammar
    from ruscorpus.tag.gazetteer import Gazetteer
    from ruscorpus.tag.pieces import Pieces

# The office of a minister names his ministry, which does not act there.
MINISTER = re.compile(r"(?:รัฐมนตรี(?:ช่วย)?(?:ว่าการ)?|รมว\.|รมช\.|ปลัด|เจ้ากระทรวง)\s?$")
_OF = re.compile(r"\s?(?:ของ|แห่ง|ประเทศ)?\s?")
# กลาโหม alone is also a subject (งบกลาโหมจีน): as a body it begins a phrase, and one state follows.
_BEGINS = re.compile(r"(?:^|[\s“\"(/]|โฆษก|เจ้าหน้าที่|แหล่งข่าว|ขณะที่|ส่วน|โดย|แต่|ให้|กับ|ต่อ|จาก|ถึง|ว่า)$")
# A branch of the forces without its state is named where somebody speaks or commands for it.
_BRANCHES = frozenset({"กองทัพบก", "กองทัพเรือ", "กองทัพอากาศ"})
_OFFICE = re.compile(r"(?:โฆษก|ผู้บัญชาการ|ผบ\.|เสนาธิการ)\s?$")
_COUPLED = re.compile(r"\s?[-–/]|(?:และ|กับ)")


@dataclass(frozen=True, slots=True)
class BodyRules:
    """The patterns of the bodies, compiled once."""

    pattern: re.Pattern[str]
    kinds: dict[str, str]
    short: frozenset[str]
    sole: frozenset[str]

    @classmethod
    def of(cls, grammar: NameGrammar) -> BodyRules:
        """Compile what *grammar* says of ministries and other bodies."""
        kinds = {f"กระทรวง{name}": kind for name, kind in grammar.ministries.items()}
        kinds |= {"กระทรวงฯ": "ministry", **grammar.short_ministries, **grammar.bodies}
        return cls(
            re.compile(any_of(kinds)),
            kinds,
            frozenset(grammar.short_ministries),
            frozenset(grammar.sole_bodies),
        )


def find_bodies(
    pieces: Pieces, known: Sequence[Mention], gazetteer: Gazetteer, rules: BodyRules
) -> Iterator[Mention]:
    """Yield ORG mentions of bodies of states that stand in *pieces* and no *known* mention covers.

    A ministry without its state is that of the state named last with one, or else just before it; any other
    body is the one that was named last with its state.
    """
    text = pieces.text
    states = {m.span.start: m for m in known if m.type == "COUNTRY" and is_state(m.id)}
    named = sorted(states)
    taken = {place for m in known if m.type == "ORG" for place in range(*m.span)}
    last: dict[str, str] = {}
    for match in rules.pattern.finditer(text):
        start, end = match.span()
        if start in taken or not pieces.is_boundary(start):
            continue
        kind = rules.kinds[match[0]]
        gap = _OF.match(text, end)
        state = states.get(gap.end()) if gap else None
        if MINISTER.search(text, max(0, start - 24), start):
            continue
        if match[0] in rules.short:
            if state is not None and _is_short_name(text, Span(start, end), state.span):
                yield _mention(state.id, kind, Span(start, state.span.end), gazetteer)
        elif state is not None:
            last[kind] = state.id
            yield _mention(state.id, kind, Span(start, state.span.end), gazetteer)
        elif not pieces.is_boundary(end):
            continue
        elif match[0].startswith("กระทรวง") or (
            kind not in last and match[0] in _BRANCHES and _OFFICE.search(text, max(0, start - 16), start)
        ):
            nearest = bisect_left(named, start)
            # A Thai text that names no state means the ministry at home.
            owner = last.get(kind) or (states[named[max(0, nearest - 1)]].id if named else "THA")
            yield _mention(owner, kind, Span(start, end), gazetteer, 0.75)
        elif kind in last:
            yield _mention(last[kind], kind, Span(start, end), gazetteer, 0.75)
        elif match[0] in rules.sole:
            yield Mention("ORG", kind, Span(start, end), "", "body-of-state", 0.75)


def _is_short_name(text: str, kind: Span, state: Span) -> bool:
    """Tell whether a portfolio with a state behind it names the ministry: กลาโหมจีน, not งบกลาโหมจีน."""
    begins = _BEGINS.search(text, max(0, kind.start - 12), kind.start)
    return state.start == kind.end and bool(begins) and not _COUPLED.match(text, state.end)


def _mention(state: str, kind: str, span: Span, gazetteer: Gazetteer, confidence: float = 0.85) -> Mention:
    actor = gazetteer.by_id.get(state)
    owner = slug(actor.en if actor else state)
    return Mention("ORG", f"{owner}-{kind}", span, state, "body-of-state", confidence)
