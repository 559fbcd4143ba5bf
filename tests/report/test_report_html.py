"""The HTML report: sound, safe whatever the texts hold, complete, and linked both ways."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from report_markdown_support import content
from report_samples import CONFIGURATION, build, write_tree

from ruscorpus.config.base import Bilingual
from ruscorpus.model import Coding, Document, Event
from ruscorpus.offsets import Span
from ruscorpus.problems import UsageError
from ruscorpus.report.corpus import CorpusAnalysis
from ruscorpus.report.html.context import Context
from ruscorpus.report.html.markup import Html, plain, tag
from ruscorpus.report.html.page import html_report
from ruscorpus.report.html.sheets import Sheet
from ruscorpus.report.labels import Labels
from ruscorpus.report.manifest import ManifestRow
from ruscorpus.report.signs import pictured
from ruscorpus.report.strings import LANGUAGES

FAILED = ManifestRow("z.pdf", "z.pdf", "", "encrypted", "pdf-encrypted", "needs a <b>password</b>")
HOSTILE = (
    "<script>alert(1)</script>",
    "</style><style>*{display:none}",
    "</mark></p></div></details></main><h1>ยึดหน้า</h1>",
    "<!-- <!--> --> ]]> <![CDATA[ &lt;b&gt; &amp;amp; &#60;i>",
    '" onmouseover="alert(1)" x=\'',
    "{{7*7}} ${7*7} `rm` \\u003cscript>",
    "\u202eกลับหลัง\u2066ซ่อน\u2069 \u200fعربى\u200f \x1b[31m \ufeff",
    "ก" * 30_000,
    "เ\u0e49" * 500,
)


def page(folder, documents, codebook, ontology, language="th", failed=(FAILED,)) -> str:
    tree = write_tree(folder, documents, failed)
    names = {key: Bilingual(**name) for key, name in CONFIGURATION["names"].items()}
    corpus = CorpusAnalysis(codebook, ontology)
    sheets = [Sheet.of(number, analysis, tree) for number, analysis in enumerate(tree.analyses(), 1)]
    for sheet in sheets:
        corpus.add(sheet.analysis)
    for row in tree.rows:
        corpus.add_row(row)
    labels = Labels.of(codebook, ontology, names, language, escape=str)
    return html_report(Context(tuple(sheets), corpus, labels, "1.0"))


def parse(source: str):
    """Parse as browsers do, and fail on anything that they would have to mend."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(source)


def words(element) -> str:
    return "".join(element.itertext())


def by_class(root, name: str):
    return [e for e in root.iter() if name in (e.get("class") or "").split()]


def without_doors(p) -> str:
    """Return a line of a document without the numbers that lead to the notes."""
    return (p.text or "") + "".join(
        ("" if child.tag == "a" else words(child)) + (child.tail or "") for child in p
    )


@pytest.fixture(scope="module")
def source(tmp_path_factory, documents, codebook, ontology):
    return page(tmp_path_factory.mktemp("tree"), documents, codebook, ontology)


@pytest.fixture(scope="module")
def root(source):
    return parse(source)


def test_every_id_stands_once_and_every_link_leads_somewhere(root):
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    links = {e.get("href") for e in root.iter() if e.get("href")}
    assert len(links) > 20
    assert {link[1:] for link in links} <= set(ids)
    for name in ("aria-labelledby", "for"):
        assert {e.get(name) for e in root.iter() if e.get(name)} <= set(ids)


def test_nothing_is_fetched(root):
    assert not any(e.get(name) for e in root.iter() for name in ("src", "srcset", "data", "poster", "action"))
    assert not {e.tag for e in root.iter()} & {"link", "img", "iframe", "object", "embed", "base", "image"}
    style = words(next(root.iter("style")))
    assert "url(" not in style
    assert "@import" not in style
    script = words(next(e for e in root.iter("script")))
    for way in ("fetch(", "XMLHttpRequest", "import(", "WebSocket", "innerHTML", "eval(", "document.write"):
        assert way not in script
    assert "http" not in style + script


