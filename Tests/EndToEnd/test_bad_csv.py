"""Bad answers in CSV: every cell is located, and no message repeats an answer."""

import re

import pytest

from diagnostics import places
from engine import Workspace, run
from small_wave import survey_file


CSV = [
    ("an unknown column", "a,x\n3,1\n", (1, 3), "csv.unknown-column"),
    ("a column twice", "a,b,a\n3,1,3\n", (1, 5), "csv.duplicate-column"),
    ("an unknown code", "a,b\n3,2\n3,7\n", (3, 3), "csv.unknown-code"),
    ("no number", "a,tenure\n3,long\n", (2, 3), "csv.not-a-number"),
    ("a field too few", "a,b\n3\n", (2, 1), "csv.fields"),
    ("not offered", "a,b\nn/a,2\n", (2, 1), "csv.not-offered"),
    ("comments", "a,more\n3,text\n", (1, 3), "csv.comment-column"),
    ("a quote in a field", 'a,b\n3,"2"x\n', (2, 6), "csv.syntax"),
    ("semicolons", "a;b\n3;2\n", (1, 1), "csv.semicolons"),
    ("quoted names and semicolons", '"a";"b"\n3;2\n', (1, 1), "csv.semicolons"),
    ("tabs", "a\tb\n3\t2\n", (1, 1), "csv.tabs"),
    ("UTF-16", "a,b\r\n3,2\r\n".encode("utf-16"), (1, 1), "csv.encoding"),
    ("UTF-16 with line feeds", "a,b\n3,2\n".encode("utf-16"), (1, 1), "csv.encoding"),
    ("UTF-16 without a mark", "a,b\r\n3,2\r\n".encode("utf-16-be"), (1, 1), "csv.encoding"),
    ("an empty file", "", (1, 1), "csv.empty"),
]


@pytest.mark.parametrize("name,text,place,code", CSV, ids=[name for name, *_ in CSV])
def test_bad_csv_is_located(tmp_path, name, text, place, code):
    file = tmp_path / "answers.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    done = run("analyse", str(file), "--survey", str(survey_file(tmp_path)), expect=2)
    assert (*place, code) in places(done.stderr, file), done.stderr
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1, "one mistake makes one message"


def test_tables_that_arent_utf8_are_named(tmp_path):
    workspace = Workspace(tmp_path / "workspace", languages=("en",))
    survey = str(survey_file(tmp_path))
    latin = tmp_path / "latin.csv"
    latin.write_bytes("attribute,code,count\nstatus,1,caf\xe9\n".encode("latin-1"))
    says = "[csv.encoding] The file isn't UTF-8 here. Save it as 'CSV UTF-8'."
    wave = ["--name", "w", "--opens", "2099-01-01", "--closes", "2099-01-02", "--keeper", str(tmp_path / "key"), "--mode", "pass"]
    for command in (
        ["plan", survey, "--population", str(latin)],
        ["wave", "open", survey, *wave, "--roster", str(latin)],
    ):
        assert f"{latin}:2:13: {says}" in workspace.cli(*command, expect=2).stderr
    assert f"{latin}:2:13: {says}" in run("init", str(tmp_path / "other"), "--organisation", str(latin), expect=2).stderr
    organisation = workspace.folder / "organisation.csv"
    organisation.write_bytes("unit,parent,level,name,headcount\nz,,zone,Caf\xe9,1\n".encode("latin-1"))
    for command in (["next"], ["plan", survey]):
        assert f"{organisation}:2:12: {says}" in workspace.cli(*command, expect=2).stderr


def test_all_bad_cells_are_reported_at_once(tmp_path):
    file = tmp_path / "answers.csv"
    file.write_text("a,b,status\n9,2,1\n3,9,1\n3,2,9\n")
    done = run("analyse", str(file), "--survey", str(survey_file(tmp_path)), expect=2)
    assert [place for *place, _ in places(done.stderr, file)] == [[2, 1], [3, 3], [4, 5]]
    assert "9" not in re.sub(r"^.*?: \[", "[", done.stderr, flags=re.M), "a message repeats an answer"
