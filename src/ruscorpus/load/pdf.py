"""PDF files: the text in content order, with its pages and the font of every character."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError
from pdfminer.pdfpage import PDFPage

from ruscorpus.limits import DEFAULT_LIMITS, Limits
from ruscorpus.load.loaded import Loaded
from ruscorpus.load.pdf_device import GlyphDevice
from ruscorpus.load.pdf_facts import authors_of, language_of, title_of
from ruscorpus.load.pdf_guard import Budget, GuardedParser, GuardedResources, TooLargeError
from ruscorpus.load.pdf_text import TextBuilder
from ruscorpus.load.pdf_tokens import Interpreter
from ruscorpus.model import Page
from ruscorpus.offsets import Span
from ruscorpus.problems import LoadError, Problem, counted, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ruscorpus.load.pdf_lines import Glyph

MEDIA_TYPE = "application/pdf"
_LISTED_PAGES = 10

# pdfminer warns of every oddity of a file; without a handler Python would print that to standard error.
logging.getLogger("pdfminer").addHandler(logging.NullHandler())


def load_pdf(data: bytes, shown_path: str, limits: Limits = DEFAULT_LIMITS) -> Loaded:
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

    reading = _Reading(shown_path, limits)
    reading.read(document)
    return reading.source(document)


class _Reading:
    """The pages of one PDF, read one after the other."""

    def __init__(self, shown_path: str, limits: Limits) -> None:
        self._shown_path = shown_path
        self._limits = limits
        self._builder = TextBuilder()
        self._pages: list[Page] = []
        self._problems: list[Problem] = []
        self._pictures: list[int] = []
        self._error: Exception | None = None

    def read(self, document: PDFDocument) -> None:
        """Read every page, up to a limit; what is wrong with one is a problem and no end."""
        resources = GuardedResources()
        device = GlyphDevice(resources, _counted(self._builder.add, self._limits.max_characters))
        interpreter = Interpreter(resources, device)
        for number, page in enumerate(_pages(document, self._shown_path), start=1):
            if number > self._limits.max_pages:
                message = f"only the first {self._limits.max_pages:,} pages were read"
                self._warn("too-many-pages", message, hint="raise max_pages, or split the file")
                break
            start = self._builder.length
            device.reset()
            error = _draw(interpreter, page)
            if error is not None:
                self._error = error
                self._warn("broken-page", f"page {number} could be read only in part: {_reason(error)}")
            self._pages.append(Page(number, Span(start, self._builder.length)))
            if device.images and self._builder.length == start:
                self._pictures.append(number)
            if isinstance(error, TooMuchTextError):
                break

    def _warn(self, slug: str, message: str, hint: str = "") -> None:
        self._problems.append(Problem(slug, message, self._shown_path, hint=hint, severity="warning"))

    def source(self, document: PDFDocument) -> Loaded:
        """Return what was read; raise :class:`LoadError` where that is nothing."""
        text = self._builder.text()
        if not self._pages:
            raise _broken(self._shown_path, None)
        if not text.strip():
            if self._error is not None:
                raise _broken(self._shown_path, self._error)
            raise _without_text(self._shown_path, len(self._pages), scanned=bool(self._pictures))
        if self._pictures:
            self._problems.append(_pages_without_text(self._shown_path, self._pictures))
        return Loaded(
            text,
            MEDIA_TYPE,
            title=title_of(document),
            authors=authors_of(document),
            language=language_of(document),
            pages=tuple(self._pages),
            fonts=self._builder.fonts(),
            boxes=self._builder.boxes(),
            problems=tuple(self._problems),
        )


def _draw(interpreter: Interpreter, page: PDFPage) -> Exception | None:
    """Draw one page and return what broke it off, if anything did."""
    try:
        interpreter.process_page(page)
    except MemoryError:
        raise
    except Exception as error:
        return error
    return None


class TooMuchTextError(Exception):
    """The document has more text than the limits allow."""


def _counted(receive: Callable[[Glyph], None], most: int) -> Callable[[Glyph], None]:
    """Return *receive*, but for *most* glyphs only."""
    count = 0

    def counting(glyph: Glyph) -> None:
        nonlocal count
        count += len(glyph.text)
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


def _reason(error: Exception) -> str:
    return printable(f"{type(error).__name__}: {error}".rstrip(": "), 120)


def _broken(shown_path: str, error: Exception | None) -> LoadError:
    if isinstance(error, TooLargeError):
        hint = "raise max_decompressed_bytes if you trust the file"
        return LoadError(Problem("too-large", f"the PDF is not read: {error}", shown_path, hint=hint))
    reason = f" ({_reason(error)})" if error else ": it has no pages"
    hint = "open it in a PDF reader and print it to a new PDF"
    return LoadError(Problem("broken-pdf", f"the PDF is damaged or cut short{reason}", shown_path, hint=hint))


def _without_text(shown_path: str, pages: int, *, scanned: bool) -> LoadError:
    what = "only images" if scanned else "no text"
    hint = "the pages are scanned: run text recognition (OCR) on them first" if scanned else ""
    message = f"the PDF holds {what} on its {counted(pages, 'page')}"
    return LoadError(Problem("no-text", message, shown_path, hint=hint), status="empty")


def _pages_without_text(shown_path: str, numbers: list[int]) -> Problem:
    listed = ", ".join(map(str, numbers[:_LISTED_PAGES])) + (" …" if len(numbers) > _LISTED_PAGES else "")
    message = f"pages that hold images and no text: {listed}"
    hint = "scanned pages need text recognition (OCR) first"
    return Problem("pages-without-text", message, shown_path, hint=hint, severity="warning")
