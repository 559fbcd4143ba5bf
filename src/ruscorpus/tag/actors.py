"""Named actors, places and things in the flow: gazetteer matches, checked against their surroundings."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from ruscorpus.model import Mention, is_state
from ruscorpus.offsets import Span
from ruscorpus.resources import thai_dictionary
from ruscorpus.tag.bodies import MINISTER
from ruscorpus.tag.capitals import acts_as_government
from ruscorpus.tag.slugs import slug
from ruscorpus.tag.spelling import LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ruscorpus.config.actors import Actor
    from ruscorpus.phrases import Hit, ReadText
    from ruscorpus.tag.gazetteer import Gazetteer
    from ruscorpus.tag.pieces import Pieces

_TITLE = re.compile(
    r"(?:ปธน\.|นายกฯ|ประธานาธิบดี|นายกรัฐมนตรี|รัฐมนตรี|รมว\.|ผู้นำ|นาย|นาง|พล\.อ\.|สหาย|เลขาธิการ|อดีต|ประธาน)\s?$"
)
_CLASS = re.compile(
    r"(?:จรวด|ขีปนาวุธ|โดรน|เครื่องบิน(?:ขับไล่|รบ)?|รถถัง|ดาวเทียม|เรือ(?:บรรทุกเครื่องบิน|ดำน้ำ|พิฆาต|ลาดตระเวน)?|ระบบ|ท่อ(?:ส่ง(?:ก๊าซ|น้ำมัน))?|"
    r"ทางรถไฟ(?:สาย)?|เกาะ|หมู่เกาะ|กรุง|เมือง|แคว้น|จังหวัด|เกาะปะการัง|กลุ่ม|กองกำลัง|ภารกิจ|โครงการ|ถนน|บ้าน|บริษัท|แนว|ปฏิบัติการ|ทวีป)?\s?"
)
# Class words that go where the list has the name with them only, since alone it would be ambiguous elsewhere.
_CLASS_OUT = {
    "LOC": re.compile(
        r"(?:กรุง(?!เทพ)|เมือง(?!ไทย)|จังหวัด|จ\.|แคว้น|มณฑล|หมู่เกาะ|เกาะ|ท่าเรือ|สนามบิน|ท่าอากาศยาน|แม่น้ำ|ฐานทัพ(?:อากาศ|เรือ|ร่วม|อวกาศ)?)\s?"
    ),
    "EQUIPMENT": re.compile(
        r"(?:เรือ(?:บรรทุก(?:เครื่องบิน|น้ำมัน|สินค้า)|ดำน้ำ(?:นิวเคลียร์)?|พิฆาต|ลาดตระเวน|ฟริเกต|คอร์เวต|ธง|รบ|สินค้า|สอดแนม|สำรวจ|จู่โจม)?(?!หลวง|เหาะ)(?:ชั้น)?"
        r"|จรวด|ขีปนาวุธ|โดรน|เครื่องบิน(?:ขับไล่|รบ|ทิ้งระเบิด|สอดแนม|ลำเลียง)?|รถถัง|ดาวเทียม|ปืนใหญ่|วัคซีน"
        r"|ระบบ(?:ต่อต้านขีปนาวุธ|ขีปนาวุธ|ป้องกันภัยทางอากาศ|ดาวเทียมนำทาง)?)\s?"
    ),
    "ORG": re.compile(rf"สำนักข่าว(?!กลาง|กรอง)\s?|กลุ่ม(?={LETTERS.pattern}$)"),
}
_SURE = re.compile(r"แม่น้ำ|จังหวัด|จ\.|กรุง|แคว้น|มณฑล")
_SHORTEST_REST = 3
_COUPLING = re.compile(r"\s?(?:และ|กับ|-|–|/)\s?")
_LISTED = re.compile(r"\s?(?:และ|กับ|หรือ|ตลอดจน|,|-|–)\s?|\s(?=$|[\u0e01-\u0e4e])")
_IN_ADDRESS = re.compile(r"(?:https?://|www\.|[A-Za-z0-9]@|[a-z]\.)[^\s\u0e01-\u0e4e]*$")
_DOMAIN = re.compile(r"\.(?:com|net|org|or|go|co|ru|th|example)\b")
_MORE_LATIN = re.compile(r"\s[A-Z][a-z]+")
_FRAGMENT = re.compile(r"[ก-ฮ]$")
_SHORT_ALIAS = 5
# Islands that have a code of their own and no state: named as islands they are places.
_TERRITORIES = frozenset(
    "GUM GRL FRO NCL PYF ASM MNP VIR PRI FLK SJM REU GLP MTQ MYT BMU IOT SGS HMD".split()
)
_ISLAND = re.compile(r"เกาะ(?=[\u0e01-\u0e4e])")
_NEAR = 150
_OF_STATE = re.compile(
    r"(?:พรมแดน|ชายแดน|ประเทศ|ของ|กองทัพ|รัฐบาล|ผู้นำ|ประธานาธิบดี|เหนือ|ตะวันออก|ตะวันตก|ใต้|เยือน)$"
)
_SHORT_MINISTRY = re.compile(r"(?:กต\.?|กลาโหม|คลัง)\s?")


def find_actors(read: ReadText, words: Sequence[int], gazetteer: Gazetteer) -> list[Mention]:
    """Return the mentions of gazetteer entries in order, without overlaps."""
    hits = [hit for hit in gazetteer.names.find_longest(read) if _is_name(read.text, words, hit.span)]
    introduced = _introductions(hits, gazetteer)
    mentions: dict[Span, Mention] = {}
    for hit in hits:
        name = gazetteer.names.payload(hit)
        actor = name.actor
        if name.short:
            short = gazetteer.names.text_of(hit)
            known = _last_before(introduced.get(short, []), hit.span.start)
            known = known or _holder(read.text, hit.span, gazetteer.by_short.get(short, ()))
            known = known or _state_beside(read.text, hit, hits, gazetteer)
            if known is None or (name.common and not _stands_as_name(read.text, hit.span, hits)):
                continue
            actor = known
        elif hit.span in mentions:
            continue
        if actor.type == "ORG" and (state := _of_minister(read.text, hit.span, gazetteer)) is not None:
            mentions[state[0]] = _mention(read.text, state[0], state[1], gazetteer)
            continue
        # Of two bearers of one name, who was introduced in this text is meant (the rocket, not Ankara).
        mentions[hit.span] = _mention(read.text, hit.span, actor, gazetteer, short=name.short)
    return sorted(mentions.values(), key=lambda mention: mention.span)


def find_variants(pieces: Pieces, known: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[Mention]:
    """Yield gazetteer names in spellings that it does not list, where no *known* mention stands."""
    for span, actor in gazetteer.variants.find(pieces, [mention.span for mention in known]):
        if actor.capital_of:
            yield replace(_mention(pieces.text, span, actor, gazetteer), confidence=0.7)
        else:
            name = _without_class_word(pieces.text, span, actor, gazetteer)
            yield Mention(actor.type, actor.id, name, gazetteer.party(actor), "gazetteer-variant", 0.75)


def _is_name(text: str, words: Sequence[int], span: Span) -> bool:
    """Tell whether a match is a name: no piece of a longer word, no language (ภาษารัสเซีย), no sum (US$)."""
    return not (
        text.endswith("ภาษา", 0, span.start)
        or text.startswith("$", span.end)
        or _IN_ADDRESS.search(text, max(0, span.start - 60), span.start)
        or (text.startswith(".", span.end) and _DOMAIN.match(text, span.end))
        or _begins_latin_name(text, span)
        or _fragmented(text, words, span)
    )


def _begins_latin_name(text: str, span: Span) -> bool:
    """Tell whether an English word goes on as another name: American in American Enterprise Institute."""
    return "a" <= text[span.end - 1] <= "z" and bool(_MORE_LATIN.match(text, span.end))


def _mention(text: str, span: Span, actor: Actor, gazetteer: Gazetteer, *, short: bool = False) -> Mention:
    party = gazetteer.party(actor)
    rule = "gazetteer-short" if short else "gazetteer"
    confidence = 0.85 if short else 0.95
    if actor.capital_of and actor.type == "LOC" and acts_as_government(text, span):
        # Brussels, which acts for the Union, is the seat of two governments.
        acting = actor.acts_for or actor.capital_of
        kind = "COUNTRY" if is_state(acting) else "ORG"
        return Mention(kind, acting, span, acting, "capital-as-government", 0.8)
    island = _ISLAND.search(text, max(0, span.start - len("หมู่เกาะ")), span.end)
    if actor.id in _TERRITORIES and island is not None and island.end() >= span.start:
        named = Span(max(span.start, island.end()), span.end)
        return Mention("LOC", slug(actor.en), named, party, rule, confidence)
    name = _without_class_word(text, span, actor, gazetteer)
    return Mention(actor.type, actor.id, name, party, rule, confidence)


def _without_class_word(text: str, span: Span, actor: Actor, gazetteer: Gazetteer) -> Span:
    """Return the span without the class word (จรวด of จรวดอังการา) where the rest is a name by itself."""
    if actor.type not in ("LOC", "EQUIPMENT", "ORG"):
        return span
    content = span.of(text)
    bare = [n for n in (*actor.names, *actor.short) if content.endswith(n) and 0 < len(n) < len(content)]
    rest = max(bare, key=len, default=content)
    if content == f"พรรค{actor.th}":  # ก๊กมินตั๋ง, but พรรคแรงงาน
        return Span(span.start + len("พรรค"), span.end)
    if rest != content and _CLASS.fullmatch(content.removesuffix(rest)):
        return Span(span.end - len(rest), span.end)
    word = _CLASS_OUT[actor.type].match(content)
    sure = actor.type == "EQUIPMENT" or bool(_SURE.match(content))
    if word is None or not _is_bare_name(content[word.end() :], gazetteer, sure=sure):
        return span
    return Span(span.start + word.end(), span.end)


def _is_bare_name(rest: str, gazetteer: Gazetteer, *, sure: bool) -> bool:
    """Tell whether what follows a class word is a name by itself; เกาะงู and สำนักข่าวไทย are whole names."""
    if len(rest) < _SHORTEST_REST or rest in gazetteer.states:
        return False
    return sure or rest not in thai_dictionary()


def _stands_as_name(text: str, span: Span, hits: list[Hit]) -> bool:
    """Tell whether an everyday word is a name here: a title before it, or a name coupled to it."""
    if _TITLE.search(text, max(0, span.start - 20), span.start):
        return True
    return any(
        _COUPLING.fullmatch(text, *sorted((other.span.end, span.start)))
        or _COUPLING.fullmatch(text, *sorted((span.end, other.span.start)))
        for other in hits
        if other.span != span
        and (0 <= span.start - other.span.end <= 5 or 0 <= other.span.start - span.end <= 5)
    )


def _introductions(hits: list[Hit], gazetteer: Gazetteer) -> dict[str, list[tuple[int, Actor]]]:
    """Return, for each short name, where in the text its possible bearers are named in full."""
    bearers: dict[str, list[tuple[int, Actor]]] = {}
    for hit in hits:
        name = gazetteer.names.payload(hit)
        if name.short:
            continue
        state = gazetteer.by_id.get(gazetteer.party(name.actor))
        named = (name.actor,) if state is None or state is name.actor else (name.actor, state)
        # Whoever acts for Mali introduces มาลี, which is a girl's name elsewhere.
        for actor in named:
            for short in actor.short if actor is name.actor or actor.type == "COUNTRY" else ():
                bearers.setdefault(short, []).append((hit.span.start, actor))
    return bearers


def _holder(text: str, span: Span, bearers: Sequence[Actor]) -> Actor | None:
    """Return who of the *bearers* of a short name held the office that stands before it (ประธานาธิบดีสี)."""
    before = text[max(0, span.start - 24) : span.start].rstrip()
    holders = [
        (not office.until, office.since, bearer.id, bearer)
        for bearer in bearers
        for office in bearer.offices
        if before.endswith(office.title)
    ]
    return max(holders, key=lambda holder: holder[:3])[3] if holders else None


def _state_beside(text: str, hit: Hit, hits: Sequence[Hit], gazetteer: Gazetteer) -> Actor | None:
    """Return the state whose name is also a word (ชาด) where what stands before and another state tell it."""
    bearers = gazetteer.by_short.get(gazetteer.names.text_of(hit), ())
    state = next((actor for actor in bearers if actor.type == "COUNTRY"), None)
    if state is None:
        return None
    said = _OF_STATE.search(text, max(0, hit.span.start - 16), hit.span.start) is not None
    for other in hits:
        name = gazetteer.names.payload(other)
        full = name.actor.type == "COUNTRY" and not name.short
        if not full or other.span == hit.span or abs(other.span.start - hit.span.start) >= _NEAR:
            continue
        if said or _in_one_list(text, hit.span, other.span):
            return state
    return None


def _in_one_list(text: str, one: Span, other: Span) -> bool:
    """Tell whether two names stand side by side in a list: ``ไนเจอร์ [มาลี] และ…``, ``[มาลี]และบูร์กินาฟาโซ``."""
    first, second = sorted((one, other))
    return first.end <= second.start and _LISTED.fullmatch(text, first.end, second.start) is not None


def _of_minister(text: str, span: Span, gazetteer: Gazetteer) -> tuple[Span, Actor] | None:
    """Return the state in the short name of a ministry whose minister is named: รมว.กต.โปแลนด์."""
    content = span.of(text)
    word = _SHORT_MINISTRY.match(content)
    state = gazetteer.states.get(content[word.end() :]) if word else None
    if word is None or state is None or not MINISTER.search(text, max(0, span.start - 20), span.start):
        return None
    return Span(span.start + word.end(), span.end), state


def _last_before(bearers: list[tuple[int, Actor]], position: int) -> Actor | None:
    """Return who was introduced last before *position*; in a headline, who is introduced first after it."""
    known: Actor | None = None
    for start, actor in bearers:
        if start < position or known is None:
            known = actor
    return known


def _fragmented(text: str, words: Sequence[int], span: Span) -> bool:
    """Tell whether a short name is more likely a piece of a longer unknown one (ลาว in ลาวรอฟ).

    The segmentation then leaves lone consonants beside it, which are no words.
    """
    if span.length > _SHORT_ALIAS or not "\u0e01" <= text[span.start] <= "\u0e4e":
        return False
    after = bisect_left(words, span.end)
    before = bisect_left(words, span.start)
    right = [text[words[i] : words[i + 1]] for i in range(after, min(after + 2, len(words) - 1))]
    left = [text[words[i - 1] : words[i]] for i in range(before, max(before - 2, 0), -1)]
    for tokens in (right, left):
        for piece in tokens:
            if not "\u0e01" <= piece[0] <= "\u0e4e":
                break
            if len(piece) == 1 and _FRAGMENT.match(piece) and piece != "ณ":
                return True
    return False
