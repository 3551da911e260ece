"""The linking game: an adversary with every file is no better than guessing, and wins against plain rows."""

import json
import os
import subprocess

from engine import BIN


def play(*options):
    # In memory where there is such a folder: the waves' thousands of durable writes would take minutes on a disk.
    place = {"TMPDIR": "/dev/shm"} if os.access("/dev/shm", os.W_OK) else {}
    done = subprocess.run(
        [BIN / "survey-cli", "audit", "anonymity", "--json", *options], capture_output=True, text=True, timeout=900,
        env={**os.environ, **place})
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


def test_nobody_is_linked_over_200_waves():
    status, game = play("--waves", "200", "--people", "16")
    assert status == 0 and game["winners"] == []
    by_name = {score["strategy"]: score for score in game["strategies"]}
    # The adversary had an order to go by in every wave, and neither rows nor times in any file.
    assert by_name["resultOrder"]["waves"] == by_name["sealedOrder"]["waves"] == 200
    assert by_name["filePosition"]["waves"] == by_name["time"]["waves"] == 0


def test_the_same_adversary_wins_against_plain_rows():
    status, game = play("--waves", "20", "--people", "16", "--store", "plain-rows")
    assert status == 1
    assert {"resultOrder", "pagePosition", "time"} <= set(game["winners"])
    assert max(score["hits"] for score in game["strategies"]) > 20 * 16 / 4
