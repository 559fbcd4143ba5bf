from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruscorpus.model import Coding, Document, Event, Mention, Region, Section
from ruscorpus.offsets import Edit, Span, apply_edits
from ruscorpus.report.analysis import SCHEMA, Analysis, sureness, weakest_edits
from ruscorpus.report.rows import EventRow, year_of

FIELDS = {
    "document": "id path sha256 media_type title date language characters pages authors",
    "repair": "edits by_rule unrecoverable",
    "sections": "number title level span",
    "regions": "kind span",
    "entities": "type id text span raw page line confidence",
    "events": "type mode actor recipient date date_basis status score contexts quote span raw page line rule confidence",
    "codings": "code quote span raw page line dyads level cues rule confidence",
}


@pytest.fixture(scope="module")
def thesis(documents) -> Document:
    return documents[1]


def test_the_fields_are_those_of_the_schema_in_its_order(thesis):
    data = Analysis.of(thesis).to_data()
    assert list(data) == ["schema", *FIELDS]
    assert data["schema"] == SCHEMA
    for name, fields in FIELDS.items():
        value = data[name]
        for row in value if isinstance(value, list) else [value]:
            assert list(row) == fields.split()


def test_findings_lead_back_to_text_source_and_page(thesis):
    analysis = Analysis.of(thesis)
    joint, _, sent = analysis.events
    assert joint.at.quote == "รัสเซียและเกาหลีเหนือร่วมกันผลิตโดรน"
    assert (joint.at.page, joint.at.line) == (26, 2)
    assert sent.at.line == 3
    passage = analysis.codings[0].at
    assert "ทาง\nยุทธศาสตร์" in passage.quote  # the text keeps its lines though the reading joins them
    assert "ตังแต่" in passage.raw.of(thesis.raw)
    assert "ตั้งแต่" in passage.quote
    assert analysis.codings[-1].at.page == 27


def test_sections_and_regions_point_into_the_text(thesis):
    analysis = Analysis.of(thesis)
    assert analysis.sections[0].span.of(thesis.text).startswith("4.1 พัฒนาการทางทหาร\nรัสเซีย")
    assert [region.span.of(thesis.text) for region in analysis.regions] == [
        "26",
        "บรรณานุกรม\nสมชาย ใจดี. (2566). การเมืองโลก.",
    ]


def test_the_same_change_in_many_places_is_one_doubt():
    raw = "ก?ข\nค?ง\nจ*ฉ"
    edits = [
        Edit(Span(1, 2), "x", "r", 0.8),
        Edit(Span(5, 6), "x", "r", 0.6),
        Edit(Span(9, 10), "y", "r", 0.7),
    ]
    weakest = weakest_edits(edits, raw, lambda _: None)
    assert [(edit.before, edit.confidence, edit.places) for edit in weakest] == [
        ("?", 0.6, ((None, 1), (None, 2))),
        ("*", 0.7, ((None, 3),)),
    ]
    assert sureness(edits) == (("r", 0.6),)


def test_repair_counts_rules_and_keeps_the_weakest_edits(thesis):
    analysis = Analysis.of(thesis)
    assert analysis.repair.edits == 3
    assert analysis.repair.by_rule == (("lexicon", 1), ("line-end", 1), ("sara-am", 1))
    assert [(edit.before, edit.after, edit.confidence) for edit in analysis.weakest] == [
        ("ตังแต่", "ตั้งแต่", 0.62),
        ("ทาง\nยุทธ", "ทาง\nยุทธ", 0.9),
    ]


def make_event(actor=(), recipient=(), status="occurred", date="") -> EventRow:
    at = Document(id="", path="", raw="ก", text="ก", flow="ก").evidence(Span(0, 1))
    return EventRow("CONSULT", "", actor, recipient, date, status, 2.5, (), at, "r", 1.0)


