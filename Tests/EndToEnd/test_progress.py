"""Long decisions show a bar on a terminal, and nothing when standard error is piped."""

import os
import pty
import re
import subprocess

import pytest

from analysis_sample import people, write
from engine import BIN, Workspace
from test_import import units_file

TITLE = "Deciding what may be shown"


def on_terminal(*arguments):
    """What a command writes to standard error when that is a terminal."""
    leader, follower = pty.openpty()
    with subprocess.Popen([str(BIN / "survey-cli"), *arguments], stdout=subprocess.DEVNULL, stderr=follower) as process:
        os.close(follower)
        written = b""
        while True:
            try:
                part = os.read(leader, 4096)
            except OSError:  # The other end is closed.
                break
            if not part:
                break
            written += part
    os.close(leader)
    assert process.returncode == 0, written
    return written.decode()


@pytest.fixture(scope="module")
def zone(tmp_path_factory):
    folder = tmp_path_factory.mktemp("progress")
    survey, answers, population = write(folder, people(seed=8))
    workspace = Workspace(folder / "workspace", languages=("en",), organisation=units_file(folder))
    return workspace, survey, answers, population


def test_import_compare_and_plan_show_how_far_they_are(zone):
    workspace, survey, answers, population = zone
    place = ("--workspace", str(workspace.folder))
    commands = [
        ("import", str(answers), "--survey", str(survey), "--wave", "past"),
        ("compare", "--wave", "past", "--by", "status", "--where", "age=2"),
        ("plan", str(survey), "--population", str(population)),
    ]
    for command in commands:
        shown = on_terminal(*command, *place)
        percents = [int(percent) for percent in re.findall(rf"{TITLE} [█░]{{30}} (\d+) %", shown)]
        assert percents == sorted(set(percents)) and percents[-1] == 100, command
        assert shown.endswith("\n")
    # What was decided is looked up, which takes no time.
    assert TITLE not in on_terminal(*commands[1], *place)


def test_nothing_is_shown_when_piped(zone):
    workspace, survey, answers, _ = zone
    done = workspace.cli("import", str(answers), "--survey", str(survey), "--wave", "piped")
    assert done.stderr == ""
