"""ruscorpus: Thai texts on international politics, from damaged files to coded evidence.

>>> from ruscorpus import repair_text
>>> repair_text("ผู้นําทําสงคราม")
'ผู้นำทำสงคราม'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruscorpus.api import Results, analyze, load_results
    from ruscorpus.repair import Repaired

__version__ = "0.1.0"
__all__ = ["Results", "__version__", "analyze", "load_results", "repair_text"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the interface offers
    """Import the interface for notebooks when it is first used: importing the package stays instant."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from ruscorpus import api  # noqa: PLC0415

    return getattr(api, name)


def repair_text(text: str, *, words: Iterable[str] = ()) -> Repaired:
    """Return *text* with its damage repaired; clean text comes back as it is.

    *words* are spellings that a damaged word may be read as, beside those of the dictionary: the names of
    your field. The result is a string with three attributes: ``text``, the plain string; ``edits``, every
    change as a span of the damaged text, what it became, the rule that decided and its confidence; and
    ``unrecoverable``, the number of characters that stay lost.

    >>> repaired = repair_text("ระหวา่งสองประเทศ")
    >>> print(repaired)
    ระหว่างสองประเทศ
    >>> edit = repaired.edits[0]
    >>> edit.at, edit.new, edit.rule, edit.confidence
    (Span(start=4, end=6), '่า', 'displaced-mark', 0.98)
    >>> repair_text("พ.ศ. 25\ufffd7").unrecoverable
    1
    """
    if not isinstance(text, str):
        message = f"repair_text needs a string, not {type(text).__name__}"
        raise TypeError(message)
    from ruscorpus.repair import repair  # noqa: PLC0415 - importing the package stays instant

    return repair(text, words=words)
