"""A document's flow read word by word: tokens, phrases at word boundaries, and what is named where."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from ruscorpus.offsets import Span
from ruscorpus.resources import pythainlp

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ruscorpus.model import Document, Mention

_TAGGED = 8
"""So many words of a sentence are tagged to know the first one's class."""
_THAI = re.compile("[\u0e01-\u0e4e]")
NOMINAL = ("การ", "ความ")
"""With one of these a verb becomes a noun."""
_VERBS = frozenset({"VERB", "AUX"})
_NO_NAMES = frozenset({"DATE", "QUANTITY"})


class Reading:
    """Looks at the words of one document. All positions are of its flow."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.flow = document.flow
        self._words = document.words
        self._starts = [mention.span.start for mention in self.mentions]

    @cached_property
    def mentions(self) -> list[Mention]:
        """The mentions in the order of the text."""
        return sorted(self.document.mentions, key=lambda mention: mention.span)

    @cached_property
    def boundaries(self) -> frozenset[int]:
        """The places where a word begins or ends."""
        return frozenset(self._words)

    def tokens(self, span: Span) -> Iterator[Span]:
        """Yield the words inside *span* that are no white space."""
        index = bisect_left(self._words, span.start)
        while index + 1 < len(self._words) and self._words[index + 1] <= span.end:
            token = Span(self._words[index], self._words[index + 1])
            if not token.of(self.flow).isspace():
                yield token
            index += 1

    def named(self, span: Span) -> Iterator[Mention]:
        """Yield the mentions that begin inside *span*."""
        index = bisect_left(self._starts, span.start)
        while index < len(self._starts) and self._starts[index] < span.end:
            yield self.mentions[index]
            index += 1

    def opens(self, position: int, phrases: Collection[str]) -> str:
        """Return the longest of *phrases* that stands at *position* and ends with a word; else ``""``."""
        return max(
            (
                phrase
                for phrase in phrases
                if self.flow.startswith(phrase, position) and position + len(phrase) in self.boundaries
            ),
            key=len,
            default="",
        )

    def closes(self, position: int, phrases: Collection[str]) -> bool:
        """Tell whether one of *phrases* begins with a word and ends at *position*."""
        return any(
            self.flow.endswith(phrase, 0, position) and position - len(phrase) in self.boundaries
            for phrase in phrases
        )

    def verb_first(self, span: Span) -> bool:
        """Tell whether the first word of *span* is a Thai verb."""
        words = [token.of(self.flow) for token in islice(self.tokens(span), _TAGGED)]
        if not words or not _THAI.match(words[0]) or words[0].startswith(NOMINAL):
            return False
        return _tags(words)[0] in _VERBS and _tags(words[:1])[0] in _VERBS

    def verbs(self, span: Span) -> frozenset[str]:
        """Return the words of *span* that the tagger takes for verbs, where they stand and by themselves.

        Either alone is not enough: it takes strangers' names for verbs in a sentence, and a verb's noun for
        the verb outside one.
        """
        words = [
            token.of(self.flow).strip()
            for token in self.tokens(span)
            if not any(mention.span.contains(token) for mention in self.named(token))
        ]
        found = (word for word, tag in zip(words, _tags(words), strict=True) if tag == "VERB")
        return frozenset(
            word for word in found if not word.startswith(NOMINAL) and _tags([word])[0] == "VERB"
        )

    def terms(self, span: Span) -> list[str]:
        """Return the content words of *span*; a name is one word, whichever way it is written."""
        found: list[str] = []
        covered = span.start
        names = {m.span.start: m for m in self.named(span) if m.id and m.type not in _NO_NAMES}
        for token in self.tokens(span):
            if token.start < covered:
                continue
            mention = names.get(token.start)
            if mention is not None:
                found.append(f"={mention.id}")
                covered = mention.span.end
            elif is_content(word := token.of(self.flow).strip().lower()):
                found.append(word)
        return found

    def count(self, span: Span) -> int:
        """Return the number of words in *span*, punctuation aside."""
        return sum(any(char.isalnum() for char in token.of(self.flow)) for token in self.tokens(span))


def is_content(word: str) -> bool:
    """Tell whether a word says something by itself: no function word, no sign, no single letter."""
    return len(word) > 1 and word not in _stop_words() and any(char.isalnum() for char in word)


def _tags(words: Sequence[str]) -> list[str]:
    """Return the word classes (Universal Dependencies) by pythainlp's perceptron tagger."""
    tagged = pythainlp("tag").pos_tag(list(words), engine="perceptron", corpus="orchid_ud")
    return [tag for _, tag in tagged]


def _stop_words() -> frozenset[str]:
    words: frozenset[str] = pythainlp("corpus").thai_stopwords()
    return words