@pytest.mark.parametrize(
    ("actor", "recipient", "pairs", "dyads"),
    [
        (("RUS",), ("PRK",), (("RUS", "PRK"),), ("PRK-RUS",)),
        (("RUS", "PRK"), (), (("PRK", "RUS"),), ("PRK-RUS",)),
        (
            ("RUS", "PRK", "CHN"),
            (),
            (("CHN", "PRK"), ("CHN", "RUS"), ("PRK", "RUS")),
            ("CHN-PRK", "CHN-RUS", "PRK-RUS"),
        ),
        (("RUS",), (), (("RUS", ""),), ()),
        ((), ("RUS",), (("", "RUS"),), ()),
        (("RUS",), ("un", "RUS"), (("RUS", "un"), ("RUS", "RUS")), ()),
    ],
)
def test_pairs_and_dyads(actor, recipient, pairs, dyads):
    event = make_event(actor, recipient)
    assert event.pairs == pairs
    assert event.dyads == dyads


def test_only_what_occurred_or_goes_on_has_happened():
    statuses = ("occurred", "ongoing", "planned", "alleged", "denied", "hypothetical", "")
    assert [s for s in statuses if make_event(status=s).happened] == ["occurred", "ongoing"]


@pytest.mark.parametrize(
    ("date", "year"), [("2024-06-19", "2024"), ("2022/2024", "2022"), ("", ""), ("ไม่ทราบ", ""), ("๒๕๖๗", "")]
)
def test_year_of_a_date(date, year):
    assert year_of(date) == year


@pytest.mark.parametrize("broken", [None, [], {}, {"schema": "other/1"}, {"schema": SCHEMA, "document": {}}])
def test_something_else_is_refused(broken):
    with pytest.raises(ValueError, match="analysis"):
        Analysis.from_data(broken)


@pytest.mark.parametrize("name", ["span", "quote", "rule"])
def test_a_missing_field_is_refused(thesis, name):
    data = Analysis.of(thesis).to_data()
    del data["events"][0][name]
    with pytest.raises(ValueError, match=name):
        Analysis.from_data(data)


@st.composite
def edits_of(draw, text: str) -> tuple[Edit, ...]:
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    return tuple(
        Edit(
            Span(start, end),
            draw(st.text("กาx \n", max_size=3)),
            draw(st.sampled_from("ab")),
            draw(st.floats(0, 1)),
        )
        for start, end in list(pairwise(cuts))[::2]
    )


@st.composite
def any_document(draw) -> Document:
    raw = draw(st.text("กาข \nab\r", min_size=1, max_size=60))
    edits = draw(edits_of(raw))
    text = apply_edits(raw, edits)
    joins = draw(edits_of(text))
    flow = apply_edits(text, joins)
    places = st.tuples(st.integers(0, len(flow)), st.integers(0, len(flow))).map(lambda p: Span(*sorted(p)))
    spans = draw(st.lists(places, max_size=5))
    return Document(
        id="x",
        path="x",
        raw=raw,
        edits=edits,
        text=text,
        joins=joins,
        flow=flow,
        sections=tuple(Section("1", "ก", 1, span, span) for span in spans),
        regions=tuple(Region("repeat", span) for span in spans),
        mentions=tuple(Mention("ORG", "un", span, confidence=1 / 3) for span in spans),
        events=tuple(
            Event("AID", "", ("RUS",), ("PRK",), "2024", "occurred", 10.0, (), span, "r", 2 / 3)
            for span in spans
        ),
        codings=tuple(Coding("a.b", span, ("PRK-RUS",), "system", ("c",), "r", 0.5) for span in spans),
    )


@given(any_document())
def test_every_quote_is_the_text_at_its_span_and_all_comes_back(document):
    analysis = Analysis.of(document)
    for row in (*analysis.entities, *analysis.events, *analysis.codings):
        assert row.at.span.of(document.text) == row.at.quote
        assert 0 <= row.at.raw.start <= row.at.raw.end <= len(document.raw)
        assert row.at.page is None
    for part in (*analysis.sections, *analysis.regions):
        assert 0 <= part.span.start <= part.span.end <= len(document.text)
    assert Analysis.from_data(analysis.to_data()) == analysis
    assert sum(n for _, n in analysis.repair.by_rule) == len(document.edits)


@given(any_document(), st.randoms())
def test_the_order_in_which_stages_found_things_does_not_matter(document, random):
    shuffled = {
        name: tuple(random.sample(getattr(document, name), len(getattr(document, name))))
        for name in ("mentions", "events", "codings", "regions")
    }
    assert Analysis.of(replace(document, **shuffled)) == Analysis.of(document)