def test_the_policy_allows_our_style_and_script_and_nothing_else(root):
    policy = next(e for e in root.iter("meta") if e.get("http-equiv")).get("content")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    for name, element in (("style-src", "style"), ("script-src", "script")):
        (only,) = root.iter(element)
        digest = b64encode(sha256(words(only).encode()).digest()).decode()
        assert rules[name] == f"'sha256-{digest}'"
    assert (rules["base-uri"], rules["form-action"]) == ("'none'", "'none'")
    attributes = {str(name) for e in root.iter() for name in e.attrib}
    assert "style" not in attributes
    assert not {name for name in attributes if name.startswith("on")}


def test_the_texts_are_there_to_the_last_character(root, documents):
    shown = [
        "\n".join(without_doors(p) for lines in by_class(sheet, "lines") for p in lines)
        for sheet in by_class(root, "sheet")
    ]
    texts = {document.id: document.text for document in documents}
    assert shown == [pictured(texts[id_]) for id_ in sorted(texts)]


def test_findings_and_text_lead_to_each_other(root, documents):
    targets = {e.get("id"): e for e in root.iter() if e.get("id")}
    notes = [note for notes in by_class(root, "notes") for note in notes]
    passages = sum(len({c.span for c in d.codings}) for d in documents)
    assert len(notes) == passages + sum(len(d.events) for d in documents)
    for note in notes:
        key = note.get("id")[1:]
        assert note[0].get("href") == f"#t{key}"
        door = targets[f"t{key}"]
        assert door.get("href") == f"#n{key}"
        assert any(key in mark.get("data-f").split() for mark in root.iter("mark"))


def test_what_stands_elsewhere_refers_to_a_note(root):
    notes = {note.get("id")[1:] for notes in by_class(root, "notes") for note in notes}
    cards = [e for e in root.iter("li") if e.get("data-f")]
    assert len(cards) > 5
    assert {card.get("data-f") for card in cards} <= notes


def test_evidence_against_stands_beside_evidence_for(root):
    (positions,) = by_class(root, "positions")
    assert [e.get("class") for e in positions] == [
        "position supports",
        "position qualifies",
        "position contradicts",
    ]
    for column, quote in zip(
        positions, ("สะท้อนโลกหลายขั้วอำนาจ", "เฉพาะเมื่อจีนร่วมด้วย", "ยังคงเป็นขั้วอำนาจเดียว"), strict=True
    ):
        assert quote in words(column)


def test_quotes_are_read_across_wrapped_lines(root):
    quotes = [words(quote) for quote in root.iter("q")]
    assert any("ตอบสนองความต้องการทางยุทธศาสตร์ของทั้งสองฝ่าย" in quote for quote in quotes)


def test_a_position_without_evidence_keeps_its_column(tmp_path, documents, codebook, ontology):
    without = [
        replace(d, codings=tuple(c for c in d.codings if c.code != "stance.contradicts")) for d in documents
    ]
    root = parse(page(tmp_path, without, codebook, ontology, "en"))
    (column,) = by_class(root, "contradicts")[-1:]
    assert "No passage has this code, which does not mean that there is no such evidence." in words(column)


def test_what_filters_ask_for_stands_on_the_notes(root):
    asked = {
        select.get("name"): {o.get("value") for o in select.iter("option")} - {""}
        for select in root.iter("select")
    }
    notes = [note for notes in by_class(root, "notes") for note in notes]
    for name in ("c", "a", "y", "s"):
        held = {value or "-" for note in notes for value in (note.get(f"data-{name}") or "").split(" ")}
        assert asked[name] <= held
    assert len(asked["d"]) == len(by_class(root, "document"))


