"""How Thai writes dates: the names of months and weekdays, and one pattern for each kind of expression."""

from __future__ import annotations

import re

_MONTHS: tuple[tuple[str, ...], ...] = (
    ("มกราคม", "มกรา", "ม.ค."),
    ("กุมภาพันธ์", "กุมภาพันธุ์", "กุมพาพันธ์", "กุมภา", "ก.พ."),
    ("มีนาคม", "มีนา", "มี.ค."),
    ("เมษายน", "เมษา", "เม.ย."),
    ("พฤษภาคม", "พฤษภา", "พ.ค."),
    ("มิถุนายน", "มิถุนา", "มิ.ย."),
    ("กรกฎาคม", "กรกฏาคม", "กรกฎา", "ก.ค."),
    ("สิงหาคม", "สิงหา", "ส.ค."),
    ("กันยายน", "กันยา", "ก.ย."),
    ("ตุลาคม", "ตุลา", "ต.ค."),
    ("พฤศจิกายน", "พฤศจิกา", "พ.ย."),
    ("ธันวาคม", "ธันวา", "ธ.ค."),
)
MONTH_OF = {name.rstrip("."): number for number, names in enumerate(_MONTHS, 1) for name in names}
_ENGLISH = ("january february march april may june july august september october november december").split()
MONTH_OF |= {name: number for number, name in enumerate(_ENGLISH, 1)}
WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")

# A month's full name may be part of a compound (ธันวา is a person's name): only the long forms and the
# dotted abbreviations stand alone; the short spoken forms need a day before them.
_LONG = "|".join(re.escape(n) for names in _MONTHS for n in names if n.endswith(("คม", "ยน", "พันธ์", "พันธุ์")))
_DOTTED = "|".join(
    r"\s?".join(re.escape(p) + r"\." for p in n.rstrip(".").split("."))[:-2] + r"\.?"
    for names in _MONTHS
    for n in names
    if n.endswith(".")
)
_SPOKEN = "|".join(n for names in _MONTHS for n in names if n.endswith("า"))
_EN = "|".join(name.capitalize() for name in _ENGLISH)
_D = r"[0-9๐-๙]"
_DASH = r"\s?(?:-|–|—|ถึง|และ)\s?"
_ERA = r"(?:(?P<era{0}>พ\.\s?ศ\.|ค\.\s?ศ\.|พุทธศักราช|คริสต์ศักราช)\s?)"
_NOT_DIGIT_BEFORE = r"(?<![0-9๐-๙.,/])"
# Two digits before one of these count things: they are no year.
_COUNTED = (
    r"(?:คน|ราย|ปี|วัน|เดือน|ประเทศ|ชาติ|น\.|นาย|ลำ|ฉบับ|ครั้ง|ล้าน|พัน|หมื่น|แสน|บาท|ดอลลาร์|แห่ง|ลูก|นัด|จุด|ข้อ|คณะ|ตัว|หลัง|คัน|เสียง"
    r"|ชั่วโมง|นาที|กิโล|ไมล์|ตัน|บาร์เรล|เที่ยว|ระบบ|กลุ่ม|บริษัท|มาตรา|เมตร|เท่า|เปอร์เซ็นต์|ต่อ|หน่วย|องค์|รายการ|ศพ|หลังคา|ชุด|เครื่อง|ถึง)"
)
_WEEKDAY = "|".join(WEEKDAYS)
_DIGITS = "หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า".split()
NUMERALS = {word: value for value, word in enumerate(_DIGITS, 1)}
NUMERALS |= {"สิบ" + ("เอ็ด" if unit == "หนึ่ง" else unit): 10 + value for value, unit in enumerate(_DIGITS, 1)}
NUMERALS |= {
    ("ยี่" if ten == "สอง" else "" if ten == "หนึ่ง" else ten) + "สิบ": 10 * value
    for value, ten in enumerate(_DIGITS, 1)
}
_COUNT = rf"(?:{_D}{{1,2}}|{'|'.join(sorted(NUMERALS, key=len, reverse=True))})"
_UNIT = r"(?:วัน|สัปดาห์|เดือน|ปี)"
LIMIT = re.compile(r"(?:ถึง|ภายใน|ก่อน|ไม่เกิน|จนถึง|สู่|เป้า)\s?(?:ปี|เดือน|วันที่)?\s?$")
# A year behind one of these is told in passing: the year that the text spoke of before goes on.
ASIDE = re.compile(r"(?:ซึ่ง|ที่)เคย[^\s]{0,30}$")
# What looks back (ก่อนหน้านั้นในเดือน…), what has been (เมื่อ…), what carries a sequence on (พอถึงกรกฎาคม).
BACK = re.compile(r"ก่อนหน้า(?:นั้น|นี้)?\s?(?:ใน|เมื่อ)?(?:ช่วง|ต้น|กลาง|ปลาย)?(?:วันที่|เดือน|ปี)?\s?$")
PAST = re.compile(r"(?:(?<!จน)เมื่อ|(?:ไป|มา)ตั้งแต่)(?:ช่วง|ต้น|กลาง|ปลาย|คืน|เช้า)?(?:วันที่|เดือน)?\s?$")
SEQUEL = re.compile(
    r"(?:พอ|ครั้น|กระทั่ง|จน|ต่อมา|จากนั้น|แล้ว)(?:ถึง|เข้า)?\s?(?:ใน|เมื่อ)?(?:ช่วง|ต้น|กลาง|ปลาย)?(?:วันที่|เดือน)?\s?$"
)
# What is still to come on a day behind it (จะเยือน…ในวันที่ 9 พ.ค.), as far as nothing looks back in between.
AHEAD = re.compile(
    r"(?:จะ|เตรียม|มีกำหนด|มีแผน|วางแผน|เชิญ|นัด(?=พบ|หารือ|เจรจา|ประชุม|หมาย))"
    r"(?:(?!เมื่อ|หลัง|ที่ผ่านมา|ที่แล้ว|ตั้งแต่|นับแต่|[0-9๐-๙]{4})[^\n]){0,60}$"
)
THIS = re.compile(r"\s?นี้(?!\s?เอง)")

