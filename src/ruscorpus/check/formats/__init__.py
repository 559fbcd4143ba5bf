"""Reports of a validation, one format a file: each a function from the report to a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.check.formats.github import github
from ruscorpus.check.formats.json import as_json
from ruscorpus.check.formats.junit import junit
from ruscorpus.check.formats.sarif import sarif
from ruscorpus.check.formats.text import text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ruscorpus.check.findings import Report

FORMATS: dict[str, Callable[[Report, Path, str], str]] = {
    "text": text,
    "json": as_json,
    "sarif": sarif,
    "junit": junit,
    "github": github,
}
"""From the name of a format to its function: of the report, the folder that paths are told from, and the
severity from which on findings fail."""
