"""Bad definitions and workspace files: every problem is located, and all are named at once."""

import json
import subprocess

import pytest

from diagnostics import places
from engine import BIN, run
from small_wave import SURVEY, make_workspace, survey_file


MALFORMED = [
    ("tab in the indentation", "survey: x\nlanguages:\n\t- en\n", (3, 1, "yaml.syntax")),
    ("bracket never closed", "survey: x\nlanguages: [en\ntitle: y\n", (3, None, "yaml.syntax")),
    ("quote never closed", 'survey: "x\nversion: 1\n', (None, None, "yaml.syntax")),
    ("a key twice", "survey: x\nversion: 1\nsurvey: y\n", (None, None, "yaml.duplicate-key")),
    ("nothing in it", "", (1, 1, "yaml.empty")),
    ("a list instead of a survey", "- survey\n", (1, 1, "value.type")),
]


@pytest.mark.parametrize("name,text,place", MALFORMED, ids=[name for name, *_ in MALFORMED])
def test_malformed_yaml_is_located(tmp_path, name, text, place):
    file = survey_file(tmp_path, text)
    done = run("validate", str(file), expect=2)
    found = places(done.stderr, file)
    assert found and done.stdout == "", done.stderr
    assert all(wanted in (None, got) for wanted, got in zip(place, found[0])), found


def test_all_problems_are_reported_at_once(tmp_path):
    lines = SURVEY.splitlines()

    def number(start):
        return next(index for index, line in enumerate(lines) if line.lstrip().startswith(start))

    wrong = {
        "version: 1": ("version: one", {"value.type", "survey.version"}),
        "title: { en: \"A small": ("title: { en: \"A\", nl: \"B\" }", {"text.extra-language"}),
        "privacy:": (lines[number("privacy:")].replace("minimum-group: 5", "minimum-group: 2"), {"privacy.minimum-group"}),
        "groupings:": ("  groupings: [{ by: [rank] }]", {"grouping.unknown-attribute"}),
        "favourable: [3]": ("    favourabel: [3]", {"key.unknown"}),
        "- { id: b,": ("      - { id: a, text: { en: \"Second\" }, answers: agree }", {"item.duplicate-id", "id.duplicate"}),
        "- { id: tenure": ("      - { id: tenure, type: number, text: { en: \"Years?\" }, bands: [3, 1] }", {"item.band-order"}),
        "- { id: more": ("      - { id: more, text: { en: \"More?\" }, answers: agrees }", {"item.unknown-answers"}),
        "- { id: both": (lines[number("- { id: both")].replace("[a, b]", "[a, c]"), {"scale.unknown-item"}),
    }
    for start, (line, _) in wrong.items():
        lines[number(start)] = line
    file = survey_file(tmp_path, "\n".join(lines) + "\n")
    found = places(run("validate", str(file), expect=2).stderr, file)
    for line, codes in wrong.values():
        at = {code for row, _, code in found if row == lines.index(line) + 1}
        assert at & codes, f"line {lines.index(line) + 1} ({line.strip()}): expected one of {codes}, found {found}"
    report = json.loads(run("validate", str(file), "--json", expect=2).stdout)[0]
    assert [(p["line"], p["column"], p["code"]) for p in report["problems"]] == found and report["valid"] is False


def test_unknown_keys_are_errors_with_the_near_name(tmp_path):
    text = SURVEY.replace("    sensitive: false", "    sensitiv: false").replace("required: true", "require: true")
    file = survey_file(tmp_path, text)
    done = run("validate", str(file), expect=2)
    lines = text.splitlines()
    expected = [(n + 1, line.index(key) + 1) for n, line in enumerate(lines) for key in ("sensitiv:", "require:") if key in line]
    assert [(line, column) for line, column, code in places(done.stderr, file) if code == "key.unknown"] == expected
    assert "'sensitive'" in done.stderr and "'required'" in done.stderr


def test_files_that_cannot_be_read(tmp_path):
    assert "can't be read" in run("validate", str(tmp_path / "none.yaml"), expect=2).stderr
    (tmp_path / "latin.yaml").write_bytes("survey: caf\xe9\n".encode("latin-1"))
    assert "UTF-8" in run("validate", str(tmp_path / "latin.yaml"), expect=2).stderr


def test_a_letter_that_was_lost_is_located(tmp_path):
    text = SURVEY.replace("First statement", "First caf\ufffd")
    file = survey_file(tmp_path, text)
    line = next(n for n, line in enumerate(text.splitlines(), 1) if "\ufffd" in line)
    done = run("validate", str(file), expect=2)
    assert [(line, code) for line, _, code in places(done.stderr, file)] == [(line, "value.damaged")]


def test_a_broken_workspace_file_is_located(tmp_path):
    workspace = make_workspace(tmp_path)
    file = workspace.folder / "workspace.yaml"
    file.write_text(file.read_text() + "suport: []\n")
    last = len(file.read_text().splitlines())
    for arguments in (["survey-cli", "wave", "list"], ["survey-serve", "--port", "0"]):
        done = subprocess.run(
            [str(BIN / arguments[0]), *arguments[1:], "--workspace", str(workspace.folder)],
            capture_output=True, text=True, timeout=30,
        )
        assert done.returncode == 2, done
        assert (last, 1, "key.unknown") in places(done.stderr, file), done.stderr
