"""Unsealing with wrong keys, and cut off at any moment: no answer is lost or doubled."""

import concurrent.futures
import pathlib
import sqlite3
import subprocess
import time

from engine import BIN, Server, wait_until
from http_requests import answer, counted, request
from small_wave import open_arguments, opened


def test_wrong_keys_leave_the_box_as_it_is(tmp_path):
    workspace, codes = opened(tmp_path, 3)
    key = workspace.key
    workspace.cli(*open_arguments(tmp_path / "small.yaml", tmp_path, name="other"))
    with Server(workspace) as server:
        for code in codes:
            assert answer(server.port, code).status == 200
    done = workspace.cli("wave", "unseal", "w1", "--key", str(key), expect=1)
    assert "isn't closed yet" in done.stderr
    workspace.cli("wave", "close", "w1")
    text = key.read_text()
    line = next(line for line in text.splitlines() if line.startswith("key: "))
    groups = line.removeprefix("key: ").split("-")
    mistyped = groups.copy()
    mistyped[2] = ("2" if mistyped[2][0] != "2" else "3") + mistyped[2][1:]
    wrong = {
        "mistyped": (text.replace(line, "key: " + "-".join(mistyped)), "Group 3 "),
        "short": (text.replace(line, "key: " + "-".join(groups[:-1])), "incomplete"),
        "no-key": (text.replace(line, ""), "no line 'key:'"),
        "no-keeper": ((workspace.folder / "workspace.yaml").read_text(), "not a keeper's file"),
        "public": (pathlib.Path(f"{key}.pub").read_text(), "not a keeper's file"),
        "of-another-wave": ((tmp_path / "other.key").read_text(), "not the one that wave 'w1' was sealed to"),
    }
    for name, (content, words) in wrong.items():
        file = tmp_path / f"{name}.key"
        file.write_text(content)
        done = workspace.cli("wave", "unseal", "w1", "--key", str(file), expect=2)
        assert words in done.stderr, f"{name}: {done.stderr}"
        assert not any(group in done.stderr for group in groups), "a part of the key was printed"
    assert "can't be read" in workspace.cli("wave", "unseal", "w1", "--key", str(tmp_path / "gone"), expect=2).stderr
    assert workspace.json("wave", "unseal", "w1", "--key", str(key))["respondents"] == 3


def test_unsealing_killed_at_any_moment_can_be_repeated(tmp_path):
    workspace, codes = opened(tmp_path, 150)
    with Server(workspace) as server:
        with concurrent.futures.ThreadPoolExecutor(8) as threads:
            receipts = [reply.json["receipt"] for reply in threads.map(lambda code: answer(server.port, code), codes)]
        workspace.cli("wave", "close", "w1")
        command = [
            str(BIN / "survey-cli"), "wave", "unseal", "w1", "--key", str(workspace.key), "--workspace", str(workspace.folder)
        ]
        start = time.monotonic()
        subprocess.run([str(BIN / "survey-cli"), "wave", "list", "--workspace", str(workspace.folder)], check=True, capture_output=True)
        least = time.monotonic() - start
        # Killed a little later each time, until a run gets through; so kills fall into every step.
        killed = 0
        for step in range(6, 200):
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                assert process.wait(least * step / 12) == 0
                break
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                killed += 1
        assert killed >= 5
        respondents = workspace.json("wave", "unseal", "w1", "--key", str(workspace.key))["respondents"]
        assert respondents == 150
        wait_until(lambda: request(server.port, "GET", "/w/w1/counted.txt").status == 200)
        assert counted(server.port) == sorted(receipts)
    kinds = [kind for (kind,) in sqlite3.connect(workspace.folder / "data/results.sqlite").execute(
        "SELECT kind FROM ledgerEntry ORDER BY sequence")]
    assert kinds.count("wave.unsealed") == 1
