"""ruscorpus: Thai texts on international politics, from damaged files to coded evidence.

>>> from ruscorpus import repair_text
>>> repair_text("ผู้นําทําสงคราม")
'ผู้นำทำสงคราม'
"""

from __future__ import annotations

__version__ = "0.1.0"
__all__ = ["__version__", "repair_text"]


def repair_text(text: str) -> str:
    """Return *text* with its damage repaired; clean text comes back as it is.

    For the edits behind the result, with rule and confidence, call :func:`ruscorpus.repair.repair`.
    """
    from ruscorpus.repair import repair  # noqa: PLC0415 - importing the package stays instant

    return repair(text).text
