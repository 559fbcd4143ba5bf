"""The pictures of the HTML report show the numbers that they are made of."""

from __future__ import annotations

import re
from dataclasses import replace

import html5lib
import pytest
from report_samples import CONFIGURATION, build, write_tree

from ruscorpus.config.base import Bilingual
from ruscorpus.report.analysis import Analysis
from ruscorpus.report.balance import Tally
from ruscorpus.report.corpus import CorpusAnalysis
from ruscorpus.report.html.charts import Bar, bars
from ruscorpus.report.html.context import Context
from ruscorpus.report.html.heat import YEARS, heat_maps
from ruscorpus.report.html.network import ACTORS, network
from ruscorpus.report.html.sheets import Sheet
from ruscorpus.report.html.times import BARS, time_chart
from ruscorpus.report.labels import Labels
from ruscorpus.report.shorten import width


def parse(fragment):
    (element,) = html5lib.parseFragment(str(fragment), namespaceHTMLElements=False)
    return element


def of_class(root, name):
    return [e for e in root.iter() if name in (e.get("class") or "").split()]


@pytest.fixture
def context(tmp_path, codebook, ontology):
    """Make a context of one document with the events given as (type, actor, recipient, date)."""

    def make(events, codings=()):
        case = {"id": "x.txt", "path": "x.txt", "text": "รัสเซีย", "date": "2020"}
        rows = [
            {"words": "รัสเซีย", "type": t, "actor": [a], "recipient": [b], "date": d, "status": "occurred"}
            for t, a, b, d in events
        ]
        document = build(case | {"events": rows, "codings": codings})
        tree = write_tree(tmp_path, [document])
        corpus = CorpusAnalysis(codebook, ontology)
        corpus.add(Analysis.of(document))
        names = {key: Bilingual(**name) for key, name in CONFIGURATION["names"].items()}
        labels = Labels.of(codebook, ontology, names, "en", escape=str)
        return Context((Sheet.of(1, Analysis.of(document), tree),), corpus, labels, "1")

    return make


def tally(**quads):
    counts = Tally()
    counts.quads.update({int(name[1]): n for name, n in quads.items()})
    return counts


def test_cooperation_points_up_and_conflict_down_in_proportion():
    svg = parse(bars([Bar("2024", "2024", tally(q1=2, q2=4, q4=3), "told")], "title", 200))
    heights = {
        e.get("class"): (float(e.get("y")), float(e.get("height")))
        for e in svg.iter()
        if e.tag.endswith("rect")
    }
    zero = float(re.search(r"M\d+ ([\d.]+)H", of_class(svg, "axis")[0].get("d"))[1])
    unit = heights["q2"][1] / 4
    assert heights["q1"][1] == pytest.approx(2 * unit, abs=0.2)
    assert heights["q4"][1] == pytest.approx(3 * unit, abs=0.2)
    assert heights["q2"][0] + heights["q2"][1] == pytest.approx(zero, abs=0.2)
    assert heights["q1"][0] + heights["q1"][1] == pytest.approx(heights["q2"][0], abs=0.2)
    assert heights["q4"][0] == pytest.approx(zero, abs=0.2)


def test_a_gap_in_time_is_marked_and_the_oldest_years_share_a_bar(context):
    years = [*range(1980, 2000), 2010]
    figure = parse(time_chart(context([("AID", "RUS", "PRK", str(year)) for year in years])))
    columns = of_class(figure, "bar")
    assert len(columns) == BARS
    assert columns[0].get("data-year") is None
    texts = ["".join(e.itertext()) for e in of_class(columns[0], "tick")]
    assert texts == ["≤1987"]
    assert "8" in "".join(columns[0][0].itertext())
    assert [column.get("data-year") for column in columns if of_class(column, "gap")] == ["2010"]


def test_the_network_tells_cooperation_from_conflict(context):
    events = [("AID", "RUS", "PRK", "2024")] * 3 + [("SANCTION", "USA", "RUS", ""), ("AID", "USA", "USA", "")]
    (wide, narrow) = (svg for svg in parse(network(context(events))) if of_class(svg, "network"))
    for figure in (wide, narrow):
        tell_cooperation_from_conflict(figure)


