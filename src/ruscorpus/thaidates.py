"""Dates in Thai text: Buddhist and Common Era, Thai digits, abbreviations, ranges, and what is relative.

:func:`find_dates` returns every expression with its ISO 8601 value in the Common Era. Years are read by
era marker first (พ.ศ., ค.ศ.), then by size: 2400–2700 is Buddhist Era, 1000–2399 Common Era, and two
digits after a month are Buddhist (66 is 2566 is 2023). What the text leaves out comes from a reference
date (that of the document) or else from the last date that the text itself named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from ruscorpus.numerals import THAI_TO_ARABIC
from ruscorpus.offsets import Span
from ruscorpus.scanner import Scanner
from ruscorpus.thaidate_patterns import (
    AHEAD,
    ASIDE,
    BACK,
    GATE,
    LIMIT,
    MONTH_OF,
    NAMED_KINDS,
    NUMERALS,
    PAST,
    PATTERNS,
    SEQUEL,
    THIS,
    WEEKDAYS,
)
from ruscorpus.thaidate_values import common_era, month_number, moved, parse_iso

__all__ = ["DateMatch", "common_era", "find_dates", "parse_iso"]

_SCANNER = Scanner([pattern for _, pattern in PATTERNS])
_BESIDE = 5  # characters between a weekday and its date
_FUTURE_DAYS = 65  # a bare month or day this far ahead of the reference is still to come, not last year's
_PLANNED_DAYS = 330  # the same where the text says that it is still to come
_AHEAD = 70  # characters before a day in which a word may say that it is to come
_APART = 60  # a date so many characters before tells of what time a plan speaks


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date expression: its span, its ISO 8601 value ("" when it cannot be resolved) and its kind.

    ``iso`` is ``2024-06-19``, ``2024-06``, ``2024``, or an interval ``2022/2024``. ``named`` tells whether
    the expression is a date by itself (a DATE mention) or only relative (วันนี้, วันพุธ).
    """

    span: Span
    iso: str
    kind: str
    others: tuple[str, ...] = ()
    """What a month or a day that names no year may mean too: the same in other years near by."""

    @property
    def named(self) -> bool:
        """Whether the expression names a calendar date or period by itself."""
        return self.kind in NAMED_KINDS


def find_dates(text: str, reference: str = "") -> list[DateMatch]:
    """Return the date expressions of *text* in order, without overlaps.

    *reference* is the document's own date in ISO 8601 ("" when unknown): bare days and months are
    resolved near it. Without it they follow the year that the text named last.
    """
    return list(_dates_in(text, reference))


@lru_cache(maxsize=1)  # names and events are found in the same text, one after the other
def _dates_in(text: str, reference: str) -> tuple[DateMatch, ...]:
    if not GATE.search(text):
        return ()
    resolver = _Resolver(parse_iso(reference), reference)
    result: list[DateMatch] = []
    position = 0
    for start, priority, match in _SCANNER.find(text):
        if start < position:
            continue
        kind, end = PATTERNS[priority][0], match.end()
        limit = LIMIT.search(text, max(0, start - 20), start)
        aside = kind == "year" and resolver.year and ASIDE.search(text, max(0, start - 40), start)
        apart = not result or start - result[-1].span.end > _APART
        around = _Around(text, start, end, apart=apart)
        iso = resolver.resolve(kind, match, around, remember=not aside, limit=limit is not None)
        if iso is None:
            continue
        if result and result[-1].kind == "named-day" and result[-1].iso and len(iso) == 10:
            beside = text[result[-1].span.end : start].strip(" (")
            if beside in ("", "ที่") and start - result[-1].span.end <= _BESIDE:  # วันศุกร์ที่ 26 กันยายน
                result[-1] = replace(result[-1], iso=iso)
        result.append(DateMatch(Span(start, _trim(text, start, end)), iso, kind, tuple(resolver.others)))
        position = end
    return tuple(result)


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


