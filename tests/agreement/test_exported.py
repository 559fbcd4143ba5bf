"""What `ruscorpus export` writes for other programs comes back as the same codings."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ruscorpus.agreement.compare import compare
from ruscorpus.agreement.readers import read_coders
from ruscorpus.cli.app import run

sys.path.append(str(Path(__file__).parents[1] / "check"))


@pytest.mark.parametrize(
    ("form", "name", "read"), [("qdpx", "x.qdpx", "x.qdpx"), ("csv", "tables", "tables/codings.csv")]
)
def test_exported_codings_agree_with_their_results(form, name, read, tmp_path, knowledge):
    from check_support import write_tree

    tree = write_tree(tmp_path, knowledge)
    assert run(["export", str(tree), "--format", form, "-o", str(tmp_path / name), "-q"]) == 0
    coders = [*read_coders(tree), *read_coders(tmp_path / read)]
    result = compare(coders, "character", lambda _: (), samples=0)
    assert result.documents == ("news.txt", "โน้ต.txt")
    assert {row.code for row in result.codes} >= {"domain.diplomacy", "polarity.multipolar", "domain.economy"}
    for code in ("domain.diplomacy", "polarity.multipolar", "domain.economy"):
        row = next(row for row in result.codes if row.code == code)
        assert row.coefficients["kappa"].value == 1
        assert row.coefficients["alpha_u"].value == 1
