"""The folder of summaries: what stands there is compared with what should, and written where it differs."""

from __future__ import annotations

import contextlib
import difflib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from ruscorpus.problems import OutputError, Problem
from ruscorpus.run.files import cannot_write, write_text
from ruscorpus.summarize.page import joined, parse

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from ruscorpus.summarize.page import SummaryPage


class State(StrEnum):
    """How a file on the shelf stands to what it should be."""

    NEW = "new"
    STALE = "stale"
    EDITED = "edited"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Change:
    """A file that is not as it should be. ``done`` tells that it is now; ``diff`` leads from old to new."""

    path: Path
    state: State
    done: bool
    diff: str

    @property
    def problem(self) -> Problem | None:
        """What to tell of it, where it was left as it is."""
        path = str(self.path)
        if self.done:
            return None
        if self.state is State.EDITED:
            message = "was edited by hand, and is not overwritten"
            hint = 'move what you wrote below "## Notes", or run again with --force'
            return Problem("summary-edited", message, path, hint=hint)
        message = {
            State.NEW: "there is no summary yet",
            State.STALE: "the summary is stale",
            State.GONE: "what it sums up is gone",
        }[self.state]
        return Problem("summary-stale", message, path, hint="run again without --check")


@dataclass(slots=True)
class Shelf:
    """The summaries in *folder*. With *check* nothing is written; with *force* edits of people are."""

    folder: Path
    check: bool = False
    force: bool = False
    changes: list[Change] = field(default_factory=list)

    def put(self, page: SummaryPage) -> None:
        """Bring one file up to date, and keep the notes in it. Raises ``OutputError``."""
        path = self.folder / page.path
        text = _read(path)
        kept = parse(text)
        if text and kept.untouched and kept.content == page.content:
            return
        state = State.STALE if kept.untouched else State.EDITED if text else State.NEW
        wanted = joined(page.content, kept.notes)
        write = not self.check and (self.force or state is not State.EDITED)
        self.changes.append(Change(path, state, write, self._diff(text, wanted, page.path)))
        if write:
            write_text(path, wanted)

    def clear(self, current: Collection[str], unread: Collection[str]) -> list[str]:
        """Remove the summaries that are not among the *current* paths, and return those that are left.

        Left are those that people wrote in. The folders of *unread* documents are not looked at.
        """
        left: list[str] = []
        for path in self._written():
            below = path.relative_to(self.folder).as_posix()
            if below in current or path.parent.name in unread:
                continue
            text = _read(path)
            kept = parse(text)
            if not kept.ours:
                continue
            if kept.notes or not kept.untouched:
                left.append(below)
                continue
            self.changes.append(Change(path, State.GONE, not self.check, self._diff(text, "", below)))
            if not self.check:
                _remove(path)
        return left

    def _written(self) -> Iterator[Path]:
        """Yield the summaries of chapters that stand here, in order."""
        if not self.folder.is_dir():
            return
        for folder in sorted(path for path in self.folder.iterdir() if path.is_dir()):
            for path in sorted(folder.glob("*.md")):
                if path.is_file() and not path.is_symlink():
                    yield path

    def _diff(self, old: str, new: str, name: str) -> str:
        lines = difflib.unified_diff(
            old.splitlines(keepends=True), new.splitlines(keepends=True), f"a/{name}", f"b/{name}"
        )
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines) if self.check else ""


def _read(path: Path) -> str:
    """Return the file at *path*, "" where there is none. Raises ``OutputError`` for one that is no text."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        hint = "save it as UTF-8, or move it away"
        problem = Problem("summary-encoding", "is not UTF-8, and is not overwritten", str(path), hint=hint)
        raise OutputError(problem) from error
    except OSError as error:
        raise OutputError(cannot_write(path, error)) from error


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()
        path.parent.rmdir()  # only where it is empty now
