"""A coded project as any program might have made it: texts, a tree of codes, who coded what where.

All spans are half-open ranges of code points of ``ProjectText.text``, whatever the program that wrote the
project counted in. GUIDs are lower case, without braces.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ruscorpus.offsets import Span
    from ruscorpus.problems import Problem


@dataclass(frozen=True, slots=True)
class Coder:
    """Somebody, or some program, that coded."""

    guid: str
    name: str


@dataclass(frozen=True, slots=True)
class ProjectCode:
    """A code.

    ``parent`` is the GUID of the code above it, empty at the top; ``color`` is ``#rrggbb`` or empty.
    """

    guid: str
    name: str
    parent: str = ""
    description: str = ""
    codable: bool = True
    color: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """One code on one passage. ``code`` and ``coder`` are GUIDs; an unnamed coder is empty.

    ``note`` holds what the coder wrote to the passage or to this coding.
    """

    code: str
    span: Span
    coder: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Memo:
    """A passage that somebody marked without a code, with what they wrote to it."""

    span: Span
    note: str
    coder: str = ""


@dataclass(frozen=True, slots=True)
class ProjectText:
    r"""A text of the project, line ends as ``\n``; annotations in the order of the text."""

    guid: str
    name: str
    text: str
    annotations: tuple[Annotation, ...] = ()
    memos: tuple[Memo, ...] = ()
    variables: tuple[tuple[str, str], ...] = ()
    description: str = ""


@dataclass(frozen=True)
class Project:
    """Everything that could be read; ``problems`` (warnings) name what could not, or was doubtful.

    ``codes`` stand in the order of the tree, each after the code above it.
    """

    name: str
    origin: str
    coders: tuple[Coder, ...] = ()
    codes: tuple[ProjectCode, ...] = ()
    texts: tuple[ProjectText, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @cached_property
    def code(self) -> dict[str, ProjectCode]:
        """The codes by GUID."""
        return {code.guid: code for code in self.codes}

    @cached_property
    def coder_names(self) -> dict[str, str]:
        """The names of the coders by GUID."""
        return {coder.guid: coder.name for coder in self.coders}

    def path(self, guid: str) -> tuple[str, ...]:
        """Return the names from the top of the tree down to a code."""
        names: list[str] = []
        while guid:
            names.append(self.code[guid].name)
            guid = self.code[guid].parent
        return tuple(reversed(names))

    @cached_property
    def branches(self) -> dict[str, str]:
        """The name at the top of the tree above each code, by the code's GUID."""
        names: dict[str, str] = {}
        for code in self.codes:  # each stands after the code above it
            names[code.guid] = names.get(code.parent, code.name)
        return names

    @cached_property
    def code_ids(self) -> dict[str, str]:
        """A distinct id for every code by GUID: its name, or where that stands twice its path with ``/``."""
        counts = Counter(code.name for code in self.codes)
        ids: dict[str, str] = {}
        taken: set[str] = set()
        for code in self.codes:
            wanted = code.name if counts[code.name] == 1 else "/".join(self.path(code.guid))
            id_, number = wanted, 1
            while id_ in taken:
                number += 1
                id_ = f"{wanted}~{number}"
            taken.add(id_)
            ids[code.guid] = id_
        return ids
