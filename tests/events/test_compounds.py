"""Words inside words: a look at how verbs begin leaves out no verb that was cut in two."""

from __future__ import annotations

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.events.compounds import Compounds
from ruscorpus.model import Document

VERBS, PARTICLES, NOUNS = ("โจมตี", "บุก", "บุกรุก"), ("เข้า", "ไป", "ว่า"), ("เมือง", "เกาะ")
COMPOUNDS = Compounds(VERBS, PARTICLES, NOUNS)
WORDS = st.lists(
    st.sampled_from(["โจม", "ตีเมือง", "โจมตี", "บุก", "บุ", "กเกาะ", "รุกเมือง", "บุกเข้าไป", "ว่า", "การโจมตี", " "]),
    max_size=9,
)


@given(WORDS)
def test_boundaries_are_those_of_all_words_and_all_pairs_of_words(words):
    starts = tuple(accumulate(map(len, words), initial=0))
    expected = set(starts)
    for start, word in zip(starts, words, strict=False):
        expected |= {start + place for place in COMPOUNDS._inner(word)} if len(word) >= 5 else set()
    for start, left, right in zip(starts, words, words[1:], strict=False):
        place = COMPOUNDS._across(left, right) if len(right) >= 5 else 0
        expected |= {start + place} if place else set()
    flow = "".join(words)
    document = Document(id="text", path="text", raw=flow, text=flow, flow=flow, words=starts)
    assert COMPOUNDS.boundaries(document) == expected
