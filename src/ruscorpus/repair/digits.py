"""Digits that a subset font left as codes: read as a cryptogram of years, days and counts.

Codes of digits stand by themselves, so no word tells what they are; but numbers keep to habits. A year of
the common era in a text of our time begins with 19 or 20, one of the Buddhist era with 24 or 25; a day
before the name of a month is at most 31; a number has no leading zero; a year that the text writes out
elsewhere is likely to be meant again. Each code is a different digit. A code is read only if every other
reading of it is far less likely, a lost character (U+FFFD) only if nothing else is left for it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ruscorpus.offsets import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

RULE = "digit-code"
LOST = "\ufffd"
_NOT_A_CODE = "\u0e00-\u0e5b\u2010-\u2027\u2030-\u203a\u2022\xa0\xab\xbb\xb7\u200b-\u200f\ufeff\ue000-\uf8ff"
_CODE = rf"[^\x00-\x9f{_NOT_A_CODE}\s\ufffd]"
_ANY_CODE = re.compile(_CODE)
_MONTH = (
    "มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
    r"|ม\.ค\.|ก\.พ\.|มี\.ค\.|เม\.ย\.|พ\.ค\.|มิ\.ย\.|ก\.ค\.|ส\.ค\.|ก\.ย\.|ต\.ค\.|พ\.ย\.|ธ\.ค\."
)
_NUMBER = re.compile(rf"(?<![^\s(\[“\"'.,\-–/ก-๛])(?:{_CODE}|[0-9\ufffd]){{1,6}}(?![^\s)\]”\"'.,;:%\-–/ก-๛])")
_AFTER_CE = re.compile(r"(?:ค\.ศ\.|ทศวรรษ)\s*(?:[^\sก-๛]{4}\s*[-–]\s*)?$")
_AFTER_BE = re.compile(r"พ\.ศ\.\s*(?:[^\sก-๛]{4}\s*[-–]\s*)?$")
_CITED = re.compile(r"\([^()]{2,60}, $|, $")
_BEFORE_MONTH = re.compile(rf"\s*(?:{_MONTH})")
_AFTER_MONTH = re.compile(rf"(?:{_MONTH})\s*$")
_FOUR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_YEAR = re.compile(r"(?<![0-9])(?:19|20|24|25)[0-9]{2}(?![0-9])")

_BEAM = 400
_CONTEXT = 9  # characters before a year that say which it is
_MARGIN = 3.0  # nats by which a reading must beat every other
_TOLD, _LIKELY, _POSSIBLE, _UNLIKELY = 3.0, 0.0, -1.0, -5.0


class Number(NamedTuple):
    """A run of digits and codes, and what its surroundings say it is."""

    at: Span
    text: str
    kind: str  # ce, be, cited, dated, day, year, other
    elsewhere: frozenset[str] = frozenset()
    """The years that the text writes out elsewhere after the same words."""


def digit_edits(text: str) -> tuple[Edit, ...]:
    """Return the edits that read digit codes, where the numbers of the text leave no doubt."""
    numbers = _numbers(text) if _ANY_CODE.search(text) else []
    codes = sorted(
        {char for number in numbers for char in number.text if not char.isascii() and char != LOST}
    )
    anchored = [number for number in numbers if number.kind != "other" and len(number.text) > 1]
    if not codes or len(codes) > 10 or len(anchored) < 2:
        return ()
    years = Counter(_YEAR.findall(text))
    known = _solve(numbers, codes, years)
    if len(known) < 2:
        return ()
    lost = _lost_digit(text, numbers, known)
    edits = []
    for number in numbers:
        new = "".join(known.get(char, char) for char in number.text)
        confidence = 0.9
        if LOST in new and lost and new.replace(LOST, lost).isdigit():
            new, confidence = new.replace(LOST, lost), 0.7
        edits += [
            Edit(Span(start, start + 1), char, RULE, confidence)
            for start, (old, char) in enumerate(zip(number.text, new, strict=True), number.at.start)
            if old != char
        ]
    return tuple(edits)


def _numbers(text: str) -> list[Number]:
    found = []
    told = _years_told(text)
    for match in _NUMBER.finditer(text):
        run = match.group()
        if run.isascii() or run.count(LOST) > 1 or run == LOST:
            continue
        before = text[max(0, match.start() - 70) : match.start()]
        kind = "other"
        elsewhere: frozenset[str] = frozenset()
        if len(run) <= 2 and _BEFORE_MONTH.match(text, match.end()):
            kind = "day"
        elif len(run) == 4:
            kind = "year"
            elsewhere = frozenset(told.get(_squeezed(before)[-_CONTEXT:], ()))
            if _AFTER_CE.search(before):
                kind = "ce"
            elif _AFTER_BE.search(before):
                kind = "be"
            elif _CITED.search(before):
                kind = "cited"
            elif _AFTER_MONTH.search(before):
                kind = "dated"
        found.append(Number(Span(*match.span()), run, kind, elsewhere))
    return found


def _solve(numbers: Sequence[Number], codes: Sequence[str], years: Mapping[str, int]) -> dict[str, str]:
    """Return what each code stands for, as far as one reading beats all others."""
    occurrences = Counter(char for number in numbers for char in number.text)
    order = sorted(codes, key=lambda code: (-occurrences[code], code))
    beam: list[tuple[float, dict[str, str]]] = [(0.0, {})]
    for index, code in enumerate(order):
        done = set(order[: index + 1])
        due = [n for n in numbers if code in n.text and _codes_of(n.text) <= done]
        grown = []
        for score, table in beam:
            for digit in "0123456789":
                if digit not in table.values():
                    longer = {**table, code: digit}
                    grown.append((score + sum(_score(number, longer, years) for number in due), longer))
        grown.sort(key=lambda one: (-one[0], sorted(one[1].items())))
        beam = grown[:_BEAM]
    best_score, best = beam[0]
    return {
        code: digit
        for code, digit in best.items()
        if occurrences[code] >= 2
        and _supported(code, numbers, best, years)
        and all(score <= best_score - _MARGIN for score, table in beam if table[code] != digit)
    }


def _supported(
    code: str, numbers: Sequence[Number], table: Mapping[str, str], years: Mapping[str, int]
) -> bool:
    """Tell whether two dates bear the reading of *code* out, and none speaks against it."""
    scores: dict[bool, list[float]] = {True: [], False: []}
    for number in numbers:
        if code in number.text and number.kind != "other":
            scores[number.kind != "year"].append(_score(number, table, years))
    dated, years_at_large = scores[True], scores[False]
    plausible = [score for score in years_at_large if score >= _POSSIBLE]
    return bool(dated) and len(dated) + len(plausible) >= 2 and min(dated) > _UNLIKELY


def _codes_of(run: str) -> set[str]:
    return {char for char in run if not char.isascii() and char != LOST}


def _score(number: Number, table: Mapping[str, str], years: Mapping[str, int]) -> float:
    """Score a number under a reading of its codes, in nats."""
    read = "".join(table.get(char, char) for char in number.text)
    if LOST in read:
        return max(_score_read(read.replace(LOST, digit), number, years) for digit in "0123456789")
    return _score_read(read, number, years)


def _score_read(read: str, number: Number, years: Mapping[str, int]) -> float:
    kind = number.kind
    if read in number.elsewhere:
        return _TOLD
    if read[0] == "0" and len(read) > 1:
        return _UNLIKELY
    if kind == "day":
        return _LIKELY if 1 <= int(read) <= 31 else _UNLIKELY
    if len(read) != 4:
        return _POSSIBLE
    common, buddhist = read[:2] in ("19", "20") and int(read) <= 2100, read[:2] in ("24", "25")
    if (kind == "be" and not buddhist) or (kind in ("ce", "cited", "dated") and not common and not buddhist):
        return _UNLIKELY
    if kind == "ce" and not common:
        return _UNLIKELY
    if not (common or buddhist):
        return _UNLIKELY / 2
    return _LIKELY if years.get(read) else _POSSIBLE


def _lost_digit(text: str, numbers: Sequence[Number], known: Mapping[str, str]) -> str:
    """Return the digit that a lost character must have been, or none.

    A year is taken to be the one that the text writes out elsewhere after the same words; all years with a
    lost digit that can be compared so have to agree.
    """
    possible = set("0123456789") - set(known.values())
    told = _years_told(text)
    votes: Counter[str] = Counter()
    seen = 0
    for number in numbers:
        read = "".join(known.get(char, char) for char in number.text)
        if LOST not in read or len(read) != 4:
            continue
        start = number.at.start
        before = "".join(known.get(char, char) for char in text[max(0, start - 24) : start])
        context = _squeezed(before)[-_CONTEXT:]
        seen += 1
        years = told.get(context, Counter())
        for digit in possible:
            votes[digit] += years[read.replace(LOST, digit)]
    if seen < 2 or not votes:
        return ""
    (best, count), *others = votes.most_common(2)
    return best if count >= 3 and all(count >= 5 * other for _, other in others) else ""


def _years_told(text: str) -> dict[str, Counter[str]]:
    """Return the years that *text* writes out, counted by the words before them."""
    plain = _squeezed(text)
    told: dict[str, Counter[str]] = {}
    for match in _FOUR.finditer(plain):
        context = plain[max(0, match.start() - _CONTEXT) : match.start()]
        told.setdefault(context, Counter())[match.group()] += 1
    return told


def _squeezed(text: str) -> str:
    """Return *text* without spaces, all dashes alike."""
    return re.sub("[-‐‑–—]", "-", re.sub(r"\s+", "", text))
