"""A coder whose codings are at hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ruscorpus.agreement.coders import CodedSpan


@dataclass(frozen=True)
class PlainCoder:
    """Codings by document; ``texts`` where they come along."""

    name: str
    by_document: Mapping[str, Sequence[CodedSpan]]
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def documents(self) -> Sequence[str]:
        """The documents that were read."""
        return tuple(self.by_document)

    def text(self, document: str) -> str | None:
        """Return the text, where it comes along."""
        return self.texts.get(document)

    def codings(self, document: str, text: str) -> Sequence[CodedSpan]:  # noqa: ARG002
        """Return the codings of a document."""
        return self.by_document[document]
