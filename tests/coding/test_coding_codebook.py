"""The codebook file: what the loader refuses, and that the packaged one holds what it promises."""

from __future__ import annotations

import pytest
from coding_support import build, codebook_from

from ruscorpus.coding.checks import Known
from ruscorpus.coding.codebook import check_codebook, check_completeness, check_examples, load_codebook
from ruscorpus.coding.stage import CodingStage
from ruscorpus.problems import ConfigError
from ruscorpus.resources import packaged_configs
from ruscorpus.yamlio import parse, read

PATH = packaged_configs() / "codebooks" / "structural-realism.yaml"

FRAMEWORK = {
    "theory": "anarchy self_help units capabilities security_dilemma",
    "balancing": "internal external soft bandwagon",
    "polarity": "unipolar bipolar multipolar",
    "driver": "great_powers hegemonic_decline economic_rebalancing diffusion geopolitics institutions",
    "factor": "ideology history military economy world_politics",
    "domain": "diplomacy military economy",
    "outlook": "diplomacy military economy structure",
    "stance": "supports qualifies contradicts",
}


@pytest.fixture(scope="module")
def codebook():
    return load_codebook(PATH)


def test_the_packaged_codebook_has_every_code_of_the_framework(codebook):
    wanted = {f"{group}.{name}" for group, names in FRAMEWORK.items() for name in names.split()}
    assert {code.id for code in codebook.codes} == wanted


def test_each_code_is_defined_and_has_examples_both_ways(codebook):
    for code in codebook.codes:
        assert code.include, code.id
        assert code.exclude, code.id
        assert len(code.examples.positive) >= 3, code.id
        assert len(code.examples.negative) >= 3, code.id


def test_cue_ids_name_one_cue_in_its_code(codebook):
    for code in codebook.codes:
        ids = [cue.id for cue in code.cues]
        assert len(ids) == len(set(ids)), code.id


def test_the_examples_of_the_packaged_codebook_hold(codebook, by_cues):
    stage = CodingStage(codebook)
    by_hand = check_examples(codebook, lambda text: stage(build(text)), read(PATH), str(PATH))
    assert [str(problem) for problem in by_hand] == []
    assert [str(problem) for problem in check_examples(codebook, by_cues)] == []


def test_a_wrong_example_is_reported_with_its_place():
    source = SOURCE.replace("positive: []", "positive: [ข้อความที่ไม่เกี่ยวข้อง]")
    parsed = parse(source, "t.yaml")
    codebook = check_codebook(parsed, "t.yaml")
    stage = CodingStage(codebook)
    (problem,) = check_examples(codebook, lambda text: stage(build(text)), parsed, "t.yaml")
    assert (problem.slug, problem.path, problem.line) == ("codebook-example", "t.yaml", 16)
    assert "x.y" in problem.message


