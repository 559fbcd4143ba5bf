"""Every field is there, with the type that the schema gives it, and a value of its closed list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruscorpus.check.check import of_documents

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruscorpus.check.context import Context
    from ruscorpus.check.findings import Finding
    from ruscorpus.check.subject import Subject


def schema(subject: Subject, _: Context) -> Iterable[Finding]:
    """Yield every fault of the form of ``documents/ID.yaml``, not the first alone."""
    return subject.faults.findings() if subject.faults is not None else ()


CHECK = of_documents("schema", {"schema": "error", "field-unknown": "warning"}, schema)
