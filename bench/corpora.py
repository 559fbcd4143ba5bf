"""Documents for the benches: as many as are wanted, each with other words, the same ones every time.

A document takes paragraphs of the sample corpus and of the annotated texts at random and puts other states, years, days and
figures into them: no two are alike, so that neither a cache nor a count of distinct deeds can make light of them.
"""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

CORPUS = Path(__file__).parents[1] / "corpus"
"""The sample corpus."""
_GOLD = Path(__file__).parent / "gold"
STATES = (
    "รัสเซีย", "จีน", "สหรัฐฯ", "เกาหลีเหนือ", "เกาหลีใต้", "ญี่ปุ่น", "อินเดีย", "อิหร่าน", "ยูเครน", "เวียดนาม", "ฟิลิปปินส์", "ไต้หวัน",
    "เยอรมนี", "ฝรั่งเศส", "ตุรกี", "ซาอุดีอาระเบีย", "อิสราเอล", "บราซิล", "แอฟริกาใต้", "เบลารุส", "ปากีสถาน", "มาเลเซีย", "อินโดนีเซีย",
)  # fmt: skip
_STATE = re.compile("|".join(sorted(STATES, key=len, reverse=True)))
_YEAR = re.compile(r"25[4-6][0-9]|20[0-2][0-9]")
_NUMBER = re.compile(r"(?<![0-9.,])[1-9][0-9]?(?![0-9.,])")


@cache
def paragraphs() -> tuple[str, ...]:
    """Return the paragraphs of some length of all news that the repository has, in a fixed order."""
    paths = [
        *sorted(CORPUS.glob("news-*.txt")),
        *sorted(_GOLD.rglob("text/*.txt")),
    ]
    lines = (line.strip() for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(dict.fromkeys(line for line in lines if len(line) > 80))


def text(number: int, size: int = 3) -> str:
    """Return document *number*, of *size* paragraphs."""
    chance = random.Random(number)
    body = "\n".join(chance.sample(paragraphs(), size))
    body = _STATE.sub(lambda _: chance.choice(STATES), body)
    body = _YEAR.sub(lambda match: str(int(match[0]) - chance.randrange(12)), body)
    body = _NUMBER.sub(lambda _: str(chance.randrange(1, 29)), body)
    return f"ข่าวที่ {number}: {chance.choice(STATES)}กับ{chance.choice(STATES)}\n{body}\n"


def write(folder: Path, count: int, size: int = 3) -> int:
    """Write *count* documents into a new folder; return how many characters they have together."""
    folder.mkdir()
    characters = 0
    for number in range(count):
        content = text(number, size)
        characters += len(content)
        (folder / f"{number:06}.txt").write_text(content, encoding="utf-8")
    return characters
