"""pdfminer's reading of content streams, sooner: a token that lies whole before it is read by one expression.

pdfminer reads each token by a chain of calls, and a page of text has some ten thousand. Here one regular
expression reads what is simple: numbers, names, operators, strings without escapes, where the buffer holds
what ends them. Everything else is left to pdfminer, token by token, so that the tokens are its own.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pdfminer.pdfinterp import PDFContentParser, PDFPageInterpreter
from pdfminer.pdftypes import stream_value
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import (
    KEYWORD_ARRAY_BEGIN,
    KEYWORD_ARRAY_END,
    KEYWORD_DICT_BEGIN,
    KEYWORD_DICT_END,
    KEYWORD_PROC_BEGIN,
    KEYWORD_PROC_END,
    KWD,
    LIT,
    PSBaseParser,
    PSKeyword,
    keyword_name,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pdfminer.pdftypes import PDFStream

_END = rb"#/%\[\]()<>{}\s"
_INTEGER, _FLOAT, _WORD, _NAME, _BRACKET, _STRING, _HEX = range(1, 8)
# What ends a token is looked at and left, as pdfminer leaves it: behind the buffer it might go on.
_TOKEN = re.compile(
    rb"[\s\0]*(?:"
    rb"([-+]?[0-9]{1,15})(?=[^0-9.])"
    rb"|([-+]?(?:[0-9]{1,15}\.[0-9]*|\.[0-9]+))(?=[^0-9])"
    rb"|([A-Za-z][^" + _END + rb"]*)(?=[" + _END + rb"])"
    rb"|/([^" + _END + rb"]*)(?=[" + _END[1:] + rb"])"
    rb"|([\[\]])"
    rb"|\(([^()\\]*)\)"
    rb"|<((?:[0-9A-Fa-f]{2})*)>(?=[^>])"
    rb")"
)
_TRUTH = {b"true": True, b"false": False}
_NESTED = frozenset(
    (
        *(KEYWORD_ARRAY_END, KEYWORD_DICT_BEGIN, KEYWORD_DICT_END, KEYWORD_PROC_BEGIN, KEYWORD_PROC_END),
        *(KWD(b"BI"), KWD(b"ID")),
    )
)
"""Keywords that are no operators."""


class QuickTokens(PSBaseParser):
    """A parser of pdfminer whose simple tokens are read by :data:`_TOKEN`."""

    def nexttoken(self) -> tuple[int, Any]:
        """Return the next token and where it stands."""
        between = not self._tokens and not self.eof and self._parse1 == self._parse_main
        match = _TOKEN.match(self.buf, self.charpos) if between else None
        if match is None:
            return super().nexttoken()
        kind = match.lastindex or 0
        self.charpos = match.end()
        start, content = match.start(kind), match[kind]
        token: Any
        if kind == _INTEGER:
            token = int(content)
        elif kind == _FLOAT:
            token = float(content)
        elif kind == _WORD:
            token = _TRUTH[content] if content in _TRUTH else KWD(content)
        elif kind == _BRACKET:
            token = KWD(content)
        else:  # these begin with a sign before their content
            start -= 1
            token = content if kind == _STRING else _name(content) if kind == _NAME else _from_hex(content)
        return self.bufpos + start, token


def _name(content: bytes) -> object:
    try:
        return LIT(content.decode())
    except UnicodeDecodeError:
        return LIT(content)


def _from_hex(content: bytes) -> bytes:
    return bytes.fromhex(content.decode("ascii"))


class ContentParser(QuickTokens, PDFContentParser):
    """pdfminer's parser of content streams with tokens, operators and arrays read sooner."""

    def nextobject(self) -> tuple[int, Any]:
        """Return the next operand or operator and where it stands."""
        while not self.results:
            pos, token = self.nexttoken()
            if token is KEYWORD_ARRAY_BEGIN:
                self.context.append((pos, self.curtype, self.curstack))
                self.curtype, self.curstack = "a", []
            elif token is KEYWORD_ARRAY_END and self.curtype == "a":
                content = [each for _, each in self.curstack]
                pos, self.curtype, self.curstack = self.context.pop()
                self.curstack.append((pos, content))
            elif token in _NESTED:
                self._tokens.insert(0, (pos, token))
                return super().nextobject()
            else:
                self.curstack.append((pos, token))
            if not self.context:
                self.results += self.curstack
                self.curstack = []
        return self.results.pop(0)


class Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter over :class:`ContentParser`, with each operator looked up once."""

    def execute(self, streams: Sequence[object]) -> None:
        """Carry out the operators of *streams*, but of none that is being carried out already."""
        own = [stream for stream in map(stream_value, streams) if stream.objid is not None]
        fresh = [stream for stream in own if stream.objid not in self.parent_stream_ids]
        self.stream_ids.clear()
        self.stream_ids.update(stream.objid for stream in fresh if stream.objid is not None)
        for each in _objects(fresh):
            if isinstance(each, PSKeyword):
                self._carry_out(each)
            else:
                self.push(each)

    def _carry_out(self, keyword: PSKeyword) -> None:
        operator = _operator(keyword_name(keyword))
        if operator is None:
            return
        function, count = operator
        arguments = self.pop(count)
        if len(arguments) == count:
            function(self, *arguments)


@lru_cache(maxsize=256)  # there are some eighty; what a damaged file calls so is anything
def _operator(name: str) -> tuple[Callable[..., None], int] | None:
    """Return the method for an operator and the number of its operands; None where there is none."""
    method = f"do_{name}".replace("*", "_a").replace('"', "_w").replace("'", "_q")
    function = getattr(Interpreter, method, None)
    return None if function is None else (function, function.__code__.co_argcount - 1)


def _objects(streams: Sequence[PDFStream]) -> Iterator[Any]:
    with suppress(PSEOF):
        parser = ContentParser(streams)
        while True:
            yield parser.nextobject()[1]