def test_conflict_and_what_has_not_happened_are_marked_as_such(root):
    marked = {words(mark): mark.get("class").split() for mark in root.iter("mark")}
    by_words = {
        text: next(names for found, names in marked.items() if text in found)
        for text in (
            "วอชิงตันตำหนิรัสเซีย",
            "เตรียมคว่ำบาตรเกาหลีเหนือเพิ่มเติม",
            "เกาหลีเหนือส่งกระสุนปืนใหญ่ให้รัสเซีย",
            "เกาหลีเหนือส่งทหารไปช่วยรัสเซีย",
        )
    }
    assert list(by_words.values()) == [["e", "x"], ["e", "x", "u"], ["p", "e"], ["e", "u"]]


def test_the_alleged_deeds_among_what_is_coded_can_be_asked_for(root):
    notes = [note for notes in by_class(root, "notes") for note in notes]
    alleged = [note for note in notes if "alleged" in (note.get("data-s") or "").split()]
    assert {note.get("id")[2] for note in alleged} >= {"e"}
    assert all(note.get("data-a") for note in alleged)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_gives_a_sound_page(tmp_path, documents, codebook, ontology, language):
    root = parse(page(tmp_path, documents, codebook, ontology, language))
    assert root.get("lang") == language
    assert all(e.get("lang") == "th" for e in root.iter("q"))


def test_tables_can_be_read_aloud(root):
    for table in root.iter("table"):
        assert words(next(table.iter("caption")))
        assert all(th.get("scope") in ("col", "row", "rowgroup") for th in table.iter("th"))
    for svg in root.iter():
        if str(svg.tag).endswith("svg"):
            assert svg.get("aria-hidden") == "true" or (svg.get("role") == "img" and len(words(svg[0])) > 3)
    headings = [int(e.tag[1]) for e in root.iter() if e.tag in ("h1", "h2", "h3")]
    assert headings[0] == 1
    assert headings.count(1) == 1
    for control in root.iter("select"):
        assert words(control).strip()


def hostile_documents() -> list[Document]:
    text = "\n".join(HOSTILE)
    places = [Span(text.index(line), text.index(line) + len(line)) for line in HOSTILE]
    places.append(Span(5, len(text) - 5))
    bad = HOSTILE[0]
    codings = tuple(Coding(bad, place, (bad,), bad, (bad,), bad, 0.5) for place in places)
    events = tuple(
        Event(bad, bad, (bad, HOSTILE[2]), (HOSTILE[4],), bad, bad, 1.0, (bad,), place, bad, 0.5)
        for place in places
    )
    document = build({"id": "x.txt", "path": bad, "text": text, "title": HOSTILE[2], "date": bad})
    return [
        replace(document, codings=codings, events=events, authors=HOSTILE[:5], language=HOSTILE[4]),
        replace(document, id="y.txt", codings=codings[:1]),
    ]


def test_no_text_becomes_markup(tmp_path, codebook, ontology, root):
    documents = hostile_documents()
    hostile = parse(page(tmp_path, documents, codebook, ontology))
    assert {e.tag for e in hostile.iter() if isinstance(e.tag, str)} <= {
        e.tag for e in root.iter() if isinstance(e.tag, str)
    } | {"bdi", "optgroup"}
    assert len(list(hostile.iter("script"))) == len(list(hostile.iter("style"))) == 1
    assert not [e for e in hostile.iter() if not isinstance(e.tag, str)]  # comments
    attributes = {str(name) for e in hostile.iter() for name in e.attrib}
    assert not {name for name in attributes if name.startswith("on")}
    shown = "\n".join(
        without_doors(p) for lines in by_class(by_class(hostile, "sheet")[0], "lines") for p in lines
    )
    assert shown == pictured(documents[0].text)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\ufeff\x1b]", "".join(hostile.itertext()))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
