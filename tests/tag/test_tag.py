"""Tagging: names, dates, quantities, and what must not be taken for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.citations import find_citations
from ruscorpus.config.load import load_actors, load_names
from ruscorpus.resources import packaged_configs
from ruscorpus.segment.stage import SegmentStage
from ruscorpus.tag.gazetteer import Gazetteer
from ruscorpus.tag.quantities import find_quantities
from ruscorpus.tag.stage import TagStage
from ruscorpus.tag.variants import sound
from support import cases, document


@pytest.fixture(scope="module")
def tag():
    """Return a function from text to the tagged document, without the stages that come later."""
    gazetteer = Gazetteer(load_actors(packaged_configs() / "actors"))
    segment, stage = (
        SegmentStage(gazetteer.vocabulary),
        TagStage(gazetteer, load_names(packaged_configs() / "names.yaml")),
    )
    return lambda text, date="": stage(segment(document(text, text=text, date=date)))


@pytest.mark.parametrize("case", cases("tag"))
def test_entities(case, tag):
    done = tag(case["text"], case.get("date", ""))
    found = [
        [m.type, m.id, m.span.of(done.flow)] for m in done.mentions if m.type not in ("DATE", "QUANTITY")
    ]
    assert found == case["entities"]


@given(
    st.lists(
        st.sampled_from(
            ["ปูติน", "คิม ", "จีน", "ลาวรอฟ", "กรุงมอสโก", " และ", "เยือน", "(Lankov, 2002)", "\n", "สหรัฐฯ"]
        ),
        max_size=20,
    )
)
def test_mentions_are_ordered_and_disjoint(tag, pieces):
    done = tag("".join(pieces))
    position = 0
    for mention in done.mentions:
        assert position <= mention.span.start < mention.span.end <= len(done.flow)
        position = mention.span.end


@given(
    st.lists(
        st.sampled_from(
            ["นาย", "พลเอก", "ซาลิฟู ", "ดีอัลโล", " โฆษก", "กระทรวงกลาโหม", "รัสเซีย", "เมือง", "โบลคาสซี", "บริษัท", "เวสโตรา",
             " (Westora)", " (", ")", "ว่า", "กรม", "สนธิสัญญา", "ด้าน", "การค้า", " ", "\n", "ทรัมป์", "สี จิ้นผิง", "PMN-2", "ต.", "ของ"]
        ),
        max_size=24,
    )
)  # fmt: skip
def test_what_a_text_introduces_is_ordered_and_disjoint_too(tag, pieces):
    done = tag("".join(pieces))
    position = 0
    for mention in done.mentions:
        assert position <= mention.span.start < mention.span.end <= len(done.flow)
        position = mention.span.end


@pytest.mark.parametrize(
    ("one", "other"),
    [("โทคาเยฟ", "โตกาเยฟ"), ("ปริโกชิน", "ปริโกซิน"), ("เซเลนสกี้", "เซเลนสกี"), ("โนโวซีบีร์สก์", "โนโวซีบีสค์")],
)
def test_spellings_that_sound_the_same_have_one_key(one, other):
    assert sound(one)[0] == sound(other)[0]


@given(st.text(alphabet="กขคซสท์ะัาิี้่ -ชฟ\n", max_size=30))
def test_the_letters_of_a_key_lead_back_to_the_text(text):
    key, places = sound(text)
    assert len(key) == len(places)
    assert list(places) == sorted(set(places))
    assert all(0 <= place < len(text) for place in places)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("มูลค่า 1,500 ล้านดอลลาร์", ["1,500 ล้าน ดอลลาร์"]),
        ("โดรน ๕ ลำ", ["5 ลำ"]),
        ("ร้อยละ 12.5 ของจีดีพี", ["12.5 %"]),
        ("มิก-31 และ ปี 2024", []),
    ],
)
def test_quantities(text, ids):
    assert [m.id for m in find_quantities(text)] == ids


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("ดังที่กล่าวไว้ (Lankov, 2002)", 1),
        ("(ชินวัฒน์ แม้นเดช, 2564, น. 15)", 1),
        ("(Smith & Park, 2024; Lee, 2020)", 1),
        ("(พ.ศ. 2568)", 0),
        ("(ฐานทัพเรือ)", 0),
        ("(เมื่อวันที่ 5 มีนาคม 2567)", 0),
    ],
)
def test_citations(text, count):
    assert len(find_citations(text)) == count
