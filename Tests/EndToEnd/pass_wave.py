"""A wave of mode `pass`: a roster, its letters, and servers of one role each."""

import csv
import re
import subprocess

from engine import BIN, Server
from small_wave import make_workspace, open_arguments

ADDRESSES = 'addresses: { desk: "https://desk.example.org", box: "https://box.example.org/" }\n'


def roster_file(folder, people=6, text=None):
    path = folder / "roster.csv"
    lines = [f"P{number},,en,{'N1' if number % 2 else 'S1'}" for number in range(people)]
    path.write_text(text if text is not None else "identifier,email,language,unit\n" + "\n".join(lines) + "\n")
    return path


def pass_workspace(folder):
    workspace = make_workspace(folder)
    file = workspace.folder / "workspace.yaml"
    file.write_text(file.read_text() + ADDRESSES)
    return workspace


def open_pass(workspace, folder, people=6, name="w1", extra=(), **arguments):
    workspace.key = folder / f"{name}.key"
    return workspace.cli(
        *open_arguments(folder / "small.yaml", folder, name=name, mode="pass", **arguments),
        "--roster", str(roster_file(folder, people)), *extra,
    )


def letters(workspace, folder, wave="w1", *extra):
    """Writes the letters, and gives everybody's invitation by identifier."""
    workspace.cli("invite", wave, "--letters", str(folder), *extra)
    with open(folder / "letters.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["identifier"]: re.search(r"#i=(\w{16})&", row["url"]).group(1) for row in rows}


class RoleServer(Server):
    """A survey-serve process of one role, under a user of its own where one is named."""

    def __init__(self, workspace, role, user=None):
        self.role, self.user = role, user
        super().__init__(workspace)

    def start(self):
        self.log = open(self.workspace.folder.parent / f"{self.role}.log", "ab")
        self.process = subprocess.Popen(
            [*as_user(self.user), str(BIN / "survey-serve"), "--workspace", str(self.workspace.folder),
             "--port", str(self.port), "--role", self.role],
            stdout=subprocess.PIPE, stderr=self.log,
        )
        line = self.process.stdout.readline().decode()
        assert "listening on" in line, f"no address printed: {line!r}"


def as_user(user):
    return [] if user is None else ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"]
