"""The words of the repair: as packaged, as given, and as the tool that made them would make them again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from ruscorpus.repair.alphabet import decompose
from ruscorpus.repair.lexicon import thai_lexicon

ROOT = Path(__file__).parents[2]


def words_in(lexicon, bases):
    return {
        (start, end, variant.marks)
        for start, found in enumerate(lexicon.matches(bases))
        for end, variants in found
        for variant in variants
    }


def test_packaged_words_are_those_of_pythainlp():
    tool = [sys.executable, ROOT / "tools" / "make_lexicon.py", "--check"]
    result = subprocess.run(tool, check=False, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


def test_words_are_found_by_their_bases():
    bases, marks = decompose("น้ำแข็ง")
    found = words_in(thai_lexicon(), bases)
    assert (0, len(bases), marks) in found
    assert (0, 2, decompose("น้ำ")[1]) in found


def test_given_words_stand_beside_the_others():
    bases, marks = decompose("คิมูรา")
    assert (0, 4, marks) not in words_in(thai_lexicon(), bases)
    with_name = thai_lexicon(frozenset(["นายคิมูรา (Kimura)", "คิมูรา"]))
    assert (0, 4, marks) in words_in(with_name, bases)
    assert words_in(thai_lexicon(), bases) < words_in(with_name, bases)


def test_marks_cost_what_is_usual_before_a_letter():
    letters = thai_lexicon().letters
    assert letters.cost("ก", "น", "") < letters.cost("ก", "น", "็")
    assert letters.cost("า", "น", "่") == 25.0
    assert letters.cost("ก", "น", "็๋") == 25.0
