"""Every shipped survey can be checked, planned, tried out, analysed and opened, and its start page says the minutes that the guide lists."""

import csv
import re
import urllib.request

import pytest
import yaml

from engine import ROOT, Server, Workspace, run

LANGUAGES = ("nl", "fr", "de", "en")
ORGANISATION = ROOT / "Scripts" / "demo-organisation.csv"
FILES = {path.stem: path for path in sorted((ROOT / "Surveys").glob("*.yaml"))}
PEOPLE = 520
DURATION = {
    "nl": r"ongeveer (\d+) minuten", "fr": r"environ (\d+) minutes", "de": r"etwa (\d+) Minuten", "en": r"about (\d+) minutes"}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    return Workspace(tmp_path_factory.mktemp("shipped") / "workspace", languages=LANGUAGES, organisation=ORGANISATION)


@pytest.fixture(scope="module")
def server(workspace):
    for name in FILES:
        workspace.open_wave(FILES[name], name=name, mode="open")
    with Server(workspace) as running:
        yield running


@pytest.mark.parametrize("name", FILES)
def test_it_is_valid_without_a_warning(name):
    assert re.fullmatch(r".*: valid\. \d+ items, \d+ attributes, \d+ scales\.\n", run("validate", str(FILES[name])).stdout)


@pytest.mark.parametrize("name", FILES)
def test_its_groups_can_be_foretold(name, workspace, tmp_path):
    survey = yaml.safe_load(FILES[name].read_text(encoding="utf-8"))
    lines = ["attribute,code,count"]
    for attribute in survey["attributes"]:
        options = attribute.get("options", [])
        lines += [f"{attribute['id']},{option['code']},{PEOPLE // len(options)}" for option in options]
    (tmp_path / "people.csv").write_text("\n".join(lines) + "\n")
    population = ["--population", str(tmp_path / "people.csv")] if len(lines) > 1 else []
    plan = workspace.json("plan", str(FILES[name]), *population)
    known = [grouping for grouping in survey["publish"]["groupings"] if "trainings" not in grouping["by"]]
    assert [table["by"] for table in plan["tables"]] == [grouping["by"] for grouping in known]
    assert all(table["shown"] > 0 for table in plan["tables"])


@pytest.mark.parametrize("name", FILES)
def test_made_up_answers_can_be_analysed(name, tmp_path):
    survey = yaml.safe_load(FILES[name].read_text(encoding="utf-8"))
    answers = tmp_path / "answers.csv"
    run("simulate", "--survey", str(FILES[name]), "--count", "300", "--out", str(answers), "--organisation", str(ORGANISATION))
    text = run("analyse", str(answers), "--survey", str(FILES[name]), "--organisation", str(ORGANISATION)).stdout
    items = [item["id"] for section in survey["sections"] for item in section["items"] if item.get("type") != "comment"]
    scales = [scale["id"] for scale in survey.get("scales", [])]
    assert [name for name in items + scales if not re.search(rf"^{name}( \(reversed\))? +\d", text, re.M)] == []


@pytest.mark.parametrize("name", ["inclusion-baseline", "moral-mental-resilience"])
def test_made_up_people_lean_to_the_good_end_of_every_set(name, tmp_path):
    survey = yaml.safe_load(FILES[name].read_text(encoding="utf-8"))
    out = tmp_path / "answers.csv"
    run("simulate", "--survey", str(FILES[name]), "--count", "2000", "--out", str(out), "--organisation", str(ORGANISATION))
    with open(out, newline="") as file:
        rows = list(csv.DictReader(file))
    good = {}
    for item in (item for section in survey["sections"] for item in section["items"] if "answers" in item):
        answers = survey["answers"][item["answers"]]
        codes = [option["code"] for option in answers["options"]]
        favourable = answers.get("favourable", [])
        if not favourable:
            continue
        is_low = sum(favourable) / len(favourable) < sum(codes) / len(codes)
        given = [int(row[item["id"]]) for row in rows if row[item["id"]].isdigit()]
        share = (sum(given) / len(given) - codes[0]) / (codes[-1] - codes[0])
        good[item["id"]] = 1 - share if is_low != item.get("reverse", False) else share
    assert any(survey["answers"][item["answers"]]["favourable"] == [1] for section in survey["sections"]
               for item in section["items"] if item.get("answers") == "how-often")
    # 0 is the bad end, 1 the good one; all sets get the same push.
    assert {item: share for item, share in good.items() if not 0.4 < share < 0.6} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_start_pages_say_how_long_it_takes(language, server):
    guide = (ROOT / "Surveys" / "README.md").read_text(encoding="utf-8")
    listed = {match[1]: int(match[2]) for match in re.finditer(r"^\| \[([a-z-]+)\.yaml\].*?\| (\d+) min \|", guide, re.M)}
    said = {}
    for name in FILES:
        with urllib.request.urlopen(f"{server.url}/{language}/w/{name}") as reply:
            said[name] = int(re.search(DURATION[language], reply.read().decode())[1])
    assert said == listed
