"""A folder of texts for codings that come without them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ruscorpus.problems import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ruscorpus.agreement.coders import CodedSpan


@dataclass(frozen=True)
class TextFolder:
    """The text files of a folder; the ``text/`` of an output tree is one."""

    folder: Path

    @property
    def name(self) -> str:
        """What messages call it."""
        return str(self.folder)

    @cached_property
    def _paths(self) -> dict[str, Path]:
        return {path.name: path for path in sorted(self.folder.glob("*.txt")) if path.is_file()}

    @property
    def documents(self) -> Sequence[str]:
        """The names of the files."""
        return tuple(self._paths)

    def text(self, document: str) -> str | None:
        """Return a text. Raises ``UsageError`` where it cannot be read."""
        path = self._paths[document]
        try:
            return path.read_bytes().decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "is not UTF-8"
            problem = Problem("file-damaged", f"cannot be read: {reason}", str(path), hint="save it as UTF-8")
            raise UsageError(problem) from error

    def codings(self, document: str, text: str) -> Sequence[CodedSpan]:  # noqa: ARG002 - nobody coded here
        """Return nothing."""
        return ()