_SOURCES: tuple[tuple[str, str], ...] = (
    ("iso", rf"{_NOT_DIGIT_BEFORE}(?P<y>{_D}{{4}})-(?P<m>{_D}{{2}})-(?P<d>{_D}{{2}})(?!{_D})"),
    (
        "slash",
        rf"{_NOT_DIGIT_BEFORE}(?P<d>{_D}{{1,2}})/(?P<m>{_D}{{1,2}})/(?P<y>{_D}{{4}}|{_D}{{2}})(?!{_D})",
    ),
    (
        "english",
        rf"(?:(?P<d>[0-9]{{1,2}})\s)?(?P<month>{_EN})\s(?:(?P<d2>[0-9]{{1,2}}),\s)?(?P<y>[0-9]{{4}})(?![0-9])",
    ),
    (
        "day",
        rf"{_NOT_DIGIT_BEFORE}(?P<d>{_D}{{1,2}})(?:{_DASH}(?P<d2>{_D}{{1,2}}))?\s?(?P<month>{_LONG}|{_DOTTED}|{_SPOKEN})"
        rf"(?:\s?{_ERA.format('')}?(?P<y>{_D}{{4}}|{_D}{{2}}(?!{_D}|[.,:]?{_D}|\s?(?:คน|ราย|ปี|วัน|ประเทศ|น\.)))"
        r"|(?P<rel>\s?(?:ปีนี้|ปีหน้า|ปีที่แล้ว|ปีก่อน|ปีกลาย|ปีที่ผ่านมา|(?:ของ|ใน)?ปี(?:เดียวกัน|นั้น|ถัดมา|ต่อมา))))?",
    ),
    (
        "month",
        rf"(?P<month>{_LONG}|{_DOTTED})"
        rf"(?:\s?{_ERA.format('')}?(?P<y>{_D}{{4}}(?!{_D})|(?<=\.\s){_D}{{2}}(?!{_D}|[.,]{_D}|[ก-ฮเ-ไ]|\s{_COUNTED}))"
        r"|(?P<rel>\s?(?:ปีนี้|ปีหน้า|ปีที่แล้ว|ปีก่อน|ปีกลาย|ปีที่ผ่านมา|(?:ของ|ใน)?ปี(?:เดียวกัน|นั้น|ถัดมา|ต่อมา)))"
        r"|(?P<next>\s?หน้า(?![ก-ฮเ-ไ]|$)|หน้า))?",
    ),
    ("decade", rf"ทศวรรษ(?:ที่)?\s?(?P<y>{_D}{{4}})"),
    (
        "year",
        rf"(?:(?:ปี\s?)?{_ERA.format('')}|ปี\s?)(?P<y>{_D}{{4}})(?!{_D})"
        rf"(?:{_DASH}(?:(?:พ\.\s?ศ\.|ค\.\s?ศ\.|ปี)\s?)?(?P<y2>{_D}{{4}}|{_D}{{2}}(?!{_D}))(?!{_D}))?",
    ),
    (
        "weekday",
        rf"(?:วัน(?:{_WEEKDAY})|วานนี้|วันนี้|เมื่อวาน|วัน)(?:ที่)?\s?\(\s?(?P<d>{_D}{{1,2}})\s?\)",
    ),
    (
        "bare-day",
        rf"(?:(?<=วันที่)|(?<=วันที่\s))(?P<d>{_D}{{1,2}})(?!{_D}|[.,:/]|\s?(?:{_LONG}|{_DOTTED}|{_SPOKEN}|{_DASH}{_D}|(?:ของ)?เดือน|น\.))",
    ),
    (
        "named-day",
        rf"วัน(?P<name>{_WEEKDAY})(?:ที่\s?(?P<d>{_D}{{1,2}})(?!{_D}|\s?(?:{_LONG}|{_DOTTED}|{_SPOKEN}|{_DASH}{_D})))?(?P<last>ที่ผ่านมา|ที่แล้ว|นี้|หน้า)?",
    ),
    # Not a year ago, but through several years: no date at all.
    (
        "vague",
        rf"(?:หลาย|ไม่กี่|ทุก)\s?{_UNIT}(?:มานี้|นี้|ที่(?:ผ่านมา|แล้ว)|ก่อน|ต่อมา|ข้างหน้า)?|{_COUNT}\s?{_UNIT}ที่ผ่านมา",
    ),
    (
        "counted",
        rf"(?P<before>ก่อนหน้า(?:นั้น|นี้)?\s?|ก่อน)?(?P<later>(?:ถัดมา|ต่อมา|ผ่านไป|จากนั้น)(?:อีก)?\s?)?(?<!ที่)(?P<count>{_COUNT})\s?(?P<unit>{_UNIT})"
        r"(?P<way>(?P<ahead>ก่อน(?=ที่|การ|จะ))|(?:ก่อน|ที่แล้ว)(?!หน้า)|ต่อมา|ถัดมา|ให้หลัง|หลังจากนั้น|ก่อนหน้า(?:นั้น|นี้|(?![ก-๙]))|)",
    ),
    (
        "relative",
        r"(?P<word>(?:เมื่อ)?คืนวาน(?:นี้)?|เมื่อคืนที่ผ่านมา|เมื่อคืนนี้|วันนี้|เมื่อวานนี้|เมื่อวาน|วานนี้|พรุ่งนี้|มะรืนนี้"
        r"|สัปดาห์นี้|(?:สัปดาห์|อาทิตย์)(?:ที่แล้ว|ที่ผ่านมา|ก่อน)|(?:สัปดาห์|อาทิตย์)หน้า"
        r"|เมื่อสุดสัปดาห์|สุดสัปดาห์(?:ที่ผ่านมา|ที่แล้ว|ก่อน|นี้)"
        r"|ปีนี้|ปีที่แล้ว|ปีที่ผ่านมา|ปีก่อน(?!หน้า)|ปีกลาย|ปีหน้า"
        r"|เดือนนี้|เดือนที่แล้ว|เดือนที่ผ่านมา|เดือนก่อน(?!หน้า)|เดือนหน้า"
        rf"|(?:เมื่อ|ตั้งแต่|นับแต่)(?:ต้น|กลาง)ปี(?!\s?(?:ที่แล้ว|ก่อน|กลาย|นี้|หน้า|พ\.|ค\.|{_D}))"
        rf"|เมื่อ(?:ต้น|กลาง)เดือน(?!\s?(?:ที่|ก่อน|นี้|หน้า|{_LONG}|{_DOTTED})))",
    ),
    ("same-month", rf"(?:(?<=ที่)|(?<=ที่\s))(?P<d>{_D}{{1,2}})\s?(?:ของ)?เดือน(?:เดียวกัน|นั้น)"),
    (
        "following",
        r"(?P<word>(?:ถัดมา|ต่อมา)อีกปี|อีกปี(?:ถัดมา|ต่อมา)|สัปดาห์(?:ถัดมา|ต่อมา|ถัดไป)|ในคืนนั้น|ในวันนั้น|คืนเดียวกัน|วันรุ่งขึ้น|(?<!วัน)รุ่งขึ้น|วันต่อมา|วันถัดมา|วันถัดไป|เดือนถัดมา|เดือนต่อมา|เดือนถัดไป|ปีถัดมา|ปีต่อมา|ปีถัดไป|วันเดียวกัน(?:นี้|นั้น)?"
        r"|เดือนเดียวกัน|ปีเดียวกัน|(?:วัน|เดือน|ปี)ก่อนหน้า(?:นั้น|นี้|(?![ก-๙])))",
    ),
)
PATTERNS = [(kind, re.compile(pattern)) for kind, pattern in _SOURCES]
NAMED_KINDS = frozenset({"iso", "slash", "english", "day", "month", "decade", "year", "weekday"})
# Cheap gate: without one of these a text holds no date.
GATE = re.compile(r"[0-9๐-๙]|วัน|ปี|เดือน|คม|ยน|พันธ์|\.[คยพ]")
