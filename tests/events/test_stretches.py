"""Stretches: what is weighed by subtraction is what the named features weigh."""

from __future__ import annotations

from types import SimpleNamespace
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.events.parties import Party
from ruscorpus.events.places import FUNCTION, Places
from ruscorpus.events.stretches import Corners, Stretches
from ruscorpus.linear import SideBySide
from ruscorpus.offsets import Span

WORDS = [*sorted(FUNCTION), " ", "PARTY", "PLACE", "BYSTANDER", "@DATE", "รถถัง", "โจมตี", "0"]


def weight(feature: str) -> int:
    """Weigh every feature that there is, each in its own way."""
    return crc32(feature.encode()) % 10_007


@pytest.fixture(scope="module")
def corners() -> Corners:
    return Corners(SideBySide([0.0], weight))


@given(data=st.data())
def test_a_stretch_weighs_what_its_features_do(corners, data):
    draw = data.draw
    tokens, at = [], 0
    for word in draw(st.lists(st.sampled_from(WORDS), min_size=4, max_size=40)):
        tokens.append((Span(at, at + len(word)), word))
        at += len(word)
    spans = [span for span, _ in tokens]
    named = draw(st.lists(st.sampled_from(spans), min_size=1, max_size=6))
    if draw(st.booleans()):  # one that holds others
        named.append(named[0].cover(draw(st.sampled_from(spans))))
    flags = st.booleans()
    parties = [
        Party(
            draw(st.sampled_from([(), ("RUS",)])),
            span,
            draw(st.sampled_from(["", "to"])),
            draw(st.sampled_from(["", "ต่อ"])),
            *(draw(flags) for _ in range(5)),
        )
        for span in sorted(set(named))
    ]
    places = sorted(draw(st.sets(st.sampled_from([span.start for span in spans]), max_size=5)))
    told = SimpleNamespace(
        scene=SimpleNamespace(
            reading=SimpleNamespace(flow="".join(word for _, word in tokens)), parties=parties
        ),
        cuts=places[1:],
    )
    ground = Places(told, tokens, places)
    stretches = Stretches(corners, ground)
    for start, end in draw(st.lists(st.sampled_from(spans), min_size=1, max_size=4)):
        head = SimpleNamespace(start=start, end=end)
        for party in parties:
            stretch = ground.stretch(head, party)
            way, features = ground.of_stretch(head, party, stretch)
            named = [*ground.of_party(party, stretch.side), *stretch.features(), *features]
            total, ways = stretches.weigh(head, party)
            for read, weighed in zip((None, False, True), ways, strict=True):
                assert total + weighed == sum(map(weight, [*named, f"rule-way={read}{way}"]))
