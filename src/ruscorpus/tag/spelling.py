"""Patterns of spelling: Latin abbreviations by the names of their letters, ranks in Latin letters."""

from __future__ import annotations

import re

LETTERS = re.compile(
    r"(?:เอ็กซ์|ดับเบิลยู|เอฟ|เอช|แอล|เอ็ม|เอ็น|อาร์|เอส|เอ|บี|ซี|ดี|อี|จี|ไอ|เจ|เค|โอ|พี|คิว|ที|ยู|วี|วาย|แซด|[0-9]|\s|-)+"
)
"""An abbreviation by the names of its letters, which are as good as letters: เอชทีซี is not เอสทีซี."""
LATIN_RANK = re.compile(
    r"^(?:(?:Lt|Gen|Maj|Col|Adm|Capt|Dr|Prof|Mr|Mrs|Ms|Sir|President|Minister"
    r"|Lieutenant|General|Major|Colonel|Admiral|Captain|Marshal|Brigadier)\.?\s)+"
)
"""Ranks and forms of address before a name in Latin letters."""
