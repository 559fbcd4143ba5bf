"""Days as files say them of themselves."""

from __future__ import annotations

import re

from ruscorpus.thaidates import common_era, find_dates

_ISO_DAY = re.compile(r"\s*((?:19|20|25)\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?!\d)")


def iso_day(written: str) -> str:
    """Return the day in *written* as ISO 8601, ``""`` where it holds none.

    >>> iso_day("2568-03-05T15:40:00+07:00"), iso_day("5 มี.ค. 2568")
    ('2025-03-05', '2025-03-05')
    """
    if match := _ISO_DAY.match(written):
        return f"{common_era(match[1])}-{match[2]}-{match[3]}"
    return next((found.iso for found in find_dates(written[:100]) if len(found.iso) == 10), "")
