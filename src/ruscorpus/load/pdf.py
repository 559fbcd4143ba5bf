"""PDF files: the text in content order, with its pages and the font of every character."""

from __future__ import annotations

import io
import logging
import re
from typing import TYPE_CHECKING

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

from ruscorpus.limits import DEFAULT_LIMITS, Limits
from ruscorpus.load.pdf_device import GlyphDevice
from ruscorpus.load.pdf_guard import Budget, GuardedParser, GuardedResources
from ruscorpus.load.pdf_lines import TextBuilder
from ruscorpus.load.source import Source
from ruscorpus.model import Page
from ruscorpus.offsets import Span
from ruscorpus.problems import LoadError, Problem, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ruscorpus.load.pdf_lines import Glyph

MEDIA_TYPE = "application/pdf"
_LISTED_PAGES = 10

# Titles that programs write when the author gave none: a file name, or the program's own name before one.
_NOT_A_TITLE = re.compile(
    r"^(microsoft (word|powerpoint|excel)\b.*|untitled.*|document\s*\d*|\(?anonymous\)?|.*\.\w{2,5})$",
    re.IGNORECASE,
)

_NOT_AN_AUTHOR = re.compile(
    r"^(user\w*|admin\w*|owner|owner\w*|pc|acer|asus|hp|dell|lenovo|windows.*|microsoft.*|author|unknown|anonymous|\W*|.*\.\w{2,4})$",
    re.IGNORECASE,
)
_DEFAULT_LANGUAGES = frozenset({"en"})
"""Languages that programs declare for any text: the text itself tells more."""

# pdfminer warns of every oddity of a file; without a handler Python would print that to standard error.
logging.getLogger("pdfminer").addHandler(logging.NullHandler())


def load_pdf(data: bytes, shown_path: str, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Return the text of a PDF; raise :class:`LoadError` (``encrypted-pdf``, ``broken-pdf``, ``no-text``).

    A single page that cannot be read is left at the point where it broke, and a problem says so.
    """
    budget = Budget(limits.max_decompressed_bytes)
    try:
        document = PDFDocument(GuardedParser(io.BytesIO(data), budget))
    except PDFEncryptionError as error:
        raise LoadError(
            Problem(
                "encrypted-pdf",
                "the PDF can be opened only with a password",
                shown_path,
                hint="save a copy without a password",
            ),
            status="encrypted",
        ) from error
    except MemoryError:
        raise
    except Exception as error:
        raise _broken(shown_path, error) from error

    builder = TextBuilder()
    pages: list[Page] = []
    problems: list[Problem] = []
    pictures: list[int] = []
    resources = GuardedResources()
    device = GlyphDevice(resources, _counted(builder.add, limits.max_characters))
    interpreter = PDFPageInterpreter(resources, device)
    for number, page in enumerate(_pages(document, shown_path), start=1):
        if number > limits.max_pages:
            message = f"only the first {limits.max_pages:,} pages were read"
            problems.append(
                Problem("too-large", message, shown_path, hint="raise max_pages", severity="warning")
            )
            break
        start = builder.length
        device.reset()
        stop = False
        try:
            interpreter.process_page(page)
        except MemoryError:
            raise
        except Exception as error:
            message = f"page {number} could be read only in part: {_reason(error)}"
            problems.append(Problem("broken-page", message, shown_path, severity="warning"))
            stop = isinstance(error, TooMuchTextError)
        pages.append(Page(number, Span(start, builder.length)))
        if device.images and builder.length == start:
            pictures.append(number)
        if stop:
            break

    text = builder.text()
    if not pages:
        raise _broken(shown_path, None)
    if not text.strip():
        if any(problem.slug == "broken-page" for problem in problems):
            raise _broken(shown_path, problems[0].message)
        raise _without_text(shown_path, len(pages), scanned=bool(pictures))
    if pictures:
        problems.append(_pages_without_text(shown_path, pictures))
    return Source(
        text,
        MEDIA_TYPE,
        title=_title(document),
        authors=_authors(document),
        language=_language(document),
        pages=tuple(pages),
        fonts=builder.fonts(),
        boxes=builder.boxes(),
        problems=tuple(problems),
    )


class TooMuchTextError(Exception):
    """The document has more text than the limits allow."""


def _counted(receive: Callable[[Glyph], None], most: int) -> Callable[[Glyph], None]:
    """Return *receive*, but for *most* glyphs only."""
    count = 0

    def counting(glyph: Glyph) -> None:
        nonlocal count
        count += 1
        if count > most:
            raise TooMuchTextError(f"more than {most:,} characters")
        receive(glyph)

    return counting


def _pages(document: PDFDocument, shown_path: str) -> Iterator[PDFPage]:
    try:
        yield from PDFPage.create_pages(document)
    except MemoryError:
        raise
    except Exception as error:
        raise _broken(shown_path, error) from error


def _title(document: PDFDocument) -> str:
    """Return the title of the metadata where it looks like one that somebody gave."""
    title = _fact(document, "Title")
    return "" if _NOT_A_TITLE.match(title) else title


def _authors(document: PDFDocument) -> tuple[str, ...]:
    """Return the authors of the metadata; names of accounts and programs are none."""
    names = (name.strip() for name in re.split(r"[;,]", _fact(document, "Author")))
    return tuple(name for name in names if name and not _NOT_AN_AUTHOR.match(name))


def _language(document: PDFDocument) -> str:
    """Return the language that the document declares, two or three letters."""
    try:
        value = resolve1(document.catalog.get("Lang"))
        match = re.match(r"[A-Za-z]{2,3}(?=$|-)", decode_text(value)) if isinstance(value, bytes) else None
    except Exception:
        return ""
    return match[0].lower() if match and match[0].lower() not in _DEFAULT_LANGUAGES else ""


def _fact(document: PDFDocument, key: str) -> str:
    """Return an entry of the document's information on itself, "" where it is missing or not readable."""
    for info in document.info:
        try:
            value = resolve1(info.get(key))
            text = " ".join(decode_text(value).split()) if isinstance(value, bytes) else ""
        except Exception:  # noqa: S112 - a malformed entry is no entry
            continue
        if text and text.isprintable() and "\ufffd" not in text:
            return text
    return ""


def _reason(error: Exception | str) -> str:
    if isinstance(error, str):
        return printable(error, 120)
    return printable(f"{type(error).__name__}: {error}".rstrip(": "), 120)


def _broken(shown_path: str, error: Exception | str | None) -> LoadError:
    reason = f" ({_reason(error)})" if error else ": it has no pages"
    hint = "open it in a PDF reader and print it to a new PDF"
    return LoadError(Problem("broken-pdf", f"the PDF cannot be read{reason}", shown_path, hint=hint))


def _without_text(shown_path: str, pages: int, *, scanned: bool) -> LoadError:
    what = "only images" if scanned else "no text"
    hint = "the pages are scanned: run text recognition (OCR) on them first" if scanned else ""
    message = f"the PDF holds {what} on its {pages} page{'s' if pages > 1 else ''}"
    return LoadError(Problem("no-text", message, shown_path, hint=hint), status="empty")


def _pages_without_text(shown_path: str, numbers: list[int]) -> Problem:
    listed = ", ".join(map(str, numbers[:_LISTED_PAGES])) + (" …" if len(numbers) > _LISTED_PAGES else "")
    message = f"pages that hold images and no text: {listed}"
    hint = "scanned pages need text recognition (OCR) first"
    return Problem("pages-without-text", message, shown_path, hint=hint, severity="warning")
