"""The way of somebody who has just installed the engine and writes a survey of their own, with the guides only."""

import csv
import os
import re

from diagnostics import places
from engine import ROOT, run
from test_preview import Preview

GUIDE = (ROOT / "Surveys" / "README.md").read_text(encoding="utf-8")


def example():
    return re.search(r"```yaml\n(survey: speaking-up.*?)```", GUIDE, re.S).group(1)


def test_from_init_to_a_previewed_survey(tmp_path):
    folder = tmp_path / "mine"
    run("init", str(folder))
    steps = run("next", "--workspace", str(folder)).stdout
    assert "survey-cli preview" in steps and "Surveys/README.md" in steps
    (folder / "surveys" / "speaking-up.yaml").write_text(example(), encoding="utf-8")
    assert "valid" in run("validate", str(folder / "surveys" / "speaking-up.yaml")).stdout
    with Preview(folder, "speaking-up") as preview:
        assert "Daring to speak" in preview.get("/en/w/preview")[1]
        assert "Iets durven zeggen" in preview.get("/nl/w/preview")[1]


def test_the_help_of_init_lists_the_languages():
    assert "some of nl,fr,de,en (default: all of them)" in " ".join(run("init", "--help").stdout.split())


def test_next_names_the_survey_that_was_written_last(tmp_path):
    folder = tmp_path / "mine"
    run("init", str(folder))
    for age, name in enumerate(["speaking-up", "older"]):
        file = folder / "surveys" / f"{name}.yaml"
        file.write_text(example(), encoding="utf-8")
        os.utime(file, (1_790_000_000 - age, 1_790_000_000 - age))
    steps = run("next", "--workspace", str(folder)).stdout
    assert "survey-cli preview speaking-up\n" in steps and "survey-cli wave open speaking-up --name" in steps
    assert "inclusion-baseline" not in steps


def test_a_survey_is_found_by_path_id_or_file_name(tmp_path):
    folder = tmp_path / "mine"
    run("init", str(folder))
    file = folder / "surveys" / "2027.yaml"
    file.write_text(example(), encoding="utf-8")
    here = ["--workspace", str(folder)]
    for name in ("2027", "2027.yaml", "speaking-up", str(file)):
        assert "valid" in run("validate", name, *here).stdout
        run("texts", "export", name, str(tmp_path / f"{name.replace('/', '-')}.csv"), *here)
    assert "valid" in run("validate", "workspace.yaml", "leadership-summary", *here).stdout
    for command in (["validate", "inclusion-basline"], ["preview", "inclusion-basline"], ["plan", "inclusion-basline.yaml"]):
        assert "Did you mean 'inclusion-baseline'?" in run(*command, *here, expect=2).stderr
    assert "no such file" in run("preview", "surveys/none.yaml", *here, expect=2).stderr


def test_the_blocks_of_a_new_workspace_work_without_their_marks(tmp_path):
    folder = tmp_path / "mine"
    run("init", str(folder), "--languages", "nl,fr")
    file = folder / "workspace.yaml"
    file.write_text(re.sub(r"^#(?=\S|  )", "", file.read_text(), flags=re.M))
    assert "law:" in file.read_text()
    checked = run("validate", str(file))
    assert "valid. A workspace with 1 subscriptions." in checked.stdout
    lines = file.read_text().splitlines()
    unfilled = {n for n, line in enumerate(lines, 1) if "FILL-IN" in line and not line.startswith("#")}
    assert {line for line, _, code in places(checked.stderr, file) if code == "value.placeholder"} == unfilled


def test_no_wave_opens_with_the_words_of_the_template(tmp_path):
    folder = tmp_path / "mine"
    run("init", str(folder), "--languages", "nl,en")
    assert "'FILL-IN': organisation.name.\n" in run("next", "--workspace", str(folder)).stdout
    file = folder / "workspace.yaml"
    text = re.sub(r"^#(?=\S|  )", "", file.read_text(), flags=re.M)
    file.write_text(text)
    steps = run("next", "--workspace", str(folder)).stdout
    assert "organisation.name, law.controller, law.dpo" in steps and "support.0.reach" in steps
    (folder / "surveys" / "speaking-up.yaml").write_text(example(), encoding="utf-8")
    wave = ["wave", "open", "speaking-up", "--name", "w", "--mode", "open", "--opens", "2099-01-01", "--closes", "2099-01-02",
            "--keeper", str(tmp_path / "key"), "--workspace", str(folder)]
    refused = run(*wave, expect=3).stderr
    assert "law.controller" in refused and "support.0.reach" in refused and "organisation.name" not in refused
    file.write_text(text.replace("FILL-IN", "own"))
    run(*wave)
    assert "Fill in workspace.yaml" not in run("next", "--workspace", str(folder)).stdout


def test_a_plan_says_what_to_write_down(tmp_path):
    survey = tmp_path / "speaking-up.yaml"
    survey.write_text(example(), encoding="utf-8")
    refused = run("plan", str(survey), expect=2).stderr
    assert "attribute,code,count\nstatus,1,0\nstatus,2,0" in refused and "organisation.csv" not in refused
    people = tmp_path / "people.csv"
    people.write_text(re.search(r"attribute,code,count\n(.*\n)+", refused).group().replace(",0", ",30"))
    assert "2 of 2 groups can be shown" in run("plan", str(survey), "--population", str(people)).stdout


def test_levels_that_no_unit_has_are_named(tmp_path):
    folder = tmp_path / "mine"
    run("init", str(folder))
    organisation = folder / "organisation.csv"
    organisation.write_text(organisation.read_text().replace("S2,south,team", "S2,south,taem"))
    survey = example().replace("attributes:\n", "attributes:\n  - { id: unit, type: unit, level: ploeg, text: { nl: \"Dienst?\", en: \"Unit?\" } }\n")
    (folder / "surveys" / "speaking-up.yaml").write_text(survey, encoding="utf-8")
    here = ["--workspace", str(folder)]
    for said in (run("next", *here).stdout, run("plan", "speaking-up", *here).stderr):
        assert f"{organisation}:8:10: warning: [unit.level-once] The level 'taem' occurs once. Did you mean 'team'?" in said
        assert "level 'ploeg', which organisation.csv doesn't have. Its levels: zone, district, team, taem." in said


def test_the_guide_names_commands_that_exist(tmp_path):
    commands = set(re.findall(r"survey-cli ([a-z]+(?: export| import)?)", GUIDE))
    assert {"init", "preview", "validate", "plan", "simulate", "analyse", "texts export", "texts import"} <= commands
    for command in commands:
        run("help", *command.split())


def test_translators_get_the_example_as_a_table(tmp_path):
    survey = tmp_path / "speaking-up.yaml"
    survey.write_text(example(), encoding="utf-8")
    run("texts", "export", str(survey), str(tmp_path / "texts.csv"))
    with open(tmp_path / "texts.csv", encoding="utf-8-sig", newline="") as file:
        table = {row["path"]: row for row in csv.DictReader(file)}
    assert table["items.ask.text"] == {
        "path": "items.ask.text", "nl": "In mijn team vraag ik gemakkelijk om hulp.", "en": "In my team I find it easy to ask for help."}
