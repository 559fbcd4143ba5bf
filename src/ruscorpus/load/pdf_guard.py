"""What keeps a hostile PDF from costing more than a limit: bombs in its streams, its maps and its fonts.

pdfminer believes a file. These classes stand between the two: every stream is unpacked on a budget that the
whole document shares, and numbers that would be counted through are looked at first.
"""

from __future__ import annotations

import io
import re
import zlib
from functools import partial
from typing import TYPE_CHECKING, Any

from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.lzw import LZWDecoder
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import (
    LITERALS_ASCII85_DECODE,
    LITERALS_ASCIIHEX_DECODE,
    LITERALS_FLATE_DECODE,
    LITERALS_LZW_DECODE,
    LITERALS_RUNLENGTH_DECODE,
    PDFStream,
    int_value,
    resolve1,
)
from pdfminer.runlength import rldecode
from pdfminer.utils import apply_png_predictor, apply_tiff_predictor

from ruscorpus.load.pdf_tokens import QuickTokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pdfminer.pdffont import PDFFont

_MAX_FILTERS = 8
_MAX_RANGE = 1 << 16
"""Most codes that one entry of a character map or of a font's widths may stand for."""
_CMAP_RANGE = re.compile(rb"<\s*([0-9A-Fa-f\s]{1,40})>\s*<\s*([0-9A-Fa-f\s]{1,40})>")
_RUN_LENGTH_GROWTH = 64
"""Greatest growth that run-length encoding can have."""


class TooLargeError(Exception):
    """The document needs more than the limits allow."""


class Budget:
    """How many bytes of unpacked streams a document may still have."""

    __slots__ = ("left", "limit")

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.left = limit

    def spend(self, size: int) -> None:
        """Take *size* bytes off; raise :class:`TooLargeError` where there are not so many."""
        self.check(size)
        self.left -= size

    def check(self, size: int) -> None:
        """Raise :class:`TooLargeError` where *size* bytes are more than is left."""
        if size > self.left:
            raise TooLargeError(f"it unpacks to more than {self.limit >> 20} MiB")


class GuardedParser(QuickTokens, PDFParser):
    """A parser whose streams are unpacked on a budget."""

    def __init__(self, file: Any, budget: Budget) -> None:  # noqa: ANN401 - a binary file
        super().__init__(file)
        self._budget = budget

    def push(self, *objs: Any) -> None:  # noqa: ANN401 - (position, object) pairs
        """Put objects on the parser's stack, every stream with its guard."""
        super().push(*((position, self._guarded(item)) for position, item in objs))

    def _guarded(self, item: Any) -> Any:  # noqa: ANN401
        if type(item) is not PDFStream:
            return item
        return GuardedStream(item, self._budget)


class GuardedStream(PDFStream):
    """A stream that is unpacked filter by filter, none of them beyond the budget."""

    def __init__(self, stream: PDFStream, budget: Budget) -> None:
        super().__init__(stream.attrs, stream.rawdata or b"", stream.decipher)
        self._budget = budget

    def decode(self) -> None:
        """Unpack the stream. Pictures stay packed: no text is in them."""
        filters = self.get_filters()
        if len(filters) > _MAX_FILTERS:
            raise TooLargeError(f"a stream with {len(filters)} filters")
        data = self.rawdata or b""
        if self.decipher and self.objid is not None and self.genno is not None:
            data = self.decipher(self.objid, self.genno, data, self.attrs)
        for name, params in filters:
            if name in LITERALS_FLATE_DECODE:
                data = inflate(data, self._budget)
            elif name in LITERALS_LZW_DECODE:
                data = self._within_budget(LZWDecoder(io.BytesIO(data)).run())
            elif name in LITERALS_RUNLENGTH_DECODE:
                self._budget.check(len(data) * _RUN_LENGTH_GROWTH)
                data = rldecode(data)
            elif name in LITERALS_ASCII85_DECODE:
                data = ascii85decode(data)
            elif name in LITERALS_ASCIIHEX_DECODE:
                data = asciihexdecode(data)
            else:
                break
            if isinstance(params, dict):
                data = _unpredicted(data, params)
        self._budget.spend(len(data))
        _check_cmap(data)
        self.data, self.rawdata = data, None

    def _within_budget(self, pieces: Iterable[bytes]) -> bytes:
        size = 0
        unpacked: list[bytes] = []
        for piece in pieces:
            size += len(piece)
            self._budget.check(size)
            unpacked.append(piece)
        return b"".join(unpacked)


def _unpredicted(data: bytes, params: Mapping[str, Any]) -> bytes:
    """Undo a predictor (ISO 32000-1, 7.4.4.4), if its rows are no longer than what there is."""
    predictor, colors, columns, bits = (
        int_value(params.get(key, default))
        for key, default in (("Predictor", 1), ("Colors", 1), ("Columns", 1), ("BitsPerComponent", 8))
    )
    if predictor <= 1:
        return data
    if not 0 < columns * colors * bits <= 8 * len(data) + 64:
        raise TooLargeError("a stream with rows longer than itself")
    undo = apply_tiff_predictor if predictor == 2 else partial(apply_png_predictor, predictor)
    return bytes(undo(colors, columns, bits, data))


def inflate(data: bytes, budget: Budget) -> bytes:
    """Return *data* unpacked, as far as it can be; raise :class:`TooLargeError` beyond the budget."""
    unpacker = zlib.decompressobj()
    pieces: list[bytes] = []
    size = 0
    rest = data
    try:
        while rest and not unpacker.eof:
            piece = unpacker.decompress(rest, 1 << 20)
            size += len(piece)
            budget.check(size)
            pieces.append(piece)
            rest = unpacker.unconsumed_tail
    except zlib.error:
        pass  # what was unpacked before the damage counts
    return b"".join(pieces)


def _check_cmap(data: bytes) -> None:
    """Refuse a character map with ranges that no script has: each code of a range takes memory."""
    if b"endbfrange" not in data and b"endcidrange" not in data:
        return
    total = 0
    for match in _CMAP_RANGE.finditer(data):
        low, high = (int(b"".join(part.split()) or b"0", 16) for part in match.groups())
        total += max(0, min(high - low, 1 << 40))
        if high - low > _MAX_RANGE or total > 64 * _MAX_RANGE:
            raise TooLargeError("a font with a boundless character map")


class GuardedResources(PDFResourceManager):
    """Fonts, each looked at before pdfminer counts through its widths."""

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """Return a font; raise :class:`TooLargeError` for one whose widths have no bounds."""
        for key, step in (("W", 3), ("W2", 5)):
            widths = resolve1(spec.get(key))
            if isinstance(widths, list):
                _check_widths(widths, step)
        return super().get_font(objid, spec)


def _check_widths(widths: list[Any], step: int) -> None:
    """Refuse ranges (first code, last code, width) without end, read as pdfminer reads them."""
    total = 0
    for first, last in _ranges(widths, step):
        total += max(0, last - first)
        if total > 4 * _MAX_RANGE:
            raise TooLargeError("a font with boundless widths")


def _ranges(widths: list[Any], step: int) -> Iterator[tuple[int, int]]:
    numbers: list[Any] = []
    for entry in widths:
        value = resolve1(entry)
        if isinstance(value, list):
            numbers = []
        elif isinstance(value, (int, float)):
            numbers.append(value)
            if len(numbers) == step:
                if isinstance(numbers[0], int) and isinstance(numbers[1], int):
                    yield numbers[0], numbers[1]
                numbers = []