KNOWN = Known({"AID": {"military"}, "CONSULT": {"visit"}}, {"diplomatic"}, {"RUS", "nato"})
SOURCE = """\
schema: ruscorpus/codebook/1
id: t
title: {th: ก, en: t}
hypothesis: {th: ก, en: t}
facets: [{id: x, label: {th: ก, en: x}}]
lists:
  arms: [อาวุธ]
codes:
  - id: x.y
    facet: x
    label: {th: ก, en: y}
    definition: {th: ก, en: y}
    cues:
      - {id: first, any: [อาวุธ]}
    examples:
      positive: []
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("any: [อาวุธ]", "any: ['{weapons}']", 14, "unknown list {weapons}"),
        ("any: [อาวุธ]", "all: [[อาวุธ], ['{weapons}']]", 14, "unknown list {weapons}"),
        ("any: [อาวุธ]", "any: [อาวุธ], not: ['{no}']", 14, "unknown list {no}"),
        ("any: [อาวุธ]", "any: ['...']", 14, "holds nothing to look for"),
        ("any: [อาวุธ]", "any: ['- - -']", 14, "holds nothing to look for"),
        ("any: [อาวุธ]}", "any: [อาวุธ]}\n      - {id: first, any: [กระสุน]}", 14, "stands 2 times"),
        ("any: [อาวุธ]", "events: [AIDE]", 14, "unknown event type 'AIDE'"),
        ("any: [อาวุธ]", "events: [AID], event_status: [done]", 14, "unknown event status 'done'"),
        ("arms: [อาวุธ]", "arms: [อาวุธ, '{more}']\n  more: ['{arms}']", 7, "contains itself"),
        ("arms: [อาวุธ]", "arms: [อาวุธ, '{less}']", 7, "unknown list {less}"),
        ("- {id: first, any: [อาวุธ]}", "[]", 14, "has no cue"),
        ("codes:", "reports: {evidence: [z]}\ncodes:", 8, "unknown facet 'z'"),
        ("codes:", "reports: {crosstabs: [{rows: x, columns: z}]}\ncodes:", 8, "unknown facet 'z'"),
        ("codes:", "reports: {hypothesis: {supports: [x.z]}}\ncodes:", 8, "unknown code 'x.z'"),
        (
            "codes:",
            "reports:\n  hypothesis:\n    supports: [x.y]\n    contradicts: [x.y]\ncodes:",
            11,
            "takes two positions",
        ),
        ("any: [อาวุธ]", "any: [อาวุธ], unless: [x.z]", 14, "unknown code 'x.z'"),
        ("any: [อาวุธ]", "any: [อาวุธ], unless: [x.y]", 14, "gives way to itself"),
        ("any: [อาวุธ]", "any: [อาวุธ], colour: red", 14, "unknown key (known: id, any"),
        ("any: [อาวุธ]", "any: [อาวุธ], confidance: 1", 14, "unknown key (did you mean confidence?)"),
        ("facet: x", "facet: z", 10, "unknown facet 'z' (known facets: x)"),
        ("- id: x.y", "- id: X-Y", 9, "'X-Y' must be group.name in lower case"),
        ("any: [อาวุธ]", "any: อาวุธ", 14, "must be a list (put it in brackets"),
        ("any: [อาวุธ]", "any: [2567]", 14, "must be text (put it in quotes)"),
        ("any: [อาวุธ]", "all: [[อาวุธ], []]", 14, "empty list"),
        ("any: [อาวุธ]", "any: ['ส่ง{arms']", 14, "brace without its partner"),
        ("any: [อาวุธ]", "any: ['ส่ง.*อาวุธ']", 14, "looks like a regular expression"),
        ("any: [อาวุธ]", "any: [(ส่ง|ขาย)อาวุธ]", 14, "looks like a regular expression"),
        ("any: [อาวุธ]", "any: [อาวุธ], not: [อาวุธ]", 14, "stands in any and in not"),
        ("any: [อาวุธ]", "events: [CONSULT/visits]", 14, "no mode 'visits' (did you mean visit?)"),
        ("any: [อาวุธ]", "events: [aid]", 14, "'aid' must be a type such as AID"),
        ("any: [อาวุธ]", "events: [AID], event_contexts: [war]", 14, "unknown event context 'war'"),
        ("any: [อาวุธ]", "any: [อาวุธ], event_status: [planned]", 14, "add events"),
        ("any: [อาวุธ]", "entities: [natto]", 14, "nothing is named 'natto'"),
        ("any: [อาวุธ]", "any: [อาวุธ], scope: page", 14, "must be 'clause', 'sentence' or 'neighbours'"),
        ("any: [อาวุธ]", "any: [อาวุธ], confidence: 2", 14, "less than or equal to 1"),
        ("ruscorpus/codebook/1", "ruscorpus/codebook/9", 1, "must be 'ruscorpus/codebook/1'"),
    ],
)
def test_faults_are_named_with_file_line_and_column(old, new, line, message):
    source = SOURCE.replace(old, new)
    assert source != SOURCE
    with pytest.raises(ConfigError) as caught:
        check_codebook(parse(source, "t.yaml"), "t.yaml", KNOWN)
    problem = caught.value.problems[0]
    assert message in f"{problem.message} ({problem.hint})"
    assert (problem.path, problem.line) == ("t.yaml", line)
    assert problem.column > 0


def test_all_faults_are_reported_at_once():
    source = SOURCE.replace("any: [อาวุธ]", "any: ['{a}', '{b}'], events: [NONE]")
    with pytest.raises(ConfigError) as caught:
        check_codebook(parse(source, "t.yaml"), "t.yaml", KNOWN)
    assert len(caught.value.problems) == 3


def test_a_code_id_that_stands_twice_is_told_where_it_stands_again():
    again = SOURCE + SOURCE[SOURCE.index("  - id: x.y") :]
    with pytest.raises(ConfigError) as caught:
        check_codebook(parse(again, "t.yaml"), "t.yaml", KNOWN)
    (problem,) = caught.value.problems
    assert ("'x.y' stands 2 times" in problem.message, problem.line) == (True, 17)


def test_a_phrase_that_stands_for_millions_is_refused_before_it_is_spelt_out():
    letters = ", ".join(f"ก{number}ข" for number in range(60))
    source = SOURCE.replace("[อาวุธ]\n", f"[{letters}]\n", 1)
    source = source.replace("any: [อาวุธ]", "any: ['{arms}{arms}{arms}{arms}{arms}{arms}']")
    with pytest.raises(ConfigError) as caught:
        check_codebook(parse(source, "t.yaml"), "t.yaml", KNOWN)
    assert "46656000000 phrases" in caught.value.problems[0].message


def test_what_a_reader_will_miss_is_a_warning():
    parsed = parse(SOURCE, "t.yaml")
    found = check_completeness(check_codebook(parsed, "t.yaml"), parsed, "t.yaml")
    assert {problem.severity for problem in found} == {"warning"}
    assert [problem.message for problem in found] == [
        "list {arms} is used by no cue",
        "x.y: has no positive example",
        "x.y: has no negative example",
    ]


def test_event_types_are_not_checked_when_none_are_given():
    assert codebook_from("[{id: c, events: [WHATEVER]}]").codes[0].cues[0].events == ("WHATEVER",)
