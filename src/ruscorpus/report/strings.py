"""The words of the reports, Thai and English side by side, so that neither can lack what the other has.

``{name}`` is filled in by the report. English texts may hold two forms, ``one|many``, chosen by ``n``.
"""

from __future__ import annotations

from typing import Final

from ruscorpus.report.page_strings import PAGE_STRINGS
from ruscorpus.vocabulary import DOCUMENT_STATUSES, ENTITY_TYPES, REGION_KINDS, STATUSES

LANGUAGES: Final = ("th", "en")

STRINGS: Final[dict[str, tuple[str, str]]] = {
    # The head of a document's report
    "source": ("ไฟล์", "File"),
    "authors": ("ผู้เขียน", "Authors"),
    "document-date": ("วันที่ของเอกสาร", "Date of the document"),
    "unknown-date": ("ไม่ทราบ", "unknown"),
    "undated": ("ไม่ระบุ", "undated"),
    "extent": ("ความยาว", "Length"),
    "characters": ("{n} อักขระ", "{n} character|{n} characters"),
    "pages": ("{n} หน้า", "{n} page|{n} pages"),
    "and": ("และ", "and"),
    "none": ("—", "—"),
    "nobody": ("(ไม่ระบุผู้กระทำ)", "(actor not named)"),
    "warnings": ("ข้อควรระวัง", "Warnings"),
    "caution": (
        "เหตุการณ์และการลงรหัสเป็นการอ่านรอบแรกของโปรแกรม ผู้วิจัยต้องอ่านทวน และสิ่งที่ไม่พบมิได้แปลว่าไม่มี",
        "Events and codings are a first reading by a program, for a person to check; "
        "what is not found is not absent.",
    ),
    # Counts
    "n-events": ("{n} เหตุการณ์", "{n} event|{n} events"),
    "n-codings": ("{n} ครั้ง", "{n} coding|{n} codings"),
    "n-passages": ("{n} ข้อความ", "{n} passage|{n} passages"),
    "n-edits": ("{n} จุด", "{n} edit|{n} edits"),
    # The lead
    "lead-actors": ("ตัวแสดงหลัก (จำนวนเหตุการณ์) คือ {list}", "The main actors (number of events) are {list}."),
    "lead-named": (
        "ประเทศที่กล่าวถึงมากที่สุด (จำนวนครั้ง) คือ {list}",
        "The countries named most (times) are {list}.",
    ),
    "lead-events": (
        "พบ {n} เหตุการณ์ ในจำนวนนี้ {happened} เหตุการณ์เกิดขึ้นแล้วหรือกำลังดำเนินอยู่",
        (
            "{n} event was found; happened or going on: {happened}."
            "|{n} events were found; happened or going on: {happened}."
        ),
    ),
    "lead-events-all": (
        "พบ {n} เหตุการณ์ เกิดขึ้นแล้วหรือกำลังดำเนินอยู่ทั้งสิ้น",
        "{n} event was found, which has happened or is going on."
        "|{n} events were found, all of which have happened or are going on.",
    ),
    "lead-events-none": (
        "พบ {n} เหตุการณ์ ยังไม่มีเหตุการณ์ใดเกิดขึ้นหรือกำลังดำเนินอยู่",
        "{n} event was found, which has not happened.|{n} events were found, none of which has happened.",
    ),
    "lead-other": ("ที่เหลือคือ {list}", "The others: {list}."),
    "lead-no-events": ("ไม่พบเหตุการณ์ระหว่างประเทศ", "No international event was found."),
    "lead-codes": (
        "ลงรหัส {n} ครั้งใน {passages} รหัสที่พบมากที่สุดคือ {list}",
        ("{n} coding: {list}.|{n} codings on {passages}. The most frequent codes are {list}."),
    ),
    "lead-no-codes": ("ไม่พบข้อความที่ตรงกับรหัสของกรอบวิเคราะห์", "No passage matches a code of the framework."),
    # Events
    "timeline": ("ใครทำอะไรต่อใคร เมื่อใด", "Who did what to whom, and when"),
    "timeline-note": (
        "เรียงตามวันที่ ≈ คือวันที่ที่อนุมานจากบริบท ข้อความยาวตัดให้สั้นลง ข้อความเต็มอยู่ในไฟล์ YAML",
        "In order of date; ≈ marks dates inferred from the context. Long quotes are cut here and "
        "whole in the YAML file.",
    ),
    "date": ("วันที่ (ค.ศ.)", "Date"),
    "who": ("ใคร → ต่อใคร", "Who → whom"),
    "deed": ("การกระทำ", "Deed"),
    "status": ("สถานะ", "Status"),
    "quote": ("ข้อความ", "Quote"),
    "place": ("ที่", "Where"),
    "page": ("หน้า {number}", "p. {number}"),
    "line": ("บรรทัด {number}", "line {number}"),
    "section": ("หัวข้อ {number}", "section {number}"),
    "who-whom": ("ใครต่อใคร: สรุป", "Who to whom: summary"),
    "balance-note": (
        (
            "นับเฉพาะเหตุการณ์ที่เกิดขึ้นแล้วหรือกำลังดำเนินอยู่ ส่วนที่เป็นแผน มีผู้กล่าวอ้าง ถูกปฏิเสธ หรือสมมุติ แยกไว้ในคอลัมน์สุดท้าย "
            "คะแนนเฉลี่ยตามมาตร PLOVER ตั้งแต่ −10 (ขัดแย้งที่สุด) ถึง +10 (ร่วมมือที่สุด)"
        ),
        (
            "Only what has happened or is going on is counted; what is planned, alleged, denied or "
            "hypothetical stands in the last column. Mean of the PLOVER scores from −10 (conflict) to "
            "+10 (cooperation)."
        ),
    ),
    "quad-1": ("ร่วมมือด้วยวาจา", "Verbal cooperation"),
    "quad-2": ("ร่วมมือด้วยการกระทำ", "Material cooperation"),
    "quad-3": ("ขัดแย้งด้วยวาจา", "Verbal conflict"),
    "quad-4": ("ขัดแย้งด้วยการกระทำ", "Material conflict"),
    "total": ("รวม", "Total"),
    "mean": ("คะแนนเฉลี่ย", "Mean score"),
    "not-counted": ("ไม่นับ", "Not counted"),
    "occurred": ("เกิดขึ้นแล้ว", "occurred"),
    "ongoing": ("กำลังดำเนินอยู่", "ongoing"),
    "planned": ("เป็นแผน", "planned"),
    "alleged": ("มีผู้กล่าวอ้าง", "alleged"),
    "denied": ("ถูกปฏิเสธ", "denied"),
    "hypothetical": ("สมมุติหรือมีเงื่อนไข", "hypothetical"),
    # Codes
    "codes": ("รหัสตามกรอบวิเคราะห์", "Codes"),
    "codes-note": (
        "ดัชนีรหัส: พบกี่ครั้ง ที่ใด และข้อความที่ชัดที่สุด ข้อความทั้งหมดอยู่ในส่วนถัดไป",
        "An index: how often, where, and the clearest passage. All passages stand in the next part.",
    ),
    "coded-passages": ("ข้อความที่ลงรหัส ({n})", "The coded passages ({n})"),
    "in-part": ("เฉพาะ {quote}:", "In {quote}:"),
    "other-codes": ("รหัสที่ไม่อยู่ในสมุดรหัส", "Codes that the codebook does not have"),
    "times": ("{n} ครั้ง", "once|{n} times"),
    "cues": ("คำบ่งชี้", "cues"),
    "cues-note": (
        "คำบ่งชี้คือเงื่อนไขในสมุดรหัสที่ข้อความนั้นเข้าข่าย เรียกตามชื่อในสมุดรหัส ถ้าไม่เข้าข่ายเงื่อนไขใดเลย รหัสนั้นมาจากน้ำหนักที่เรียนรู้ "
        "ในวงเล็บคือสิ่งที่มีน้ำหนักมากที่สุด ตัวเลข 0 ถึง 1 คือความมั่นใจของโปรแกรม",
        "Cues are conditions of the codebook that hold in a passage, by their names there; where none holds, "
        "learned weights gave the code, and what weighed most stands in brackets. "
        "Figures from 0 to 1 say how sure the program is.",
    ),
    "learned": ("น้ำหนักที่เรียนรู้ ({list})", "learned weights ({list})"),
    "code-before": ("ก่อนหน้าคือ{code}", "{code} before it"),
    "code-after": ("ถัดไปคือ{code}", "{code} after it"),
    "bilateral": ("ระดับทวิภาคี", "bilateral level"),
    "system": ("ระดับระบบ", "system level"),
    "dyads": ("คู่รัฐ", "Dyads"),
    "dyad": ("คู่รัฐ", "Dyad"),
    "events": ("เหตุการณ์", "Events"),
    "codings": ("การลงรหัส", "Codings"),
    "main-codes": ("รหัสที่พบมาก", "Main codes"),
    # Entities
    "entities": ("ชื่อเฉพาะ วันเวลา และปริมาณ", "Names, dates and quantities"),
    "name": ("ชื่อ", "Name"),
    "id": ("รหัสประจำ", "Id"),
    "count": ("ครั้ง", "Count"),
    "written": ("เขียนในเอกสารว่า", "As written"),
    "first": ("พบครั้งแรก", "First at"),
    "and-more": ("และอีก {n} แบบ", "and {n} more"),
    "COUNTRY": ("ประเทศ", "Countries"),
    "PERSON": ("บุคคล", "Persons"),
    "ORG": ("องค์การและหน่วยงาน", "Organisations"),
    "LOC": ("สถานที่", "Places"),
    "EQUIPMENT": ("อาวุธ ระบบ และโครงการ", "Weapons, systems and projects"),
    "AGREEMENT": ("ความตกลงและข้อมติ", "Agreements and resolutions"),
    "DATE": ("วันเวลา", "Dates"),
    "QUANTITY": ("ปริมาณ", "Quantities"),
    # Structure, repair, what was left out
    "structure": ("โครงสร้างเอกสาร", "Structure"),
    "title": ("ชื่อเรื่อง", "Title"),
    "heading": ("หัวข้อ", "Heading"),
    "repair": ("การซ่อมข้อความ", "Repair of the text"),
    "no-edits": ("ไม่มีการแก้ไขข้อความ", "The text was not changed."),
    "edited": ("แก้ไข {n} จุด", "{n} place was changed.|{n} places were changed."),
    "unrecoverable": (
        "อักขระที่กู้คืนไม่ได้ {n} ตัว",
        "{n} character could not be recovered.|{n} characters could not be recovered.",
    ),
    "lost": ("กู้คืนไม่ได้", "Not recovered"),
    "rule": ("กฎ", "Rule"),
    "lowest": ("มั่นใจต่ำสุด", "Least certain"),
    "and-more-places": ("และอีก {n} แห่ง", "and {n} more"),
    "rule-html-entity": ("รหัสอักขระ HTML", "HTML entities"),
    "rule-encoding": ("การเข้ารหัสอักขระผิด", "wrong encoding"),
    "rule-western-mojibake": ("อักษรละตินเพี้ยน", "garbled Latin letters"),
    "rule-glyph-offset": ("รหัสอักษรเลื่อนทั้งชุด", "shifted alphabet"),
    "rule-presentation-form": ("รูปอักษรเฉพาะฟอนต์", "private glyphs of fonts"),
    "rule-doubled-mark": ("สระหรือวรรณยุกต์ซ้ำ", "doubled marks"),
    "rule-sara-am": ("สระอำแตก", "broken sara am"),
    "rule-displaced-mark": ("สระหรือวรรณยุกต์ผิดที่", "displaced marks"),
    "rule-glyph-code": ("รหัสตัวพิมพ์แทนอักษร", "glyph codes"),
    "rule-spurious-space": ("ช่องว่างเกิน", "spurious spaces"),
    "rule-letter-spacing": ("อักษรถูกแยกห่าง", "spaced letters"),
    "rule-digit-code": ("รหัสตัวพิมพ์แทนตัวเลข", "digit codes"),
    "rule-mark-order": ("ลำดับสระและวรรณยุกต์", "order of marks"),
    "rule-sara-ae": ("เ สองตัวแทน แ", "two sara e for sara ae"),
    "rule-line-join": ("ต่อบรรทัดที่ถูกตัด", "joined lines"),
    "rule-page-furniture": ("หัวกระดาษและเลขหน้า", "page headers and numbers"),
    "edits": ("จุดที่แก้", "Edits"),
    "weakest": (
        "จุดที่แก้โดยมั่นใจต่ำกว่า {bound} ควรตรวจก่อน",
        "Edits of a confidence below {bound}: check these first",
    ),
    "before": ("เดิม", "Before"),
    "after": ("แก้เป็น", "After"),
    "confidence": ("ความมั่นใจ", "Confidence"),
    "confidence-of": ("ความมั่นใจ {sure}", "confidence {sure}"),
    "nothing": ("(ไม่มี)", "(nothing)"),
    "left-out": ("ส่วนที่ไม่ได้นำมาวิเคราะห์", "What was left out of the analysis"),
    "nothing-left-out": ("นำมาวิเคราะห์ทั้งเอกสาร", "The whole document was analysed."),
    "kind": ("ประเภท", "Kind"),
    "why": ("เหตุผล", "Why"),
    "share": ("อักขระ", "Characters"),
    "example": ("ตัวอย่าง", "Example"),
    "related": ("ข่าวที่เกี่ยวข้อง", "Related news"),
    "repeat": ("ข้อความซ้ำ", "Repeated text"),
    "header": ("หัวกระดาษหรือท้ายกระดาษ", "Page header or footer"),
    "footnote": ("เชิงอรรถ", "Footnote"),
    "bibliography": ("บรรณานุกรม", "Bibliography"),
    "contents": ("สารบัญ", "Table of contents"),
    "why-related": ("เป็นรายการข่าวอื่น ไม่ใช่เนื้อหาของเอกสาร", "lists other texts"),
    "why-repeat": ("ข้อความเดียวกันนับเพียงครั้งเดียว", "the same text counts once"),
    "why-header": ("ซ้ำทุกหน้าและคั่นกลางประโยค", "stands on every page and cuts sentences in two"),
    "why-footnote": ("เป็นการอ้างอิง ไม่ใช่ข้อความหลัก", "references, not the text itself"),
    "why-bibliography": ("เป็นรายการเอกสารอ้างอิง", "a list of sources"),
    "why-contents": ("เป็นรายการหัวข้อ ไม่ใช่ข้อความ", "names headings only"),
    "see-yaml": (
        "ทุกรายการในรายงานนี้มีตำแหน่งในข้อความและในต้นฉบับกำกับไว้ใน documents/{id}.yaml",
        "documents/{id}.yaml has every finding of this report with its place in the text and the source.",
    ),
    # The corpus
    "corpus": ("ภาพรวมคลังเอกสาร", "The corpus as a whole"),
    "corpus-lead": (
        "คลังนี้มี {n} เอกสาร{left_out} วิเคราะห์ได้ครบถ้วน {ok} เอกสาร พบ {events} และลงรหัส {codings}",
        (
            "{n} document{left_out}, {ok} analysed in full: {events} and {codings}."
            "|{n} documents{left_out}, {ok} analysed in full: {events} and {codings}."
        ),
    ),
    "lead-left-out": (" (ไม่นำมาวิเคราะห์อีก {n} ไฟล์)", ", {n} file left out|, {n} files left out"),
    "corpus-reports": (
        (
            "ตัวเลขนับตามที่เอกสารรายงาน เหตุการณ์เดียวกันที่หลายเอกสารกล่าวถึงนับทุกครั้ง ส่วนคอลัมน์ “ไม่ซ้ำ” "
            "นับการกระทำเดียวกันในวันเดียวกันเพียงครั้งเดียว"
        ),
        (
            "Figures count reports: one event told by several documents counts each time. The column "
            "“Distinct” counts the same deed on the same day once."
        ),
    ),
    "hypothesis": ("สมมติฐานและหลักฐาน", "The hypothesis and its evidence"),
    "no-stance": (
        "สมุดรหัสนี้ไม่มีกลุ่มรหัสที่บอกจุดยืนต่อสมมติฐาน",
        "The codebook has no codes for or against the hypothesis.",
    ),
    "no-evidence": (
        "ไม่พบข้อความที่ลงรหัสนี้ ซึ่งมิได้แปลว่าไม่มีหลักฐานเช่นนั้น",
        "No passage has this code, which does not mean that there is no such evidence.",
    ),
    "evidence-of": ("{name}: หลักฐาน", "{name}: the evidence"),
    "documents": ("เอกสาร", "Documents"),
    "document": ("เอกสาร", "Document"),
    "matrices": ("ตารางไขว้", "Matrices"),
    "code": ("รหัส", "Code"),
    "code-year": ("รหัส × ปี", "Code × year"),
    "code-year-note": (
        (
            "ปีของเหตุการณ์ในข้อความนั้น ถ้าไม่มีใช้ปีที่ข้อความระบุ ถ้าไม่ระบุใช้ปีของเอกสาร "
            "ข้อความที่กล่าวถึงหลายปีนับในทุกปี คอลัมน์รวมนับเพียงครั้งเดียว"
        ),
        (
            "The year of the events in the passage, else the year that it names, else that of the document. "
            "A passage on several years counts in each of them, and once in the total."
        ),
    ),
    "code-dyad": ("รหัส × คู่รัฐ", "Code × dyad"),
    "code-document": ("รหัส × เอกสาร", "Code × document"),
    "crosstab-note": (
        "นับคู่ของรหัสที่อยู่บนข้อความเดียวกันหรือเหลื่อมกัน",
        "Pairs of codes on the same or overlapping passages.",
    ),
    "no-cells": ("ไม่มีข้อมูลสำหรับตารางนี้", "Nothing to show here."),
    "unused": ("รหัสที่ไม่พบเลย: {list}", "Codes never found: {list}"),
    "more-columns": (
        "แสดงเฉพาะ {shown} คอลัมน์ที่มีข้อมูลมากที่สุด จากทั้งหมด {n} คอลัมน์ ตารางเต็มอยู่ใน corpus.yaml",
        "The {shown} fullest of {n} columns; corpus.yaml has them all.",
    ),
    "balance": ("ความร่วมมือและความขัดแย้งของคู่รัฐ", "Cooperation and conflict of the dyads"),
    "year": ("ปี (ค.ศ.)", "Year"),
    "distinct": ("ไม่ซ้ำ", "Distinct"),
    "more-dyads": (
        "แสดง {shown} คู่รัฐที่มีเหตุการณ์มากที่สุด จากทั้งหมด {n} คู่ ที่เหลืออยู่ใน corpus.yaml",
        "The {shown} dyads with most events of {n}; corpus.yaml has them all.",
    ),
    "more-events": (
        "แสดง {shown} เหตุการณ์ล่าสุด จากทั้งหมด {n} เหตุการณ์ ที่เหลืออยู่ใน corpus.yaml",
        "The latest {shown} of {n} events; corpus.yaml has them all.",
    ),
    "no-dyads": ("ไม่พบเหตุการณ์ระหว่างรัฐสองรัฐ", "No event between two states was found."),
    "quality": ("คุณภาพข้อมูล", "Quality of the data"),
    "quality-lead": (
        "แก้ไขข้อความ {edits}ใน {n} เอกสาร {unrecoverable}",
        ("{edits} in {n} document; {unrecoverable}|{edits} in {n} documents; {unrecoverable}"),
    ),
    "failed": ("เอกสารที่วิเคราะห์ไม่ได้หรือไม่ครบ", "Documents not analysed, or not in full"),
    "files-left-out": ("ไฟล์ที่ไม่ได้อ่าน", "Files left out"),
    "noted": ("เอกสารที่ควรตรวจดูก่อน", "Documents that want a look"),
    "none-failed": ("วิเคราะห์ได้ทุกเอกสาร", "Every document was analysed."),
    "reason": ("สาเหตุ", "Reason"),
    "ok": ("สมบูรณ์", "ok"),
    "skipped": ("ข้าม", "skipped"),
    "empty": ("ไม่มีข้อความ", "empty"),
    "partial": ("บางส่วน", "partial"),
    "encrypted": ("เข้ารหัสลับ", "encrypted"),
    "unreadable": ("อ่านไม่ได้", "unreadable"),
    "timeout": ("หมดเวลา", "timeout"),
    "memory": ("หน่วยความจำไม่พอ", "out of memory"),
    "crash": ("โปรแกรมขัดข้อง", "crash"),
    **PAGE_STRINGS,
}

IDS: Final = frozenset(
    (
        *STATUSES,
        *("bilateral", "system"),
        *ENTITY_TYPES,
        *REGION_KINDS,
        *DOCUMENT_STATUSES,
    )
)
"""The keys that are ids of findings and documents; all others are words of the reports themselves."""

MONTHS: Final[dict[str, tuple[str, ...]]] = {
    "th": ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}


_IN_LANGUAGE: Final = {
    language: {key: texts[place] for key, texts in STRINGS.items()}
    for place, language in enumerate(LANGUAGES)
}


def say(key: str, language: str, n: int | None = None, **values: object) -> str:
    """Return a text of the catalogue in *language*, with *n* and the other values filled in."""
    template = _IN_LANGUAGE[language][key]
    if n is None:
        return template.format(**values) if values else template
    one, _, many = template.partition("|")
    return (many if many and n != 1 else one).format(n=f"{n:,}", **values)
