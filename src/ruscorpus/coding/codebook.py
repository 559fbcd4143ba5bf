"""Reading a codebook, and checking what its shape alone cannot show.

The pydantic models check the shape; here the references are checked, with file, line and column, and the
examples of every code are run.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ruscorpus import yamlio
from ruscorpus.coding.checks import Known, faults, warnings
from ruscorpus.config.codebook import Codebook
from ruscorpus.prepared import Form, prepared
from ruscorpus.problems import ConfigError, Problem, printable
from ruscorpus.resources import is_packaged

if TYPE_CHECKING:
    from collections.abc import Callable

    from ruscorpus.model import Document
    from ruscorpus.yamlio import Parsed

NOTHING_KNOWN = Known()
_CHECKED = Form(
    "codebook-checked",
    (
        *("coding/checks.py", "coding/phrasebook.py", "config/codebook.py", "config/base.py"),
        *("phrases.py", "vocabulary.py", "yamlio.py"),
    ),
)


def load_codebook(path: Path, known: Known = NOTHING_KNOWN) -> Codebook:
    """Read and check the codebook at *path*.

    *known*: the event ontology and the actors in use; where given, cues may name no others. Raises
    ``ConfigError`` with every fault and its place.
    """
    return check_codebook(yamlio.read(path), str(path), known)


def check_codebook(parsed: Parsed, path: str, known: Known = NOTHING_KNOWN) -> Codebook:
    """Turn a parsed YAML document into a codebook; raise ``ConfigError`` with every fault and its place."""
    codebook = yamlio.validate(Codebook, parsed, path)

    def is_sound() -> bool:
        return next(faults(codebook, known), None) is None

    if prepared(_CHECKED, _checked(parsed, known), is_sound) if is_packaged(Path(path)) else is_sound():
        return codebook
    problems = [
        Problem("codebook-invalid", fault.message, path, *parsed.place(fault.place), hint=fault.hint)
        for fault in faults(codebook, known)
    ]
    raise ConfigError(*problems)


def _checked(parsed: Parsed, known: Known) -> bytes:
    """Return all that the check of a codebook looks at."""
    modes = [f"{kind}/{mode}" for kind, modes in known.modes.items() for mode in ("", *modes)]
    parts = [parsed.text, *(" ".join(sorted(names)) for names in (modes, known.contexts, known.actors))]
    return "\0".join(parts).encode("utf-8", "surrogatepass")


def check_completeness(codebook: Codebook, parsed: Parsed, path: str) -> list[Problem]:
    """Return, as warnings with their places, what a reader will miss: examples, uses of lists."""
    return [
        Problem("codebook-incomplete", found.message, path, *parsed.place(found.place), found.hint, "warning")
        for found in warnings(codebook)
    ]


def check_examples(
    codebook: Codebook,
    analyse: Callable[[str], Document],
    parsed: Parsed | None = None,
    path: str = "",
) -> list[Problem]:
    """Run every example of every code through *analyse* and return those that come out wrong.

    A positive example must get its code somewhere, a negative one nowhere. *parsed* and *path*, where
    given, put a place to each problem.
    """
    problems = []
    for index, code in enumerate(codebook.codes):
        for kind, texts in (("positive", code.examples.positive), ("negative", code.examples.negative)):
            for number, text in enumerate(texts):
                got = any(coding.code == code.id for coding in analyse(text).codings)
                if got is (kind == "positive"):
                    continue
                message = f"{code.id}: {kind} example {'does not get' if not got else 'gets'} the code: "
                place = (
                    parsed.place(("codes", index, "examples", kind, number)) if parsed is not None else (0, 0)
                )
                problems.append(Problem("codebook-example", message + printable(text), path, *place))
    return problems
