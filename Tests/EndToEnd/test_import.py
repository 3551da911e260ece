"""`survey-cli import` takes a past wave over, and `survey-cli ledger` shows and verifies what was done."""

import http.client
import json
import sqlite3
from datetime import date, timedelta

import pytest

from analysis_sample import SCALES, UNITS, people, write
from diagnostics import places
from engine import Server, Workspace
from small_wave import make_workspace
from test_analyse import analyse

PLAN = """\
plan: whole
languages: [en]
title: { en: "The whole" }
audience: { en: "everybody" }
blocks:
  - participation: {}
  - items: {}
  - method: {}
"""


def units_file(folder):
    units = folder / "units.csv"
    units.write_text(
        "unit,parent,level,name,headcount\nall,,zone,All,\n"
        + "".join(f"{unit},all,team,{unit},{size + 20}\n" for unit, size in UNITS.items())
    )
    return units


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    folder = tmp_path_factory.mktemp("import")
    rows = people(seed=4)
    survey, answers, _ = write(folder, rows)
    units = units_file(folder)
    workspace = Workspace(folder / "workspace", languages=("en",), organisation=units)
    plan = folder / "whole.yaml"
    plan.write_text(PLAN)
    done = workspace.cli("import", str(answers), "--survey", str(survey), "--wave", "past", "--date", "2025-11-30")
    return {
        "workspace": workspace, "rows": rows, "survey": survey, "answers": answers, "plan": plan, "done": done,
        "file": analyse(answers, survey, "--organisation", str(units)),
    }


def columns(workspace, wave):
    """The columns as they are stored, by variable and option."""
    with sqlite3.connect(f"file:{workspace.folder}/data/results.sqlite?mode=ro", uri=True) as database:
        rows = database.execute("SELECT variable, option, bytes FROM resultColumn WHERE wave = ?", (wave,)).fetchall()
    return {(variable, option): bytes(content) for variable, option, content in rows}


def test_a_past_wave_is_listed_as_what_it_is(imported):
    assert f"{len(imported['rows'])} answers" in imported["done"].stdout
    (wave,) = [wave for wave in imported["workspace"].json("wave", "list") if wave["wave"] == "past"]
    assert (wave["wave"], wave["stage"], wave["imported"]) == ("past", "imported", True)
    assert wave["survey"] == "sample-analysis@1" and wave["answers"] == len(imported["rows"])
    assert wave["opens"] < wave["closes"]
    text = imported["workspace"].cli("wave", "status", "past").stdout
    assert "2025-11-30 00:00" in text and "2025-12-01 00:00" in text
    assert "wave prove" not in text and "imported" in text
    steps = imported["workspace"].json("next")
    assert any("report" in step.get("command", "") for step in steps if step.get("wave") == "past")
    assert not any("unseal" in step.get("command", "") for step in steps)


def test_the_numbers_of_everybody_are_the_file_s(imported):
    gated = imported["workspace"].json("analyse", "--wave", "past")
    for scale in SCALES:
        for name in ("n", "mean", "sd", "median", "favourable", "reliability"):
            assert gated["scales"][scale][name] == imported["file"]["scales"][scale][name], (scale, name)
    for item in ("a1", "nps", "tenure"):
        assert gated["items"][item]["n"] == imported["file"]["items"][item]["n"]


def test_a_report_of_it_says_that_the_answers_come_from_a_file(imported):
    report = json.loads(
        imported["workspace"].cli("report", str(imported["plan"]), "--wave", "past", "--format", "json").stdout)
    cell = next(cell for cell in report["cells"] if cell["variable"] == "a1" and not cell["group"])
    assert cell["n"] == imported["file"]["items"]["a1"]["n"]
    assert cell["mean"] == pytest.approx(imported["file"]["items"]["a1"]["mean"], rel=1e-12)
    text = imported["workspace"].cli("report", str(imported["plan"]), "--wave", "past").stdout
    assert "come from a file" in text and "Anyone with the address" not in text


def test_rows_are_shuffled_and_stay_whole(imported):
    stored = columns(imported["workspace"], "past")
    cells = [(row["nps"], row["seen"]) for row in imported["rows"]]
    kept = [(str(nps - 1), str(seen)) for nps, seen in zip(stored[("nps", None)], stored[("seen", None)])]
    assert kept != cells
    assert sorted(kept) == sorted(cells)
    again = imported["workspace"]
    again.cli("import", str(imported["answers"]), "--survey", str(imported["survey"]), "--wave", "again",
              "--date", "2024-11-30")
    assert columns(again, "again") != stored
    again.cli("wave", "delete", "again", "--yes")
    assert columns(again, "again") == {}


