"""PDF files: the text in content order, with its pages and the font of every character."""

from __future__ import annotations

import io
import logging
import re
from typing import TYPE_CHECKING

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

from ruscorpus.load.pdf_device import GlyphDevice
from ruscorpus.load.pdf_lines import TextBuilder
from ruscorpus.load.source import Source
from ruscorpus.model import Page
from ruscorpus.offsets import Span
from ruscorpus.problems import LoadError, Problem, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

MEDIA_TYPE = "application/pdf"
_LISTED_PAGES = 10

# Titles that programs write when the author gave none: a file name, or the program's own name before one.
_NOT_A_TITLE = re.compile(
    r"^(microsoft (word|powerpoint|excel)\b.*|untitled.*|document\s*\d*|\(?anonymous\)?|.*\.\w{2,5})$",
    re.IGNORECASE,
)

# pdfminer warns of every oddity of a file; without a handler Python would print that to standard error.
logging.getLogger("pdfminer").addHandler(logging.NullHandler())


def load_pdf(data: bytes, shown_path: str) -> Source:
    """Return the text of a PDF; raise :class:`LoadError` (``encrypted-pdf``, ``broken-pdf``, ``no-text``).

    A single page that cannot be read is left at the point where it broke, and a problem says so.
    """
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
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
    resources = PDFResourceManager()
    device = GlyphDevice(resources, builder.add)
    interpreter = PDFPageInterpreter(resources, device)
    for number, page in enumerate(_pages(document, shown_path), start=1):
        start = builder.length
        device.reset()
        try:
            interpreter.process_page(page)
        except MemoryError:
            raise
        except Exception as error:
            message = f"page {number} could be read only in part: {_reason(error)}"
            problems.append(Problem("broken-page", message, shown_path, severity="warning"))
        builder.end_line()
        pages.append(Page(number, Span(start, builder.length)))
        if device.images and builder.length == start:
            pictures.append(number)

    text = builder.text()
    if not pages:
        raise _broken(shown_path, None)
    if not text.strip():
        raise _without_text(shown_path, len(pages), scanned=bool(pictures))
    if pictures:
        problems.append(_pages_without_text(shown_path, pictures))
    return Source(text, MEDIA_TYPE, _title(document), tuple(pages), builder.fonts(), tuple(problems))


def _pages(document: PDFDocument, shown_path: str) -> Iterator[PDFPage]:
    try:
        yield from PDFPage.create_pages(document)
    except MemoryError:
        raise
    except Exception as error:
        raise _broken(shown_path, error) from error


def _title(document: PDFDocument) -> str:
    """Return the title of the metadata where it looks like one that somebody gave."""
    for info in document.info:
        try:
            value = resolve1(info.get("Title"))
            title = " ".join(decode_text(value).split()) if isinstance(value, bytes) else ""
        except Exception:  # noqa: S112 - a malformed title is no title
            continue
        if title and title.isprintable() and "\ufffd" not in title and not _NOT_A_TITLE.match(title):
            return title
    return ""


def _reason(error: Exception) -> str:
    return printable(f"{type(error).__name__}: {error}".rstrip(": "), 120)


def _broken(shown_path: str, error: Exception | None) -> LoadError:
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
