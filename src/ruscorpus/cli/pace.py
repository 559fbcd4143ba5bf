"""How far a run is, how fast it goes, how long it will take: what bars and plain lines of progress say."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

_WINDOW = 60.0
"""Speed is that of so many seconds: what came out of the cache, or a long document, is soon forgotten."""
_ENOUGH = 2.0
"""Seconds after which there is something to say about speed."""


@dataclass(slots=True)
class Pace:
    """Counts the documents of a run. Times are seconds of one clock, whichever."""

    total: int
    started: float
    finished: int = 0
    failed: int = 0
    characters: int = 0
    _seen: deque[tuple[float, int, int]] = field(default_factory=deque)
    """Time, documents and characters, about once a second."""

    def look(self, now: float) -> None:
        """Take note of how far the run is."""
        if not self._seen:
            self._seen.append((self.started, 0, 0))
        if now - self._seen[-1][0] >= 1:
            self._seen.append((now, self.finished, self.characters))
        while len(self._seen) > 2 and now - self._seen[1][0] >= _WINDOW:
            self._seen.popleft()

    def speed(self, now: float) -> float:
        """Return the characters a second of late; 0 where there is nothing to say yet."""
        seconds, _, characters = self._lately(now)
        return characters / seconds if seconds >= _ENOUGH else 0.0

    def left(self, now: float) -> float | None:
        """Return the seconds that the rest will take at the speed of late; None where nobody knows."""
        seconds, documents, _ = self._lately(now)
        if seconds < _ENOUGH or not documents:
            return None
        return (self.total - self.finished) * seconds / documents

    def told(self, now: float, at: str = "") -> str:
        """Return one line on all of it; *at* says what is being worked on."""
        share = f" ({self.finished / self.total:.0%})" if self.total else ""
        speed, left = self.speed(now), self.left(now)
        parts = [
            f"{self.finished:,} of {self.total:,} documents{share}",
            f"{self.failed:,} failed" if self.failed else "",
            f"{speed:,.0f} characters/s" if speed else "",
            f"{duration(left)} left" if left is not None and self.finished < self.total else "",
            at,
        ]
        return ", ".join(filter(None, parts))

    def _lately(self, now: float) -> tuple[float, int, int]:
        start, documents, characters = self._seen[0] if self._seen else (self.started, 0, 0)
        return now - start, self.finished - documents, self.characters - characters


def duration(seconds: float) -> str:
    """Return a duration as people say it, no more exact than it is known.

    >>> duration(8.2), duration(150), duration(7500), duration(300000)
    ('8 s', '2 min 30 s', '2 h 05 min', '3 d 11 h')
    """
    whole = round(seconds)
    minutes, hours, days = whole // 60, whole // 3600, whole // 86400
    if not minutes:
        return f"{whole} s"
    if not hours:
        return f"{minutes} min {whole % 60:02} s"
    if not days:
        return f"{hours} h {minutes % 60:02} min"
    return f"{days} d {hours % 24} h"
