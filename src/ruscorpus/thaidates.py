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
    PATTERNS,
    SEQUEL,
    THIS,
    WEEKDAYS,
)

BUDDHIST_OFFSET = 543
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

    @property
    def named(self) -> bool:
        """Whether the expression names a calendar date or period by itself."""
        return self.kind in NAMED_KINDS


def common_era(year: str, era: str = "") -> int:
    """Return a written year as a year of the Common Era.

    >>> common_era("๒๕๖๗"), common_era("2024"), common_era("66"), common_era("2000", "ค.ศ.")
    (2024, 2024, 2023, 2000)
    """
    number = int(year.translate(THAI_TO_ARABIC))
    if len(year) == 2:
        return 2500 + number - BUDDHIST_OFFSET if not era.startswith("ค") else 2000 + number
    if era.startswith("ค"):
        return number
    if era.startswith("พ") or 2400 <= number <= 2700:
        return number - BUDDHIST_OFFSET
    return number


def parse_iso(iso: str) -> date | None:
    """Return the first day that an ISO date, month, year or interval covers; None for anything else."""
    parts = iso.split("/", 1)[0].split("-")
    try:
        numbers = [int(part) for part in parts]
        return date(numbers[0], *[*numbers[1:], 1, 1][:2])
    except (ValueError, IndexError):
        return None


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
        lead = text[max(0, start - 30) : start]
        apart = not result or start - result[-1].span.end > _APART
        iso = resolver.resolve(
            kind,
            match,
            remember=not aside,
            limit=limit is not None,
            goes_on=bool(SEQUEL.search(lead)),
            back=bool(BACK.search(lead)),
            comes=bool(
                THIS.match(text, end) or (apart and AHEAD.search(text, max(0, start - _AHEAD), start))
            ),
        )
        if iso is None:
            continue
        if result and result[-1].kind == "named-day" and result[-1].iso and len(iso) == 10:
            beside = text[result[-1].span.end : start].strip(" (")
            if beside in ("", "ที่") and start - result[-1].span.end <= _BESIDE:  # วันศุกร์ที่ 26 กันยายน
                result[-1] = replace(result[-1], iso=iso)
        result.append(DateMatch(Span(start, _trim(text, start, end)), iso, kind))
        position = end
    return tuple(result)


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


class _Resolver:
    """Turns matches into ISO dates; remembers the last year and month named, for what leaves them out."""

    def __init__(self, reference: date | None, iso: str) -> None:
        self.reference = reference
        self.precise = len(iso) == 10
        self.year = 0
        self.month = 0
        self.last = ""  # the date named last, for วันรุ่งขึ้น and its kin
        self.last_day = ""  # the day named last
        self.goes_on = False
        self.comes = False

    def resolve(
        self,
        kind: str,
        match: re.Match[str],
        *,
        remember: bool = True,
        limit: bool = False,
        goes_on: bool = False,
        back: bool = False,
        comes: bool = False,
    ) -> str | None:
        """Return the ISO value; "" where it cannot be known; None where the match is no date at all.

        A *limit* in the future (ภายในปี 2573) is not remembered: what follows does not happen then. วันต่อมา
        does not count from a look *back* (ก่อนหน้านั้นในเดือน…). *goes_on*: it continues a sequence (พอถึง…).
        *comes*: what happens then is still to come.
        """
        self.goes_on, self.comes = goes_on, comes
        groups = {key: value.translate(THAI_TO_ARABIC) for key, value in match.groupdict().items() if value}
        before = self.year, self.month
        try:
            iso: str | None = getattr(self, "_" + kind.replace("-", "_"))(groups)
        except (ValueError, OverflowError):  # 31 February, month 13, the year 0: not a date
            return None
        ahead = limit and not (self.reference and iso and (parse_iso(iso) or date.max) <= self.reference)
        if ahead or not remember:
            self.year, self.month = before
        elif iso and not back and "before" not in groups:
            self.last = iso
            self.last_day = iso if len(iso) == 10 else self.last_day
        return iso

    def _last(self, unit: str) -> str:
        """Return where a distance is counted from: days from a day, though an older month stands between."""
        if unit in ("วัน", "สัปดาห์") and len(self.last) < 10 and self.last <= self.last_day:
            return self.last_day
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
        month, day, last = _month(g["month"]), int(g["d"]), int(g.get("d2", "0"))
        if "y" in g:
            year = common_era(g["y"], g.get("era", ""))
        elif "rel" in g:
            year = self._relative_year(g["rel"])
        else:
            year = self._near(month, day)
        if not year:
            date(2000, month, day)  # raises for an impossible day
            return ""
        return self._full(year, month, day, last)

    def _month(self, g: dict[str, str]) -> str:
        month = _month(g["month"])
        if "y" in g:
            year = common_era(g["y"], g.get("era", ""))
        elif "rel" in g:
            year = self._relative_year(g["rel"])
        else:
            year = self._near(month)
        if not year:
            return ""
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
            return _moved(self._last(g["unit"]), g["unit"], -count)
        if "ahead" in g:  # หนึ่งเดือนก่อนการ…: who knows when that was
            return ""
        if way in ("ก่อน", "ที่แล้ว"):
            return _moved(self._reference_iso(), g["unit"], -count)
        return _moved(self._last(g["unit"]), g["unit"], count)

    def _same_month(self, g: dict[str, str]) -> str:
        """``วันที่ 13 เดือนเดียวกัน``: a day of the month named last."""
        first = parse_iso(self.last)
        if first is None or len(self.last) < len("2024-06"):
            return ""
        return first.replace(day=int(g["d"])).isoformat()

    def _following(self, g: dict[str, str]) -> str:
        word = g["word"]
        unit = next((unit for unit in ("เดือน", "ปี") if word.startswith(unit)), "วัน")
        same = "เดียวกัน" in word or word in ("ในคืนนั้น", "ในวันนั้น")
        step = 0 if same else -1 if "ก่อน" in word else 1
        return _moved(self._last(unit), unit, step)

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

    def _near(self, month: int, day: int = 1) -> int:
        """Return the year in which a bare month (and day) falls, seen from the reference date."""
        if not self.reference or (self.goes_on and self.year and month >= self.month):
            return self.year
        limit = self.reference + timedelta(days=_PLANNED_DAYS if self.comes else _FUTURE_DAYS)
        for year in (self.reference.year + 1, self.reference.year, self.reference.year - 1):
            try:
                if date(year, month, day) <= limit:
                    return year
            except ValueError:
                continue
        return 0


def _moved(iso: str, unit: str, count: int) -> str:
    """Return the date *count* units after *iso* at the precision that both allow; "" where that is none."""
    first = parse_iso(iso)
    if first is None:
        return ""
    if unit in ("วัน", "สัปดาห์"):
        if len(iso) != 10:
            return "" if count else iso.split("/", 1)[0]
        return (first + timedelta(days=count * (7 if unit == "สัปดาห์" else 1))).isoformat()
    if unit == "เดือน":
        if len(iso) < 7 or "/" in iso:
            return ""
        index = first.year * 12 + first.month - 1 + count
        return f"{index // 12:04d}-{index % 12 + 1:02d}"
    return f"{first.year + count:04d}"


def _month(written: str) -> int:
    key = re.sub(r"\s", "", written).rstrip(".").lower()
    return MONTH_OF[key]