def test_nobody_can_answer_it_and_the_box_does_not_know_it(imported):
    workspace = imported["workspace"]
    with Server(workspace) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        body = '{"nonce":"AAAAAAAAAAAAAAAAAAAAAA","answers":{"a1":1}}'
        connection.request("POST", "/w/past/answers", body, {"Content-Type": "application/json"})
        assert connection.getresponse().status == 404
    with sqlite3.connect(f"file:{workspace.folder}/data/box.sqlite?mode=ro", uri=True) as database:
        assert database.execute("SELECT count(*) FROM wave").fetchone() == (0,)
    assert "imported" in workspace.cli("wave", "close", "past", expect=1).stderr
    assert "imported" in workspace.cli("codes", "past", "--count", "1", expect=2).stderr


def test_a_name_that_is_taken_is_refused(imported):
    arguments = ["import", str(imported["answers"]), "--survey", str(imported["survey"]), "--wave", "past"]
    before = columns(imported["workspace"], "past")
    error = imported["workspace"].cli(*arguments, expect=2).stderr
    assert "'past'" in error and "Choose another name" in error
    assert columns(imported["workspace"], "past") == before


@pytest.fixture
def small(tmp_path):
    return make_workspace(tmp_path), tmp_path / "small.yaml", tmp_path / "answers.csv"


def take(small, text, *options, expect=0, wave="past"):
    workspace, survey, file = small
    file.write_text(text)
    return workspace.cli("import", str(file), "--survey", str(survey), "--wave", wave, *options, expect=expect)


def test_nothing_is_imported_when_anything_is_wrong(small):
    done = take(small, "a,b,status\n9,2,1\n3,2,1\n3,9,1\n3,2,9\n", expect=2)
    assert [place for *place, _ in places(done.stderr, small[2])] == [[2, 1], [4, 3], [5, 5]]
    done = take(small, "a,more,who\n3,text,me\n", expect=2)
    assert {code for *_, code in places(done.stderr, small[2])} == {"csv.comment-column", "csv.unknown-column"}
    assert "csv.empty" in take(small, "", expect=2).stderr
    assert "no answers" in take(small, "a,b\n", expect=2).stderr
    assert "isn't usable" in take(small, "a,b\n3,2\n", wave="Past wave", expect=2).stderr
    for day in ("yesterday", "2025-02-30", "2025-11-30T12:00", (date.today() + timedelta(days=2)).isoformat()):
        assert "error" in take(small, "a,b\n3,2\n", "--date", day, expect=2).stderr, day
    assert small[0].json("wave", "list") == []
    assert small[0].json("ledger", "list") == []


def test_ignored_columns_leave_no_trace_and_today_is_the_default(small):
    secret = "Zebra-4711"
    done = take(small, f"who,a,more\n{secret},3,{secret}\n{secret},2,\n", "--ignore", "who", "--ignore", "more", "--json")
    assert '"imported" : true' in done.stdout
    workspace = small[0]
    for file in (workspace.folder / "data").iterdir():
        assert secret.encode() not in file.read_bytes(), file
    (wave,) = workspace.json("wave", "list")
    assert wave["stage"] == "imported" and wave["opens"] < wave["closes"]
    entry, decisions = workspace.json("ledger", "list")
    assert decisions["kind"] == "decisions"
    assert entry["kind"] == "wave.imported" and "past" in entry["about"] and "small@1" in entry["about"]


def test_a_survey_with_units_needs_the_tree(tmp_path):
    survey, answers, _ = write(tmp_path, people(seed=4)[:10])
    workspace = Workspace(tmp_path / "workspace", languages=("en",), organisation=units_file(tmp_path))
    (workspace.folder / "organisation.csv").unlink()
    error = workspace.cli("import", str(answers), "--survey", str(survey), "--wave", "past", expect=2).stderr
    assert "organisation.csv" in error and "Add it" in error


# The ledger


@pytest.fixture
def ledger(small):
    """A workspace with a ledger of six entries, two of them releases."""
    rows = "".join(f"{1 + n % 3},{1 + n % 2},{1 + n % 2}\n" for n in range(40))
    take(small, "a,b,status\n" + rows, "--date", "2025-11-30")
    take(small, "a,b,status\n" + rows, "--date", "2024-11-30", wave="older")
    for wave in ("past", "older"):
        small[0].cli("analyse", "--wave", wave)
    return small[0]


