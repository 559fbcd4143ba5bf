"""Counts in the order in which a reader wants them: the most first."""

from __future__ import annotations

from collections import Counter


def most(counts: Counter[str]) -> list[tuple[str, int]]:
    """Return the items of a counter, the largest first, equal ones in alphabetical order."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def fullest(counts: Counter[tuple[str, str]], limit: int) -> list[str]:
    """Return at most *limit* columns of counts by row and column, those with most in them first."""
    sizes: Counter[str] = Counter()
    for (_, column), n in counts.items():
        sizes[column] += n
    return [column for column, _ in most(sizes)[:limit]]
