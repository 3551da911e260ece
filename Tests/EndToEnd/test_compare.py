"""`survey-cli compare`, the plan `full` and `survey-cli plan`: anything asked for in any order, and nothing falls."""

import json
import random

import pytest

from analysis_sample import people, write
from engine import Workspace, run
from small_wave import SURVEY
from test_import import units_file

WAVES = ["spring", "summer", "autumn"]


@pytest.fixture(scope="module")
def zone(tmp_path_factory):
    folder = tmp_path_factory.mktemp("compare")
    workspace = None
    for place, wave in enumerate(WAVES):
        survey, answers, population = write(folder, people(seed=20 + place))
        workspace = workspace or Workspace(folder / "workspace", languages=("en",), organisation=units_file(folder))
        date = f"2025-0{place + 1}-15"
        workspace.cli("import", str(answers), "--survey", str(survey), "--wave", wave, "--date", date)
    return {"workspace": workspace, "survey": survey, "population": population, "folder": folder}


def cells(report):
    return {(c["variable"], json.dumps(c["group"], sort_keys=True)): c for c in report["cells"]}


def test_the_full_plan_shows_every_declared_group(zone):
    report = json.loads(zone["workspace"].cli("report", "full", "--wave", "spring", "--format", "json").stdout)
    assert report["format"] == "survey.report/1"
    groups = {json.dumps(cell["group"], sort_keys=True).replace("+declined", "") for cell in report["cells"]}
    assert {'{"unit": "T1"}', '{"status": "1"}', '{"age": "4"}', "{}"} <= groups
    assert "Full report" in zone["workspace"].cli("report", "full", "--wave", "spring", "--format", "text").stdout


def test_a_comparison_has_the_numbers_of_the_report(zone):
    workspace = zone["workspace"]
    full = cells(json.loads(workspace.cli("report", "full", "--wave", "summer", "--format", "json").stdout))
    compared = json.loads(workspace.cli("compare", "--wave", "summer", "--by", "age", "--json").stdout)
    for key, cell in cells(compared).items():
        assert full[key] == cell


def test_what_was_not_declared_is_decided_on_top_and_recorded_once(zone):
    workspace = zone["workspace"]
    before = len(json.loads(workspace.cli("ledger", "list", "--json").stdout))
    command = ["compare", "--wave", "summer", "--by", "status", "--where", "age=2", "--variable", "safety", "--json"]
    first, second = workspace.cli(*command).stdout, workspace.cli(*command).stdout
    assert first == second
    kinds = [entry["kind"] for entry in json.loads(workspace.cli("ledger", "list", "--json").stdout)][before:]
    assert kinds == ["decisions", "release"]
    for cell in json.loads(first)["cells"]:
        assert cell["group"] == {} or cell["group"]["age"].startswith("2")


def test_bad_names_are_told(zone):
    workspace = zone["workspace"]
    for arguments, words in [
        (["--by", "rank"], "The survey has no attribute 'rank'"),
        (["--where", "age=9"], "'9' is no value of 'age'"),
        (["--where", "age"], "Write --where ATTRIBUTE=VALUE"),
        (["--by", "age", "--variable", "joy"], "'joy' is no item or scale"),
        ([], "Name groups"),
    ]:
        done = workspace.cli("compare", "--wave", "summer", *arguments, expect=None)
        assert done.returncode == 2, done
        assert words in done.stderr


def test_where_the_survey_refuses_other_groupings_nothing_else_is_shown(zone, tmp_path):
    text = zone["survey"].read_text().replace("ad-hoc: admit", "ad-hoc: refuse")
    strict = tmp_path / "strict.yaml"
    strict.write_text(text)
    workspace = Workspace(tmp_path / "workspace", languages=("en",), organisation=units_file(tmp_path))
    workspace.cli("import", str(zone["folder"] / "answers.csv"), "--survey", str(strict), "--wave", "strict")
    assert workspace.cli("compare", "--wave", "strict", "--by", "age", "--json", expect=None).returncode == 0
    done = workspace.cli("compare", "--wave", "strict", "--by", "age", "--by", "status", "--json", expect=None)
    assert done.returncode == 3
    refused = [cell for cell in json.loads(done.stdout)["cells"] if cell["group"]]
    assert refused and all(cell["suppressed"]["reason"] == "undeclared" for cell in refused)


