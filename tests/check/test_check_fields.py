"""Every field of the JSON that `validate` and `agree` write stands in docs/fields.md."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from check_support import check, put

from ruscorpus.check.baseline import baseline_yaml
from ruscorpus.check.formats import FORMATS

FIELDS = (Path(__file__).parents[2] / "docs" / "fields.md").read_text(encoding="utf-8")


def section(schema: str) -> set[str]:
    text = FIELDS.split(f"`{schema}`")[1].split("\n## ")[0]
    return set(re.findall(r"`([a-z0-9_]+)`", text))


def keys(data, closed=()) -> set[str]:
    if isinstance(data, list):
        return set().union(*(keys(item, closed) for item in data)) if data else set()
    if not isinstance(data, dict):
        return set()
    return set(data) | set().union(
        set(), *(keys(value, closed) for key, value in data.items() if key not in closed)
    )


def test_validation(tree, knowledge, tmp_path):
    put(tree / "text" / "stray.txt", "")
    path = tree / "documents" / "news.txt.yaml"
    put(path, path.read_text(encoding="utf-8").replace("code: polarity.multipolar", "code: x.y"))
    put(
        tmp_path / "gold" / "annotations" / "codes.jsonl",
        '{"doc": "news.txt", "anchor": "โลก", "codes": ["a.b"]}\n',
    )
    report = check(tree, knowledge, gold=tmp_path / "gold")
    data = json.loads(FORMATS["json"](report, tmp_path, "error"))
    assert data["agreement"]
    assert keys(data, ("omitted",)) - {"schema"} <= section("ruscorpus/validation/1")


def test_agreement(tree, tmp_path):
    from ruscorpus.agreement.compare import compare
    from ruscorpus.agreement.formats import FORMATS as OF_AGREE
    from ruscorpus.agreement.readers import read_coders

    table = tmp_path / "one.csv"
    put(table, "document,start,end,code\nnews.txt,0,5,peace\n")
    coders = [*read_coders(tree), *read_coders(table)]
    data = json.loads(OF_AGREE["json"](compare(coders, "character", lambda _: (), samples=0)))
    assert data["disagreements"]
    assert keys(data, ("left_out",)) - {"schema"} <= section("ruscorpus/agreement/1")


def test_baseline(tree, knowledge):
    import yaml
    from check_support import question

    from ruscorpus.check.run import validate

    answer = validate(question(tree, knowledge, remember=True))
    data = yaml.safe_load(baseline_yaml(answer.run, answer.known))
    told = keys(data["run"]) | set().union(*(keys(document) for document in data["documents"].values()))
    assert told | {"run", "documents"} <= section("ruscorpus/baseline/1")


@pytest.mark.parametrize(
    "schema", ["ruscorpus/validation/1", "ruscorpus/agreement/1", "ruscorpus/baseline/1"]
)
def test_schemas_are_named(schema):
    assert FIELDS.count(f"`{schema}`") == 1