def tell_cooperation_from_conflict(figure):
    ties = {e.get("class"): "".join(e.itertext()) for e in of_class(figure, "tie")}
    assert ties == {
        "tie cooperation": "North Korea – Russia: cooperation 3",
        "tie conflict": "Russia – United States: conflict 1",
    }
    assert {node.get("data-actor") for node in of_class(figure, "node")} == {"RUS", "PRK", "USA"}


def test_a_large_network_says_whom_it_leaves_out(context):
    events = [("AID", "RUS", f"A{n:02}", "2024") for n in range(ACTORS + 3)]
    figure = parse(network(context(events)))
    assert [len(of_class(svg, "node")) for svg in of_class(figure, "network")] == [ACTORS, ACTORS]
    assert "4 more actors are not shown" in "".join(figure.itertext())


@pytest.mark.parametrize("others", [1, 2, 7, ACTORS - 1])
def test_names_of_the_network_stay_inside_and_apart(context, others):
    events = [("AID", "RUS", f"คณะมนตรีความมั่นคงแห่งชาติของประเทศ{n:02}", "2024") for n in range(others)]
    for svg in of_class(parse(network(context(events))), "network"):
        room, height = map(int, svg.get("viewBox").split()[2:])
        boxes = []
        for node in of_class(svg, "node"):
            text = node[-1]
            size = 7.5 * width(text.text)  # pixels of a letter of 15, in the fonts of the page
            x, y = float(text.get("x")), float(text.get("y"))
            left = x - {"start": 0, "middle": size / 2, "end": size}[text.get("text-anchor")]
            assert left >= 0
            assert left + size <= room
            assert 12 <= y <= height
            boxes.append((left, y, left + size))
        for place, (left, y, right) in enumerate(boxes):
            for other_left, other_y, other_right in boxes[:place]:
                assert abs(y - other_y) > 15 or right < other_left or other_right < left


@pytest.mark.parametrize("years", [1, 2, 3, 5, 9, 14])
def test_few_years_make_a_small_chart(context, years):
    svg = parse(time_chart(context([("AID", "RUS", "PRK", str(2000 + n)) for n in range(years)])))
    (chart,) = of_class(svg, "bars")
    across, high = int(chart.get("width")), int(chart.get("height"))
    assert high <= {1: 190, 2: 230, 3: 270}.get(years, 330)
    assert ("few" in chart.get("class").split()) == (across < 416)


def test_nobody_met_nobody(context):
    assert network(context([])) is None
    assert time_chart(context([])) is None


def test_the_heat_map_shows_every_code_of_a_crosstab_and_folds_old_years(context):
    words = {
        "words": "รัสเซีย",
        "codes": ["factor.military", "domain.military"],
        "cues": ["a"],
        "dyads": ["PRK-RUS"],
    }
    events = [("AID", "RUS", "PRK", str(year)) for year in range(1990, 2010)]
    section = parse(heat_maps(context(events, [words])))
    by_year, _, crosstab = section.iter("table")
    heads = ["".join(th.itertext()) for th in by_year.find("thead").iter("th")]
    assert len(heads) == YEARS + 2
    assert heads[-1] == "Total"
    assert heads[1] == "≤1996"
    oldest = next(by_year.iter("td"))
    assert ("".join(oldest.itertext()), oldest.get("data-value")) == ("7", None)
    rows = {
        "".join(tr.find("th").itertext()): ["".join(td.itertext()) for td in tr.iter("td")]
        for tr in crosstab.iter("tr")
    }
    assert rows["Military factor"] == ["1", ""]
    assert rows["Economic factor"] == ["", ""]


def test_tallies_add_up():
    one, two = tally(q1=1), tally(q1=2, q4=1)
    one.merge(two)
    assert (one.quads[1], one.quads[4], one.counted) == (3, 1, 4)
    assert replace(one).mean is None
