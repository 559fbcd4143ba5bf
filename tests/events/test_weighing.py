"""The weighing: what is added up side by side is what the named features weigh one by one."""

from __future__ import annotations

import pytest

from ruscorpus.events.extract import Extractor
from ruscorpus.events.features import View, key_of
from ruscorpus.events.heads import heads_of
from ruscorpus.events.weighing import Tables, Weighing
from ruscorpus.knowledge import load_knowledge
from support import CORPUS


class Plain:
    """A model as its file has it, added up name by name."""

    def __init__(self, weights):
        self.weights, self.bias = weights.weights, weights.bias

    def __call__(self, part: str, kind: str, features: list[str]) -> float:
        get = self.weights.get
        return sum(get(f"{part}:{f}", 0.0) + get(f"{kind}|{part}:{f}", 0.0) for f in features)


def exactly(margin: float):
    return pytest.approx(margin, abs=1e-6)


@pytest.mark.parametrize("name", ["news-2024-brics-kazan.txt", "dispute-2025-thai-cambodian-border.txt"])
def test_margins_are_what_the_named_features_weigh(reader, name):
    knowledge = load_knowledge()
    learnt = knowledge.event_weights
    gate, readings = Plain(learnt.models["gate"]), Plain(learnt.models["reading"])
    tables = Tables(
        learnt.models["gate"], learnt.models["reading"], {kind for kind, _ in knowledge.ontology.scores()}
    )
    tied: dict[str, list[str]] = {}
    for kind, words in learnt.words.items():
        for word in words:
            tied.setdefault(word, []).append(kind)
    extractor = Extractor(knowledge.ontology, knowledge.frames, knowledge.grammar)
    seen = 0
    for told in extractor.tell(reader((CORPUS / name).read_text(encoding="utf-8"), "2025-07-28")):
        view, again = View(told), View(told)
        weighing = Weighing(tables, view)
        for head in heads_of(told, tied, view.tokens):
            kind, of_head = head.type, again.of_head(head)
            assert len(set(of_head)) == len(of_head)
            summed = weighing.head(head)
            assert weighing.gate(head, summed) == exactly(gate.bias + gate("H", kind, of_head))
            assert weighing.base(head, summed) == exactly(readings.bias + readings("H", kind, of_head))
            choices, as_actor, as_recipient = weighing.choices(head)
            actors, recipients = again.choices(head)
            assert (choices.actors, choices.recipients) == (actors, recipients)
            for role, found, margins in (("A", actors, as_actor), ("R", recipients, as_recipient)):
                plain = [readings(role, kind, again.of_choice(head, choice, role)) for choice in found]
                assert margins == [exactly(margin) for margin in plain]
            plain = []
            for i, j, actor, recipient in again.readings(actors, recipients, kind):
                key = key_of(kind, actor.ids, recipient.ids)
                together = readings("AR", kind, again.of_pair(head, actor, recipient, key))
                plain.append((i, j, key, exactly(together)))
            assert weighing.pairs(head, choices, range(len(actors)), range(len(recipients))) == plain
            seen += len(plain)
    assert seen > 100
