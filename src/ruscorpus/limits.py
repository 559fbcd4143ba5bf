"""What one document may cost. Beyond these limits a document is refused or read in part, never silently."""

from __future__ import annotations

from dataclasses import dataclass

_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one document; the defaults are far above what a thesis of a thousand pages needs.

    ``max_bytes`` is the size of the file, ``max_decompressed_bytes`` what its compressed parts may come to
    together, ``max_pages`` the pages that are read, ``max_characters`` the length of its text.

    ``seconds_per_document`` (wall clock) and ``memory_mb`` (MiB of address space, beside what the program
    itself needs) are kept from outside, by the process that watches over the workers; 0 means no limit.
    """

    max_bytes: int = 200 * _MIB
    max_pages: int = 5_000
    max_decompressed_bytes: int = 400 * _MIB
    max_characters: int = 20_000_000
    seconds_per_document: float = 300
    memory_mb: int = 1_536


DEFAULT_LIMITS = Limits()
