"""The packaged gazetteer: every file loads, every name is well formed and stands for one actor only."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from ruscorpus.config.actors import Actor, ActorFile
from ruscorpus.config.load import load_grammar
from ruscorpus.model import is_state
from ruscorpus.phrases import PhraseSet, ReadText, folded
from ruscorpus.resources import packaged_configs, pythainlp
from ruscorpus.yamlio import read, validate

FILES = {
    "states": "COUNTRY",
    "leaders": "PERSON",
    "organisations": "ORG",
    "places": "LOC",
    "equipment": "EQUIPMENT",
    "agreements": "AGREEMENT",
}
ISO_3166_1 = """
ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM
BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR
CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB
GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA
JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA
MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR
NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS
SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON
TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE
""".split()

# Thai cells that no Thai word has: a mark without its letter, two upper or lower vowels, two tone marks.
ILL_FORMED = re.compile(r"^[ะ-ฺ็-๎]|[\s\-][ัิ-ฺ็-๎]|[ัิ-ฺ]{2}|[่-๋]{2}|[่-๋][ัิ-ฺ]|ํา|เเ|[\u200b-\u200d\u2060\ufeff]|\s\s")

# Names that the Royal Institute's dictionary has as well. Whoever adds one here has made sure that in texts
# on international politics it nearly always is the name.
ALSO_IN_THE_DICTIONARY = set(
    """
    จีน เยอรมัน เดนมาร์ก ฝรั่งเศส อังกฤษ กวม อินเดีย ญี่ปุ่น กัมพูชา เขมร ลาว พม่า มองโกเลีย ฮอลแลนด์ ฮอลันดา ดัตช์ รัสเซีย
    ไทย ไต้หวัน อเมริกัน เวียดนาม ประยุทธ์ ทักษิณ ภูมิธรรม สหประชาชาติ องค์การสหประชาชาติ ศาลยุติธรรมระหว่างประเทศ ศาลโลก เครือจักรภพ
    ธนาคารโลก ธรรมศาสตร์ สยามรัฐ กฎบัตรสหประชาชาติ ปฏิญญาสากลว่าด้วยสิทธิมนุษยชน ตะวันออกกลาง ตะวันออกไกล
    หิมาลัย โรม เสฉวน ทวาย บาหลี
    """.split()
)


@cache
def actors_of(name: str) -> tuple[Actor, ...]:
    """Return the actors of all files of one kind: ``states.yaml``, ``leaders-africa.yaml``."""
    return tuple(actor for path in paths_of(name) for actor in in_file(path))


def paths_of(name: str) -> list[Path]:
    return sorted((packaged_configs() / "actors").glob(f"{name}*.yaml"))


@cache
def in_file(path: Path) -> tuple[Actor, ...]:
    return validate(ActorFile, read(path), str(path)).actors


def every_actor() -> list[Actor]:
    return [actor for name in FILES for actor in actors_of(name)]


@cache
def names() -> PhraseSet[str]:
    return PhraseSet((name, actor.id) for actor in every_actor() for name in actor.names)


def found(text: str) -> list[str]:
    read_text = ReadText(text, range(len(text) + 1))
    return list(dict.fromkeys(names().payload(hit) for hit in names().find_longest(read_text)))


def test_the_folder_holds_these_files_and_no_others():
    stems = {path.stem.partition("-")[0] for path in (packaged_configs() / "actors").glob("*.yaml")}
    assert stems == set(FILES)


@pytest.mark.parametrize(("name", "kind"), FILES.items())
def test_a_file_holds_actors_of_its_own_type(name, kind):
    assert {actor.type for actor in actors_of(name)} == {kind}


@pytest.mark.parametrize(("name", "field"), [("leaders", "acts_for"), ("places", "within")])
def test_what_belongs_to_one_state_stands_in_one_file(name, field):
    files: dict[str, set[str]] = {}
    for path in paths_of(name):
        for actor in in_file(path):
            if is_state(getattr(actor, field)):
                files.setdefault(getattr(actor, field), set()).add(path.name)
    assert {state: names for state, names in files.items() if len(names) > 1} == {}


def test_ids_are_unique():
    counts = Counter(actor.id for actor in every_actor())
    assert [name for name, count in counts.items() if count > 1] == []


def test_no_name_stands_for_two_actors():
    owners: dict[str, set[str]] = {}
    for actor in every_actor():
        for name in actor.names:
            owners.setdefault(folded(name), set()).add(actor.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_a_short_name_is_not_also_a_full_one_of_the_same_actor():
    for actor in every_actor():
        full = {folded(name) for name in actor.names}
        assert not full & {folded(name) for name in actor.short}, actor.id


def test_names_are_well_formed():
    faults = [
        (actor.id, name)
        for actor in every_actor()
        for name in (*actor.names, *actor.short)
        if len(name) < 2 or unicodedata.normalize("NFC", name) != name or ILL_FORMED.search(name)
    ]
    assert faults == []


@pytest.mark.parametrize("name", ["ํา", "เเคนาดา", "ก่้า", "ร ัสเซีย", "ปูุติน", "จีน  แดง", "สี\u200bจิ้นผิง"])
def test_what_counts_as_ill_formed(name):
    assert ILL_FORMED.search(name)


def test_thai_names_are_in_thai_and_english_names_in_latin_letters():
    for actor in every_actor():
        assert re.search("[ก-ฮ]", actor.th), actor.id
        assert not re.search("[ก-๙]", actor.en), actor.id


@pytest.mark.parametrize("text", ["nan of us un qom", "let us tak eni", "osh gao goa"])
def test_short_latin_names_match_only_as_they_are_written(text):
    assert found(text) == []


def test_names_that_are_dictionary_words_too_have_been_looked_over():
    dictionary = pythainlp("corpus").thai_orst_words()
    words = {name for actor in every_actor() for name in actor.names if name in dictionary}
    assert words - ALSO_IN_THE_DICTIONARY == set()


def test_references_lead_to_actors_of_the_right_type():
    kinds = {actor.id: actor.type for actor in every_actor()}
    acting = {actor.id for actor in every_actor() if actor.acts_for == actor.id}
    for actor in every_actor():
        # A place acts where a state has been declared that few recognise.
        assert kinds.get(actor.acts_for or "RUS") in {"COUNTRY", "ORG", "LOC"}, actor.id
        assert actor.capital_of in acting or kinds.get(actor.capital_of or "RUS") == "COUNTRY", actor.id
        assert kinds.get(actor.succeeded_by or "RUS") == "COUNTRY", actor.id
        assert {kinds.get(seat) for seat in actor.seats} <= {"LOC", "ORG"}, actor.id
        assert kinds.get(actor.within or "RUS") in {"COUNTRY", "LOC"}, actor.id
        assert {kinds.get(office.of) for office in actor.offices} <= {"COUNTRY", "ORG"}, actor.id


def test_only_people_hold_offices_and_only_places_are_capitals():
    for actor in every_actor():
        assert actor.type == "PERSON" or not actor.offices, actor.id
        assert actor.type == "LOC" or not (actor.capital_of or actor.within), actor.id


def test_offices_begin_before_they_end():
    for actor in every_actor():
        for office in actor.offices:
            assert not office.until or not office.since or office.since <= office.until, actor.id


def test_all_states_of_iso_3166_1_are_there():
    ids = {actor.id for actor in actors_of("states")}
    assert set(ISO_3166_1) - ids == set()
    assert {"XKX", "SUN", "YUG", "CSK", "DDR"} <= ids


def test_former_states_have_an_end_and_others_have_none():
    ended = {actor.id for actor in actors_of("states") if actor.until}
    assert ended == {actor.id for actor in actors_of("states")} - {*ISO_3166_1, "XKX"}


def test_a_state_has_one_capital_at_most_and_most_have_one():
    capitals = Counter(actor.capital_of for actor in actors_of("places") if actor.capital_of)
    assert [state for state, count in capitals.items() if count > 1] == []
    assert len(capitals) > 185


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("สหรัฐฯ", "USA"),
        ("สหรัฐ ฯ", "USA"),
        ("สหพันธรัฐรัสเซีย", "RUS"),
        ("สาธารณรัฐประชาธิปไตยประชาชนเกาหลี", "PRK"),
        ("สปป.ลาว", "LAO"),
        ("พม่า", "MMR"),
        ("ยูเออี", "ARE"),
        ("DPRK", "PRK"),
        ("โซเวียต", "SUN"),
        ("คิมจองอึน", "kim-jong-un"),
        ("คิม จอง-อึน", "kim-jong-un"),
        ("คิม จอง อึน", "kim-jong-un"),
        ("สีจิ้นผิง", "xi-jinping"),
        ("วลาดิเมียร์ ปูติน", "vladimir-putin"),
        ("เซียร์เกย์ ลาฟรอฟ", "sergei-lavrov"),
        ("โวโลดีมีร์ เซเลนสกี้", "volodymyr-zelenskyy"),
        ("กระทรวงการต่างประเทศของรัสเซีย", "russia-mfa"),
        ("กระทรวงกลาโหมสหรัฐฯ", "pentagon"),
        ("กรุงเทพฯ", "bangkok"),
        ("ซู-35", "su-35"),
        ("ฮวาซอง-17", "hwasong-17"),
        ("สนธิสัญญานิวสตาร์ต", "new-start"),
    ],
)
def test_names_as_thai_texts_write_them(text, actor):
    assert found(text) == [actor]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("เทียนจิน", "tianjin"),
        ("มหาสมุทรอินเดีย", "indian-ocean"),
        ("ทะเลจีนใต้", "south-china-sea"),
        ("ทะเลญี่ปุ่น", "sea-of-japan"),
        ("อ่าวเม็กซิโก", "gulf-of-mexico"),
        ("นิวเม็กซิโก", "new-mexico"),
        ("ลาตินอเมริกา", "latin-america"),
        ("รัฐจอร์เจีย", "georgia-us"),
        ("มองโกเลียใน", "inner-mongolia"),
        ("สหรัฐอาหรับเอมิเรตส์", "ARE"),
        ("ปาปัวนิวกินี", "PNG"),
        ("ซูดานใต้", "SSD"),
        ("เยอรมนีตะวันออก", "DDR"),
        ("วอชิงตันโพสต์", "washington-post"),
        ("ไทยรัฐ", "thai-rath"),
        ("พรรคคอมมิวนิสต์จีน", "chinese-communist-party"),
        ("สาธารณรัฐประชาชนโดเนตสค์", "donetsk-peoples-republic"),
        ("จอร์จ วอชิงตัน", "george-washington"),
    ],
)
def test_longer_names_win_over_the_names_inside_them(text, actor):
    assert found(text) == [actor]


@pytest.mark.parametrize("text", ["สีแดงชาด", "ดอกมะลิและมาลี", "เช็กข้อมูล", "เสื้อเจอร์ซีย์", "let us all join"])
def test_everyday_words_are_not_names(text):
    assert found(text) == []


def test_groups_are_of_the_gazetteer_and_their_members_are_states():
    known = {actor.id for actor in every_actor()}
    members = load_grammar(packaged_configs() / "events" / "grammar.yaml").members
    assert members.keys() <= known
    assert all(
        len(states) > 2 and all(map(is_state, states)) and {*states} <= known for states in members.values()
    )
