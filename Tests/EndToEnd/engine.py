"""Drives the built programs as a user would: a workspace in a folder, the commands, a real server process on a free port."""

import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import time
from datetime import date, timedelta

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("SURVEY_BIN", ROOT / ".build" / "debug"))

LAW = """
law:
  controller: "Sample organisation"
  dpo: "dpo@example.org"
  supervisor: "The authority"
  legal-basis: {%s}
  consultation: { body: "The committee", date: 2026-09-01 }
support:
  - { name: {%s}, reach: "tel:+3220000000", hours: {%s}, review-by: 2099-01-01 }
"""


def texts(text, languages):
    return " " + ", ".join(f'{language}: "{text}"' for language in languages) + " "


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Workspace:
    """A workspace folder made with `survey-cli init`."""

    def __init__(self, folder, languages=("nl", "en"), organisation=None, extra=""):
        self.folder = pathlib.Path(folder)
        arguments = ["init", str(self.folder), "--languages", ",".join(languages)]
        if organisation:
            arguments += ["--organisation", str(organisation)]
        run(*arguments)
        (self.folder / "workspace.yaml").write_text(
            f'organisation:\n  name: {{{texts("Sample", languages)}}}\nlanguages: [{", ".join(languages)}]\n'
            + LAW % (texts("Law", languages), texts("Counsellor", languages), texts("9–17", languages))
            + extra
        )

    def cli(self, *arguments, expect=0):
        return run(*arguments, "--workspace", str(self.folder), expect=expect)

    def json(self, *arguments):
        return json.loads(self.cli(*arguments, "--json").stdout)

    def open_wave(self, survey, name="w1", mode="code", opens=None, closes=None, key="keeper.key"):
        opens = opens or (date.today() - timedelta(days=1)).isoformat()
        closes = closes or (date.today() + timedelta(days=2)).isoformat()
        self.key = self.folder.parent / f"{name}-{key}"
        return self.cli(
            "wave", "open", str(survey), "--name", name, "--mode", mode, "--opens", opens, "--closes", closes,
            "--keeper", str(self.key),
        )

    def codes(self, count, name="w1"):
        return self.json("codes", name, "--count", str(count))["codes"]


def run(*arguments, expect=0):
    """Runs survey-cli and holds its exit status against the expected one, if there is one."""
    done = subprocess.run([str(BIN / "survey-cli"), *arguments], capture_output=True, text=True, timeout=300)
    assert expect is None or done.returncode == expect, f"{arguments}: status {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done


class Server:
    """A survey-serve process; stopped by its own process id."""

    def __init__(self, workspace, port=None, arguments=()):
        self.workspace = workspace
        self.arguments = list(arguments)
        self.port = port or free_port()
        self.start()

    def start(self):
        self.log = open(self.workspace.folder.parent / "server.log", "ab")
        self.process = subprocess.Popen(
            [str(BIN / "survey-serve"), "--workspace", str(self.workspace.folder), "--port", str(self.port),
             *self.arguments],
            stdout=subprocess.PIPE, stderr=self.log,
        )
        line = self.process.stdout.readline().decode()
        assert re.search(r"http://127\.0\.0\.1:\d+", line), f"no address printed: {line!r}"
        self.url = f"http://127.0.0.1:{self.port}"

    def kill(self):
        """Ends the process as a power cut would."""
        self.process.kill()
        self.process.wait()

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                raise AssertionError("survey-serve did not stop within 15 s of SIGTERM")
        self.log.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


def wait_until(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)