@given(st.lists(content | st.sampled_from(["\n", "\r\n", "\x0c", "\u2028", "</p>"]), min_size=1, max_size=6))
def test_any_text_is_shown_as_it_is(tmp_path, codebook, ontology, parts):
    text = "".join(parts)
    span = Span(0, len(text))
    document = replace(
        build({"id": "x.txt", "path": "x", "text": "ก"}),
        **dict.fromkeys(("raw", "text", "flow"), text),
        title=parts[0],
        codings=(Coding("stance.supports", span, (parts[-1],), parts[0], (parts[-1],), "cue", 0.5),),
    )
    root = parse(page(tmp_path, [document], codebook, ontology))
    shown = "\n".join(without_doors(p) for lines in by_class(root, "lines") for p in lines)
    assert shown == plain(text).replace("\r\n", "\n").replace("\r", "\n")
    assert len(plain(text)) == len(text)


def test_the_same_results_give_the_same_bytes(tmp_path, documents, codebook, ontology, source):
    assert page(tmp_path, documents, codebook, ontology) == source


def test_a_corpus_without_findings_has_a_page(tmp_path, documents, codebook, ontology):
    bare = [replace(d, codings=(), events=(), mentions=(), regions=(), sections=()) for d in documents]
    assert "5 documents" in words(parse(page(tmp_path / "a", bare, codebook, ontology, "en")))
    nothing = parse(page(tmp_path / "b", [], codebook, ontology, "en", failed=()))
    assert "0 documents" in words(nothing)


def test_what_was_left_out_is_named_and_counted_apart(tmp_path, documents, codebook, ontology):
    skipped = ManifestRow("scan.png", "scan.png", "", "skipped", "not-a-document", "not read")
    root = parse(page(tmp_path, documents, codebook, ontology, "en", (FAILED, skipped)))
    n = len(documents) + 1  # the failed one is a document too
    assert f"{n} documents, 1 file left out, " in "".join(by_class(root, "lead")[0].itertext())
    tile = by_class(root, "tiles")[0][0]
    assert [part.text or part[0].text for part in tile] == ["Documents", str(n)]
    assert "Files left out (1): scan.png" in "".join(root.itertext())


def test_documents_of_one_title_are_told_apart(tmp_path, documents, codebook, ontology):
    alike = [replace(document, title="ข่าวเดียวกัน") for document in documents[:2]]
    source = page(
        tmp_path, [*alike, replace(documents[2], title="ข่าวอื่น")], codebook, ontology, "en", failed=()
    )
    headings = [words(heading) for heading in parse(source).iter("h3") if heading.get("dir")]
    assert headings == [*(f"ข่าวเดียวกัน ({document.id})" for document in alike), "ข่าวอื่น"]


def test_the_overview_says_that_a_person_has_to_read(root):
    overview = next(section for section in root.iter("section") if section.get("id") == "overview")
    assert "ผู้วิจัยต้องอ่านทวน" in words(overview)


def test_pages_stand_in_the_margin_where_there_are_pages_and_lines_elsewhere(root):
    margins = [
        [p.get("data-n") for p in sheet.iter("p") if p.get("data-n")] for sheet in by_class(root, "sheet")
    ]
    assert ["หน้า 26", "หน้า 27"] in margins
    assert any("1" in margin and "หน้า 26" not in margin for margin in margins)


def test_a_text_of_another_run_is_refused(tmp_path, documents):
    tree = write_tree(tmp_path, documents)
    id_ = documents[0].id
    tree.path("text", id_, ".txt").write_text("เนื้อความอื่น", encoding="utf-8")
    with pytest.raises(UsageError, match="results-damaged"):
        Sheet.of(1, tree.analysis(id_), tree)


def test_links_out_of_the_page_cannot_be_made():
    with pytest.raises(ValueError, match="out of the page"):
        tag("a", "x", href="https://example.org/")


def test_only_finished_html_is_not_escaped():
    assert tag("p", "<b>", Html("<i></i>"), None, [1, "&"], title='"<', hidden=False, open=True) == (
        '<p title="&quot;&lt;" open>&lt;b&gt;<i></i>1&amp;</p>'
    )
