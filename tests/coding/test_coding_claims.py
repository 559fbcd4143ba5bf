"""Claims in many words: what the packaged codebook finds in sentences that were not written for its cues."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml
from coding_support import CASES

from ruscorpus.model import Document


def claims(name: str) -> list[Any]:
    marks = [pytest.mark.xfail(strict=True)] if name.endswith("failures") else []
    rows = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return [
        pytest.param(row.get("codes"), row.get("without", []), row["text"], id=row["text"][:50], marks=marks)
        for row in rows
    ]


@pytest.mark.parametrize(("codes", "without", "text"), claims("claims") + claims("claims-known-failures"))
def test_a_claim_gets_its_codes(
    codes: list[str] | None, without: list[str], text: str, by_cues: Callable[..., Document]
) -> None:
    found = {coding.code for coding in by_cues(text).codings}
    if codes == []:
        assert found == set()
    assert set(codes or []) <= found
    assert found.isdisjoint(without)


def test_neighbouring_clauses_of_one_code_are_one_passage(by_cues: Callable[..., Document]) -> None:
    text = (
        "เวียดนามสั่งซื้อขีปนาวุธพิสัยกลางจากอินเดียจำนวนหนึ่งเพื่อเสริมกำลังตามแนวชายฝั่งทะเลของตนเอง "
        "และกองทัพเรือเวียดนามยังส่งนายทหารหลายสิบนายไปรับการฝึกยิงที่ฐานทัพใกล้เมืองเจนไนในปีเดียวกัน"
    )
    passages = [coding.span for coding in by_cues(text).codings if coding.code == "domain.military"]
    assert [(span.start, span.end) for span in passages] == [(0, len(text))]
