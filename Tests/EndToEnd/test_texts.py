"""A survey's texts go to translators as a table and come back into the file."""

import csv
import json

import pytest
import yaml

from engine import ROOT, Workspace, run
from small_wave import SURVEY, survey_file


def rows_of(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def write(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def test_a_shipped_survey_comes_back_unchanged(tmp_path):
    text = (ROOT / "Surveys" / "inclusion-baseline.yaml").read_text()
    survey = survey_file(tmp_path, text, "inclusion-baseline.yaml")
    run("texts", "export", str(survey), str(tmp_path / "out.csv"))
    rows = rows_of(tmp_path / "out.csv")
    assert rows[0] == ["path", "nl", "fr", "de", "en"]
    write(tmp_path / "back.csv", rows)  # as another program writes it: no mark, other quotes
    assert "nothing changed" in run("texts", "import", str(survey), str(tmp_path / "back.csv")).stdout
    assert survey.read_text() == text


def test_what_the_table_holds_is_what_another_parser_reads(tmp_path):
    path = ROOT / "Surveys" / "welcome.yaml"
    run("texts", "export", str(path), str(tmp_path / "out.csv"))
    table = {row[0]: row[1:] for row in rows_of(tmp_path / "out.csv")[1:]}
    survey = yaml.safe_load(path.read_text())
    for section in survey["sections"]:
        assert table[f"sections.{section['id']}.title"] == [section["title"][language] for language in ("nl", "fr", "de", "en")]
        for item in section["items"]:
            assert table[f"items.{item['id']}.text"] == [item["text"][language] for language in ("nl", "fr", "de", "en")]
    for name, answers in survey["answers"].items():
        for option in answers["options"]:
            assert table[f"answers.{name}.{option['code']}"][0] == option["label"]["nl"]


def test_a_new_language_changes_nothing_else(tmp_path):
    survey = survey_file(tmp_path, SURVEY.replace("survey: small", "# A remark.\nsurvey: small"))
    before = yaml.safe_load(survey.read_text())
    run("texts", "export", str(survey), str(tmp_path / "out.csv"))
    rows = rows_of(tmp_path / "out.csv")
    write(tmp_path / "fr.csv", [rows[0] + ["fr"]] + [row + [f"« {row[1]}\u202f»"] for row in rows[1:]])
    done = run("texts", "import", str(survey), str(tmp_path / "fr.csv"))
    assert "added fr" in done.stdout
    text = survey.read_text()
    assert "# A remark." in text
    after = yaml.safe_load(text)
    assert after["languages"] == ["en", "fr"]

    def without_french(value):
        if isinstance(value, dict):
            return {key: without_french(part) for key, part in value.items() if key != "fr"}
        if isinstance(value, list):
            return [without_french(part) for part in value if part != "fr"]
        return value

    assert without_french(after) == before
    assert after["sections"][0]["items"][0]["text"] == {"en": "First statement", "fr": "« First statement\u202f»"}
    run("validate", str(survey))


def test_problems_are_listed_by_line_and_nothing_is_written(tmp_path):
    survey = survey_file(tmp_path)
    before = survey.read_text()
    table = tmp_path / "bad.csv"
    table.write_text("path,en,nl\ntitle,,Titel\nitems.z.text,a,b\n")
    done = run("texts", "import", str(survey), str(table), expect=2)
    assert f"{table}:2:7: [texts.missing-language]" in done.stderr
    assert f"{table}:3:1: [texts.unknown-path]" in done.stderr
    assert "[texts.missing-path] The table has no line 'items.a.text'" in done.stderr
    assert survey.read_text() == before


def test_a_table_is_never_written_over(tmp_path):
    survey = survey_file(tmp_path)
    returned = tmp_path / "back.csv"
    returned.write_text("path,en\ntitle,Translated\n")
    done = run("texts", "export", str(survey), str(returned), expect=2)
    assert done.stderr == f"error: {returned} exists. Choose another name, or move it away, so that no translation is lost.\n"
    assert returned.read_text() == "path,en\ntitle,Translated\n"


def test_a_table_that_isnt_utf8_is_refused(tmp_path):
    survey = survey_file(tmp_path)
    before = survey.read_bytes()
    table = tmp_path / "latin.csv"
    table.write_bytes("path,en\ntitle,Caf\xe9\n".encode("latin-1"))
    done = run("texts", "import", str(survey), str(table), expect=2)
    assert done.stderr == f"{table}:2:10: [csv.encoding] The file isn't UTF-8 here. Save it as 'CSV UTF-8'.\n"
    assert survey.read_bytes() == before


def test_a_shipped_survey_isnt_changed_by_its_id(tmp_path):
    workspace = Workspace(tmp_path / "workspace")
    done = workspace.cli("texts", "export", "inclusion-pulse", str(tmp_path / "out.csv"))
    assert "nl, fr, de, en" in done.stdout
    done = workspace.cli("texts", "import", "inclusion-pulse", str(tmp_path / "out.csv"), expect=2)
    assert "Copy" in done.stderr and "surveys/" in done.stderr


@pytest.mark.parametrize("name", ["inclusion-baseline", "training-after"])
def test_every_text_can_be_changed(tmp_path, name):
    survey = survey_file(tmp_path, (ROOT / "Surveys" / f"{name}.yaml").read_text(), f"{name}.yaml")
    run("texts", "export", str(survey), str(tmp_path / "out.csv"))
    rows = rows_of(tmp_path / "out.csv")
    write(tmp_path / "in.csv", [rows[0]] + [[row[0], *(f"{text} – 'ja': \"é\"" for text in row[1:])] for row in rows[1:]])
    run("texts", "import", str(survey), str(tmp_path / "in.csv"))
    run("texts", "export", str(survey), str(tmp_path / "again.csv"))
    assert rows_of(tmp_path / "again.csv") == rows_of(tmp_path / "in.csv")
    comments = [line.strip() for line in (ROOT / "Surveys" / f"{name}.yaml").read_text().splitlines() if line.startswith("#")]
    assert [line.strip() for line in survey.read_text().splitlines() if line.startswith("#")] == comments
    json.loads(run("validate", str(survey), "--json").stdout)
