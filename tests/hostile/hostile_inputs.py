"""Odd and hostile files, made on the spot: ``ODD`` maps a file name to a function that returns its bytes."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Callable
from functools import partial

NEWS = "ประธานาธิบดีปูตินเดินทางเยือนเวียดนามเมื่อวันที่ 20 มิถุนายน 2567\n"
ODD: dict[str, Callable[[], bytes]] = {}
"""Small files, each read in a moment or refused."""
HEAVY: dict[str, Callable[[], bytes]] = {}
"""Files that cost time or memory to refuse."""


def odd(name: str, content: bytes | Callable[[], bytes], into: dict[str, Callable[[], bytes]] = ODD) -> None:
    into[name] = content if callable(content) else partial(bytes, content)


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


def flate(data: bytes, extra: bytes = b"", times: int = 1) -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter [%s] %s" % (b"/FlateDecode " * times, extra))


def bomb(byte: bytes, mebibytes: int, times: int = 1) -> bytes:
    """A stream of *mebibytes* MiB of one byte, compressed (again and again), without ever holding it."""
    packer, piece, sum_ = zlib.compressobj(9), byte * (1 << 20), 1
    # After a full flush nothing hangs on what came before: the second MiB stands for all that follow.
    first, next_ = (packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    for _ in range(mebibytes):
        sum_ = zlib.adler32(piece, sum_)
    data = first + next_ * (mebibytes - 1) + packer.flush()[:-4] + sum_.to_bytes(4, "big")
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter [%s]" % (b"/FlateDecode " * times))


def pdf(*, trailer: bytes = b"/Root 1 0 R", tail: bytes = b"", **changes: bytes) -> bytes:
    """A PDF of one page; *changes* replace its objects (``o1`` catalogue, ``o2`` pages, ``o3`` page,
    ``o4`` contents, ``o5`` font, more as you like).
    """
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>",
        4: stream(b"BT /F1 12 Tf 72 720 Td (President Putin visited Vietnam on 20 June 2024.) Tj ET"),
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    } | {int(name[1:]): value for name, value in changes.items()}
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, 2)
    places = {}
    for number in sorted(objects):
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, objects[number]))
    start = out.tell()
    size = max(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        out.write(b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 00000 f \n")
    out.write(b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n%s" % (size, trailer, start, tail))
    return out.getvalue()


def _page(extra: bytes) -> bytes:
    return b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %s >>" % extra


def _mutated(seed: int) -> bytes:
    chance = random.Random(seed)
    data = bytearray(pdf())
    for _ in range(chance.randint(1, 40)):
        kind = chance.randrange(3)
        place = chance.randrange(len(data))
        if kind == 0:
            data[place] = chance.randrange(256)
        elif kind == 1:
            del data[place : place + chance.randint(1, 30)]
        else:
            data[place:place] = chance.randbytes(chance.randint(1, 30))
    return bytes(data)


def _zip(*parts: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return out.getvalue()


_TYPES = (
    "[Content_Types].xml",
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
)
_W = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'


def _word(body: bytes, *more: tuple[str, bytes]) -> bytes:
    return _zip(_TYPES, ("word/document.xml", _W % body), *more)


def _zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(*_TYPES)
        with archive.open("word/document.xml", "w") as part:
            for _ in range(600):
                part.write(b" " * (1 << 20))
    return out.getvalue()


_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a0 "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    + b"]>"
)

# Text
odd("empty.txt", b"")
odd("one-byte.txt", b"\xa1")
odd("spaces.txt", b" \t\r\n\x0b\x0c" * 500)
odd("nul.txt", b"\0" * 4096)
odd("nuls-between.txt", NEWS.replace("ป", "ป\0").encode())
odd("all-bytes.txt", bytes(range(256)) * 8)
odd("random.txt", lambda: random.Random(1).randbytes(20_000))
odd("invalid-utf8.txt", NEWS.encode() * 10 + b"\xff\xfe\xc3\x28" + NEWS.encode() * 10)
odd("cut-utf8.txt", NEWS.encode()[:-2])
odd("overlong-utf8.txt", b"\xc0\xaf\xe0\x80\xaf" * 300 + NEWS.encode())
odd("surrogates-as-utf8.txt", b"\xed\xa0\x80\xed\xb0\x80" * 50 + NEWS.encode())
odd("beyond-unicode.txt", b"\xf4\x90\x80\x80\xf8\x88\x80\x80\x80" * 50 + NEWS.encode())
odd("utf8-bom.txt", b"\xef\xbb\xbf" + NEWS.encode())
odd("bom-only.txt", b"\xef\xbb\xbf")
odd("many-boms.txt", (b"\xef\xbb\xbf" + NEWS.encode()) * 20)
odd("utf16-le-bom.txt", b"\xff\xfe" + NEWS.encode("utf-16-le"))
odd("utf16-be-bom.txt", b"\xfe\xff" + NEWS.encode("utf-16-be"))
odd("utf16-le.txt", (NEWS * 5).encode("utf-16-le"))
odd("utf16-odd.txt", b"\xff\xfe" + NEWS.encode("utf-16-le")[:-1])
odd("utf16-lone-surrogates.txt", b"\xff\xfe" + b"\x00\xd8" * 500 + NEWS.encode("utf-16-le"))
odd("utf32.txt", NEWS.encode("utf-32"))
odd("tis620.txt", (NEWS * 5).encode("tis-620"))
odd("line-ends.txt", NEWS.replace("\n", "\r").encode() * 5 + NEWS.replace("\n", "\r\n").encode() * 5)
odd("newlines.txt", b"\n" * 100_000)
odd("no-line-end.txt", NEWS.strip().encode())
odd("escapes.txt", b"\x1b[2J\x1b[31m\x1b]0;title\x07\x9b5m" * 200 + NEWS.encode())
odd("markup.txt", ("[bold red]x[/] <script>alert(1)</script> | # ``` $(reboot) " + NEWS).encode() * 20)
odd("yaml.txt", ("- !!python/object/apply:os.system [reboot]\n&a [*a]\n--- \n" + NEWS).encode() * 20)
odd("bidi.txt", ("\u202e\u2066\u200f" * 100 + NEWS).encode())
odd("invisible.txt", ("\u200b\u200c\u200d\ufeff\u00ad" * 2000 + NEWS).encode())
odd("marks-only.txt", "่้ัิำ".encode() * 4_000)
odd("stacked-marks.txt", ("ก" + "่" * 5_000 + NEWS).encode())
odd("private-use.txt", ("".join(map(chr, range(0xF700, 0xF720))) * 100 + NEWS).encode())
odd("noncharacters.txt", ("\ufffe\uffff\U0010ffff" * 200 + NEWS).encode())
odd("brackets.txt", ("(" * 20_000 + NEWS + ")" * 20_000).encode())
odd("quotes.txt", ("“" * 5_000 + NEWS).encode())
odd("digits.txt", b"9" * 30_000)
odd("dates.txt", "31 กุมภาพันธ์ 9999 วันที่ 99 มกราคม 0 ".encode() * 300)
odd("numbered-lines.txt", "".join(f"{n}.{n}.{n} หัวข้อ\n" for n in range(2_000)).encode())
odd("form-feeds.txt", b"\f" * 5_000 + NEWS.encode())
odd("zwj-emoji.txt", ("👨‍👩‍👧‍👦" * 2_000 + NEWS).encode())
odd("mojibake.txt", (NEWS * 5).encode().decode("latin-1").encode())
odd("twice-mojibake.txt", (NEWS * 5).encode().decode("latin-1").encode().decode("latin-1").encode())

# Files under a wrong name
odd("text.pdf", NEWS.encode())
odd("pdf.txt", pdf())
odd("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
odd("elf.txt", b"\x7fELF" + bytes(range(256)) * 20)
odd("gzip.txt", b"\x1f\x8b\x08" + bytes(range(256)) * 20)

# PDF: sound, cut, changed
odd("sound.pdf", pdf)
for percent in (5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99):
    odd(f"cut-{percent:02}.pdf", partial(lambda p: pdf()[: len(pdf()) * p // 100], percent))
for seed in range(60):
    odd(f"mutated-{seed:02}.pdf", partial(_mutated, seed))
odd("header-only.pdf", b"%PDF-1.7")
odd("header-and-nuls.pdf", b"%PDF-1.7\n" + b"\0" * 20_000)
odd("header-and-junk.pdf", lambda: b"%PDF-1.7\n" + random.Random(2).randbytes(20_000))
odd("junk-before.pdf", lambda: random.Random(3).randbytes(500) + pdf())
odd("junk-after.pdf", lambda: pdf(tail=random.Random(4).randbytes(5_000)))
odd("two-in-one.pdf", lambda: pdf() + pdf())
odd("no-pages.pdf", pdf(o2=b"<< /Type /Pages /Kids [] /Count 0 >>", o3=b"<< >>"))
odd("lost-page.pdf", pdf(o2=b"<< /Type /Pages /Kids [] /Count 0 >>"))
odd("no-catalogue.pdf", pdf(trailer=b""))
odd("no-contents.pdf", pdf(o4=b"null"))
odd("wrong-types.pdf", pdf(o2=b"(pages)", o3=b"42", o5=b"[]"))
odd("wrong-mediabox.pdf", pdf(o3=_page(b"/MediaBox [(a) null /b] /Rotate (x)")))
odd("encrypted.pdf", pdf(o7=b"<< /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >>" % (b"x" * 32, b"y" * 32),
                         trailer=b"/Root 1 0 R /Encrypt 7 0 R /ID [(a) (a)]"))  # fmt: skip
odd("encrypted-oddly.pdf", pdf(o7=b"<< /Filter /Odd /V 99 /R 99 >>", trailer=b"/Root 1 0 R /Encrypt 7 0 R"))

# PDF: circles
odd("pages-in-pages.pdf", pdf(o2=b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"))
odd("page-parent-is-page.pdf", pdf(o3=b"<< /Type /Page /Parent 3 0 R /Contents 4 0 R >>"))
odd("two-pages-nodes.pdf", pdf(o2=b"<< /Type /Pages /Kids [7 0 R] /Count 1 >>",
                               o7=b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>"))  # fmt: skip
odd("length-is-itself.pdf", pdf(o4=b"<< /Length 4 0 R >>\nstream\nBT ET\nendstream"))
odd("contents-in-a-ring.pdf", pdf(o4=b"[4 0 R 4 0 R]"))
odd("form-draws-itself.pdf", pdf(o4=stream(b"/X Do"), o6=stream(b"/X Do /X Do",
    b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>")))  # fmt: skip
odd("font-in-a-ring.pdf", pdf(o5=b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H "
                                 b"/DescendantFonts [5 0 R] /ToUnicode 5 0 R >>"))  # fmt: skip
odd("filter-in-a-ring.pdf", pdf(o4=b"<< /Length 5 /Filter 7 0 R >>\nstream\nabcde\nendstream", o7=b"[7 0 R]"))
odd(
    "trailer-before-itself.pdf",
    lambda: pdf(trailer=b"/Root 1 0 R /Prev 9").replace(b"/Prev 9", b"/Prev %d" % pdf().index(b"xref\n")),
)
odd("startxref-negative.pdf", lambda: pdf().replace(b"startxref\n", b"startxref\n-"))
odd("resources-in-a-ring.pdf", pdf(o3=_page(b"/Resources 3 0 R")))

# PDF: deep and large claims
for name, opening in (
    ("arrays", b"["),
    ("dictionaries", b"<</A"),
    ("strings", b"("),
    ("names", b"/#"),
    ("procedures", b"{"),
):
    odd(f"deep-{name}.pdf", pdf(o7=opening * 20_000, o4=stream(opening * 20_000)))
odd("deep-balanced.pdf", pdf(o4=stream(b"[" * 5_000 + b"]" * 5_000 + b" TJ")))
odd("deep-states.pdf", pdf(o4=stream(b"q " * 50_000 + b"BT /F1 12 Tf (x) Tj ET")))
odd("length-huge.pdf", pdf(o4=b"<< /Length 1000000000000 >>\nstream\nBT ET\nendstream"))
odd("length-negative.pdf", pdf(o4=b"<< /Length -5 >>\nstream\nBT ET\nendstream"))
odd("count-huge.pdf", pdf(o2=b"<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>"))
odd("size-huge.pdf", lambda: pdf().replace(b"/Size 6", b"/Size 999999999999"))
odd("xref-huge.pdf", lambda: pdf().replace(b"xref\n0 6", b"xref\n0 999999999"))
odd(
    "widths-huge.pdf",
    pdf(
        o5=b"<< /Type /Font /Subtype /Type1 /BaseFont /A /FirstChar -999999999 /LastChar 999999999 /Widths [1] >>"
    ),
)
odd(
    "numbers.pdf",
    pdf(
        o4=stream(
            b"BT /F1 1e308 Tf 1e308 0 0 1e308 9" + b"9" * 400 + b" 0 Tm (a) Tj 0 0 0 0 0 0 Tm (b) Tj ET"
        )
    ),
)
odd(
    "operands.pdf",
    pdf(o4=stream(b"BT /F1 Tf Tj (a) Td [(x) (y) /Z] TJ 1 2 3 Tm ET Q Q Q EMC BI ID EI sh Do")),
)
odd(
    "predictor.pdf",
    pdf(
        o4=flate(
            b"abc", b"/DecodeParms << /Predictor 12 /Columns 999999999 /Colors 99 /BitsPerComponent 64 >>"
        )
    ),
)
odd("flate-broken.pdf", pdf(o4=stream(zlib.compress(b"BT ET" * 100)[:-7] + b"junk", b"/Filter /FlateDecode")))
odd("filters-many.pdf", pdf(o4=flate(b"BT ET", times=60)))
odd(
    "filters-odd.pdf",
    pdf(
        o4=stream(
            b"~>zzzz<~" * 100,
            b"/Filter [/ASCII85Decode /LZWDecode /RunLengthDecode /CCITTFaxDecode /Crypt /Odd]",
        )
    ),
)
odd("tounicode-range.pdf", pdf(
    o5=b"<< /Type /Font /Subtype /Type1 /BaseFont /A /ToUnicode 7 0 R >>",
    o7=stream(b"begincmap 1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange\n"
              b"1 beginbfrange <0000> <FFFF> <0E01> endbfrange endcmap"),
))  # fmt: skip

# Archives and markup
odd(
    "zip-slip.docx",
    lambda: _word(b"<w:p><w:r><w:t>x</w:t></w:r></w:p>", ("../../../tmp/evil", b"x"), ("/etc/evil", b"x")),
)
odd("not-a-zip.docx", b"PK\x03\x04" + bytes(range(256)) * 20)
odd("cut.docx", lambda: _word(b"<w:p><w:r><w:t>x</w:t></w:r></w:p>")[:-40])
odd(
    "laughs.docx",
    lambda: _zip(_TYPES, ("word/document.xml", _LAUGHS + _W % b"<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>")),
)
odd("reads-files.docx", lambda: _zip(_TYPES, ("word/document.xml",
    b'<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + _W % b"<w:p><w:r><w:t>&f;</w:t></w:r></w:p>")))  # fmt: skip
odd("deep.docx", lambda: _word(b"<w:p>" * 50_000))
odd("deep.html", b"<html><body>" + b"<div>" * 50_000 + NEWS.encode())
odd("unclosed.html", b"<html><body><p " + b'a="' * 10_000 + NEWS.encode())
odd("comments.html", b"<html><!--" * 10_000 + NEWS.encode())
odd("entities.html", b"<html><body><p>" + b"&#x110000;&#0;&amp&lt;&bogus;" * 3_000 + NEWS.encode())
odd("empty.epub", lambda: _zip(("mimetype", b"application/epub+zip")))

# Runs of one sign: whatever looks for its end anew at each of its places takes the square of its length
LONG_RUNS = {
    "spaces": " " * 300_000,
    "tabs": "\t" * 300_000,
    "no-break-spaces": "\xa0" * 300_000,
    "dashes-and-blanks": "-" * 150_000 + "\xa0" * 150_000,
    "dots": "." * 300_000,
    "underscores": "_" * 100_000,
    "spaced-dots": " ." * 10_000,
    "line-ends": "\n" * 100_000,
    "blank-lines": " \n" * 50_000,
    "glyphs": "\uf701" * 100_000,
    "tags": "#ก, " * 40,
}
for name, run in LONG_RUNS.items():
    some = run[:5_000]
    odd(
        f"run-of-{name}.txt",
        f"{NEWS.strip()}{run}รัสเซีย{some}1{some}ก\nบทที่{some}1{some}ก\n{some}ก".encode(),
    )

# Heavy: they want time or memory
odd(
    "line-of-5-megabytes.txt",
    lambda: (NEWS.strip() + " ").encode() * (5_000_000 // len(NEWS.encode())),
    HEAVY,
)
odd("word-of-2-megabytes.txt", lambda: "ก".encode() * 700_000, HEAVY)
odd("latin-line-of-1-megabyte.txt", lambda: b"abcdefghij" * 100_000, HEAVY)
odd("flate-bomb.pdf", lambda: pdf(o4=bomb(b" ", 2_000)), HEAVY)
odd("flate-bomb-twice.pdf", lambda: pdf(o4=bomb(b"\0", 2_000, times=2)), HEAVY)
odd("text-bomb.pdf", lambda: pdf(o4=flate(b"BT /F1 1 Tf (" + b"x" * 30_000_000 + b") Tj ET")), HEAVY)
odd("forms-by-the-million.pdf", lambda: pdf(
    o4=stream(b"/X Do"),
    o6=stream(b"/Y Do " * 40, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /Y 7 0 R >> >>"),
    **{f"o{n}": stream(b"/Y Do " * 40, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
                       b"/Resources << /XObject << /Y %d 0 R >> >>" % (n + 1)) for n in range(7, 13)},
), HEAVY)  # fmt: skip
odd(
    "page-a-million-times.pdf",
    lambda: pdf(o2=b"<< /Type /Pages /Kids [%s] /Count 1000000 >>" % (b"3 0 R " * 1_000_000)),
    HEAVY,
)
odd(
    "page-ten-thousand-times.pdf",
    lambda: pdf(o2=b"<< /Type /Pages /Kids [%s] /Count 10000 >>" % (b"3 0 R " * 10_000)),
    HEAVY,
)
odd("tounicode-huge-range.pdf", lambda: pdf(
    o5=b"<< /Type /Font /Subtype /Type1 /BaseFont /A /ToUnicode 7 0 R >>",
    o7=stream(b"begincmap 1 beginbfrange <00000000> <7FFFFFFF> <0E01> endbfrange endcmap"),
), HEAVY)  # fmt: skip
odd("cid-widths-huge.pdf", lambda: pdf(
    o5=b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [7 0 R] >>",
    o7=b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /W [0 999999999 500] >>",
), HEAVY)  # fmt: skip
odd("zip-bomb.docx", _zip_bomb, HEAVY)
odd("object-is-itself.pdf", pdf(o4=b"4 0 R"), HEAVY)
odd("objects-in-a-ring.pdf", pdf(o4=b"7 0 R", o7=b"8 0 R", o8=b"4 0 R"), HEAVY)