class _Around:
    """What is told around a date of when it is: asked for where the date itself leaves it open."""

    __slots__ = ("_apart", "_end", "_lead", "_start", "_text")

    def __init__(self, text: str, start: int, end: int, *, apart: bool) -> None:
        self._text, self._start, self._end, self._apart = text, start, end, apart
        self._lead = text[max(0, start - 30) : start]

    def goes_on(self) -> bool:
        """Tell whether it continues a sequence: พอถึง…."""
        return SEQUEL.search(self._lead) is not None

    def looks_back(self) -> bool:
        """Tell whether it is told of what was before: ก่อนหน้านั้นในเดือน…."""
        return BACK.search(self._lead) is not None

    def is_past(self) -> bool:
        """Tell whether what happens then has been."""
        return PAST.search(self._lead) is not None

    def is_to_come(self) -> bool:
        """Tell whether what happens then is still to come."""
        if THIS.match(self._text, self._end):
            return True
        low = max(0, self._start - _AHEAD)
        return self._apart and AHEAD.search(self._text, low, self._start) is not None


class _Resolver:
    """Turns matches into ISO dates; remembers the last year and month named, for what leaves them out."""

    def __init__(self, reference: date | None, iso: str) -> None:
        self.reference = reference
        self.precise = len(iso) == 10
        self.year = 0
        self.month = 0
        self.last = ""  # the date named last, for วันรุ่งขึ้น and its kin
        self.last_day = ""  # the day named last
        self.last_month = ""  # the month named last
        self.others: list[str] = []  # the match in other years
        self.around = _Around("", 0, 0, apart=True)

    def resolve(
        self,
        kind: str,
        match: re.Match[str],
        around: _Around,
        *,
        remember: bool = True,
        limit: bool = False,
    ) -> str | None:
        """Return the ISO value; "" where it cannot be known; None where the match is no date at all.

        A *limit* in the future (ภายในปี 2573) is not remembered: what follows does not happen then. วันต่อมา
        does not count from a look back (ก่อนหน้านั้นในเดือน…).
        """
        self.around, self.others = around, []
        groups = {key: value.translate(THAI_TO_ARABIC) for key, value in match.groupdict().items() if value}
        before = self.year, self.month
        try:
            iso: str | None = getattr(self, "_" + kind.replace("-", "_"))(groups)
        except (ValueError, OverflowError):  # 31 February, month 13, the year 0: not a date
            return None
        ahead = limit and not (self.reference and iso and (parse_iso(iso) or date.max) <= self.reference)
        if ahead or not remember:
            self.year, self.month = before
        elif iso and "before" not in groups and not around.looks_back():
            self.last = iso
            self.last_day = iso if len(iso) == 10 else self.last_day
            self.last_month = iso[:7] if len(iso) >= len("2024-06") and "/" not in iso else self.last_month
            if kind in ("counted", "following", "relative"):
                self._remember(int(iso[:4]), int(iso[5:7]) if len(iso) >= len("2024-06") else 0)
        return iso

    def _last(self, unit: str) -> str:
        """Return where a distance is counted from: days from a day, though an older month stands between.

        So are months from a month, though an older year does.
        """
        if unit in ("วัน", "สัปดาห์") and len(self.last) < 10 and self.last <= self.last_day:
            return self.last_day
        if unit == "เดือน" and len(self.last) < len("2024-06") and self.last <= self.last_month:
            return self.last_month
        return self.last

    def _remember(self, year: int, month: int = 0) -> None:
        self.year = year
        self.month = month or self.month

    def _iso(self, g: dict[str, str]) -> str | None:
        return self._full(common_era(g["y"]), int(g["m"]), int(g["d"]))

    def _slash(self, g: dict[str, str]) -> str | None:
        return self._full(common_era(g["y"]), int(g["m"]), int(g["d"]))

    def _english(self, g: dict[str, str]) -> str:
        year, month = common_era(g["y"], "ค.ศ."), MONTH_OF[g["month"].lower()]
        day = g.get("d") or g.get("d2")
        if day:
            return self._full(year, month, int(day))
        self._remember(year, month)
        return f"{year:04d}-{month:02d}"

    def _full(self, year: int, month: int, day: int, last: int = 0) -> str:
        first = date(year, month, day)
        self._remember(year, month)
        if not last:
            return first.isoformat()
        return f"{first.isoformat()}/{date(year, month, last).isoformat()}"

    def _day(self, g: dict[str, str]) -> str:
        month, day, last = month_number(g["month"]), int(g["d"]), int(g.get("d2", "0"))
        if "y" in g:
            year = common_era(g["y"], g.get("era", ""))
        elif "rel" in g:
            year = self._relative_year(g["rel"])
        else:
            year = self._near(month, day)
        if not year:
            date(2000, month, day)  # raises for an impossible day
            return ""
        if not {"y", "rel"} & g.keys():
            years = self._years(year, month) if (month, day) != (2, 29) else []
            self.others = [f"{y:04d}-{month:02d}-{day:02d}" for y in years]
        return self._full(year, month, day, last)

    def _month(self, g: dict[str, str]) -> str:
        month = month_number(g["month"])
        if "y" in g:
            year = common_era(g["y"], g.get("era", ""))
        elif "rel" in g:
            year = self._relative_year(g["rel"])
        elif "next" in g and self.reference:
            year = self.reference.year + (month <= self.reference.month)
        else:
            year = self._near(month)
        if not year:
            return ""
        if not {"y", "rel", "next"} & g.keys():
            self.others = [f"{y:04d}-{month:02d}" for y in self._years(year, month)]
        self._remember(year, month)
        return f"{year:04d}-{month:02d}"

    def _decade(self, g: dict[str, str]) -> str | None:
        year = common_era(g["y"])
        return f"{year:04d}/{year + 9:04d}" if year % 10 == 0 else None

    def _year(self, g: dict[str, str]) -> str | None:
        year = common_era(g["y"], g.get("era", ""))
        if not 1 <= year <= 2200:
            return None
        self._remember(year)
        if "y2" not in g:
            return f"{year:04d}"
        y2 = g["y2"]
        last = common_era(g["y"][:2] + y2 if len(y2) == 2 else y2, g.get("era", ""))
        return f"{year:04d}/{last:04d}" if last > year else None

    def _weekday(self, g: dict[str, str]) -> str | None:
        if not self.reference:
            return ""
        day = int(g["d"])
        candidates = []
        for offset in (-1, 0, 1):
            month_index = self.reference.year * 12 + self.reference.month - 1 + offset
            try:
                candidates.append(date(month_index // 12, month_index % 12 + 1, day))
            except ValueError:
                continue
        if not candidates:
            return None
        reference = self.reference
        return min(candidates, key=lambda c: abs((c - reference).days)).isoformat()

    def _bare_day(self, g: dict[str, str]) -> str | None:
        """``วันที่ 12`` in the month named last, or the next where it has gone by; else near the reference."""
        named = self.last if len(self.last) >= len("2024-06") else self.last_month
        first, day = parse_iso(named.rpartition("/")[2]), int(g["d"])
        if first is None:
            return self._weekday(g)
        index = first.year * 12 + first.month - 1
        following = date((index + 1) // 12, (index + 1) % 12 + 1, day)
        if day >= first.day or (self.reference and following > self.reference):
            return first.replace(day=day).isoformat()
        return following.isoformat()

    def _named_day(self, g: dict[str, str]) -> str:
        if "d" in g:
            return self._weekday(g) or ""
        if not (self.reference and self.precise):
            return ""
        back = (self.reference.weekday() - WEEKDAYS.index(g["name"])) % 7
        if g.get("last") == "หน้า" or (g.get("last") == "นี้" and back):
            return (self.reference + timedelta(days=7 - back)).isoformat()
        if g.get("last") in ("ที่ผ่านมา", "ที่แล้ว") and not back:
            back = 7
        return (self.reference - timedelta(days=back)).isoformat()

    def _vague(self, g: dict[str, str]) -> str:  # noqa: ARG002
        return ""

    def _counted(self, g: dict[str, str]) -> str | None:
        """``สองวันต่อมา`` from the date named last, ``เมื่อสามวันก่อน`` from the reference."""
        way = g.get("way", "")
        if not way and not {"before", "later"} & g.keys():
            return None
        count = NUMERALS.get(g["count"]) or int(g["count"])
        if "before" in g or way.startswith("ก่อนหน้า"):
            return moved(self._last(g["unit"]), g["unit"], -count)
        if "ahead" in g:  # หนึ่งเดือนก่อนการ…: who knows when that was
            return ""
        if way in ("ก่อน", "ที่แล้ว"):
            return moved(self._reference_iso(), g["unit"], -count)
        return moved(self._last(g["unit"]), g["unit"], count)

    def _same_month(self, g: dict[str, str]) -> str:
        """``วันที่ 13 เดือนเดียวกัน``: a day of the month named last."""
        first = parse_iso(self.last)
        if first is None or len(self.last) < len("2024-06"):
            return ""
        return first.replace(day=int(g["d"])).isoformat()

    def _following(self, g: dict[str, str]) -> str:
        word = g["word"]
        unit = "ปี" if "อีกปี" in word else next((u for u in ("เดือน", "ปี") if word.startswith(u)), "วัน")
        same = "เดียวกัน" in word or word in ("ในคืนนั้น", "ในวันนั้น")
        step = 0 if same else -1 if "ก่อน" in word else 1
        if word.startswith("สัปดาห์"):
            return moved(self._last("สัปดาห์"), "สัปดาห์", step)[:7]
        return moved(self._last(unit), unit, step)

    def _reference_iso(self) -> str:
        if not self.reference:
            return ""
        return self.reference.isoformat() if self.precise else self.reference.isoformat()[:7]

    def _relative(self, g: dict[str, str]) -> str:
        word = re.sub(r"^(?:(?:เมื่อ|ตั้งแต่|นับแต่)(?:ต้น|กลาง)|ต้น)", "", g["word"])
        if not self.reference:
            return ""
        if word in ("ปี", "เดือน"):
            word += "นี้"
        if "สุดสัปดาห์" in word:  # the Sunday before
            back = (self.reference.weekday() + 1) % 7 or 7
            return (self.reference - timedelta(days=back)).isoformat()[:7] if self.precise else ""
        if word.startswith(("สัปดาห์", "อาทิตย์")):
            step = 0 if "นี้" in word else 7 if "หน้า" in word else -7
            return (self.reference + timedelta(days=step)).isoformat()[:7] if self.precise else ""
        if word.startswith("ปี"):
            year = self._relative_year(word)
            return f"{year:04d}" if year else ""
        if word.startswith("เดือน"):
            step = 0 if "นี้" in word else 1 if "หน้า" in word else -1
            index = self.reference.year * 12 + self.reference.month - 1 + step
            return f"{index // 12:04d}-{index % 12 + 1:02d}"
        if not self.precise:
            return ""
        days = {"วันนี้": 0, "พรุ่งนี้": 1, "มะรืนนี้": 2}.get(word, -1)
        return (self.reference + timedelta(days=days)).isoformat()

    def _relative_year(self, word: str) -> int:
        if "เดียวกัน" in word or "นั้น" in word:
            return self.year
        if "ถัดมา" in word or "ต่อมา" in word:
            return self.year + 1 if self.year else 0
        if not self.reference:
            return 0
        return self.reference.year + (0 if "นี้" in word else 1 if "หน้า" in word else -1)

    def _years(self, year: int, month: int) -> list[int]:
        """Return the years but *year* that a bare month may be of, by the last year and the reference."""
        near = {self.year, self.year + (month < self.month)} if self.year else set()
        if self.reference:
            near |= {self.reference.year - 1, self.reference.year, self.reference.year + 1}
        return sorted(near - {year})

    def _near(self, month: int, day: int = 1) -> int:
        """Return the year in which a bare month (and day) falls, seen from the reference date."""
        around = self.around
        if not self.reference or (self.year and month >= self.month and around.goes_on()):
            return self.year
        ahead = 0 if around.is_past() else _PLANNED_DAYS if around.is_to_come() else _FUTURE_DAYS
        limit = self.reference + timedelta(days=ahead)
        for year in (self.reference.year + 1, self.reference.year, self.reference.year - 1):
            try:
                if date(year, month, day) <= limit:
                    return year
            except ValueError:
                continue
        return 0
