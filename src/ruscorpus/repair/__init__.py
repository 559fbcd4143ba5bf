"""Repair: from the text as loaded to the text as its author wrote it, every change an edit.

The rule of the house is *decode and reorder, never respell*: a text without evidence of damage comes out
as it went in, the author's own mistakes stay, and no line break comes or goes.
"""

from __future__ import annotations

from ruscorpus.repair.engine import Repaired, repair

__all__ = ["Repaired", "repair"]
