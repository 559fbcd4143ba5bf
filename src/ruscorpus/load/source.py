"""What every loader returns: the text of one file, with what its format knows about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ruscorpus.model import FontRun, Page
    from ruscorpus.problems import Problem


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read. ``pages`` and ``fonts``, where the format has them, cover ``raw`` without gaps."""

    raw: str
    media_type: str
    title: str = ""
    pages: tuple[Page, ...] = ()
    fonts: tuple[FontRun, ...] = ()
    problems: tuple[Problem, ...] = ()
