"""`survey-cli analyse --wave` with everything that can be asked: what passes the gate has the file's numbers, and nothing else is told."""

import http.client
import json

import pytest

from analysis_sample import POPULATION, SCALES, UNITS, people, write
from engine import Server, Workspace, run
from test_analyse import analyse

ASKED = ("--by", "status", "--by", "age", "--unit", "unit", "--outcome", "voice", "--seed", "5")
RARE = 3


def answers(row):
    """A CSV row as the JSON of an answer."""
    told = {}
    for name, cell in row.items():
        if cell == "":
            continue
        if name == "trainings":
            told[name] = [] if cell == "none" else [int(code) for code in cell.split()]
        else:
            told[name] = int(cell) if cell.isdigit() else cell
    return told


@pytest.fixture(scope="module")
def wave(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wave")
    rows = people(seed=4)
    # One age band that only a few people are in must not be told, nor what it could be computed from.
    for place, row in enumerate(rows):
        row["age"] = "4" if place < RARE else str(1 + int(row["age"]) % 3)
    survey, file, population = write(folder, rows)
    units = folder / "units.csv"
    units.write_text(
        "unit,parent,level,name,headcount\nall,,zone,All,\n"
        + "".join(f"{unit},all,team,{unit},{size + 20}\n" for unit, size in UNITS.items())
    )
    counts = folder / "counts.csv"
    lines = [f"status,{code},{count}" for code, count in POPULATION["status"].items()]
    counts.write_text("attribute,code,count\n" + "\n".join(lines) + "\n")
    workspace = Workspace(folder / "workspace", languages=("en",), organisation=units)
    workspace.open_wave(survey)
    with Server(workspace) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        for code, row in zip(workspace.codes(len(rows)), rows):
            body = json.dumps({"code": code, "answers": answers(row)})
            connection.request("POST", "/w/w1/answers", body, {"Content-Type": "application/json"})
            reply = connection.getresponse()
            text = reply.read()
            assert reply.status == 200, text
    workspace.cli("wave", "close", "w1")
    workspace.cli("wave", "unseal", "w1", "--key", str(workspace.key))
    options = (*ASKED, "--population", str(counts))
    return {
        "workspace": workspace, "options": options, "gated": workspace.json("analyse", "--wave", "w1", *options),
        "file": analyse(file, survey, *options, "--organisation", str(units)), "population": counts,
        "text": workspace.cli("analyse", "--wave", "w1", *options).stdout,
    }


def comparison(result, variable, by):
    return next(entry for entry in result["comparisons"] if entry["variable"] == variable and entry["by"] == by)


def test_what_is_shown_of_everybody_are_the_file_s_numbers(wave):
    gated, file = wave["gated"], wave["file"]
    assert gated["gated"] is True and file["gated"] is False
    for scale in SCALES:
        for name in ("n", "mean", "sd", "median", "favourable", "reliability"):
            assert gated["scales"][scale][name] == file["scales"][scale][name], name
    # A wave's answers are shuffled, which a bootstrap notices; what it is a bootstrap of is the same.
    assert gated["drivers"]["n"] == file["drivers"]["n"]
    for name, weights in file["drivers"]["weights"].items():
        for kind in ("johnson", "shapley", "correlation"):
            assert gated["drivers"]["weights"][name][kind] == pytest.approx(weights[kind], rel=1e-12)


def test_groups_that_are_shown_are_compared_and_the_others_left_out(wave):
    entry, plain = comparison(wave["gated"], "safety", "age"), comparison(wave["file"], "safety", "age")
    hidden = [key for key, group in entry["groups"].items() if "suppressed" in group]
    shown = {key: group["n"] for key, group in entry["groups"].items() if "n" in group and group["n"]}
    assert any("4" in key.split("+") for key in hidden)
    assert all(n >= 5 for n in shown.values())
    assert len(hidden) >= 2, "one hidden group would be the total less the others"
    assert plain["groups"]["4"]["n"] <= RARE
    if len(shown) > 2:
        assert len(entry["tests"]["dunn"]) == len(shown) * (len(shown) - 1) / 2
    told = [n for n in shown.values()]
    missing = wave["gated"]["scales"]["safety"]["n"] - sum(told)
    assert missing == 0 or missing >= 5


def test_teams_are_compared_over_those_that_are_shown(wave):
    for scale in SCALES:
        agreement = wave["gated"]["scales"][scale]["agreement"]
        assert agreement["groups"] + agreement.get("hiddenGroups", 0) == len(UNITS)
        assert set(wave["gated"]["scales"][scale]["teams"]["groups"]) <= set(UNITS)


def test_response_rates_of_groups_are_told_in_bands_only(wave):
    for code, group in wave["gated"]["population"]["groups"]["status"].items():
        assert "respondents" not in group
        if "responseRate" in group:
            low, high = group["responseRate"]["low"], group["responseRate"]["high"]
            assert round((high - low) * 100) == 10 and round(low * 100) % 10 == 0
            exact = wave["file"]["population"]["groups"]["status"][code]["responseRate"]
            assert low <= exact <= high


def test_an_attribute_that_does_not_exist_is_refused_with_a_choice(wave):
    done = run(
        "analyse", "--wave", "w1", "--by", "gender", "--workspace", str(wave["workspace"].folder), expect=2)
    assert "gender" in done.stderr and "status" in done.stderr


def test_the_text_says_that_it_passed_the_gate_and_tells_no_hidden_number(wave):
    assert "Passed disclosure control" in wave["text"]
    assert "hidden" in wave["text"]


def test_asking_again_gives_the_same_bytes(wave):
    again = wave["workspace"].cli("analyse", "--wave", "w1", *wave["options"]).stdout
    assert again == wave["text"]
