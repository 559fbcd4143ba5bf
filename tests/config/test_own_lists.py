"""A study adds actors and frames of its own to the packaged ones, in files of its own."""

from __future__ import annotations

import pytest

from ruscorpus.cli.app import run
from ruscorpus.knowledge import load_knowledge
from ruscorpus.pipeline import standard_pipeline
from ruscorpus.problems import ConfigError
from ruscorpus.resources import packaged_configs
from support import document

ACTORS = """\
schema: ruscorpus/actors/1
actors:
  - {id: trans-mekong-council, type: ORG, th: สภาลุ่มน้ำโขงใหม่, en: New Mekong Council}
  - {id: vladimir-putin, type: PERSON, th: วลาดิมีร์ ปูติน, en: Vladimir Putin, aliases: [เจ้าบ้านเครมลิน], acts_for: RUS}
"""
FRAMES = """\
schema: ruscorpus/frames/1
frames:
  - id: own-lantern
    type: SUPPORT
    triggers: [มอบโคมเกียรติยศ]
    recipient: [to]
    confidence: 0.8
    examples: [{text: ลาวมอบโคมเกียรติยศแก่เวียดนาม, events: [{type: SUPPORT, actor: [LAO], recipient: [VNM]}]}]
"""


@pytest.fixture
def study(tmp_path):
    (tmp_path / "my-actors.yaml").write_text(ACTORS, encoding="utf-8")
    (tmp_path / "my-frames.yaml").write_text(FRAMES, encoding="utf-8")

    def write(lines: str):
        path = tmp_path / "ruscorpus.yaml"
        path.write_text(f"schema: ruscorpus/config/1\n{lines}", encoding="utf-8")
        return path

    return write


def test_own_lists_come_on_top_of_the_packaged_ones(study):
    lines = "actors: [actors, my-actors.yaml]\nframes: [events/frames, my-frames.yaml]\n"
    analyse = standard_pipeline(load_knowledge(study(lines)))
    found = analyse(document("สภาลุ่มน้ำโขงใหม่มอบโคมเกียรติยศแก่เวียดนาม ขณะที่เจ้าบ้านเครมลินเยือนฮานอย\n"))
    assert {mention.id for mention in found.mentions} >= {"trans-mekong-council", "VNM", "vladimir-putin"}
    own = next(event for event in found.events if event.rule == "frame:own-lantern")
    assert (own.actor, own.recipient) == (("trans-mekong-council",), ("VNM",))


def test_an_id_that_stands_again_replaces_the_packaged_one(study, knowledge):
    own = load_knowledge(study("actors: [actors, my-actors.yaml]\n"))
    putin = next(actor for actor in own.actors if actor.id == "vladimir-putin")
    assert putin.aliases == ("เจ้าบ้านเครมลิน",)
    assert len(own.actors) == len(knowledge.actors) + 1
    assert own.config_sha256 != knowledge.config_sha256


def test_one_place_stands_without_a_list(study, tmp_path):
    book = tmp_path / "book.yaml"
    template = (packaged_configs() / "templates" / "codebook.yaml").read_text(encoding="utf-8")
    book.write_text(template.replace("{id}", "small"), encoding="utf-8")
    alone = load_knowledge(study("actors: my-actors.yaml\n"), book)
    assert [actor.id for actor in alone.actors] == ["trans-mekong-council", "vladimir-putin"]


def test_what_is_nowhere_is_named_with_the_file_that_names_it(study):
    path = study("actors: [actors, mine]\n")
    with pytest.raises(ConfigError) as caught:
        load_knowledge(path)
    problem = caught.value.problems[0]
    assert problem.slug == "config-missing"
    assert "'mine'" in problem.message
    assert problem.path == str(path)


def test_an_id_twice_in_one_place_is_an_error(study, tmp_path):
    (tmp_path / "mine").mkdir()
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / "mine" / name).write_text(ACTORS, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_knowledge(study("actors: [actors, mine]\n"))
    assert caught.value.problems[0].slug == "actor-duplicate"


def test_examples_of_own_frames_are_checked(study, tmp_path, capsys):
    wrong = (
        FRAMES.replace("recipient: [VNM]", "recipient: [THA]") + "    negative: [ลาวมอบโคมเกียรติยศแก่กัมพูชา]\n"
    )
    (tmp_path / "my-frames.yaml").write_text(wrong, encoding="utf-8")
    path = study("frames: [events/frames, my-frames.yaml]\n")
    assert run(["codebook", "check", "--config", str(path)]) == 1
    told = [line for line in capsys.readouterr().err.splitlines() if "error[frame-example]" in line]
    assert [line.split("my-frames.yaml:")[1].split(":")[0] for line in told] == ["8", "8", "9"]
    assert "missing: SUPPORT LAO → THA" in told[0]
    assert "too much: SUPPORT LAO → VNM" in told[1]
    assert "negative example gives SUPPORT" in told[2]
