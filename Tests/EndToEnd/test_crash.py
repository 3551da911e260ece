"""Desk and box are killed at random moments while people take passes and answer: nobody loses a right, nothing counts twice.

`make test` plays 50 participations, `make attack` 1,000 (SURVEY_ATTACK_PEOPLE).
"""

import csv
import http.client
import json
import os
import pathlib
import random
import re
import secrets
import threading
import time

from engine import Server
from http_requests import counted, request
from pass_protocol import PublicKey, Secrets, b64url, from_b64url
from small_wave import GOOD, DATES, make_workspace

PEOPLE = int(os.environ.get("SURVEY_ATTACK_PEOPLE", "50"))
SEED = int(os.environ.get("SURVEY_ATTACK_SEED", "0")) or secrets.randbelow(1 << 32)


class Part(Server):
    """A server of one role that is killed and started again on the same port."""

    def __init__(self, workspace, role):
        self.role = role
        super().__init__(workspace)

    def options(self):
        return ["--role", self.role]


def send(port, path, document):
    """Posts until there is a reply: a killed server costs a person no more than another try."""
    for _ in range(400):
        try:
            reply = request(port, "POST", path, json.dumps(document).encode(), {"Content-Type": "application/json"})
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
            continue
        if reply.status in (429, 503):
            time.sleep(0.2)
            continue
        return reply
    raise AssertionError("no reply in 400 tries")


class Person:
    def __init__(self, invitation, key, desk, box, chance):
        self.invitation, self.key, self.desk, self.box = invitation, key, desk, box
        self.seed = secrets.token_bytes(16)
        self.answers = chance.random() < 0.9
        self.delay = chance.random() * 0.02 * PEOPLE
        self.asks_twice = chance.random() < 0.3
        self.receipt = self.problem = None

    def take_part(self):
        try:
            time.sleep(self.delay)
            self.act()
        except Exception as problem:
            self.problem = repr(problem)

    def act(self):
        made = Secrets(self.seed, self.key)
        document = {"invitation": self.invitation, "blinded": b64url(made.blinded), "key": b64url(self.key.id)}
        for _ in range(2 if self.asks_twice else 1):
            reply = send(self.desk.port, "/w/w1/pass", document)
            assert reply.status == 200, reply.text
        signature = made.unblinded(from_b64url(reply.json["signature"]))
        assert self.key.accepts(made.nonce, signature)
        if not self.answers:
            return
        answer = {"pass": {"n": b64url(made.nonce), "s": b64url(signature)}, "answers": GOOD}
        receipts = set()
        for _ in range(2 if self.asks_twice else 1):
            reply = send(self.box.port, "/w/w1/answers", answer)
            assert reply.status == 200, reply.text
            receipts.add(reply.json["receipt"])
        (self.receipt,) = receipts


def killer(parts, chance, stop, deaths):
    while not stop.wait(0.05 + chance.random() * 0.5):
        part = chance.choice(parts)
        part.kill()
        part.log.close()
        part.start()
        deaths.append(part.role)


def test_killed_desks_and_boxes_lose_and_double_nothing(tmp_path):
    chance = random.Random(SEED)
    print(f"seed {SEED}")
    workspace = make_workspace(tmp_path / "home")
    roster = tmp_path / "roster.csv"
    roster.write_text(
        "identifier,email,language,unit\n" + "".join(f"P{number},,en,\n" for number in range(PEOPLE + 3)))
    key_file = tmp_path / "w1.key"
    workspace.cli(
        "wave", "open", str(workspace.folder.parent / "small.yaml"), "--name", "w1", "--mode", "pass", *DATES,
        "--roster", str(roster), "--keeper", str(key_file))
    letters = tmp_path / "letters"
    workspace.cli("invite", "w1", "--letters", str(letters))
    with open(letters / "letters.csv", newline="") as file:
        invitations = {row["identifier"]: re.search(r"#i=(\w+)", row["url"])[1] for row in csv.DictReader(file)}
    assert len(invitations) == PEOPLE + 3
    deaths = []
    with Part(workspace, "desk") as desk, Part(workspace, "box") as box:
        key = PublicKey(request_bytes(desk.port, "/w/w1/key.der"))
        people = [
            Person(invitations[f"P{number}"], key, desk, box, chance) for number in range(PEOPLE)]
        threads = [threading.Thread(target=person.take_part) for person in people]
        stop = threading.Event()
        executioner = threading.Thread(target=killer, args=([desk, box], chance, stop, deaths))
        executioner.start()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        stop.set()
        executioner.join()
        assert [person.problem for person in people if person.problem] == []
        assert {"desk", "box"} <= set(deaths), "nobody was killed: the test says nothing"
        # One slip in place of a pass, for somebody who took none.
        slip = json.loads(workspace.cli("invite", "w1", "--slip", f"P{PEOPLE}", "--json").stdout)["code"]
        reply = send(box.port, "/w/w1/answers", {"code": slip, "answers": GOOD})
        assert reply.status == 200, reply.text
        receipts = {person.receipt for person in people if person.receipt} | {reply.json["receipt"]}
        assert len(receipts) == sum(person.answers for person in people) + 1
        workspace.cli("wave", "close", "w1")
        minutes = tmp_path / "minutes.json"
        workspace.cli("desk", "minutes", "w1", "--out", str(minutes))
        respondents = workspace.json("wave", "unseal", "w1", "--key", str(key_file))["respondents"]
        assert respondents == len(receipts)
        assert set(counted(box.port)) == receipts
        told = json.loads(minutes.read_text())
        assert respondents <= told["passesHandedOut"] + told["slipsHandedOut"] <= told["roster"] == PEOPLE + 3
        assert told["passesHandedOut"] == PEOPLE


def request_bytes(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        return connection.getresponse().read()
    finally:
        connection.close()
