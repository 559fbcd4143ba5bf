"""What is told at once of all cues is what each of them says when it is asked by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from coding_support import build, event

from ruscorpus.coding.cues import CueSet, Found, collect, join
from ruscorpus.config.codebook import SCOPES
from ruscorpus.knowledge import load_knowledge
from ruscorpus.model import Mention
from ruscorpus.offsets import Span

TEXT = """รัสเซียส่งมอบขีปนาวุธให้เกาหลีเหนือ และจีนไม่ได้ร่วมซ้อมรบกับรัสเซียในปีนี้
เมื่อไม่มีอำนาจกลางใดคุ้มครองรัฐ แต่ละรัฐจึงต้องพึ่งพาตนเองและสะสมอาวุธ
จึงทำให้เพื่อนบ้านรู้สึกไม่มั่นคง ทั้งสองประเทศลงนามสนธิสัญญาและขายน้ำมันให้แก่กันมากขึ้น
โลกกำลังเปลี่ยนจากขั้วเดียวไปสู่หลายขั้วอำนาจ สหรัฐฯ คว่ำบาตรธนาคารของรัสเซีย
"""
SECTIONS = ("", "ทบทวนวรรณกรรม", "บทที่ 1 บทนำ\n1.1 สมมติฐานการวิจัย", "แนวคิดและทฤษฎี", "บรรณานุกรม")


@pytest.fixture(scope="module")
def cues() -> CueSet:
    return CueSet(load_knowledge().codebook)


@pytest.fixture(scope="module")
def sentences(cues: CueSet) -> list[Found]:
    made = build(TEXT)
    events = (
        event(TEXT, "ส่งมอบ", "AID/military", "RUS", "PRK"),
        event(TEXT, "ลงนาม", "AGREE/sign", "RUS", "CHN", status="planned"),
        event(TEXT, "คว่ำบาตร", "SANCTION", "USA", "RUS"),
    )
    weapon = Mention("EQUIPMENT", "missile", Span(13, 23), "")
    made = replace(made, events=events, mentions=(*made.mentions, weapon))
    hits = cues.find(TEXT, set(made.words))
    found = collect(made.sentences, hits, made.events, made.mentions, lambda span: span.start >= 0)
    for each in found:
        each.number = len({mention.acts_for for mention in each.mentions})
        each.met = cues.met(each)
    return found


@pytest.mark.parametrize("titles", SECTIONS)
@pytest.mark.parametrize("scopes", [SCOPES, frozenset({"neighbours"}), frozenset({"clause", "sentence"})])
def test_a_cue_that_is_not_asked_does_not_hold(cues, sentences, titles, scopes):
    for found in [*sentences, *map(join, sentences, sentences[1:])]:
        found.titles = titles
        matches = cues.evaluate(TEXT, found, scopes)
        found.opened = frozenset(range(len(cues.book.concepts)))
        by_hand = [
            match
            for compiled in cues.cues
            if compiled.cue.scope in scopes and compiled.cue.states <= found.number
            if not compiled.sections or any(title in titles for title in compiled.sections)
            if not any(title in titles for title in compiled.not_sections)
            for match in cues._check(compiled, TEXT, found)
        ]
        assert matches == by_hand
    assert scopes != SCOPES or titles or matches
