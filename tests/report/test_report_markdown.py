from __future__ import annotations

import itertools
import re
import string
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from report_markdown_support import MARKDOWN, content, rendered
from report_samples import build

from ruscorpus.model import Coding, Document, Event, Mention, Region, Section
from ruscorpus.offsets import Edit, Span
from ruscorpus.report.analysis import DOUBTFUL, Analysis, weakest_edits
from ruscorpus.report.cue_names import cue_names
from ruscorpus.report.escape import escape
from ruscorpus.report.labels import Labels
from ruscorpus.report.markdown import changed, document_markdown, ranges
from ruscorpus.report.signs import visible
from ruscorpus.report.strings import IDS, LANGUAGES, MONTHS, STRINGS, say


def rows_of(markdown: str) -> list[list[str]]:
    """The cells of all tables; rows of one table must be of one length."""
    rows: list[list[str]] = []
    tokens = MARKDOWN.parse(markdown)
    for token, after in itertools.pairwise(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("td_open", "th_open"):
            rows[-1].append("".join(child.content for child in after.children))
    return rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_reports_match_golden_files(documents, labels, golden, language):
    for number, document in enumerate(documents, 1):
        golden(f"document-{number}.{language}.md", document_markdown(Analysis.of(document), labels[language]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_found_is_missing_and_every_passage_stands_whole(documents, labels, language):
    for document in documents:
        analysis = Analysis.of(document)
        seen = rendered(document_markdown(analysis, labels[language]))
        for coding in analysis.codings:
            assert f"“{visible(coding.at.quote)}”" in seen
            assert visible(coding.code) in seen
        for event in analysis.events:
            assert f"“{visible(event.at.quote)}”" in seen
        for entity in analysis.entities:
            assert visible(entity.id) in seen
            assert visible(entity.at.quote) in seen


def test_places_are_pages_or_else_lines(documents, labels):
    news, thesis, *_ = (document_markdown(Analysis.of(d), labels["th"]) for d in documents)
    assert "บรรทัด 3" in news
    assert "หน้า" not in news.replace("หน้า 26", "")
    assert "- **หน้า 26** “รัสเซียและเกาหลีเหนือร่วมกันผลิตโดรน" in thesis
    assert "| ปัจจัยทางทหาร `factor.military` | 1 | หน้า 26 |" in thesis
    assert "บรรทัด" not in thesis


def test_what_has_not_happened_is_not_in_the_balance(documents, labels):
    rows = rows_of(document_markdown(Analysis.of(documents[0]), labels["en"]))
    assert ["United States → North Korea", "", "", "", "", "", "—", "1"] in rows
    assert ["North Korea → Russia", "", "1", "", "", "1", "+10.0", ""] in rows


def test_events_stand_in_order_of_date_the_undated_last(documents, labels):
    rows = rows_of(document_markdown(Analysis.of(documents[0]), labels["en"]))
    start = rows.index(["Date", "Who → whom", "Deed", "Status", "Confidence", "Quote", "Where"])
    assert [row[0] for row in rows[start + 1 : start + 5]] == ["2023", "≈ Jun 2024", "19 Jun 2024", "undated"]


def test_codes_stand_under_their_facets_unknown_ones_apart(documents, labels):
    report = document_markdown(Analysis.of(documents[1]), labels["en"])
    index = report.split("## Codes\n")[1].split("\n## ")[0]
    assert re.findall(r"^### (.*)$|^\| (\w.*? `.*?`) ", index, re.MULTILINE) == [
        ("Factors (1)", ""),
        ("", "Military factor `factor.military`"),
        ("Domains (1)", ""),
        ("", "Military domain `domain.military`"),
        ("Stance on the hypothesis (1)", ""),
        ("", "Qualifies `stance.qualifies`"),
        ("Codes that the codebook does not have (1)", ""),
        ("", "own.code `own.code`"),
    ]


def test_a_passage_stands_once_with_all_its_codes_and_its_parts_in_it(labels):
    case = {
        "id": "x.txt",
        "path": "x.txt",
        "text": "รัสเซียส่งมอบอาวุธ และกระชับความสัมพันธ์กับเกาหลีเหนือ",
        "codings": [
            {
                "words": "รัสเซียส่งมอบอาวุธ และกระชับความสัมพันธ์กับเกาหลีเหนือ",
                "codes": ["domain.military", "factor.military"],
                "cues": ["a"],
                "dyads": ["PRK-RUS"],
            },
            {
                "words": "กระชับความสัมพันธ์กับเกาหลีเหนือ",
                "codes": ["domain.diplomacy"],
                "cues": ["b"],
                "dyads": ["PRK-RUS"],
            },
        ],
    }
    report = document_markdown(Analysis.of(build(case)), labels["en"])
    assert "- 3 codings on 2 passages." in report  # as many as the heading says
    passages = report.split("## The coded passages (2)")[1].split("\n## ")[0]
    assert passages.strip() == (
        "Cues are conditions of the codebook that hold in a passage, by their names there; where none holds, learned "
        "weights gave the code, and what weighed most stands in brackets. Figures from 0 to 1 say how sure the program is.\n\n"
        "- **line 1** “รัสเซียส่งมอบอาวุธ และกระชับความสัมพันธ์กับเกาหลีเหนือ”\\\n"
        "  **Military factor** 0.70, **Military domain** 0.70 · North Korea–Russia · bilateral level · cues: `a`\\\n"
        "  In “กระชับความสัมพันธ์กับเกาหลีเหนือ”: **Diplomatic domain** 0.70 · cues: `b`"
    )


@pytest.mark.parametrize(
    ("cues", "said"),
    [
        (["a", "b"], "`a`, `b`"),
        (
            ["list=positions", "word=<state>", "after=domain.diplomacy"],
            "learned weights ({positions}, Countries, Diplomatic domain after it)",
        ),
        (
            ["words=^ และ", "sure=domain.diplomacy/5", "code=domain.diplomacy"],
            "learned weights (“และ”, Diplomatic domain)",
        ),
        (
            ["context=diplomatic", "event=CONSULT/visit", "length=2", "whole"],
            "learned weights (diplomacy, Consult, length=2)",
        ),
        (["words=<place> ใน", "words=แถลง $"], "learned weights (Places “ใน”, “แถลง”)"),
        (["a", "whole"], "`a`"),
        (["first"], "learned weights (–)"),
        ([], ""),
    ],
)
def test_cues_and_what_learned_weights_saw_are_told_in_words(cues, said, labels):
    assert cue_names(cues, labels["en"]) == said


def test_warnings_regions_and_weak_edits_are_told(documents, labels):
    report = document_markdown(Analysis.of(documents[1]), labels["th"])
    assert "## ข้อควรระวัง" in report
    rows = rows_of(report)
    assert ["ตังแต่", "ตั้งแต่", "lexicon", "0.62", "1", "หน้า 26"] in rows
    assert ["lexicon", "1", "0.62"] in rows
    assert ["สระอำแตก sara-am", "1", "1.00"] in rows
    assert any(row[0] == "บรรณานุกรม" and row[3] == "หน้า 27" for row in rows)


def test_an_empty_document_says_so(documents, labels):
    report = document_markdown(Analysis.of(documents[2]), labels["en"])
    assert "No international event was found." in report
    assert "No passage matches a code" in report
    assert "|" not in report


def test_a_report_from_the_yaml_lacks_only_what_the_yaml_lacks(documents, labels):
    analysis = Analysis.of(documents[0])
    read_back = Analysis.from_data(analysis.to_data())
    fresh = document_markdown(analysis, labels["th"])
    assert document_markdown(read_back, labels["th"]).split("## ส่วนที่")[0] == fresh.split("## ส่วนที่")[0]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_any_content_stays_content(labels, data):
    text = data.draw(content)
    span = Span(0, len(text))
    names = data.draw(st.lists(content, min_size=8, max_size=8))
    kind, name, party, status, cue, title, dyad, code = names
    document = Document(
        id=name,
        path=party,
        title=title,
        date=status,
        media_type=kind,
        raw=text,
        text=text,
        flow=text,
        edits=(Edit(span, text, kind, 0.5),),
        sections=(Section(kind, title, 1, span, span),),
        regions=(Region(kind, span),),
        mentions=(Mention(kind, name, span), Mention("DATE", name, span)),
        events=(Event(kind, name, (party,), (status,), dyad, status, 1.0, (kind,), span, kind, 0.5),),
        codings=(Coding(code, span, (dyad,), kind, (cue,), name, 0.5),),
    )
    for language in LANGUAGES:
        seen = rendered(document_markdown(Analysis.of(document), labels[language]))
        assert f"“{visible(text)}”" in seen


@pytest.mark.parametrize(
    ("date", "th", "en"),
    [
        ("2024-06-19", "19 มิ.ย. 2024", "19 Jun 2024"),
        ("2025-03", "มี.ค. 2025", "Mar 2025"),
        ("2022", "2022", "2022"),
        ("2022/2024", "2022–2024", "2022–2024"),
        ("2023-09-12/2023-09-17", "12–17 ก.ย. 2023", "12–17 Sep 2023"),
        ("2023-06-30/2023-07-02", "30 มิ.ย.–2 ก.ค. 2023", "30 Jun–2 Jul 2023"),
        ("2023-12/2024-01", "ธ.ค. 2023–ม.ค. 2024", "Dec 2023–Jan 2024"),
        ("2023/2024-05-01", "2023–1 พ.ค. 2024", "2023–1 May 2024"),
        ("", "", ""),
        ("2024-13", "2024-13", "2024-13"),
        ("x/y", "x/y", "x/y"),
    ],
)
def test_dates(labels, date, th, en):
    assert (labels["th"].date(date), labels["en"].date(date)) == (th, en)


def test_scores_have_signs(labels):
    assert [labels["th"].score(s) for s in (None, 0.0, 2.5, -6.0, -0.01)] == [
        "—",
        "0.0",
        "+2.5",
        "−6.0",
        "0.0",
    ]


def test_spaces_line_ends_and_bare_marks_of_an_edit_can_be_seen(labels):
    shown = [changed(text, labels["th"]) for text in ("", " ", "ก\r\nข", "่", "ำ")]
    assert shown == ["(ไม่มี)", "␣", "ก⏎ข", "◌่", "ำ"]


def test_ranges_of_pages():
    assert ranges([]) == ""
    assert ranges([3]) == "3"
    assert ranges([1, 2, 3, 7, 9, 10]) == "1–3, 7, 9–10"


def test_an_unknown_language_is_refused(codebook, ontology):
    with pytest.raises(ValueError, match="th, en"):
        Labels.of(codebook, ontology, {}, "fr")


@pytest.mark.parametrize("key", STRINGS)
def test_both_languages_say_the_same_with_the_same_values(key):
    fields = [
        {name for _, name, _, _ in string.Formatter().parse(form) if name}
        for text in STRINGS[key]
        for form in text.split("|")
    ]
    assert all(text.strip() for text in STRINGS[key])
    assert fields[0] == set().union(*fields[1:])


def test_the_english_chooses_between_one_and_many():
    assert say("pages", "en", 1) == "1 page"
    assert say("pages", "en", 1200) == "1,200 pages"
    assert say("pages", "th", 1) == "1 หน้า"
    assert all(len(months) == 12 for months in MONTHS.values())


def test_titles_are_never_lost(documents, labels):
    untitled = replace(documents[0], title="")
    assert document_markdown(Analysis.of(untitled), labels["en"]).startswith(f"# {escape(untitled.id)}\n")


def test_every_rule_of_the_repair_has_words():
    table = (Path(__file__).parents[2] / "docs" / "repair.md").read_text(encoding="utf-8")
    rules = [
        rule
        for line in table.splitlines()
        if line.startswith("| `")
        for rule in re.findall("`([a-z-]+)`", line.split("|")[1])
    ]
    assert len(rules) > 10
    assert [rule for rule in rules if f"rule-{rule}" not in STRINGS] == []


def test_rules_that_acted_as_one_are_named_together(labels):
    combined = labels["en"].rule("sara-am+displaced-mark")
    assert combined == "broken sara am + displaced marks `sara-am+displaced-mark`"
    assert labels["en"].rule("own-rule") == "`own-rule`"


def test_an_id_that_is_a_word_of_the_reports_stays_an_id(labels):
    assert set(STRINGS) >= IDS
    assert labels["th"].known("pages") == "pages"
    assert labels["th"].known("planned") == "เป็นแผน"


def test_every_page_says_at_its_head_that_it_wants_reading(documents, labels):
    for document in documents:
        for language, caution in (("th", "ผู้วิจัยต้องอ่านทวน"), ("en", "for a person to check")):
            head = document_markdown(Analysis.of(document), labels[language]).split("\n## ")[0]
            assert head.count(caution) == 1


def test_edits_that_are_nearly_sure_are_not_called_doubtful():
    raw = "กขคง"
    edits = [Edit(Span(n, n + 1), "x", "rule", sure) for n, sure in enumerate((0.98, DOUBTFUL, 0.9, 0.7))]
    assert [edit.before for edit in weakest_edits(edits, raw, lambda _: None)] == ["ง", "ค"]
    assert not weakest_edits(edits[:2], raw, lambda _: None)


@pytest.mark.parametrize(
    ("statuses", "th", "en"),
    [
        (["occurred"], "พบ 1 เหตุการณ์ เกิดขึ้นแล้วหรือ", "1 event was found, which has happened"),
        (["occurred", "ongoing"], "พบ 2 เหตุการณ์ เกิดขึ้นแล้วหรือ", "2 events were found, all of which"),
        (["occurred", "planned"], "ในจำนวนนี้ 1 เหตุการณ์", "2 events were found; happened or going on: 1."),
        (["planned", "alleged"], "ยังไม่มีเหตุการณ์ใดเกิดขึ้น", "2 events were found, none of which"),
    ],
)
def test_the_lead_counts_as_people_do(labels, statuses, th, en):
    event = {"words": "รัสเซีย", "type": "AID", "actor": ["RUS"], "recipient": ["PRK"], "date": "2024"}
    coding = {"words": "รัสเซีย", "codes": ["domain.military", "factor.military"], "cues": ["a"]}
    case = {"id": "x.txt", "path": "x.txt", "text": "รัสเซีย", "date": "2024", "codings": [coding]}
    document = build(case | {"events": [event | {"status": status} for status in statuses]})
    lead = {language: document_markdown(Analysis.of(document), labels[language]) for language in labels}
    assert th in lead["th"]
    assert en in lead["en"]
    assert "2 codings on 1 passage." in lead["en"]
