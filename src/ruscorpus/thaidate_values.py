"""What written years, months and distances come to in the Common Era."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ruscorpus.numerals import THAI_TO_ARABIC
from ruscorpus.thaidate_patterns import MONTH_OF

BUDDHIST_OFFSET = 543


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


def moved(iso: str, unit: str, count: int) -> str:
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


def month_number(written: str) -> int:
    """Return the number of a month as it is written."""
    key = re.sub(r"\s", "", written).rstrip(".").lower()
    return MONTH_OF[key]
