"""What holds for the repair of any text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ruscorpus.model import Document
from ruscorpus.offsets import apply_edits, check_edits
from ruscorpus.repair import repair
from ruscorpus.repair.stage import RepairStage

LINE_BREAKS = re.compile(r"\r\n|\n|\r")
THAI = st.text(st.sampled_from("กทนปผญฐดเแไโาำะํ่้๊๋์็ิีึืุูัๆฯ \n\r�E\uf701\uf70a\uf88c\x85à¸¹"), max_size=40)
WESTERN = st.text(st.sampled_from("aé–’”\n"), max_size=12).map(
    lambda s: s.encode().decode("cp1252", "replace")
)
settings.register_profile("repair", deadline=None)  # the first call loads the words
settings.load_profile("repair")
TEXTS = st.one_of(st.text(max_size=60), THAI, WESTERN, st.lists(st.one_of(THAI, WESTERN)).map("\n".join))


@given(TEXTS)
@example("\ud800 lone surrogate à¸")
def test_edits_lead_from_raw_to_text(raw):
    result = repair(raw)
    check_edits(len(raw), result.edits)
    assert apply_edits(raw, result.edits) == result.text
    assert all(0 <= edit.confidence <= 1 and edit.rule for edit in result.edits)
    assert result.unrecoverable == result.text.count("\ufffd")


@given(TEXTS)
def test_lines_stay_lines(raw):
    text = repair(raw).text
    assert LINE_BREAKS.findall(text) == LINE_BREAKS.findall(raw)
    assert len(text.splitlines()) == len(raw.splitlines())


@given(TEXTS)
def test_a_second_repair_changes_nothing(raw):
    once = repair(raw).text
    assert repair(once).text == once


@pytest.mark.parametrize("raw", ["", "ทํางาน", "เรียบร้อยดี"])
def test_stage_fills_its_fields(raw):
    document = RepairStage()(Document(id="a", path="a.txt", raw=raw))
    assert document.text == apply_edits(raw, document.edits) == repair(raw).text
    assert document.raw == raw
    assert document.unrecoverable == 0


def test_stage_counts_what_stays_unknown():
    assert RepairStage()(Document(id="a", path="a.txt", raw="ปี \ufffd และ \ufffd")).unrecoverable == 2


def test_given_words_are_believed():
    damaged = "นายกฯ พบกบัคณะจากกรปิเปนทปี่ระชมุซงึ่ตา่งฝา่ยตา่งกพ็อใจ"
    assert "กริปเปน" not in repair(damaged).text
    assert "กริปเปน" in repair(damaged, words=["กริปเปน"]).text


def test_names_are_learnt_where_they_stand_undamaged():
    damaged = (
        "กอ่นหนา้นกี้รปิเปนใหส้มัภาษณว์า่ความสมัพนัธร์ะหวา่งสองประเทศตงึเครยีดขนึ้\n"
        "ฝา่ยคา้นเรยีกรอ้งใหก้รปิเปนชแี้จงตอ่สภาเรอื่งสนธสิญัญาทลี่งนามไปแลว้"
    )
    sound = "ทูตพิเศษกริปเปนเดินทางถึงกรุงมอสโกเมื่อวันจันทร์\nรัฐบาลแต่งตั้งกริปเปนเป็นหัวหน้าคณะเจรจา\n"
    assert repair(damaged).text.count("กริปเปน") == 0
    assert repair(sound + damaged).text.count("กริปเปน") == 4


def test_names_stand_in_a_text_of_which_a_part_is_displaced():
    damaged = "ความสมัพนัธ์ระหวา่งสองประเทศตอ้งเปลีย่นไปอยา่งมากดว้ยเหตุนี้"
    sound = "ทูตเดินทางจากกรุงมินสก์ไปยังแคว้นลูฮันสก์ ก่อนกล่าวถึงสาธารณรัฐโดเนตสค์ในที่ประชุมใหญ่ที่นครเจนีวา"
    lines = repair("\n".join([sound, damaged, damaged, *[sound] * 9])).text.split("\n")
    assert lines[1] == "ความสัมพันธ์ระหว่างสองประเทศต้องเปลี่ยนไปอย่างมากด้วยเหตุนี้"
    assert set(lines[3:]) == {sound} == {lines[0]}


def test_displaced_lines_leave_sound_lines_alone():
    sound = "เคอร์บีกับปรีห์ปรางเขียนถึงแองกลิกันและอินช็อน"
    damaged = "ความสมัพนัธ์ระหวา่งสองประเทศตอ้ งเปลีย่นไปอยา่งมาก"
    text = "\n".join([damaged, sound, damaged])
    assert repair(text).text.split("\n")[1] == sound


@pytest.mark.parametrize("name", ["002-chapters-1-3"])
def test_the_thesis(name):
    """A real thesis as a PDF extractor left it, where it lies beside the project."""
    shared = Path(__file__).parents[3] / "shared"
    gold = shared / "gold" / "repair" / f"{name}.tsv"
    if not gold.exists():
        pytest.skip(f"{gold} is not here")
    seed = next((shared / "seeds").glob(name.split("-")[0] + "_*.txt"))
    lines = repair(seed.read_text("utf-8")).text.split("\n")
    truth = [line.split("\t", 1) for line in gold.read_text("utf-8").split("\n") if "\t" in line]
    wrong = [number for number, line in truth if bare(lines[int(number) - 1]) != bare(line)]
    assert len(truth) > 300
    assert len(wrong) <= 4


def bare(line):
    return re.sub(r"\s+", "", line)