def test_anything_in_any_order_over_three_waves_and_nothing_falls(zone):
    workspace, chance = zone["workspace"], random.Random(5)
    attributes = ["unit", "status", "age", "trainings"]
    values = {"unit": ["T1", "T3"], "status": ["1", "2"], "age": ["1", "3"], "trainings": ["1", "2"]}
    for _ in range(12):
        wave = chance.choice(WAVES)
        by = chance.sample(attributes, chance.randint(1, 2))
        command = ["compare", "--wave", wave, "--variable", "safety", "--variable", "a1", "--variable", "hurt"]
        for attribute in by:
            command += ["--by", attribute]
        rest = [attribute for attribute in attributes if attribute not in by]
        if chance.random() < 0.6:
            attribute = chance.choice(rest)
            command += ["--where", f"{attribute}={chance.choice(values[attribute])}"]
        if chance.random() < 0.3:
            command = ["report", "leadership-summary", "--wave", wave, "--format", "json"]
        assert workspace.cli(*command, expect=None).returncode in (0, 3)
    assert "none" in workspace.cli("audit", "disclosure", "--wave", "autumn").stdout
    assert workspace.cli("ledger", "verify").returncode == 0


def test_a_plan_foretells_what_can_be_shown(zone):
    workspace = zone["workspace"]
    done = workspace.cli("plan", str(zone["survey"]), "--population", str(zone["population"]), "--json")
    plan = json.loads(done.stdout)
    assert {tuple(table["by"]) for table in plan["tables"]} == {("unit",), ("status",), ("age",)}
    assert all(table["shown"] > 0 for table in plan["tables"])
    assert plan["publish"].startswith("publish:\n  groupings:\n    - { by: [unit]")
    without = json.loads(workspace.cli("plan", str(zone["survey"]), "--json").stdout)
    assert ["status"] in without["unknown"]


def test_a_plan_of_a_survey_without_attributes_says_so(tmp_path):
    survey = tmp_path / "short.yaml"
    text = SURVEY[: SURVEY.index("attributes:")] + SURVEY[SURVEY.index("sections:"):]
    survey.write_text(text.replace("groupings: [{ by: [status] }]", "groupings: []"))
    done = run("plan", str(survey))
    assert done.stdout.startswith("The survey asks for no attributes") and "head count" not in done.stdout
    plan = json.loads(run("plan", str(survey), "--json").stdout)
    assert plan["tables"] == [] and plan["publish"] == "publish:\n  groupings: []\n  ad-hoc: admit\n"


def test_a_plan_names_units_to_report_together(zone, tmp_path):
    units = tmp_path / "units.csv"
    units.write_text(
        "unit,parent,level,name,headcount\nall,,zone,All,\nT1,all,team,T1,3\nT2,all,team,T2,6\nT3,all,team,T3,40\n"
        "T4,all,team,T4,50\nT5,all,team,T5,60\n"
    )
    workspace = Workspace(tmp_path / "workspace", languages=("en",), organisation=units)
    plan = json.loads(workspace.cli("plan", str(zone["survey"]), "--json").stdout)
    assert plan["merges"] == [{"units": ["T1", "T2"], "headcount": 9}]
    unit = next(table for table in plan["tables"] if table["by"] == ["unit"])
    assert unit["small"] == 1 and unit["difference"] == 1


def test_an_analysis_by_what_was_not_declared_is_decided_on_top_too(zone, tmp_path):
    survey = tmp_path / "few.yaml"
    survey.write_text(zone["survey"].read_text().replace(", { by: [age] }", ""))
    workspace = Workspace(tmp_path / "workspace", languages=("en",), organisation=units_file(tmp_path))
    workspace.cli("import", str(zone["folder"] / "answers.csv"), "--survey", str(survey), "--wave", "few")
    analysis = json.loads(workspace.cli("analyse", "--wave", "few", "--by", "age", "--json").stdout)
    groups = next(c for c in analysis["comparisons"] if c["variable"] == "safety")["groups"]
    assert any("mean" in group for group in groups.values())
    kinds = [entry["kind"] for entry in json.loads(workspace.cli("ledger", "list", "--json").stdout)]
    assert kinds == ["wave.imported", "decisions", "decisions", "release"]
    assert workspace.cli("audit", "disclosure").returncode == 0
