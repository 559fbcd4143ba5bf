"""The layout of PDFs: page furniture out, wrapped lines joined, footnotes marked, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make_pdf import MARGIN, WIDTH, Sheet

from ruscorpus.layout.furniture import find_furniture
from ruscorpus.layout.page_lines import page_lines
from ruscorpus.layout.stage import LayoutStage
from ruscorpus.load import load_bytes
from ruscorpus.model import Document, FontRun, LineBox, Page
from ruscorpus.offsets import Edit, Span, apply_edits, check_edits

LEFT, RIGHT, SIZE, LEAD = 72.0, 520.0, 12.0, 20.0


class Typed:
    """A document set line by line: pages of (text, left, right, baseline, size)."""

    def __init__(self):
        self.raw, self.boxes, self.pages, self.fonts = "", [], [], []

    def page(self, *lines):
        start = len(self.raw)
        y = 720.0
        for line in lines:
            text, options = line if isinstance(line, tuple) else (line, {})
            size = options.get("size", SIZE)
            left = options.get("left", LEFT)
            right = options.get("right", RIGHT)
            here = options.get("y", y)
            span = Span(len(self.raw), len(self.raw) + len(text))
            self.boxes.append(LineBox(span, left, right, here, size))
            self.raw += text + "\n"
            self.fonts.append(FontRun(Span(span.start, len(self.raw)), options.get("font", "Serif")))
            if "y" not in options:
                y -= options.get("lead", LEAD)
        self.pages.append(Page(len(self.pages) + 1, Span(start, len(self.raw))))
        return self

    def document(self, edits=()):
        return Document(
            id="a", path="a.pdf", raw=self.raw, pages=tuple(self.pages), fonts=tuple(self.fonts),
            boxes=tuple(self.boxes), edits=tuple(edits), text=apply_edits(self.raw, edits),
        )  # fmt: skip


def laid_out(typed, edits=()):
    document = LayoutStage()(typed.document(edits))
    check_edits(len(document.raw), document.edits)
    assert apply_edits(document.raw, document.edits) == document.text
    return document


HEAD = {"y": 800.0}
FOOT = {"y": 40.0, "right": 90.0}
BODY = [
    "การศึกษาความสัมพันธ์ระหว่างรัฐมหาอำนาจกับรัฐขนาดกลางในเอเชียตะวันออกเฉียงใต้จำเป็นต้อง",
    "พิจารณาโครงสร้างของระบบระหว่างประเทศเป็นลำดับแรก เพราะโครงสร้างกำหนดทางเลือกของสหภาพ",
    "โซเวียตและสหรัฐอเมริกาตลอดช่วงสงครามเย็น อีกทั้งยังกำหนดว่ารัฐเล็กจะวางตัวอย่างไรในระบบ",
]


@pytest.mark.parametrize(
    "footer",
    [
        lambda n: f"{n}", lambda n: f"- {n} -", lambda n: f"หน้า {n}", lambda n: f"{n}/9", lambda n: str(n + 11),
        lambda n: "๐๑๒๓๔๕๖๗๘๙"[n], lambda n: ["i", "ii", "iii", "iv", "v"][n - 1], lambda n: "กขคงจ"[n - 1],
        lambda n: f"Page {n} of 5",
    ],
)  # fmt: skip
def test_page_numbers_of_every_kind(footer):
    typed = Typed()
    for number in range(1, 5):
        typed.page(*BODY, (f"จบ{'กขคง'[number - 1]}", {"right": 150}), (footer(number), FOOT))
    document = laid_out(typed)
    assert [line[-3:-1] for line in document.text.splitlines()] == ["จบ"] * 4
    assert {edit.rule for edit in document.edits} == {"page-furniture", "line-join"}


def test_running_headers_left_and_right():
    typed = Typed()
    for number in range(1, 9):
        head = f"{number} บทที่ 2 ทฤษฎี" if number % 2 else f"มหาวิทยาลัยแห่งหนึ่ง {number}"
        typed.page((head, HEAD), *BODY)
    text = laid_out(typed).text
    assert "มหาวิทยาลัย" not in text
    assert "ทฤษฎี" not in text


def test_chapters_at_one_height_are_no_running_header():
    typed = Typed()
    for number in range(1, 6):
        for _ in range(3):
            typed.page((f"บทที่ {number}", HEAD | {"right": 120}) if _ == 0 else BODY[0], *BODY)
    assert [f"บทที่ {n}\n" in laid_out(typed).text for n in range(1, 6)] == [True] * 5


def test_chapters_of_one_page_each_are_no_running_header():
    typed = Typed()
    for number in range(1, 4):
        typed.page((f"บทที่ {number}", HEAD | {"right": 120}), *BODY, (str(number + 6), FOOT))
    lines = laid_out(typed).text.splitlines()
    assert [line for line in lines if line.startswith("บทที่")] == ["บทที่ 1", "บทที่ 2", "บทที่ 3"]
    assert not {"7", "8", "9"} & set(lines)


def test_numbers_inside_a_page_are_no_page_numbers():
    typed = Typed()
    for number in range(1, 5):
        typed.page(*BODY, (str(number), {"right": 80}), *BODY, (f"จบ{'กขคง'[number - 1]}", {"right": 90}))
    assert "".join(char for char in laid_out(typed).text if char.isdigit()) == "1234"


def test_wrapped_lines_are_one_paragraph():
    typed = Typed().page(
        (BODY[0], {"left": 100}),
        *BODY[1:],
        ("ระหว่างประเทศ", {"right": 150}),
        (BODY[0], {"left": 100}),
        BODY[1],
    )
    assert laid_out(typed).text == "".join(BODY) + "ระหว่างประเทศ\n" + BODY[0] + BODY[1] + "\n"


def test_a_paragraph_goes_on_over_the_page_end():
    typed = Typed()
    for number in range(1, 4):
        typed.page((f"ระเบียบโลก {number}", HEAD), *BODY, (str(number), FOOT))
    document = laid_out(typed)
    assert document.text == "".join(BODY * 3) + "\n"
    assert (
        document.page_of(document.text_map.to_old(Span(len("".join(BODY)) + 5, len("".join(BODY)) + 9)).start)
        == 2
    )


@pytest.mark.parametrize(
    ("line", "options"),
    [
        ("• ข้อแรกของรายการ", {}),
        ("2.1.1 ความหมายของขั้วอำนาจ", {}),
        ("(ก) ฝ่ายรัสเซีย", {}),
        ("ย่อหน้าใหม่ที่เยื้องเข้ามา", {"left": 100.0}),
        ("หัวข้อที่ใหญ่กว่า", {"size": 16.0}),
        ("หัวข้อตัวหนา", {"font": "Serif-Bold"}),
    ],
)
def test_what_begins_a_paragraph(line, options):
    typed = Typed().page(*BODY, (line, options), *BODY)
    assert f"\n{line}" in laid_out(typed).text


def test_a_larger_distance_parts_paragraphs():
    typed = Typed().page(*BODY[:2], (BODY[2], {"lead": 34.0}), *BODY)
    assert laid_out(typed).text == "".join(BODY) + "\n" + "".join(BODY) + "\n"


def test_entries_that_hang():
    entry = ["Waltz, K. (1979). Theory of International Politics and the balance of power in a bipolar",
             ("world. Reading, MA: Addison-Wesley.", {"left": 100.0, "right": 300.0})]  # fmt: skip
    wide = ["Mearsheimer, J. (2001). The Tragedy of Great Power Politics, with a new foreword by the",
            ("author, and an index of names and of places, of treaties and of wars, in the second edition", {"left": 100.0}),
            ("of the book. New York: Norton.", {"left": 100.0, "right": 280.0})]  # fmt: skip
    document = laid_out(Typed().page(*entry, *wide, *entry, *wide, *wide))
    assert [line[:5] for line in document.text.splitlines()] == ["Waltz", "Mears", "Waltz", "Mears", "Mears"]


def test_a_word_parted_by_a_hyphen_is_one():
    typed = Typed().page("The balance of power was the central concern of every gov-", "ernment, and a long-term one; the great-",
                         "power politics of long-", "term rivals", ("went on.", {"right": 120}))  # fmt: skip
    assert "every government" in laid_out(typed).text
    assert "long-term rivals" in laid_out(typed).text


def test_cells_of_a_table_stay_apart():
    column = {"left": 72.0, "right": 130.0}
    typed = Typed().page(*[(name, column) for name in ("รัสเซีย", "อินเดีย", "บราซิล", "แอฟริกาใต้", "อิหร่าน")])
    assert laid_out(typed).text.count("\n") == 5


def test_footnotes_are_marked_and_not_joined_to_the_text():
    small = {"size": 9.0}
    typed = Typed()
    for number in range(1, 4):
        typed.page(*BODY, *BODY, ("________", small | {"right": 130}),
                   (f"{number} สมชาย ใจดี, ดุลอำนาจในเอเชีย (กรุงเทพฯ: สำนักพิมพ์แห่งมหาวิทยาลัยธรรมศาสตร์ท่าพระจันทร์", small),
                   (f"พิมพ์ครั้งที่สอง, 2560), หน้า {number * 7}.", small | {"right": 200}))  # fmt: skip
    document = laid_out(typed)
    notes = [block.span.of(document.raw) for block in document.blocks]
    assert [note[:8] for note in notes] == ["1 สมชาย ", "2 สมชาย ", "3 สมชาย "]
    assert [note[-3:] for note in notes] == [" 7.", "14.", "21."]
    assert "ท่าพระจันทร์พิมพ์ครั้งที่สอง" in document.text


def test_repairs_and_layout_are_one_list_of_edits():
    typed = Typed()
    for number in range(1, 4):
        typed.page((f"ระเบียบโลก {number}", HEAD), *BODY)
    raw = typed.raw
    first = [
        Edit(Span(raw.index("โลก"), raw.index("โลก") + 2), "โล", "x"),
        Edit(Span(raw.index("ต้อง") + 3, raw.index("ต้อง") + 4), "ง.", "y"),
    ]
    document = laid_out(typed, first)
    removed = [edit for edit in document.edits if edit.rule == "page-furniture"]
    assert [edit.at.of(raw) for edit in removed] == [f"ระเบียบโลก {n}\n" for n in (1, 2, 3)]
    assert any(edit.rule == "y+line-join" for edit in document.edits)


def test_documents_without_boxes_pass():
    document = Document(id="a", path="a.txt", raw="ก\nข\n", text="ก\nข\n")
    assert LayoutStage()(document) is document


LINES = st.lists(
    st.tuples(
        st.sampled_from([*BODY, "1", "๒", "iv", "บทที่ 1", "• ก", "", " ", "a-", "b c", "1 ดู หน้า 3", "________"]),
        st.fixed_dictionaries({"left": st.sampled_from([72.0, 100.0, 310.0]), "right": st.sampled_from([90.0, 290.0, 520.0]),
                               "size": st.sampled_from([9.0, 12.0]), "y": st.sampled_from([800.0, 500.0, 480.0, 460.0, 40.0])}),
    ),
    max_size=8,
)  # fmt: skip


@given(st.lists(LINES, min_size=1, max_size=6))
def test_no_layout_loses_a_letter_of_what_is_no_furniture(pages):
    typed = Typed()
    for lines in pages:
        typed.page(*lines)
    before = typed.document()
    document = laid_out(typed)
    lines = page_lines(before)
    furniture = find_furniture(lines)
    kept = "".join(line.content for page in lines for line in page if line.index not in furniture)
    assert "".join(document.text.split()).replace("-", "") == "".join(kept.split()).replace("-", "")


def english(words, number):
    return [f"{word} " for word in (words * number).split()]


SENTENCE = (
    "Great powers balance against the strongest state in the system and small states seek room between them. "
)


def test_a_thesis_page_as_drawn():
    sheet = Sheet()
    for number in range(1, 5):
        sheet.page()
        sheet.put(MARGIN, 50, "Structural Realism and Southeast Asia", 10)
        sheet.put(WIDTH - MARGIN - 20, 50, str(number + 30), 10)
        y = sheet.paragraph(MARGIN, 110, english(SENTENCE, 4), WIDTH - 2 * MARGIN)
        sheet.paragraph(MARGIN, y, english(SENTENCE, 3), WIDTH - 2 * MARGIN)
        sheet.put(MARGIN, 780, f"{number} Waltz, Theory of International Politics, p. {number * 3}.", 8)
    source = load_bytes(sheet.bytes(), id="a", shown_path="a.pdf")
    document = LayoutStage()(
        Document(
            **{
                **{f: getattr(source, f) for f in ("id", "path", "raw", "pages", "fonts", "boxes")},
                "text": source.raw,
            }
        )
    )
    assert "Structural Realism" in document.raw
    assert "Structural Realism" not in document.text
    paragraphs = [line for line in document.text.splitlines() if line.startswith("Great")]
    assert paragraphs == [(SENTENCE * n).strip() for n in (4, 3)] * 4
    assert [block.kind for block in document.blocks] == ["footnote"] * 4


@pytest.mark.parametrize("drawn", ["by column", "by row"])
def test_two_columns_however_they_are_drawn(drawn):
    sheet = Sheet()
    sheet.page()
    sheet.put(150, 60, "A title over both of the columns", 16)
    measure = (WIDTH - 2 * MARGIN - 24) / 2
    lines = sheet.wrap(english(SENTENCE, 14), measure)
    half = (len(lines) + 1) // 2
    places = [(MARGIN + column * (measure + 24), 110 + 18 * row, line)
              for column, part in enumerate((lines[:half], lines[half:])) for row, line in enumerate(part)]  # fmt: skip
    if drawn == "by row":
        places.sort(key=lambda place: (place[1], place[0]))
    for x, y, line in places:
        sheet.put(x, y, line)
    document = load_bytes(sheet.bytes(), id="a", shown_path="a.pdf")
    assert document.raw.split("\n", 1)[0] == "A title over both of the columns"
    assert document.raw.split("\n")[1:-1] == lines


def test_a_table_is_read_by_rows():
    sheet = Sheet()
    sheet.page()
    rows = [
        (country, str(1990 + number), "member")
        for number, country in enumerate(["Russia", "India", "Brazil", "China", "Iran", "Egypt", "Ethiopia"])
    ]
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.put(MARGIN + 150 * column, 100 + 20 * number, cell)
    document = load_bytes(sheet.bytes(), id="a", shown_path="a.pdf")
    assert document.raw.splitlines() == [" ".join(row) for row in rows]
