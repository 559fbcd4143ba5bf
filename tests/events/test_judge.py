"""The judge: what learnt weights add to the rules' events, drop of them, and never do to them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruscorpus.config.weights import EventWeights
from ruscorpus.events.extract import Extractor
from ruscorpus.events.features import View, key_of
from ruscorpus.knowledge import load_knowledge

VISIT = "ประธานาธิบดีวลาดิมีร์ ปูติน เดินทางเยือนเกาหลีเหนือเมื่อวันที่ 19 มิถุนายน 2567"
CONFRONTED = "เมื่อวานนี้จีนหยามหน้าญี่ปุ่นกลางที่ประชุม"  # no frame knows the verb
TRUSTS = {"AR:made=True": 9.0}


def weights(
    reading: dict[str, float], words: dict[str, tuple[str, ...]] | None = None, frames=("visit",)
) -> EventWeights:
    gate = {"bias": 9.0, "threshold": 0.1, "weights": {}}
    models = {"gate": gate, "reading": {"bias": -4.0, "threshold": 0.5, "weights": reading}}
    return EventWeights(
        schema="ruscorpus/weights/1", made_by="hand", made_from="nothing", models=models,
        words=words or {}, frames=frames, keep=0.2,
    )  # fmt: skip


@pytest.fixture(scope="module")
def read(reader):
    knowledge = load_knowledge()

    def run(text: str, learnt: EventWeights | None):
        extractor = Extractor(knowledge.ontology, knowledge.frames, knowledge.grammar, learnt)
        document = reader(text, "2024-06-20")
        return document, extractor.extract(document)

    return run


def told(events):
    return [(e.type, e.actor, e.recipient) for e in events]


def test_weights_that_trust_the_rules_change_nothing_but_the_confidence(read):
    document, events = read(VISIT, weights(TRUSTS))
    assert told(events) == told(document.events) == [("CONSULT", ("RUS",), ("PRK",))]
    assert (events[0].rule, events[0].date) == (document.events[0].rule, "2024-06-19")
    assert events[0].confidence == pytest.approx(0.99, abs=0.01)


def test_an_event_of_the_rules_that_is_too_unlikely_falls(read):
    assert read(VISIT, weights({"AR:made=True": -9.0}))[1] == ()
    assert read(VISIT, weights({"AR:made=True": 3.0}))[1] != ()  # 0.27: doubtful, but kept
    assert read(VISIT, weights({"AR:made=True": 1.0}))[1] == ()  # 0.05


def test_an_event_of_a_frame_that_was_not_there_when_it_was_learned_stands_as_read(read):
    document, events = read(VISIT, weights({"AR:made=True": -9.0}, frames=()))
    assert events == document.events


def test_a_word_that_texts_tie_to_a_type_tells_a_deed_that_no_frame_knows(read):
    document, none = read(CONFRONTED, None)
    assert (document.events, none) == ((), ())
    learnt = {"ACCUSE|H:w0=หยามหน้า": 4.0, "A:at=L+": 4.0, "R:at=R-": 4.0}
    document, events = read(CONFRONTED, weights(learnt, {"ACCUSE": ("หยามหน้า",)}))
    (event,) = events
    assert told(events) == [("ACCUSE", ("CHN",), ("JPN",))]
    assert event.rule == "learned:word-accuse"
    assert event.span.of(document.flow) == "จีนหยามหน้าญี่ปุ่น"
    assert event.confidence > 0.9
    weak = {name: weight / 3 for name, weight in learnt.items()}
    assert read(CONFRONTED, weights(weak, {"ACCUSE": ("หยามหน้า",)}))[1] == ()


def test_in_a_frame_that_turns_subject_and_object_round_only_the_rules_say_who_acts(read):
    learnt = {"H:src=piece": -30.0, "A:at=L+": 9.0, "R:at=Rfrom-": 9.0}
    document, events = read(
        "รัสเซียต้องเผชิญกับมาตรการคว่ำบาตรอย่างรุนแรงจากสหรัฐ", weights(learnt, frames=("under-sanctions",))
    )
    assert told(document.events) == [("SANCTION", ("USA",), ("RUS",))]
    assert ("SANCTION", ("RUS",), ("USA",)) not in told(events)


def test_a_date_is_chosen_only_for_an_event_that_stands(reader):
    class Yearly:
        def __init__(self):
            self.asked = []

        def choose(self, asked, candidates):
            self.asked.append(asked.event.type)
            return max(iso for iso in candidates if len(iso) == len("2024"))

    def extract(learnt):
        knowledge, chooser = load_knowledge(), Yearly()
        extractor = Extractor(knowledge.ontology, knowledge.frames, knowledge.grammar, learnt, chooser)
        document = reader(f"{VISIT}\nยูเครนโจมตีคลังน้ำมันของรัสเซียด้วยโดรน", "2024-06-20")
        return [(e.type, e.date) for e in extractor.extract(document)], chooser.asked

    both = [("CONSULT", "2024"), ("ASSAULT", "2024")]
    assert extract(None) == (both, ["CONSULT", "ASSAULT"])
    assert extract(weights(TRUSTS, frames=("visit", "attack"))) == (both, ["CONSULT", "ASSAULT"])
    assert extract(weights({"AR:made=True": -9.0})) == (both[1:], ["ASSAULT"])


def test_words_of_types_that_the_ontology_does_not_have_are_passed_over(read):
    assert read(CONFRONTED, weights({}, {"GLOAT": ("หยามหน้า",)}))[1] == ()


def test_a_text_without_parties_has_no_events(read):
    assert read("ฝนตกหนักและน้ำท่วมหลายพื้นที่ การเจรจายังไม่เริ่ม", weights({"H:head": 9.0}))[1] == ()


def test_parties_of_a_mutual_deed_stand_in_no_order():
    assert key_of("COOPERATE", ("RUS",), ("CHN",)) == key_of("COOPERATE", ("CHN", "RUS"), ())
    assert key_of("AID", ("RUS",), ("CHN",)) != key_of("AID", ("CHN",), ("RUS",))


def test_names_are_placeholders_for_what_is_learnt(reader):
    knowledge = load_knowledge()
    extractor = Extractor(knowledge.ontology, knowledge.frames, knowledge.grammar)
    (one,) = extractor.tell(reader("รัสเซียส่งโดรน Shahed-136 ให้อิหร่าน 20 ลำ", ""))
    (other,) = extractor.tell(reader("อิหร่านส่งโดรน Shahed-136 ให้รัสเซีย 20 ลำ", ""))
    assert View(one).words == View(other).words
    assert "PARTY" in View(one).words
    assert "@EQUIPMENT" in View(one).words
    assert not any("รัสเซีย" in word or "อิหร่าน" in word for word in View(one).words)


NAMES = ["H:head", "H:w0=โจมตี", "A:at=L+", "R:at=R-", "R:none", "A:rule=same", "AR:rules=True", "AID|R:at=R-"]


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), st.floats(-6, 6, allow_nan=False)))
def test_whatever_the_weights_events_are_sound_and_the_same_again(read, learnt):
    text = f"{VISIT} ยูเครนโจมตีคลังน้ำมันของรัสเซีย ขณะที่จีนและอินเดียเรียกร้องให้ทั้งสองฝ่ายหยุดยิง {CONFRONTED}"
    document, events = read(text, weights(learnt, {"ACCUSE": ("หยามหน้า",)}))
    for event in events:
        assert event.actor
        assert not {*event.actor} & {*event.recipient}
        assert 0 <= event.span.start < event.span.end <= len(document.flow)
        assert 0 < event.confidence <= 1
        assert event.status in {"occurred", "ongoing", "planned", "alleged", "denied", "hypothetical"}
    keys = [(key_of(e.type, e.actor, e.recipient), e.status, e.span) for e in events]
    assert len(set(keys)) == len(keys)
    assert read(text, weights(learnt, {"ACCUSE": ("หยามหน้า",)}))[1] == events
