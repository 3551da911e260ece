"""Waves that can't be opened or found, and workspaces of a newer version: nothing changes."""

import contextlib
import sqlite3
import subprocess

import pytest

from engine import BIN, Workspace
from small_wave import SURVEY, make_workspace, open_arguments, opened, survey_file


def assert_no_wave(workspace, name="w1"):
    assert name not in [wave["wave"] for wave in workspace.json("wave", "list")]
    assert not (workspace.folder.parent / f"{name}.key").exists(), "a key was written for a wave that doesn't exist"


OPENINGS = [
    ("unknown survey", {"survey": "no-such-survey"}, 2, "no-such-survey"),
    ("unknown mode", {"mode": "secret"}, 2, "--mode 'secret'"),
    ("unusable name", {"name": "Wave 1"}, 2, "small letters"),
    ("no date", {"dates": ["--opens", "soon", "--closes", "later"]}, 2, "--opens 'soon'"),
    ("closes before it opens", {"dates": ["--opens", "2099-02-01", "--closes", "2099-01-01"]}, 2, "closes before it opens"),
    ("closes in the past", {"dates": ["--opens", "2020-01-01", "--closes", "2020-02-01"]}, 2, "in the past"),
]


@pytest.mark.parametrize("name,change,status,words", OPENINGS, ids=[name for name, *_ in OPENINGS])
def test_a_wave_that_cannot_be_opened(tmp_path, name, change, status, words):
    workspace = make_workspace(tmp_path)
    arguments = {"survey": tmp_path / "small.yaml", "folder": tmp_path, **change}
    assert words in workspace.cli(*open_arguments(**arguments), expect=status).stderr
    assert_no_wave(workspace)


def test_policy_refuses_a_wave_without_law_or_support(tmp_path):
    workspace = make_workspace(tmp_path)
    file = workspace.folder / "workspace.yaml"
    text = file.read_text()
    sensitive = survey_file(tmp_path, SURVEY.replace("    sensitive: false", "    sensitive: true"), "sensitive.yaml")
    law, support = text.index("law:"), text.index("support:")
    file.write_text(text[:law] + text[support:])
    assert "'law' block" in workspace.cli(*open_arguments(tmp_path / "small.yaml", tmp_path), expect=3).stderr
    file.write_text(text[:support])
    assert "support contacts" in workspace.cli(*open_arguments(sensitive, tmp_path), expect=3).stderr
    file.write_text(text.replace("review-by: 2099-01-01", "review-by: 2020-01-01"))
    assert "review-by" in workspace.cli(*open_arguments(sensitive, tmp_path), expect=3).stderr
    assert_no_wave(workspace)
    file.write_text(text)
    workspace.cli(*open_arguments(sensitive, tmp_path))


def test_a_language_that_the_survey_lacks_is_named(tmp_path):
    workspace = Workspace(tmp_path / "workspace", languages=("en", "fr"))
    survey = survey_file(tmp_path)
    done = workspace.cli(*open_arguments(survey, tmp_path))
    assert "warning: The survey has no texts in fr" in done.stderr and "--languages" in done.stderr
    assert "It is offered in: en.\n" in done.stdout
    assert done.stderr.count("warning:") == 1
    chosen = workspace.cli(*open_arguments(survey, tmp_path, name="w2"), "--languages", "en")
    assert "warning:" not in chosen.stderr and "It is offered in: en.\n" in chosen.stdout


def test_a_level_that_is_probably_misspelt_is_named(tmp_path):
    workspace = make_workspace(tmp_path)
    organisation = workspace.folder / "organisation.csv"
    organisation.write_text(organisation.read_text().replace("S2,south,team", "S2,south,taem"))
    done = workspace.cli(*open_arguments(tmp_path / "small.yaml", tmp_path))
    assert f"{organisation}:8:10: warning: [unit.level-once]" in done.stderr


def test_a_wave_name_twice_changes_nothing(tmp_path):
    workspace, codes = opened(tmp_path, 1)
    before = workspace.json("wave", "status", "w1")
    done = workspace.cli(*open_arguments(tmp_path / "small.yaml", tmp_path), expect=2)
    assert "There is a wave 'w1' already" in done.stderr
    assert workspace.json("wave", "status", "w1") == before
    assert not (tmp_path / "w1.key").exists()


def test_unknown_waves_and_missing_workspaces(tmp_path):
    workspace, _ = opened(tmp_path, 0)
    for arguments in (["wave", "status", "w2"], ["wave", "close", "w2"], ["codes", "w2", "--count", "1"]):
        assert "Waves of this workspace: w1" in workspace.cli(*arguments, expect=2).stderr
    for program in ("survey-cli wave list", "survey-serve"):
        name, *arguments = program.split()
        done = subprocess.run(
            [str(BIN / name), *arguments, "--workspace", str(tmp_path / "none")], capture_output=True, text=True, timeout=30
        )
        assert done.returncode == 2 and "survey-cli init" in done.stderr, done


@pytest.mark.parametrize("file", ["box.sqlite", "results.sqlite"])
def test_a_workspace_of_a_newer_version_is_left_alone(tmp_path, file):
    workspace, _ = opened(tmp_path, 1)
    path = workspace.folder / "data" / file
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("INSERT INTO grdb_migrations VALUES ('999')")
        database.commit()

    def content():
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            return list(database.iterdump())

    before = content()
    done = workspace.cli("codes", "w1", "--count", "1", expect=2)
    assert done.stderr == f"error: {file} was written by a newer version of this program. Update the program; nothing was changed.\n"
    if file == "box.sqlite":
        done = subprocess.run(
            [str(BIN / "survey-serve"), "--workspace", str(workspace.folder), "--port", "0"],
            capture_output=True, text=True, timeout=30,
        )
        assert done.returncode == 2 and "newer version" in done.stderr, done
    assert content() == before


@pytest.mark.parametrize("arguments", [["--port", "99999"], ["--no-such-option"], ["--workspace", "/nonexistent"]])
def test_bad_usage_of_the_server_has_status_2(arguments):
    done = subprocess.run([str(BIN / "survey-serve"), *arguments], capture_output=True, text=True, timeout=30)
    assert done.returncode == 2, done.stderr
    assert done.stdout == "" and done.stderr


@pytest.mark.parametrize("date", ["2026-02-30", "2026-13-01", "2026-11-30T25:00", "30/11/2026", "tomorrow"])
def test_a_date_that_does_not_exist_is_refused(tmp_path, date):
    workspace = Workspace(tmp_path / "workspace")
    done = workspace.cli(
        "wave", "open", "inclusion-baseline", "--name", "w1", "--mode", "open", "--opens", "2026-11-01", "--closes", date,
        "--keeper", str(tmp_path / "key"), expect=2)
    assert "--closes" in done.stderr
    assert not (tmp_path / "key").exists()