def tamper(workspace, *statements):
    with sqlite3.connect(workspace.folder / "data" / "results.sqlite") as database:
        for statement in statements:
            database.execute(statement)


def test_the_ledger_is_listed_and_shown(ledger):
    entries = ledger.json("ledger", "list")
    assert [entry["kind"] for entry in entries] == ["wave.imported", "decisions"] * 2 + ["release"] * 2
    assert [entry["sequence"] for entry in entries] == [1, 2, 3, 4, 5, 6]
    assert "wave past" in entries[4]["about"]
    text = ledger.cli("ledger", "list").stdout.splitlines()
    assert len(text) == 6 and entries[0]["hash"][:12] in text[0]
    last = ledger.json("ledger", "show")
    assert last["sequence"] == 6 and last["body"]["wave"] == "older" and "scales" in last["body"]["analysis"]
    assert ledger.json("ledger", "show", "1")["body"]["respondents"] == "40"
    assert ledger.json("ledger", "show", entries[1]["hash"][:10].upper())["sequence"] == 2
    assert '  "respondents": "40"' in ledger.cli("ledger", "show", "1").stdout
    assert "no entry '99'" in ledger.cli("ledger", "show", "99", expect=2).stderr


def test_a_good_ledger_verifies_and_holds_every_head(ledger):
    for entry in ledger.json("ledger", "list"):
        for head in (entry["hash"], entry["hash"][:12], entry["hash"].upper()):
            assert ledger.json("ledger", "verify", "--head", head)["good"] is True
    text = ledger.cli("ledger", "verify").stdout
    assert "All 6 entries" in text and "--head" in text
    for head in ("12345", "z" * 12, "0" * 65):
        assert "--head" in ledger.cli("ledger", "verify", "--head", head, expect=2).stderr


@pytest.mark.parametrize(
    "statements,words",
    [
        (["UPDATE ledgerEntry SET body = '{}' WHERE sequence = 2"], ["Entry 2 was edited"]),
        (["DELETE FROM ledgerEntry WHERE sequence = 1"], ["Entry 1 was dropped"]),
        (["DELETE FROM ledgerEntry WHERE sequence = 3"], ["Entry 3 was dropped"]),
        ([f"UPDATE ledgerEntry SET sequence = {new} WHERE sequence = {old}" for old, new in ((2, 9), (3, 2), (9, 3))],
         ["Entry 2 was moved: it was written as number 3", "Entry 3 was moved"]),
        (["UPDATE ledgerEntry SET signature = zeroblob(64) WHERE sequence = 6"], ["Entry 6 isn't signed"]),
        (["UPDATE ledgerEntry SET body = x'1b5b'||'' WHERE sequence = 4"], ["Entry 4 was edited"]),
    ],
    ids=["edited", "first dropped", "dropped", "reordered", "signature", "no JSON"],
)
def test_tampering_is_named(ledger, statements, words):
    tamper(ledger, *statements)
    done = ledger.cli("ledger", "verify", expect=1)
    assert all(word in done.stdout for word in words), done.stdout
    assert "tampered" in done.stderr
    ledger.cli("ledger", "list")
    assert "\x1b" not in ledger.cli("ledger", "show", "4").stdout


def test_an_end_that_was_cut_off_shows_against_a_printed_head(ledger):
    head = ledger.json("ledger", "list")[-1]["hash"]
    tamper(ledger, "DELETE FROM ledgerEntry WHERE sequence = 6")
    ledger.cli("ledger", "verify")
    assert "its end was cut off" in ledger.cli("ledger", "verify", "--head", head[:16], expect=1).stderr


def test_a_report_that_shows_nothing_is_still_to_be_made(tmp_path):
    workspace = make_workspace(tmp_path)
    (tmp_path / "few.csv").write_text("a,b,status\n3,2,1\n3,2,1\n")
    (tmp_path / "whole.yaml").write_text(PLAN)
    workspace.cli("import", str(tmp_path / "few.csv"), "--survey", str(tmp_path / "small.yaml"), "--wave", "few", "--date", "2025-11-30")
    report = ["report", str(tmp_path / "whole.yaml"), "--wave", "few", "--out", str(tmp_path / "out")]
    refused = workspace.cli(*report, "--publish", expect=3)
    assert refused.stderr.endswith("Nothing was published, and no file was written.\n") and refused.stdout == ""
    assert not list((tmp_path / "out").glob("*"))
    workspace.cli(*report, expect=3)
    assert "Report the results" in workspace.cli("next").stdout
