"""The review: what the rest of a sentence does to a candidate."""

from __future__ import annotations

import math

import pytest

from ruscorpus.config.weights import BoostedTrees, EventWeights
from ruscorpus.events.evidence import evidence_for
from ruscorpus.events.extract import Extractor
from ruscorpus.events.judge import Judge
from ruscorpus.knowledge import load_knowledge
from ruscorpus.trees import Trees

VISIT = "ประธานาธิบดีวลาดิมีร์ ปูติน เดินทางเยือนเกาหลีเหนือเมื่อวันที่ 19 มิถุนายน 2567"
ATTACK = "ยูเครนโจมตีคลังน้ำมันของรัสเซียด้วยโดรน"


def learnt(*trees, keep=0.5) -> EventWeights:
    """Weights that find every event of the rules half likely, and the trees of a review."""
    models = {
        "gate": {"bias": 9.0, "threshold": 0.1, "weights": {}},
        "reading": {"bias": -4.0, "threshold": 0.5, "weights": {"AR:made=True": 4.0}},
    }
    return EventWeights(
        schema="ruscorpus/weights/1", made_by="hand", made_from="nothing", models=models, words={},
        frames=tuple(frame.id for frame in load_knowledge().frames), keep=keep,
        review=BoostedTrees(bias=0.0, trees=trees),
    )  # fmt: skip


@pytest.fixture(scope="module")
def read(reader):
    knowledge = load_knowledge()

    def run(text: str, weights: EventWeights):
        extractor = Extractor(knowledge.ontology, knowledge.frames, knowledge.grammar, weights)
        document = reader(text, "2024-06-20")
        return [(e.type, e.actor, e.recipient, e.confidence) for e in extractor.extract(document)]

    return run


@pytest.fixture(scope="module")
def weigh(reader):
    """Return what the judge makes of each sentence, and the evidence for every candidate."""
    knowledge = load_knowledge()
    rules = Extractor(knowledge.ontology, knowledge.frames, knowledge.grammar)
    scores = knowledge.ontology.scores()
    judge = Judge(knowledge.event_weights, scores)

    def run(text: str):
        weighed = [judge.weigh(told) for told in rules.tell(reader(text, "2024-06-20"))]
        return [
            (candidate, evidence_for(candidate, sentence, scores))
            for sentence in weighed
            for candidate in sentence.candidates
        ]

    return run


def test_the_rest_of_the_sentence_may_tell_against_a_candidate(read):
    alone = (("others", 0.0), 2.0, -2.0)
    sure = round(1 / (1 + math.exp(-2.0)), 2)
    assert read(ATTACK, learnt(alone)) == [("ASSAULT", ("UKR",), ("RUS",), sure)]
    assert read("จีนประณามยูเครนที่โจมตีคลังน้ำมันของรัสเซีย", learnt(alone)) == []


def test_the_last_probability_is_the_confidence_and_one_threshold_is_asked_for_all(read):
    assert [event[3] for event in read(ATTACK, learnt((1.5,)))] == [0.82]
    assert read(ATTACK, learnt((-0.5,))) == []
    assert [event[3] for event in read(ATTACK, learnt((-0.5,), keep=0.3))] == [0.38]


def test_of_two_readings_of_one_word_the_likelier_one_stands(weigh):
    candidates = [candidate for candidate, _ in weigh(f"{VISIT} {ATTACK}")]
    assert len({c.key for c in candidates}) == len(candidates)
    for candidate in candidates:
        assert candidate.somehow > candidate.probability - 1e-9
        assert candidate.probability == max(seen.probability for seen in candidate.sightings)
        assert all(s.probability - 1e-9 <= s.anything <= 1.0 + 1e-9 for s in candidate.sightings)


def test_evidence_is_the_same_whoever_the_parties_are(weigh):
    text = "{0}ส่งโดรนให้{1} 20 ลำ\nเมื่อวันอังคาร {0}และ{1}ลงนามข้อตกลงด้านพลังงาน ขณะที่{2}ประณาม{0}"
    one = weigh(text.format("รัสเซีย", "อิหร่าน", "ญี่ปุ่น"))
    other = weigh(text.format("ญี่ปุ่น", "รัสเซีย", "อิหร่าน"))
    assert one
    assert sorted(map(str, (e for _, e in one))) == sorted(map(str, (e for _, e in other)))


def test_there_is_evidence_for_all_that_the_packaged_trees_ask_for(weigh):
    packaged = load_knowledge().event_weights.review
    asked = {part[0] for tree in packaged.trees for part in tree if isinstance(part, tuple)}
    numbers = [numbers for _, numbers in weigh(f"{VISIT}\n{ATTACK}")]
    assert numbers
    for one in numbers:
        assert asked <= set(one)
        assert all(math.isfinite(number) for number in one.values())
        assert 0 < Trees(packaged.bias, packaged.trees).probability(one) < 1
