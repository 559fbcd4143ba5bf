"""Make or complete the base of ``configs/actors/states.yaml`` from CLDR.

A maintainer's tool, not part of the package: it needs Babel (``pip install Babel``), which carries the
territory names of the Unicode CLDR (licence Unicode-3.0) in Thai and English.

    python tools/make_states.py            # say what CLDR has and the file has not
    python tools/make_states.py --write    # add the missing states to the file

Entries that the file has are never changed: their names were looked over by hand (a Thai name that is also
a common word stands only in its full form there). Comments between entries are not kept.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).resolve().parents[1] / "configs" / "actors" / "states.yaml"
HEADER = """\
# States and main territories: ISO 3166-1 alpha-3, XKX for Kosovo, and the alpha-3 codes of former states.
#
# The base (one entry a territory, its name in Thai and English) is made by tools/make_states.py from the
# Unicode CLDR, (c) Unicode, Inc., licence Unicode-3.0 (https://www.unicode.org/license.txt). Short and
# official names, variants, abbreviations and English adjectives were added by hand.
#
# aliases name the state wherever they stand at word boundaries; short names, which are also common words,
# only after another name of it has stood in the document. Capitals are among the places.
# VNM: as in ISO 3166, South Vietnam has the code of Vietnam and VDR is North Vietnam until 1976.

schema: ruscorpus/actors/1
actors:
"""
NOT_ISO = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split())
LEFT_OUT = frozenset(["เจอร์ซีย์"])  # far more often a shirt or New Jersey
FORMER = frozenset("ANT BUR BYS CSK CTE DDR FXX GEL NTZ PCI PCZ ROM RHO SUN TMP VDR YMD YUG ZAR".split())
FIELDS = ("id", "type", "th", "en", "aliases", "short", "adjectives", "until", "source")
PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`](?:[^:#,\[\]{}]*[^\s:#,\[\]{}])?")


def cldr_states() -> dict[str, dict[str, Any]]:
    """Return an entry for every territory of ISO 3166-1 as CLDR names it, by alpha-3 code."""
    from babel import Locale  # noqa: PLC0415 - so that the rest of this file works without Babel
    from babel.core import get_global  # noqa: PLC0415

    thai, english = Locale("th").territories, Locale("en").territories
    codes = sorted(k for k in get_global("territory_aliases") if re.fullmatch("[A-Z]{3}", k))
    alpha3: dict[str, str] = {"XK": "XKX"}
    for code in codes:
        targets = get_global("territory_aliases")[code]
        if len(targets) == 1 and targets[0] not in NOT_ISO and code not in FORMER:
            alpha3.setdefault(targets[0], code)
    return {
        code: state(code, thai[two], english[two])
        for two, code in sorted(alpha3.items(), key=lambda item: item[1])
        if two in thai
    }


def state(code: str, thai: str, english: str) -> dict[str, Any]:
    """Return the entry of one state; a name in brackets becomes an alias, ``&`` is also written out."""
    names, aliases = [], []
    for name in (thai, english):
        main, _, other = name.replace(" - ", "-").partition(" (")
        names.append(main)
        aliases += [other.rstrip(")")] if other else []
        aliases += [main.replace("&", "and")] if "&" in main else []
    entry: dict[str, Any] = {"id": code, "type": "COUNTRY", "th": names[0], "en": names[1]}
    return entry | ({"aliases": aliases} if aliases else {})


def render(entry: dict[str, Any]) -> str:
    """Return one entry as YAML: one line a field, lists on one line."""
    lines = []
    for field in FIELDS:
        value = entry.get(field)
        if value:
            shown = (
                f"[{', '.join(map(scalar, value))}]" if isinstance(value, (list, tuple)) else scalar(value)
            )
            lines.append(f"{field}: {shown}")
    return "  - " + "\n    ".join(lines) + "\n"


def scalar(value: str) -> str:
    """Return *value* as a YAML scalar, quoted only where it must be."""
    plain = PLAIN.fullmatch(value) and yaml.safe_load(value) == value
    return value if plain else json.dumps(value, ensure_ascii=False)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--write", action="store_true", help="add the missing states to the file")
    write: bool = parser.parse_args().write
    known = yaml.safe_load(FILE.read_text(encoding="utf-8"))["actors"] if FILE.exists() else []
    entries = {entry["id"]: entry for entry in known}
    base = cldr_states()
    missing = sorted(base.keys() - entries.keys())
    print(f"{len(base)} states in CLDR, {len(entries)} in the file; missing: {' '.join(missing) or 'none'}")
    for code in sorted(base.keys() & entries.keys()):
        entry = entries[code]
        names = {entry["th"], *entry.get("aliases", ()), *entry.get("short", ())}
        if base[code]["th"] not in names | LEFT_OUT:
            print(f"{code}: CLDR says {base[code]['th']!r}, the file does not")
    if write:
        entries |= {code: base[code] for code in missing}
        FILE.write_text(
            HEADER + "".join(render(entries[code]) for code in sorted(entries)),
            encoding="utf-8",
            newline="\n",
        )
    return 0 if write or not missing else 1


if __name__ == "__main__":
    sys.exit(main())
